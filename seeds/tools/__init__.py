"""Tools that build the seed data; the product never imports them."""
