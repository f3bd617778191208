"""Plain nouns: the kit that reads and writes them all, and a declaration per noun."""
