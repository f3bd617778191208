"""The whole register in one file, and out of it again: a zip of JSON lines that both engines read.

``manifest`` is what the file says of itself, ``tables`` how a value is written, ``documents`` the files
beside the database; ``write`` makes a backup, ``read`` verifies it, ``restore`` puts it in place of what
is there.
"""
