"""Reference data and the demo record, and the tools that made them."""
