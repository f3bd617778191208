"""Light Markdown as blocks of a paper: paragraphs, lists, sub-headings, strong words, and nothing else.

Raw HTML, pictures and links are text, as they were typed.
"""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from app.documents.paper import Block, Heading, Items, Paragraph, Run, Words

_READ = MarkdownIt("zero").enable(["heading", "list", "emphasis", "newline", "escape"])


def blocks(text: str) -> tuple[Block, ...]:
    """Read what somebody wrote into a section."""
    return tuple(_blocks(SyntaxTreeNode(_READ.parse(text))))


def _blocks(node: SyntaxTreeNode) -> Iterator[Block]:
    for one in node.children:
        match one.type:
            case "heading":
                yield Heading("".join(run.text for run in _words(one)))
            case "bullet_list" | "ordered_list":
                yield Items(tuple(_words(item) for item in one.children), one.type == "ordered_list")
            case _:
                yield Paragraph(_words(one))


def _words(node: SyntaxTreeNode) -> Words:
    return tuple(_runs(node, strong=False))


def _runs(node: SyntaxTreeNode, *, strong: bool) -> Iterator[Run]:
    for one in node.children:
        if one.type == "text" and one.content:
            yield Run(one.content, strong=strong)
        elif one.type in {"softbreak", "hardbreak"}:
            yield Run(" ")
        else:
            yield from _runs(one, strong=strong or one.type == "strong")
