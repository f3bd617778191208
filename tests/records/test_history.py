"""What the history of a record says, in the words of its reader."""

from collections.abc import Mapping

import pytest

from app import trail
from app.i18n import translator
from app.labels import label
from app.records import history, kit
from app.records.agreements import AGREEMENT
from app.records.changes import fields
from app.records.nouns import NOUNS
from app.records.organisations import ORGANISATION
from app.records.people import PERSON
from app.records.visits import VISIT
from models import PartialDate
from models.vocabulary import AgreementState, Direction, Relation, Theme
from tests.make import TODAY


@pytest.fixture
def change(make, session):
    """Edit a record; what the newest entry of its history says: label → before and after."""

    def edited(noun, record, language="en", **data):
        actor = make.actor("admin")
        kit.edit(session, actor, noun, record.id, record.version, data, today=TODAY)
        session.commit()
        return told(session, make, noun, record, language)

    return edited


def entries(session, make, noun, record, language="en", role="admin"):
    session.expire_all()
    loaded = kit.load(session, make.actor(role), noun, record.id, binned=None)
    return history.full(session, make.actor(role), noun, loaded, translator(language), None).entries


def told(session, make, noun, record, language="en") -> Mapping[str, tuple[str, str]]:
    newest = entries(session, make, noun, record, language)[0]
    return {one.label: (one.before, one.after) for one in newest.changes}


def test_a_partial_date_is_one_value(make, change):
    visit = make.visit()

    assert change(VISIT, visit, held=PartialDate.of(2023)) == {"Date": ("25 Oct 2023", "2023")}
    # only the last day and the certainty stay as they were
    assert change(VISIT, visit, held=PartialDate.of(2023, 12)) == {"Date": ("2023", "December 2023")}


def test_members_of_a_vocabulary_and_flags_are_words(make, change):
    visit = make.visit(headcount=3)

    assert change(VISIT, visit, "tr", direction=Direction.INCOMING, headcount_about=True) == {
        "Yön": ("", "Gelen"),
        "Yaklaşık sayı": ("Hayır", "Evet"),
    }


def test_a_reference_is_the_title_of_what_it_names_and_a_binned_one_says_so(make, change, session):
    house, person = make.organisation("Bir Kurum"), make.person("Ev Sahibi")
    visit = make.visit(host_id=house.id)
    assert change(VISIT, visit, host_id=person.id) == {"Host": ("Bir Kurum", "Ev Sahibi")}

    kit.throw_away(session, make.actor("admin"), ORGANISATION, house.id, today=TODAY)
    session.commit()

    assert told(session, make, VISIT, visit) == {"Host": ("Bir Kurum (in the bin)", "Ev Sahibi")}


def test_rows_come_go_and_change_by_what_they_are(make, change, session):
    one, other = make.person("Jill Morris"), make.person("Yan Ting")
    guests = [
        {"name": person.title_tr, "person_id": person.id, "title_tr": "Başkan"} for person in (one, other)
    ]
    visit = make.visit(delegates=guests)
    first, second = kit.load(session, make.actor(), VISIT, visit.id).delegates
    rows = [{"id": first.id}, {"id": second.id, "title_tr": "Büyükelçi"}]

    assert change(VISIT, visit, delegates=rows) == {
        "Delegation, row 2: Title on that day": ("Başkan", "Büyükelçi")
    }
    assert change(VISIT, visit, delegates=rows[::-1]) == {"Delegation": ("", "in another order")}
    gone = change(VISIT, visit, delegates=rows[:1])
    assert gone == {"Delegation": ("Yan Ting, Büyükelçi, Visitor", "")}
    added = change(VISIT, visit, delegates=[*rows[:1], {"name": "Li Wei", "title_tr": "Vali"}])
    assert added == {"Delegation": ("", "Li Wei, Vali, Visitor")}


def test_many_of_a_vocabulary_are_told_by_name(make, session):
    houses = [make.organisation(name).id for name in ("A", "B")]
    agreement = make.record(
        AGREEMENT,
        relation=Relation.GOODWILL,
        state=AgreementState.DRAFT,
        parties=[{"organisation_id": id_} for id_ in houses],
        themes=[{"theme": Theme.CULTURE}],
    )

    said = entries(session, make, AGREEMENT, agreement)[0].changes

    assert ("Fields of cooperation", translator("en")(label(Theme.CULTURE))) in [
        (one.label, one.after) for one in said
    ]
    assert not [one for one in said if not one.before and not one.after]


def test_personal_values_are_shown_until_they_are_forgotten(make, change, session):
    person = make.person("Jill Morris")
    visit = make.visit(delegates=[{"name": "Jill Morris", "person_id": person.id, "title_tr": "Elçi"}])
    loaded = kit.load(session, make.actor(), VISIT, visit.id)
    row = {"id": loaded.delegates[0].id, "title_tr": "Büyükelçi"}
    field = "Delegation, row 1: Title on that day"
    assert change(VISIT, visit, delegates=[row]) == {field: ("Elçi", "Büyükelçi")}

    trail.forget(session, person.id)
    session.commit()

    newest = entries(session, make, VISIT, visit)
    assert [(one.label, one.erased) for one in newest[0].changes] == [(field, True)]
    created = [one.after for one in newest[-1].changes if one.row == "added"]
    assert created == ["Jill Morris, (erased), Visitor"]


def test_what_changed_in_one_operation_is_told_together(make, session):
    actor = make.actor("officer")
    trail.begin_operation(session)
    visit = kit.create(session, actor, VISIT, {"held": PartialDate.on(TODAY), "group_name": "A"}, today=TODAY)
    for number in range(7):
        kit.create(session, actor, PERSON, {"title_tr": f"Kişi {number}"}, today=TODAY)
    session.commit()

    together = entries(session, make, VISIT, visit)[0].together

    assert [one.title_tr for one in together.records] == [f"Kişi {number}" for number in range(5)]
    assert together.cut


def test_another_municipality_is_not_named_among_those_who_changed_a_shared_record(make, session):
    city = make.city("Üsküp")
    actor = make.actor("admin", "antalya")
    noun = NOUNS[city.kind]
    kit.edit(session, actor, noun, city.id, city.version, {"region": "Vardar"}, today=TODAY)
    session.commit()

    assert "antalya" not in str(entries(session, make, noun, city))


@pytest.mark.parametrize("noun", NOUNS.values(), ids=lambda noun: noun.plural)
def test_every_field_that_a_form_asks_for_has_the_label_of_the_form(noun):
    labels = {field.name: field.label for field in fields(noun.model, noun.form)}
    parts = {part.name for part in noun.parts}

    for name in noun.form.columns() - parts - {"seen_version", "form_key"}:
        asked = name if hasattr(noun.form, name) else name.removesuffix("_id")
        assert labels[asked] == getattr(noun.form, asked).args[0], name
