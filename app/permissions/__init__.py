"""Who may do what: a frozen actor and one readable table."""
