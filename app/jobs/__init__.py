"""Long work apart from requests: asked for here, done by ``flask work``, read in ``app.queries.findings``."""

from app.jobs.queue import request, stop

__all__ = ["request", "stop"]
