"""Files from outside: what kinds are taken, whether a virus scanner minds, pictures of their pages."""
