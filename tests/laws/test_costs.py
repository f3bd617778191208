"""What costs much work is counted, and what leaves the house leaves a line."""

import re
from typing import Any

from flask import Flask

from app.web import access, limits
from tests.laws.endpoints import FILE, ROWS

PAPERS = r":?(ending|extension)>|\.(pdf|docx|zip)$"


def addresses_like(app: Flask, pattern: str) -> dict[str, Any]:
    """Every endpoint whose address has something in it, and its view."""
    return {
        rule.endpoint: app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        if re.search(pattern, rule.rule)
    }


def test_every_paper_and_file_is_counted(app):
    """Each costs as much work as many pages; an address for one that is added later is counted, too."""
    views = addresses_like(app, PAPERS)

    assert "map_files.export" in views
    assert [endpoint for endpoint, view in views.items() if not limits.is_costly(view)] == []


def test_every_paper_and_file_that_leaves_the_house_leaves_a_line(app):
    """Who took which names out can be told later; a paper that is added later leaves a line, too."""
    asked_for = addresses_like(app, rf"{PAPERS}|\.(vcf|ics)$")
    closed = {endpoint for endpoint, view in asked_for.items() if access.rule_of(view) is not None}
    told = {row.endpoint for row in ROWS if FILE in row.expected}

    assert "guest_papers.gate" in closed
    assert closed - told == set(), "a file without a line: see app.web.taken_out"
