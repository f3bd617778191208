"""The file of a mission abroad as a sheet: duty, ground, travellers, tickets, stays, costs, report (R-4).

Names and titles are those of that day (docs/rules.md, R-12). Costs stand in their own currencies.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from app.documents.facts import Name
from app.documents.paper import Block, Facts, Paper, Paragraph, Section, Table, Words
from app.documents.saying import check, plain, soft
from app.domain.chain import STEP_WORDS, StepState
from app.domain.missions import Check, Mission, cost_totals
from app.i18n import N_, Translator
from app.labels import label
from models import Decision, MissionFile, PartialDate

_TO_LOOK_AT = (StepState.MISSING, StepState.UNCLEAR)


def sheet(
    file: MissionFile,
    mission: Mission,
    checks: Sequence[Check],
    decisions: Sequence[Decision],
    issuer: Name,
    t: Translator,
    *,
    as_of: date,
) -> Paper:
    """Write the sheet.

    :param file: loaded with all that its page shows.
    """
    sections = (
        Section("duty", t(N_("Duty")), tuple(_duty(file, mission, t))),
        Section("ground", t(N_("What the file holds")), tuple(_checks(checks, decisions, t))),
        Section("travellers", t(N_("Travellers")), tuple(_travellers(file, t))),
        Section("journey", t(N_("Tickets and stays")), tuple(_journey(file, t))),
        Section("costs", t(N_("Costs")), tuple(_costs(file, t))),
    )
    return Paper(
        kind=t(N_("Mission file")),
        title=t.title(file),
        subtitle=t.partial_long(mission.held),
        language=t.language,
        issuer=t.title(issuer),
        as_of=as_of,
        sections=sections,
    )


def _duty(file: MissionFile, mission: Mission, t: Translator) -> Iterator[Block]:
    rows: list[tuple[str, Words]] = [
        (t(N_("Duty")), plain(t.either(file.duty_tr, file.duty_en)) or soft(t(N_("not recorded")))),
    ]
    if mission.report_due is not None:
        rows.append((t(N_("Return report due")), plain(t.date(mission.report_due))))
    if file.reported_on is not None:
        rows.append((t(N_("Handed in on")), plain(t.date(file.reported_on))))
    yield Facts(tuple(rows))
    if file.notes_tr or file.notes_en:
        yield Paragraph(plain(t.either(file.notes_tr, file.notes_en)))


def _checks(checks: Sequence[Check], decisions: Sequence[Decision], t: Translator) -> Iterator[Block]:
    rows = tuple((t(label(one.what)), _state(one.state, t)) for one in checks)
    yield Facts(rows)
    for one in decisions:
        yield Paragraph(plain(f"{t.title(one)}, {t.partial(one.decided)}"))


def _state(state: StepState, t: Translator) -> Words:
    words = t(STEP_WORDS[state])
    return check(words) if state in _TO_LOOK_AT else plain(words)


def _travellers(file: MissionFile, t: Translator) -> Iterator[Block]:
    if not file.travellers:
        yield Paragraph(soft(t(N_("No traveller recorded."))))
        return
    heads = (t(N_("No.")), t(N_("Full name")), t(N_("Title on that day")), t(N_("Kind of passport")))
    rows = tuple(
        (
            plain(str(number)),
            plain(one.name),
            plain(t.either(one.title_tr, one.title_en)),
            plain(t(label(one.passport))) if one.passport else soft(t(N_("unknown"))),
        )
        for number, one in enumerate(file.travellers, start=1)
    )
    yield Table(t(N_("Travellers")), heads, rows, numeric=frozenset({0}))


def _journey(file: MissionFile, t: Translator) -> Iterator[Block]:
    if file.tickets:
        heads = (t(N_("When")), t(N_("Journey from")), t(N_("Journey to")), t(N_("Carrier and number")))
        rows = tuple(
            (
                plain(
                    " ".join(filter(None, (_day(one.day, t), t.time(one.starts_at) if one.starts_at else "")))
                ),
                plain(one.from_place),
                plain(one.to_place),
                plain(", ".join(filter(None, (one.carrier, one.booking)))),
            )
            for one in file.tickets
        )
        yield Table(t(N_("Tickets")), heads, rows)
    if file.stays:
        named = (t(N_("When")), t(N_("Hotel")), t(N_("Reservation")))
        stays = tuple(
            (plain(_days(one.day, one.until, t)), plain(one.hotel), plain(one.booking)) for one in file.stays
        )
        yield Table(t(N_("Stays")), named, stays)
    if not (file.tickets or file.stays):
        yield Paragraph(soft(t(N_("No ticket or stay recorded."))))


def _costs(file: MissionFile, t: Translator) -> Iterator[Block]:
    if not file.costs:
        yield Paragraph(soft(t(N_("No cost recorded."))))
        return
    heads = (t(N_("Kind of cost")), t(N_("Amount")), t(N_("Paid by")), t(N_("Budget code")), t(N_("Paid on")))
    rows = tuple(
        (
            plain(t(label(one.cost_kind)) if one.cost_kind else t(N_("unknown"))),
            plain(t.money(one.amount, one.currency)) if one.amount is not None else soft(t(N_("unknown"))),
            plain(t(label(one.payer)) if one.payer else t(N_("unknown"))),
            plain(one.budget_code),
            plain(_day(one.paid_on, t)),
        )
        for one in file.costs
    )
    yield Table(t(N_("Costs")), heads, rows, numeric=frozenset({1}))
    sums = t.join([t.money(amount, currency) for currency, amount in cost_totals(file).items()])
    if sums:
        yield Paragraph(plain(t(N_("Together, each currency by itself: %(sums)s."), sums=sums)))


def _day(day: date | None, t: Translator) -> str:
    return t.date(day) if day else ""


def _days(day: date | None, until: date | None, t: Translator) -> str:
    return t.partial(PartialDate.span(day, until or day)) if day else _day(until, t)
