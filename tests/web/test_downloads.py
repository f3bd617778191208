"""Files to be saved, under names in any letters."""

import pytest
from werkzeug.http import parse_options_header

from app.web.downloads import attachment


@pytest.mark.parametrize(
    "name",
    ["Anlaşmalar 2023.csv", "Üsküp için bize kim kapı açar?.xlsx", "القدس.png", 'a"b\\c.csv', "plain.csv"],
)
def test_a_name_in_any_letters_goes_through_a_header_and_arrives_whole(app, name):
    with app.test_request_context():
        header = attachment("x", name, "text/csv").headers["Content-Disposition"]

    assert header.encode("latin-1")
    kind, told = parse_options_header(header)
    assert (kind, told["filename"]) == ("attachment", name)
