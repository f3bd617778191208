"""What tests of verbs share: an application whose database two connections write to."""

import pytest

from tests.at_once import own_application


@pytest.fixture
def own_app():
    """An application with a database of its own: what two connections write cannot be undone by the test."""
    with own_application() as app:
        yield app
