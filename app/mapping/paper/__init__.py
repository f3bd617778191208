"""The map as a sheet of paper: what is drawn where, and how it looks. Pure: values in, an SVG out."""
