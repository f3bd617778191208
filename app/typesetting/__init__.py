"""Pictures and papers that the server sets itself, without a browser; the only importer of typst."""
