"""A layer of the map each: what the record or the public lists say, as lines."""
