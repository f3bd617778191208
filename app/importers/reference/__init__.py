"""Public lists in: twin towns and members of networks, read, matched with our cities, and kept apart."""
