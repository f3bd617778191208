"""Visits out of free text, by rules and word lists: every proposal shows the words it was read from."""
