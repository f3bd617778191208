"""Pieces of files with tables in them, and what tests ask of a table."""

import struct
from pathlib import Path
from xml.sax.saxutils import escape

OLD = Path(__file__).parent / "old.xls"
"""A hidden sheet, an empty one, and one with a title, two merged cells, an error and a date."""
SHEET = "xl/worksheets/sheet1.xml"
ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
 ><office:automatic-styles>%s</office:automatic-styles><office:body><office:spreadsheet>%s</office:spreadsheet></office:body></office:document-content>"""


def ods_cell(text, attributes="", kind="string"):
    return (
        f'<table:table-cell office:value-type="{kind}" {attributes}><text:p>{escape(text)}</text:p>'
        "</table:table-cell>"
    )


def ods_row(*texts, attributes=""):
    return f"<table:table-row {attributes}>{''.join(map(ods_cell, texts))}</table:table-row>"


def ods_table(*rows, name="Liste"):
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def data(table):
    """Return the cells of the rows that are data."""
    return [row.cells for row in table.rows if not row.left_out]


def told(table):
    """Return what is said of single cells."""
    return [problem.message % dict(problem.values) for row in table.rows for problem in row.problems]


def renamed_stream(content, old, new):
    """Return an old Office file in which a stream has another name."""
    at = content.index(old.encode("utf-16-le"))
    name = new.encode("utf-16-le")
    entry = name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2)
    return content[:at] + entry + content[at + 66 :]
