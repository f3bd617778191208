"""What costs much work is counted."""

import re

from app.web import limits


def test_every_paper_and_file_is_counted(app):
    """Each costs as much work as many pages; an address for one that is added later is counted, too."""
    made = re.compile(r":?(ending|extension)>|\.(pdf|docx|zip)$")
    views = {
        rule.endpoint: app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        if made.search(rule.rule)
    }

    assert "map_files.export" in views
    assert [endpoint for endpoint, view in views.items() if not limits.is_costly(view)] == []
