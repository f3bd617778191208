"""What somebody writes into the sections of a note, as the page has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.markdown import blocks
from app.documents.paper import Block
from app.errors import Invalid
from app.i18n import Translator
from models import Note
from views.note_papers import facts


@dataclass
class Written:
    """A section, and what is written into it.

    :param facts: what the register says there.
    :param theirs: what a colleague saved meanwhile, where it is another text.
    """

    anchor: str
    title: str
    facts: tuple[Block, ...]
    body: str
    is_left_out: bool
    theirs: str | None = None
    error: str = ""

    @property
    def preview(self) -> tuple[Block, ...]:
        """The text as it will print."""
        return blocks(self.body)


@dataclass
class Writing:
    """All sections of a note into which somebody may write.

    What is for few takes no text: it would be seen by everybody in the history of the note.
    """

    seen_version: int
    sections: tuple[Written, ...]
    is_preview: bool = False

    @classmethod
    def of(cls, note: Note, posted: Any) -> "Writing":
        """Read what was posted, or what is stored.

        :param posted: a multi-dict, or None where nothing was posted.
        """
        stored = {one.section: one.body for one in note.texts}
        out = set(note.left_out if posted is None else posted.getlist("left_out"))
        read = stored if posted is None else _bodies(posted)
        seen = note.version if posted is None else posted.get("seen_version", default=0, type=int)
        sections = [
            Written(
                one.anchor,
                one.title,
                one.blocks,
                read.get(one.anchor, stored.get(one.anchor, "")),
                one.anchor in out,
            )
            for one in facts(note).sections
            if not one.is_restricted
        ]
        return cls(seen, tuple(sections), posted is not None and "preview" in posted)

    @property
    def data(self) -> Mapping[str, Any]:
        """What :func:`app.services.notes.write` takes."""
        return {
            "texts": {one.anchor: one.body for one in self.sections},
            "left_out": [one.anchor for one in self.sections if one.is_left_out],
        }

    @property
    def error_list(self) -> list[tuple[str, str, str]]:
        """Id of the field, its label and what is refused."""
        return [(f"text-{one.anchor}", one.title, one.error) for one in self.sections if one.error]

    def refuse(self, refusal: Invalid, t: Translator) -> None:
        """Put refusals beside their sections."""
        said = {one.field: t(one.message, **one.values) for one in refusal.problems}
        for one in self.sections:
            one.error = said.get(one.anchor, "")

    def beside(self, note: Note) -> None:
        """Put what is stored by now beside what was typed, and take its version as seen."""
        stored = {one.section: one.body for one in note.texts}
        for one in self.sections:
            saved = stored.get(one.anchor, "")
            one.theirs = saved if saved != one.body else None
        self.seen_version = note.version


def _bodies(posted: Any) -> dict[str, str]:
    """Return anchor → text, as databases and forms keep it."""
    return {
        name.removeprefix("text-"): posted[name].replace("\x00", "").replace("\r\n", "\n").strip()
        for name in posted
        if name.startswith("text-")
    }
