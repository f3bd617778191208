"""HTTP plumbing: who is asking, in which language, on which day; headers and errors."""
