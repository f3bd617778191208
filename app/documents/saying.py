"""Words that many papers need: names, people of a day, doubts, places, sources. Pure: facts in, runs out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo

from app.documents.facts import Dossier, Name, Participant
from app.documents.paper import Block, Facts, Items, Paper, Paragraph, Run, Table, Words
from app.documents.sources import Cited, CitedKind, Marks, Unsure
from app.domain.last_seen import LastSeen
from app.i18n import N_, Translator
from models.vocabulary import RecordKind, SourceCertainty

_UNSURE = {
    SourceCertainty.DISPUTED: N_("disputed by its source"),
    SourceCertainty.INFERRED: N_("inferred, not printed so"),
    SourceCertainty.DERIVED: N_("derived, not printed so"),
}


_FALLS_BACK = {"tr": " (TR)", "en": " (EN)"}
"""What stands behind a text in this language in a paper of the other one."""


def plain(words: str, marks: Marks = ()) -> Words:
    """Say something plainly."""
    return (Run(words, marks=marks),) if words or marks else ()


def check(words: str) -> Words:
    """Say something that somebody should look at before it is passed on."""
    return (Run(words, check=True),)


def soft(words: str) -> Words:
    """Say something quietly."""
    return (Run(words, soft=True),)


def cite(marks: Marks) -> Words:
    """Put the numbers of the sources behind what was said."""
    return (Run("", marks=marks),) if marks else ()


def joined(parts: Iterable[Words], by: str = ", ") -> Words:
    """Put words behind each other with a mark between them; empty ones are left out."""
    told: Words = ()
    for part in parts:
        if part:
            told = (*told, Run(by), *part) if told else part
    return told


def named(one: Name, t: Translator, kind: RecordKind | None = None) -> Words:
    """Name a record; with its kind it leads there on the screen."""
    link = (kind, one.id) if kind else None
    if not one.worded or not (one.title_tr or one.title_en):
        return (Run(t.title(one), record=link, language="own"),)
    title, *mark = bilingual(one.title_tr, one.title_en, t)
    return (replace(title, record=link), *mark)


def entitled(one: Name, t: Translator) -> str:
    """Return the title of a paper about a record, marked as in its text."""
    return "".join(run.text for run in named(one, t))


def bilingual(turkish: str, english: str, t: Translator, marks: Marks = ()) -> Words:
    """Say a text that somebody wrote; where it is not in the language of the paper, say that, too."""
    wanted, other = (turkish, english) if t.language == "tr" else (english, turkish)
    if wanted or not other:
        return plain(wanted, marks)
    strange = "en" if t.language == "tr" else "tr"
    return (Run(other, marks=marks, language=strange), Run(_FALLS_BACK[strange], soft=True))


def with_fallbacks(paper: Paper, t: Translator) -> Paper:
    """Explain at the foot what stands behind a text in the other language, if there is one."""
    strange = "en" if t.language == "tr" else "tr"
    mark = _FALLS_BACK[strange]
    is_marked = any(run.text == mark for one in paper.sections for run in runs(one.blocks))
    if not (is_marked or paper.title.endswith(mark)):
        return paper
    words = (
        N_("(EN): in English, not translated.")
        if strange == "en"
        else N_("(TR): in Turkish, not translated.")
    )
    return replace(paper, foot=" ".join(part for part in (paper.foot, t(words)) if part))


def names(found: Iterable[Name], t: Translator, kind: RecordKind | None = None) -> Words:
    """Name several records."""
    return joined(named(one, t, kind) for one in found)


def participant(one: Participant, t: Translator) -> Words:
    """Name somebody with title and organisation of that day."""
    return joined((_own(one.name), post_of_the_day(one, t)))


def post_of_the_day(one: Participant, t: Translator) -> Words:
    """Say title and organisation of that day."""
    title, body = bilingual(one.title_tr, one.title_en, t), t.either(one.body_tr, one.body_en)
    return joined((title, _own(body)))


def unsure(one: Unsure | None, t: Translator) -> Words:
    """Say how a source makes a fact less than printed."""
    if one is None:
        return ()
    return joined((check(t(_UNSURE[one.certainty])), bilingual(one.note_tr, one.note_en, t)), ": ")


def in_office(last: LastSeen, t: Translator) -> Words:
    """Say when somebody was last seen in an office, or for when they are announced in it."""
    if last.announced.is_known:
        return soft(t(N_("announced for %(day)s"), day=last.announced))
    seen = t(N_("in office on %(day)s"), day=last.on) if last.on else t(N_("day in office not recorded"))
    return check(t(N_("%(seen)s: check"), seen=seen)) if last.stale else soft(seen)


def position(place: tuple[float, float], t: Translator) -> str:
    """Say where on the globe a place is, in degrees."""
    north, east = place
    latitude, longitude = t.number(round(abs(north), 3)), t.number(round(abs(east), 3))
    return ", ".join(
        (
            t(N_("%(degrees)s° N") if north >= 0 else N_("%(degrees)s° S"), degrees=latitude),
            t(N_("%(degrees)s° E") if east >= 0 else N_("%(degrees)s° W"), degrees=longitude),
        )
    )


def sources(cited: Sequence[Cited], issuer: Name, t: Translator, zone: tzinfo) -> tuple[str, ...]:
    """Say the sources in the order of their numbers."""
    return tuple(_source(one, issuer, t, zone) for one in cited)


def _source(one: Cited, issuer: Name, t: Translator, zone: tzinfo) -> str:
    match one.kind:
        case CitedKind.GAZETTEER:
            return t(N_("GeoNames, place no. %(number)s"), number=str(one.reference))
        case CitedKind.REGISTER if one.changed_at is not None:
            day = one.changed_at.astimezone(zone).date()
            return t(N_("Register of %(name)s, as last changed on %(day)s"), name=t.title(issuer), day=day)
        case CitedKind.LIST if one.read_at is not None:
            day = one.read_at.astimezone(zone).date()
            return t(N_("%(list)s (open source, list read on %(day)s)"), list=t(one.title), day=day)
    lines = t(N_("line %(lines)s"), lines=one.place) if one.place else ""
    return ", ".join(part for part in (one.title, lines) if part)


def _own(words: str) -> Words:
    return (Run(words, language="own"),) if words else ()


def made_by(note: Dossier, t: Translator) -> str:
    """Say from what a paper was made, and when."""
    words = N_(
        "Made by Elçi from the register of %(name)s as of %(day)s. Underlined or highlighted words are to be "
        "checked."
    )
    return t(words, name=t.title(note.issuer), day=note.as_of)


def runs(blocks: Iterable[Block]) -> Iterator[Run]:
    """Yield every stretch of text of some blocks, those of their headings and pictures left out."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from block.words
            case Facts():
                yield from (run for _, words in block.rows for run in words)
            case Items():
                yield from (run for words in block.items for run in words)
            case Table():
                yield from (run for row in block.rows for words in row for run in words)
            case _:
                pass
