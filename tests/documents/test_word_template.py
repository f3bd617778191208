"""The office's own Word template: what it may name, and what is put into it."""

from datetime import date
from io import BytesIO

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap

from app.documents import word_template
from app.documents.paper import Facts, Items, Paper, Paragraph, Run, Section, Table
from app.errors import Invalid
from app.i18n import translator

HOSTILE = '<w:p/> & {{ 7*7 }} #panic("x")'
PAPER = Paper(
    kind="Information note",
    title=f"Üsküp {HOSTILE}",
    language="en",
    issuer="İzmir",
    as_of=date(2023, 10, 25),
    number="2023/7",
    letterhead=("T.C.", "İzmir"),
    sections=(
        Section("where", "The city", (Facts((("Name", (Run(HOSTILE),)),)),)),
        Section(
            "ties",
            "Ties",
            (Table("Ties", ("Name",), (((Run("Sister city"),),),)), Items(((Run("One"),),))),
            written=(Paragraph((Run("A human sentence."),)),),
        ),
    ),
    sources=("Report",),
)


def template(*lines, header="", bare=False):
    """A Word file with these paragraphs; a bare one lacks the styles of ours."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = header
    if bare:
        for name in ("Heading 1", "List Number", "List Bullet", "Quote", "Caption", "Table Grid"):
            document.styles[name].delete()
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def hidden(words, *, footnote=False):
    """A Word file that says something in a footnote, or in the title among its properties."""
    document = docx.Document(BytesIO(template("{{ body }}")))
    if footnote:
        xml = f'<w:footnotes xmlns:w="{nsmap["w"]}"><w:footnote><w:p><w:r><w:t>{words}</w:t></w:r></w:p>'
        blob = f"{xml}</w:footnote></w:footnotes>".encode()
        package = document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    else:
        document.core_properties.title = words
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def lines_of(content):
    return [one.text for one in docx.Document(BytesIO(content)).paragraphs]


@pytest.mark.parametrize("bare", [False, True])
def test_the_facts_stand_where_the_template_wants_them_and_are_text(bare):
    content = template(
        "Sayı: {{ number }}", "{{title}}", "{{ body }}", "İmza", header="{{ issuer }}", bare=bare
    )

    made = word_template.render(content, PAPER, translator("en"))

    lines = lines_of(made)
    assert lines[:2] == ["Sayı: 2023/7", PAPER.title]
    assert lines[2] == "1. The city"
    assert lines[-1] == "İmza"
    assert f"Name\t{HOSTILE}" in lines
    assert "A human sentence." in lines
    assert lines.index("Sources") < lines.index("İmza")
    opened = docx.Document(BytesIO(made))
    assert opened.tables[0].rows[1].cells[0].text == "Sister city"
    assert opened.sections[0].header.paragraphs[0].text == "İzmir"


def test_every_name_of_the_house_stands_in_a_line_of_its_own():
    made = word_template.render(template("{{ letterhead }}", "{{ body }}"), PAPER, translator("en"))

    assert lines_of(made)[0] == "T.C.\nİzmir"


def test_the_placeholders_that_it_uses_are_listed():
    assert word_template.placeholders(template("{{ body }} {{ day }}", header="{{ title }}")) == (
        "title",
        "day",
        "body",
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no zip at all", "This is no Word file"),
        (b"", "This is no Word file"),
        (template("{{ body }} {{ mayor }} {{ chief }}"), "Unknown placeholder: chief, mayor"),
        (template("{{ title }}", header="{{ body }}"), "The place of the sections is missing"),
        (template("{{ body }} {{ title.__class__ }}"), "is no placeholder"),
        (template("{{ body }} {{ 7*7 }}"), "is no placeholder"),
        (template("{% for one in body %}x{% endfor %}"), "is no placeholder"),
        (template("{{ body"), "is no placeholder"),
        (hidden("{% sablon %}"), "is no placeholder"),
        (hidden("{% sablon %}", footnote=True), "is no placeholder"),
        (hidden("{{ body }}"), "{{ body }} is more than a line"),
        (hidden("{{ mayor }}"), "Unknown placeholder: mayor"),
        (hidden("{{ body }}", footnote=True), "{{ body }} stands more than once"),
        (template("{{ body }}", header="{{ body }}"), "{{ body }} stands more than once"),
        (template("{{ body }}", "{{ body }}"), "{{ body }} stands more than once"),
    ],
    ids=[
        "text",
        "empty",
        "unknown",
        "no body",
        "attribute",
        "sum",
        "loop",
        "open brace",
        "property",
        "footnote",
        "body in a property",
        "unknown in a property",
        "body in a footnote",
        "body in the head",
        "body twice",
    ],
)
def test_what_is_no_template_is_refused_in_words(content, words):
    with pytest.raises(Invalid) as refusal:
        word_template.placeholders(content)

    (problem,) = refusal.value.problems
    assert words in translator("en")(problem.message, **problem.values)


def test_a_property_is_one_line_of_plain_text_whatever_is_put_into_it():
    long = word_template.fill(hidden("{{ title }}"), {"title": "a & <b>\n\a" + "ş" * 300})
    opened = docx.Document(BytesIO(long))

    assert opened.core_properties.title == ("a & <b> " + "ş" * 300)[:255]


def test_a_template_from_before_with_the_sections_in_a_property_is_written_without_them_there():
    document = docx.Document(BytesIO(template("{{ body }}")))
    document.core_properties.subject = "{{ body }}"
    made = BytesIO()
    document.save(made)

    opened = docx.Document(BytesIO(word_template.render(made.getvalue(), PAPER, translator("en"))))

    assert opened.core_properties.subject == ""
