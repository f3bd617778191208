"""What holds for every file of ours, read as text: who asks, who commits, what stands in a page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from app.records.nouns import NOUNS
from app.records.parts import SOURCES
from models import Mention, Record

HOME = Path(__file__).resolve().parents[2]
CODE = [
    path for folder in ("app", "models", "seeds", "views") for path in sorted((HOME / folder).rglob("*.py"))
]
SERVING = [path for path in CODE if path.is_relative_to(HOME / "app") or path.is_relative_to(HOME / "views")]
TEMPLATES = sorted((HOME / "templates").rglob("*.html"))
FILES = [
    path
    for path in sorted((HOME / "static").rglob("*"))
    if path.suffix in {".js", ".css", ".svg"} and "vendor" not in path.relative_to(HOME).parts
]


def name(path: Path) -> str:
    return str(path.relative_to(HOME))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file, with the last word of what is called."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2], node


# Reads

MAY_SELECT = ("app/queries/", "app/records/", "app/trail.py")
PARTS = {part.model.__name__ for noun in NOUNS.values() for part in (*noun.parts, SOURCES)}
RECORDS = {noun.model.__name__ for noun in NOUNS.values()} | PARTS | {Record.__name__, Mention.__name__}
ASKING = {"select", "query", "get", "get_one", "insert", "update", "delete"}


def asked(call: ast.Call) -> set[str]:
    """The tables of records that a call names: whole, by a column, or by the table itself."""
    return {
        node.id for argument in call.args for node in ast.walk(argument) if isinstance(node, ast.Name)
    } & RECORDS


@pytest.mark.parametrize("path", SERVING, ids=name)
def test_a_record_is_asked_for_where_its_owner_is_asked_for_too(path):
    """Seeds are not asked: they run before there is anybody whose records they could leave out."""
    if name(path).startswith(MAY_SELECT):
        return
    found = [ast.unparse(call) for word, call in calls(path) if word in ASKING and asked(call)]

    assert found == [], "move the query to app/queries, or begin it with live()"


@pytest.mark.parametrize("path", SERVING, ids=name)
def test_no_statement_is_written_as_text(path):
    assert [ast.unparse(call) for word, call in calls(path) if word in {"text", "exec_driver_sql"}] == (
        ["connection.exec_driver_sql('BEGIN' if read_only.get() else 'BEGIN IMMEDIATE')"]
        if name(path) == "app/extensions.py"
        else []
    )


# Writes


@pytest.mark.parametrize("path", CODE, ids=name)
def test_only_the_unit_of_work_commits(path):
    found = [ast.unparse(call) for word, call in calls(path) if word == "commit"]

    assert found == (["session.commit()"] if name(path) == "app/unit_of_work.py" else [])


@pytest.mark.parametrize("path", CODE, ids=name)
def test_the_day_comes_from_the_clock_of_the_office(path):
    clocks = {"app/web/clock.py": ["datetime.now(found.timezone)"], "models/base.py": ["datetime.now(UTC)"]}
    found = [ast.unparse(call) for word, call in calls(path) if word in {"today", "now", "utcnow"}]

    assert [call for call in found if call.startswith(("date", "datetime"))] == clocks.get(name(path), [])


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_form_is_poured_into_a_record(path):
    assert "populate_obj" not in path.read_text(encoding="utf-8")


# Pages


def parsed(path: Path) -> nodes.Template:
    return Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))


def parent(template: nodes.Template) -> Path | None:
    extended = template.find(nodes.Extends)
    return HOME / "templates" / extended.template.as_const() if extended else None


def gives_a_title(path: Path) -> bool:
    """Whether a template, or one that it extends, names the page; an empty block says nothing."""
    template = parsed(path)
    titled = any(block.name == "title" and block.body for block in template.find_all(nodes.Block))
    above = parent(template)
    return titled or (above is not None and gives_a_title(above))


PAGES = [path for path in TEMPLATES if parent(parsed(path)) is not None and path.parent.name != "layouts"]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_page_has_a_title(path):
    assert gives_a_title(path)


def test_no_layout_gives_a_title_for_others():
    for path in (HOME / "templates" / "layouts").glob("*.html"):
        assert not gives_a_title(path), path


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_page_has_code_or_style_within_it(path):
    source = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    scripts = re.findall(r"<script\b[^>]*>", source)

    assert not re.search(r"""\s(style|on[a-z]+)\s*=\s*["'{]""", source)
    assert not re.search(r"<style\b|javascript:", source)
    assert [tag for tag in scripts if " src=" not in tag and 'type="application/json"' not in tag] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_page_trusts_text_except_the_map_which_is_made_of_markup_of_ours(path):
    found = re.findall(r"\|\s*safe\b|autoescape\s+false|Markup\(", without_comments(path))

    assert len(found) == (1 if name(path) == "templates/map/page.html" else 0)


NAMESPACES = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml")
"""Names that look like addresses; nothing is fetched from them."""


def without_comments(path: Path) -> str:
    source = path.read_text(encoding="utf-8")
    for comment in (r"{#.*?#}", r"<!--.*?-->", r"/\*.*?\*/"):
        source = re.sub(comment, "", source, flags=re.DOTALL)
    return re.sub(r"^\s*//.*$|(?<=[\s;{}])//\s.*$", "", source, flags=re.MULTILINE)


@pytest.mark.parametrize("path", [*TEMPLATES, *FILES], ids=name)
def test_no_file_of_ours_leads_to_another_host(path):
    source = without_comments(path)
    for namespace in NAMESPACES:
        source = source.replace(namespace, "")

    assert re.findall(r"https?://[^\s\"')]*", source) == []
    assert re.findall(r"""(?:src|href|action|url)\s*[=(]\s*["']?//[^\s"')]*""", source) == []


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".js"], ids=name)
def test_no_script_makes_code_or_markup_of_text(path):
    source = without_comments(path)

    assert not re.search(
        r"\beval\(|new Function|document\.write|\.style\.cssText|setAttribute\(\"style\"", source
    )


def test_the_laws_read_something():
    assert len(CODE) > 50
    assert len(PAGES) > 10
    assert len(FILES) > 10
    assert len(RECORDS) >= len(NOUNS) + 2
