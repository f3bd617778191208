"""What can be imported; :mod:`app.importers.kinds.kind` says how a kind is declared."""
