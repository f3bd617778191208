"""Papers. ``gather()`` returns facts in a frozen dataclass and formats nothing; rendering asks nothing."""
