"""Light Markdown as blocks of a paper: paragraphs, lists, sub-headings, strong words, and nothing else.

Raw HTML, pictures and links are text, as they were typed.
"""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from app.documents.paper import Block, Heading, Items, Paragraph, Run, Words

_LISTS = frozenset({"bullet_list", "ordered_list"})
_BELOW, _APART = Run("– "), Run(" – ")
_READ = MarkdownIt("zero").enable(["heading", "list", "emphasis", "newline", "escape"])


def blocks(text: str) -> tuple[Block, ...]:
    """Read what somebody wrote into a section."""
    return tuple(_blocks(SyntaxTreeNode(_READ.parse(text))))


def _blocks(node: SyntaxTreeNode) -> Iterator[Block]:
    for one in node.children:
        match one.type:
            case "heading":
                yield Heading("".join(run.text for run in _words(one)))
            case kind if kind in _LISTS:
                yield Items(tuple(_items(one)), one.type == "ordered_list")
            case _:
                yield Paragraph(_words(one))


def _items(listed: SyntaxTreeNode) -> Iterator[Words]:
    """Yield the items of a list; what a list within it says follows its item, after a dash.

    It has a line of its own, but in a numbered list, whose numbers it would move.
    """
    for item in listed.children:
        own, under = _parted(item)
        if listed.type == "ordered_list":
            yield (*own, *(run for words in under for run in (_APART, *words)))
        else:
            yield own
            yield from ((_BELOW, *words) for words in under)


def _parted(item: SyntaxTreeNode) -> tuple[Words, list[Words]]:
    own: list[Run] = []
    under: list[Words] = []
    for one in item.children:
        if one.type in _LISTS:
            under += _items(one)
        else:
            own += [Run(" "), *_words(one)] if own else _words(one)
    return tuple(own), under


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
