"""The office's own Word template: its placeholders, and a paper put into it.

A template is data from outside: nothing but the names of placeholders is understood in it, and what is put
into it is text, never markup.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.documents.docx import add_sections, hang
from app.documents.paper import Paper
from app.errors import Invalid, Problem
from app.i18n import N_, Translator
from app.labels import label
from app.typesetting.letters import printable

BODY = "body"
PLACEHOLDERS: Mapping[str, str] = {
    "title": N_("title of the note"),
    "subtitle": N_("line under the title"),
    "kind": N_("kind of paper"),
    "issuer": N_("name of the house"),
    "letterhead": N_("names of the house from the letterhead, one a line"),
    "number": N_("number, once it is issued"),
    "day": N_("day"),
    "mark": N_("confidentiality mark"),
    BODY: N_("all sections and the sources"),
    "foot": N_("how the note was made"),
}
"""What a template may name → what stands there then."""

_MARKER = "\ue000body\ue000"
"""Stands for the sections until they are there; no text of ours has this letter of private use."""
_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)
_BROKEN = (BadZipFile, OpcError, SyntaxError, KeyError, ValueError)
_PARAGRAPHS = (
    "Heading 1",
    "Heading 2",
    "Quote",
    "Fact",
    "List Number",
    "List Bullet",
    "Small",
    "Caption",
    "Source",
    "Gap",
)


class _Placeholders(ImmutableSandboxedEnvironment):
    """Understands names in double braces and refuses everything else that Jinja could do."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise TemplateSyntaxError(f"{type(node).__name__} is no placeholder", node.lineno)
        return tree


def placeholders(content: bytes) -> tuple[str, ...]:
    """Return which placeholders a template uses, in our order.

    :raises Invalid: as for :func:`named`, or the place of the sections is missing.
    """
    found = named(content, PLACEHOLDERS)
    if not _has_place(content):
        raise Invalid(Problem("file", N_("The place of the sections is missing: write {{ body }} there")))
    return found


def named(content: bytes, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return which of the known placeholders a template uses, in their order.

    :raises Invalid: it is no Word file, something in braces is no placeholder, or one is unknown (it is
        named).
    """
    try:
        found = DocxTemplate(BytesIO(content)).get_undeclared_template_variables(_environment())
        fill(content, dict.fromkeys(known, ""))  # reads footnotes and properties, too
    except TemplateSyntaxError as error:
        raise Invalid(Problem("file", N_("Something in braces is no placeholder"))) from error
    except _BROKEN as error:
        raise Invalid(Problem("file", N_("This is no Word file (.docx) that can be read"))) from error
    unknown = sorted(found - known.keys())
    if unknown:
        told = N_("Unknown placeholder: %(names)s")
        raise Invalid(Problem("file", told, {"names": ", ".join(unknown)}))
    return tuple(name for name in known if name in found)


def fill(content: bytes, values: Mapping[str, str]) -> bytes:
    """Put texts into a template; a line feed breaks the line, a bell (U+0007) begins a paragraph.

    :param content: a file whose placeholders were read.
    """
    template = DocxTemplate(BytesIO(content))
    template.render(dict(values), _environment())
    filled = BytesIO()
    template.save(filled)
    return filled.getvalue()


def render(content: bytes, paper: Paper, t: Translator) -> bytes:
    """Put a paper into a template of the office.

    :param content: a file whose :func:`placeholders` were read.
    :param t: speaks the language of the paper.
    """
    document = Document(BytesIO(fill(content, _values(paper, t))))
    _give_styles(document)
    _put_sections(document, paper, t)
    document.core_properties.title = printable(paper.title)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _has_place(content: bytes) -> bool:
    """Say whether the sections have a place, and not only one in the head or the foot of the page."""
    template = DocxTemplate(BytesIO(content))
    template.render({BODY: _MARKER}, _environment())
    return any(_MARKER in (one.text or "") for one in template.docx.element.body.iter(qn("w:t")))


def _environment() -> _Placeholders:
    return _Placeholders(autoescape=True)


def _values(paper: Paper, t: Translator) -> dict[str, str]:
    values = {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "kind": paper.kind,
        "issuer": paper.issuer,
        "number": paper.number,
        "day": t.date(paper.as_of),
        "mark": t(label(paper.mark)) if paper.mark else "",
        "foot": paper.foot,
    }
    lines = "\n".join(printable(line) for line in paper.letterhead)
    said = {name: printable(value) for name, value in values.items()}
    return {**said, "letterhead": lines, BODY: _MARKER}


def _give_styles(document: Any) -> None:
    """Add the styles that our paragraphs have and the template lacks; its own ones stay as they are."""
    known = {style.name for style in document.styles}
    for name in _PARAGRAPHS:
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
            if name == "Fact":
                hang(document.styles[name])
    if "Table Grid" not in known:
        document.styles.add_style("Table Grid", WD_STYLE_TYPE.TABLE)


def _put_sections(document: Any, paper: Paper, t: Translator) -> None:
    """Write the sections at the end, and move them to where the template wants them."""
    texts = document.element.body.iter(qn("w:t"))
    place = next(one for one in texts if _MARKER in (one.text or ""))
    place.text = place.text.replace(_MARKER, "")
    paragraph = next(place.iterancestors(qn("w:p")))
    before = set(document.element.body)
    add_sections(document, paper, t)
    for element in [one for one in document.element.body if one not in before]:
        paragraph.addprevious(element)
    if not "".join(paragraph.itertext()).strip() and paragraph.getparent() is document.element.body:
        paragraph.getparent().remove(paragraph)
