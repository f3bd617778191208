"""The director's questions: each module reads, thinks, and answers with one typed value."""
