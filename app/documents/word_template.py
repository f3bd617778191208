"""The office's own Word template: its placeholders, and a paper put into it.

A template is data from outside: nothing but the names of placeholders is understood in it, and what is put
into it is text, never markup.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.documents.docx import add_sections, hang
from app.documents.paper import Paper
from app.documents.word_properties import property_text
from app.errors import Invalid, Problem
from app.i18n import N_, Translator
from app.labels import label
from app.typesetting.letters import cleaned

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
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
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


class _Template(DocxTemplate):  # type: ignore[misc]
    """Properties of the file are one line of plain text each, whatever is put into them."""

    def render_properties(self, context: Mapping[str, str], jinja_env: Any = None) -> None:
        """Put texts into the properties: no markup is known there, and no more than it holds."""
        plain = _Placeholders(autoescape=False)
        for name, text in _properties(self.docx):
            said = plain.from_string(text).render({**context, BODY: ""})
            setattr(self.docx.core_properties, name, property_text(said))


def placeholders(content: bytes) -> tuple[str, ...]:
    """Return which placeholders a template uses, in our order.

    :raises Invalid: as for :func:`named`, or the sections have no place, or more than one.
    """
    found = named(content, PLACEHOLDERS)
    in_text, in_all = _places(content)
    if not in_text:
        raise Invalid(Problem("file", N_("The place of the sections is missing: write {{ body }} there")))
    if in_all > 1:
        told = N_("{{ body }} stands more than once: the sections have one place, in the text of the page")
        raise Invalid(Problem("file", told))
    return found


def named(content: bytes, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return which of the known placeholders a template uses, in their order.

    :raises Invalid: it is no Word file, something in braces is no placeholder, or one is unknown (it is
        named).
    """
    try:
        found = _Template(BytesIO(content)).get_undeclared_template_variables(_environment())
        apart = _in_properties(content)
        fill(content, dict.fromkeys(known, ""))  # reads footnotes, too
    except TemplateSyntaxError as error:
        raise Invalid(Problem("file", N_("Something in braces is no placeholder"))) from error
    except _BROKEN as error:
        raise Invalid(Problem("file", N_("This is no Word file (.docx) that can be read"))) from error
    if BODY in apart:
        told = N_("{{ body }} is more than a line; it has no place in the properties of the file")
        raise Invalid(Problem("file", told))
    found |= apart
    unknown = sorted(found - known.keys())
    if unknown:
        told = N_("Unknown placeholder: %(names)s")
        raise Invalid(Problem("file", told, {"names": ", ".join(unknown)}))
    return tuple(name for name in known if name in found)


def fill(content: bytes, values: Mapping[str, str]) -> bytes:
    """Put texts into a template; a line feed breaks the line, a bell (U+0007) begins a paragraph.

    :param content: a file whose placeholders were read.
    """
    template = _Template(BytesIO(content))
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
    document.core_properties.title = property_text(paper.title)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _places(content: bytes) -> tuple[int, int]:
    """Count the places of the sections: in the text, and also in heads, feet and footnotes of the page."""
    template = _Template(BytesIO(content))
    template.render({BODY: _MARKER}, _environment())
    in_text = sum((one.text or "").count(_MARKER) for one in template.docx.element.body.iter(qn("w:t")))
    filled = BytesIO()
    template.save(filled)
    with ZipFile(filled) as file:
        return in_text, sum(file.read(name).count(_MARKER.encode()) for name in file.namelist())


def _properties(document: Any) -> list[tuple[str, str]]:
    """Return name and text of the properties that have something in braces."""
    told = [(name, getattr(document.core_properties, name)) for name in _PROPERTIES]
    return [(name, text) for name, text in told if "{" in text]


def _in_properties(content: bytes) -> set[str]:
    environment = _environment()
    texts = [text for _, text in _properties(Document(BytesIO(content)))]
    return set().union(*(meta.find_undeclared_variables(environment.parse(text)) for text in texts))


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
    lines = "\n".join(cleaned(line) for line in paper.letterhead)
    said = {name: cleaned(value) for name, value in values.items()}
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
