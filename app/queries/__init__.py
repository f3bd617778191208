"""Reads. Everything begins with ``live``; conditions are expressions that join any filter and order."""
