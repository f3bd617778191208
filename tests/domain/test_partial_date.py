"""Partial dates: what they say, how they compare, how they are kept."""

from datetime import date

import pytest
from sqlalchemy import MetaData, create_engine, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.schema import CreateTable

from models.base import NAMING_CONVENTION
from models.partial_date import Certainty, PartialDate, partial_date

DAY = date(2023, 10, 25)


class Table(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING_CONVENTION)  # apart from the office's tables


class Paper(Table):
    __tablename__ = "paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    signed: Mapped[PartialDate] = partial_date("signed")
    ends: Mapped[PartialDate] = partial_date("ends")


@pytest.fixture
def session():
    engine = create_engine("sqlite://")
    Table.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


def doubtful(value):
    return PartialDate(value.earliest, value.latest, Certainty.DOUBTFUL)


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        (PartialDate.unknown(), "unknown"),
        (PartialDate.of(2023, 10, 25), "day"),
        (PartialDate.span(date(2023, 10, 9), date(2023, 10, 12)), "span"),
        (PartialDate.span(date(2023, 10, 1), date(2023, 10, 31)), "span"),
        (PartialDate.of(2024, 2), "month"),
        (PartialDate.of(2017), "year"),
        (PartialDate(date(2019, 1, 1), date(2021, 12, 31), Certainty.WITHIN), "range"),
        (PartialDate(date(2023, 1, 1), date(2023, 6, 30), Certainty.WITHIN), "range"),
        (doubtful(PartialDate.of(2022, 10)), "month"),
        (doubtful(PartialDate.span(date(2023, 10, 9), date(2023, 10, 12))), "span"),
    ],
)
def test_a_date_knows_how_precisely_it_may_be_printed(value, precision):
    assert value.precision == precision


def test_a_day_is_exact_and_a_month_or_a_year_holds_it_somewhere():
    assert PartialDate.of(2023, 10, 25) == PartialDate.on(DAY) == PartialDate(DAY, DAY, Certainty.EXACT)
    assert PartialDate.of(2024, 2) == PartialDate(date(2024, 2, 1), date(2024, 2, 29), Certainty.WITHIN)
    assert PartialDate.of(2017) == PartialDate(date(2017, 1, 1), date(2017, 12, 31), Certainty.WITHIN)


def test_an_unknown_date_is_a_value_and_not_known():
    assert PartialDate.unknown() == PartialDate()
    assert not PartialDate.unknown().is_known
    assert PartialDate.of(2017).is_known


@pytest.mark.parametrize(
    "half",
    [
        (DAY, None, Certainty.EXACT),
        (None, DAY, Certainty.EXACT),
        (DAY, DAY, None),
        (None, None, Certainty.EXACT),
    ],
)
def test_half_a_date_is_refused(half):
    with pytest.raises(ValueError, match="none of them"):
        PartialDate(*half)


def test_a_date_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="on or after"):
        PartialDate.span(DAY, date(2023, 10, 24))


def test_a_day_without_its_month_is_refused():
    with pytest.raises(ValueError, match="needs its month"):
        PartialDate.of(2023, day=25)


def test_a_date_counts_in_a_year_if_both_ends_lie_in_it():
    assert PartialDate.of(2023).in_year(2023)
    assert doubtful(PartialDate.of(2023, 10)).in_year(2023)
    turn = PartialDate.span(date(2023, 12, 30), date(2024, 1, 2))
    assert not turn.in_year(2023)
    assert not turn.in_year(2024)
    assert not PartialDate.unknown().in_year(2023)


def test_only_a_date_wholly_before_the_other_is_certainly_before():
    assert PartialDate.of(2023, 9).certainly_before(PartialDate.of(2023, 10))
    assert PartialDate.of(2023, 9).certainly_before(DAY)
    assert not PartialDate.of(2023, 10).certainly_before(DAY)
    assert not PartialDate.on(DAY).certainly_before(DAY)


def test_nothing_is_certain_about_an_unknown_or_a_disputed_date():
    long_ago = PartialDate.of(1950)
    for vague in (PartialDate.unknown(), doubtful(PartialDate.of(1950))):
        assert not vague.certainly_before(DAY)
        assert not long_ago.certainly_before(vague)


def test_a_date_that_may_lie_before_the_other_is_a_reason_to_warn():
    assert PartialDate.of(2023, 10).maybe_before(DAY)
    assert doubtful(PartialDate.of(1950)).maybe_before(DAY)
    assert not PartialDate.on(DAY).maybe_before(DAY)
    assert not PartialDate.of(2023, 11).maybe_before(DAY)


def test_an_unknown_date_may_lie_anywhere():
    assert PartialDate.unknown().maybe_before(DAY)
    assert PartialDate.on(DAY).maybe_before(PartialDate.unknown())


def test_a_list_of_some_days_holds_what_overlaps_them():
    october = (date(2023, 10, 1), date(2023, 10, 31))
    assert PartialDate.of(2023).overlaps(*october)
    assert PartialDate.of(2023, 10, 31).overlaps(*october)
    assert PartialDate.of(2023, 10, 1).overlaps(*october)
    assert not PartialDate.of(2023, 9).overlaps(*october)
    assert not PartialDate.of(2023, 11).overlaps(*october)
    assert not PartialDate.unknown().overlaps(*october)


def test_a_partial_date_comes_back_from_the_database_as_it_went(session):
    session.add(Paper(signed=PartialDate.of(2023, 3), ends=doubtful(PartialDate.on(DAY))))
    session.commit()

    paper = session.scalars(select(Paper)).one()
    assert (paper.signed, paper.ends) == (PartialDate.of(2023, 3), doubtful(PartialDate.on(DAY)))
    assert session.scalar(text("SELECT ends_certainty FROM paper")) == "doubtful"


def test_a_date_that_nobody_entered_is_unknown_and_not_none(session):
    paper = Paper()
    assert paper.signed == PartialDate.unknown()
    session.add(paper)
    session.commit()
    assert session.scalars(select(Paper)).one().signed == PartialDate.unknown()


def test_a_known_date_can_become_unknown_again(session):
    paper = Paper(signed=PartialDate.on(DAY))
    session.add(paper)
    session.commit()
    paper.signed = PartialDate.unknown()
    session.commit()
    stored = session.execute(text("SELECT signed_earliest, signed_latest, signed_certainty FROM paper"))
    assert stored.one() == (None, None, None)


def test_the_columns_of_a_date_order_and_filter_a_list(session):
    session.add_all([Paper(signed=PartialDate.of(2024)), Paper(signed=PartialDate.of(2023, 3))])
    session.flush()
    assert session.scalars(select(Paper.id).order_by(text("signed_earliest"))).all() == [2, 1]
    assert session.scalars(select(Paper.id).where(Paper.signed == PartialDate.of(2024))).all() == [1]


def test_the_database_refuses_a_certainty_that_it_does_not_know(session):
    with pytest.raises(IntegrityError):
        session.execute(text("INSERT INTO paper (signed_certainty) VALUES ('perhaps')"))


def test_two_partial_dates_of_a_table_have_constraints_of_their_own():
    ddl = str(CreateTable(Table.metadata.tables["paper"]).compile(dialect=postgresql.dialect()))
    assert "CONSTRAINT ck_paper_signed_certainty CHECK" in ddl
    assert "CONSTRAINT ck_paper_ends_certainty CHECK" in ddl
