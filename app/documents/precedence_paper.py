"""An order of precedence in words: why each stands where they stand, and the sheet that is printed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol

from app.documents.dossier import name_of
from app.documents.facts import Name
from app.documents.paper import Block, Facts, Items, Paper, Paragraph, Section, Table, Words
from app.documents.precedence import Ordered, Person
from app.documents.saying import check, entitled, plain, with_fallbacks
from app.domain.alphabets import country_name
from app.domain.precedence import Office, Order, Reason, Rule, Standing, among_equals
from app.i18n import N_, Translator
from app.labels import label
from models import PrecedenceList
from models.vocabulary import Confidence, Language

_BETWEEN_EQUALS = {
    Rule.DATED: N_("%(first)s has a day of credentials or exequatur, %(second)s has none recorded"),
    Rule.SENIORITY: N_("%(first)s: credentials or exequatur on %(day)s, %(second)s: on %(later)s"),
    Rule.WITH_COUNTRY: N_("the country of %(first)s is known, that of %(second)s is not"),
    Rule.COUNTRY: N_("alphabet of the countries (%(language)s): %(land)s before %(other)s"),
    Rule.NAME: N_("alphabet of the names: %(first)s before %(second)s"),
    Rule.ENTRY: N_("nothing tells them apart; order of the record"),
}
_NOT_USED = {
    Standing.WITHDRAWN: N_("The list “%(list)s” was withdrawn on %(until)s and is not used for this day."),
    Standing.TO_COME: N_("The list “%(list)s” is valid from %(since)s only and is not used for this day."),
}


class InOrder(Protocol):
    """People in an order, and the list it rests on."""

    @property
    def result(self) -> Order:
        """The order."""

    @property
    def people(self) -> Mapping[int, Person]:
        """Who they are, by key."""

    @property
    def ranking(self) -> PrecedenceList | None:
        """The list of ranks."""

    @property
    def language(self) -> str:
        """Whose alphabet orders countries."""


def office_words(office: Office, t: Translator) -> str:
    """Name a row of a list with its rank, and by what it is there."""
    words = t.either(office.office_tr, office.office_en)
    if office.is_equivalent:
        words = t(N_("%(office)s, counts as this rank"), office=words)
    if basis := t.either(office.basis_tr, office.basis_en):
        words = f"{words}; {basis}"
    return t(N_("rank %(rank)s (%(office)s)"), rank=office.rank, office=words)


def title_of(one: Person, t: Translator) -> str:
    """Return the title of that day."""
    return t.either(one.title_tr, one.title_en)


def body_of(one: Person, t: Translator) -> str:
    """Name the organisation of that day; one that is still called so, in the language of the reader."""
    if one.body and one.body_name in ("", one.body.title_tr):
        return t.title(name_of(one.body))
    return one.body_name


def called(one: Person, t: Translator) -> str:
    """Name somebody; who has no name is called by their organisation or title."""
    return one.name or body_of(one, t) or title_of(one, t) or t(N_("no name"))


def detail_of(one: Person, t: Translator) -> str:
    """Return title and organisation, where the organisation does not stand for the name."""
    parts = (title_of(one, t), body_of(one, t))
    return ", ".join(part for part in parts if part and part != called(one, t)) or t(N_("title unknown"))


def whys(facts: InOrder, t: Translator) -> tuple[str, ...]:
    """Say of everybody but the first why they come after the one before, by which rule."""
    guests = facts.result.guests
    return tuple(
        _why(facts, number, reason, t)
        for number, reason in zip(range(1, len(guests)), facts.result.reasons, strict=True)
    )


def _why(facts: InOrder, number: int, reason: Reason, t: Translator) -> str:
    first, second = facts.result.guests[number - 1], facts.result.guests[number]
    one, other = called(facts.people[first.key], t), called(facts.people[second.key], t)
    if reason.by_hand is not None:
        return _by_hand(facts, reason, t)
    if reason.rule is Rule.NAMED:
        return t(N_("%(second)s has no name, so comes after everybody who has one"), second=other)
    if reason.rule is Rule.RANKED:
        return t(N_("%(second)s has no rank, so comes after everybody who has one"), second=other)
    if reason.rule is Rule.RANK and first.office and second.office:
        ranks = {"first": office_words(first.office, t), "second": office_words(second.office, t)}
        source = t.title(facts.ranking) if facts.ranking else ""
        return t(N_("%(list)s: %(first)s before %(second)s"), list=source, **ranks)
    lands = [country_name(facts.people[guest.key].country, facts.language) for guest in (first, second)]
    told = t(
        _BETWEEN_EQUALS[reason.rule],
        first=one,
        second=other,
        day=first.senior_on,
        later=second.senior_on,
        language=t(label(Language(facts.language))),
        land=lands[0],
        other=lands[1],
    )
    article = t.either(facts.ranking.equals_basis_tr, facts.ranking.equals_basis_en) if facts.ranking else ""
    if article and reason.rule in {Rule.DATED, Rule.SENIORITY}:
        told = f"{told} ({article})"
    if reason.is_equal and first.office:
        return t(N_("Equal rank, %(rank)s; then %(rule)s"), rank=office_words(first.office, t), rule=told)
    return t(N_("Neither has a rank; then %(rule)s"), rule=told)


def _by_hand(facts: InOrder, reason: Reason, t: Translator) -> str:
    assert reason.by_hand is not None  # noqa: S101 - asked before
    moved, before = (facts.people[key] for key in (reason.by_hand.moved, reason.by_hand.before))
    names = {"moved": called(moved, t), "before": called(before, t)}
    return t(N_("By hand, %(moved)s before %(before)s: %(reason)s"), reason=reason.by_hand.reason, **names)


def warnings(facts: Ordered, t: Translator) -> tuple[str, ...]:
    """Say what somebody has to know before they go by this order."""
    return tuple(_warnings(facts, t))


def _warnings(facts: Ordered, t: Translator) -> Iterator[str]:
    ranking = facts.ranking
    if ranking is None:
        yield t(N_("No list of ranks is chosen, so nobody has a rank."))
    elif ranking.binned_at is not None:
        yield t(N_("The list “%(list)s” is in the bin and is not used."), list=t.title(ranking))
    elif facts.standing in _NOT_USED:
        days = {"until": ranking.valid_until, "since": ranking.valid_from}
        yield t(_NOT_USED[facts.standing], list=t.title(ranking), **days)
    else:
        if facts.standing is Standing.UNCERTAIN:
            words = N_("It is not certain that the list “%(list)s” is in force on this day.")
            yield t(words, list=t.title(ranking))
        if ranking.confidence is not Confidence.READ:
            yield t(
                N_("The list “%(list)s” is to be confirmed before it is relied on."), list=t.title(ranking)
            )
    if facts.unplaced and facts.is_usable:
        yield t.plural(
            "%(n)s participant has no rank in this list, or no name, and stands last.",
            "%(n)s participants have no rank in this list, or no name, and stand last.",
            len(facts.unplaced),
        )
    if facts.result.without_effect:
        yield t.plural(
            "%(n)s placing by hand has no effect any more.",
            "%(n)s placings by hand have no effect any more.",
            len(facts.result.without_effect),
        )


def flag_rule(facts: Ordered, t: Translator) -> str:
    """Say by which rule the flags stand."""
    words = (
        N_("The host country first, then by the alphabet of the countries' names (%(language)s).")
        if facts.host
        else N_("By the alphabet of the countries' names (%(language)s); who hosts is not known.")
    )
    return t(words, language=t(label(Language(facts.language))))


def flag_names(facts: Ordered, t: Translator) -> tuple[tuple[str, str], ...]:
    """Name the countries as the flags stand: in the language of the alphabet, and in the reader's."""
    return tuple((country_name(code, facts.language), t.country(code)) for code in facts.flags)


def write(facts: Ordered, issuer: Name, t: Translator, *, as_of: date) -> Paper:
    """Write the sheet of an order."""
    about = facts.about
    held = t.partial_long(about.held) if about.held.is_known else t(N_("Date unknown"))
    sections = [
        Section("order", t(N_("Order of precedence")), tuple(_order(facts, t)), is_numbered=False),
        Section("basis", t(N_("By what it goes")), tuple(_basis(facts, t)), is_numbered=False),
    ]
    if facts.flags:
        blocks = (
            Items(tuple(plain(_land(*names)) for names in flag_names(facts, t)), is_numbered=True),
            Paragraph(plain(flag_rule(facts, t)), is_remark=True),
        )
        sections.append(Section("flags", t(N_("Flag order")), blocks, is_numbered=False))
    paper = Paper(
        kind=t(N_("Order of precedence")),
        title=entitled(name_of(about), t),
        subtitle=held,
        language=t.language,
        issuer=t.title(issuer),
        as_of=as_of,
        sections=tuple(sections),
    )
    return with_fallbacks(paper, t)


def _land(name: str, in_ours: str) -> str:
    return name if name == in_ours else f"{name} ({in_ours})"


def _order(facts: Ordered, t: Translator) -> Iterator[Block]:
    heads = (
        t(N_("No.")),
        t(N_("Full name")),
        t(N_("Title on that day")),
        t(N_("Organisation")),
        t(N_("Why here")),
    )
    rows = tuple(_row(facts, number, why, t) for number, why in enumerate(("", *whys(facts, t))))
    if not facts.people:
        yield Paragraph(plain(t(N_("No participant recorded."))))
        return
    yield Table(t(N_("Order of precedence")), heads, rows)


def _row(facts: Ordered, number: int, why: str, t: Translator) -> tuple[Words, ...]:
    if not facts.people:
        return ()
    guest = facts.result.guests[number]
    one = facts.people[guest.key]
    name = plain(one.name) or check(t(N_("no name")))
    words = t(N_("First in the order")) if number == 0 else why
    told = check(words) if guest.office is None and facts.is_usable else plain(words)
    return plain(str(number + 1)), name, plain(title_of(one, t)), plain(body_of(one, t)), told


def _basis(facts: Ordered, t: Translator) -> Iterator[Block]:
    for words in warnings(facts, t):
        yield Paragraph(check(words))
    ranking = facts.ranking
    rows: list[tuple[str, Words]] = []
    if ranking is not None:
        unknown = t(N_("unknown"))
        valid = t(
            N_("%(since)s – %(until)s"),
            since=ranking.valid_from or unknown,
            until=ranking.valid_until or t(N_("no end recorded")),
        )
        rows = [
            (t(N_("List of ranks")), plain(t.title(ranking))),
            (t(N_("Basis")), plain(t.either(ranking.basis_tr, ranking.basis_en) or unknown)),
            (t(N_("Valid")), plain(valid)),
            (t(N_("Confidence")), plain(t(label(ranking.confidence)) if ranking.confidence else unknown)),
        ]
    rows += [
        (t(N_("Among equals")), plain("; ".join(t(label(one)) for one in among_equals(facts.equals_by)))),
        (t(N_("Alphabet of countries")), plain(t(label(Language(facts.language))))),
    ]
    yield Facts(tuple(rows))
