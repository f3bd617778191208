"""Verbs with a meaning: each checks, changes, traces, and never commits."""
