"""How long things take: ``make bench``. Never part of the tests."""
