import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.records import kit, references
from app.records.cities import CITY, CityForm
from app.records.form import bind
from app.records.nouns import NOUNS
from app.records.people import PERSON
from app.records.reference_field import Chosen, New
from app.records.visits import VisitForm
from models import City, Person
from tests.make import TODAY


@pytest.fixture
def sent(make, session, t):
    """Bind what was posted and match it with records: the form, and whether all is clear."""

    def bind_and_resolve(form_class=VisitForm, municipality="izmir", **posted):
        data = MultiDict({name.replace("__", "-"): text for name, text in posted.items()})
        form = bind(form_class, t, TODAY, posted=data)
        return form, references.resolve(session, make.actor(municipality=municipality), form, t)

    return bind_and_resolve


@pytest.mark.parametrize("typed", ["Bremen", "bremen", "BREMEN", " Bremen ", "Brema", "Бремен"])
def test_a_name_that_only_one_record_bears_is_that_record(make, sent, typed):
    form, clear = sent(city=typed)

    assert clear
    assert form.city.data == Chosen(make.city("Bremen").id, "Bremen")


@pytest.mark.parametrize("typed", ["izmit", "İZMİT", "IZMIT", "ızmıt", "Nicomedia"])
def test_the_letters_i_do_not_part_a_name_from_its_record(make, sent, typed):
    form, clear = sent(city=typed)

    assert clear
    assert form.city.data.id == make.city("İzmit").id


def test_of_several_cities_of_one_name_none_is_chosen_and_all_are_offered(make, session, sent):
    form, clear = sent(city="Karşıyaka")

    assert not clear
    assert "choose one" in form.city.errors[0]
    everyone = set(session.scalars(select(City.id).where(City.title_tr == "Karşıyaka")))
    assert len(everyone) >= 3
    assert {offer.id for offer in form.city.offers} == everyone
    assert form.city.text == "Karşıyaka"


def test_a_name_that_nobody_bears_is_created_where_that_is_possible(sent, session):
    form, clear = sent(
        city="Atlantis", delegates__0__person="Ayşe Yılmaz", counterparts__0__organisation="Vakıf"
    )

    assert clear
    assert form.city.data == New("Atlantis")
    assert form.delegates[0].form.person.data == New("Ayşe Yılmaz")
    assert form.counterparts[0].form.organisation.data == New("Vakıf")


def test_a_name_that_nobody_bears_is_refused_where_nothing_is_created(sent):
    form, clear = sent(country="Atlantis")

    assert not clear
    assert form.country.errors == ["There is no record of this name; check the spelling"]
    assert not form.country.offers
    assert form.country.text == "Atlantis"


@pytest.mark.parametrize("typed", ["Munster", "Munst", "mun"])
def test_munster_is_not_munster_with_two_dots_but_is_offered(make, sent, typed):
    form, clear = sent(city=typed)

    assert not clear
    assert make.city("Münster").id in {offer.id for offer in form.city.offers}
    assert "choose one or create it" in form.city.errors[0]
    assert form.city.text == typed


def test_the_beginning_of_a_name_is_not_the_name(make, sent):
    make.person("Ayşe Yılmaz")

    form, clear = sent(delegates__0__person="Ayşe")

    assert not clear
    assert [offer.label for offer in form.delegates[0].form.person.offers] == ["Ayşe Yılmaz"]


def test_the_answer_to_an_offer_stands_over_what_was_typed(make, session, sent):
    smallest = session.scalars(
        select(City.id).where(City.title_tr == "Karşıyaka").order_by(City.population.desc().nulls_last())
    ).all()[-1]

    form, clear = sent(**{"city": "Karşıyaka", "city-choice": f"#{smallest}"})
    assert (clear, form.city.data.id) == (True, smallest)

    form, clear = sent(**{"city": "Karşıyaka", "city-choice": "+Karşıyaka"})
    assert (clear, form.city.data) == (True, New("Karşıyaka"))


def test_the_answer_to_an_offer_counts_in_a_row_too(make, sent):
    person = make.person("Ayşe Yılmaz")

    form, clear = sent(**{"delegates-0-person": "Ayşe", "delegates-0-person-choice": f"#{person.id}"})

    assert (clear, form.delegates[0].form.person.data.id) == (True, person.id)


@pytest.mark.parametrize("typed", ["Somebody #{id}", "#{id}"])
def test_a_chosen_record_is_shown_by_its_own_name_whatever_was_sent_with_it(make, sent, typed):
    form, clear = sent(city=typed.format(id=make.city("Bremen").id))

    assert (clear, form.city.data.label) == (True, "Bremen")


def test_a_chosen_record_of_a_wrong_kind_is_refused(make, sent):
    person = make.person("Ayşe Yılmaz")

    for field in ("city", "country", "counterparts__0__organisation"):
        form, clear = sent(**{field: f"#{person.id}"})
        assert not clear, field
        assert [message for _, _, message in form.error_list] == [
            "This record is not there any more; choose another one"
        ]


def test_a_host_is_a_person_or_an_organisation(make, sent):
    for record, kind in ((make.person(), True), (make.organisation(), True), (make.city("Bremen"), False)):
        assert sent(host=f"#{record.id}")[1] is kind


def test_a_chosen_record_that_is_binned_unknown_or_another_municipalitys_is_refused(make, session, sent):
    theirs, gone = make.person(municipality="antalya"), make.person("Gone")
    kit.throw_away(session, make.actor(), PERSON, gone.id, today=TODAY)

    for id_ in (theirs.id, gone.id, 999_999_999_999_999_999):
        form, clear = sent(delegates__0__person=f"#{id_}")
        assert not clear
        assert form.delegates[0].form.person.data is None


def test_another_municipalitys_names_are_neither_matched_nor_offered(make, sent):
    make.person("Ayşe Yılmaz", "antalya")

    form, clear = sent(delegates__0__person="Ayşe Yılmaz")

    assert clear
    assert form.delegates[0].form.person.data == New("Ayşe Yılmaz")


def test_a_record_without_a_letter_in_its_name_is_created_as_it_was_typed(make, session, sent, t):
    form, clear = sent(delegates__0__person="👩🏽\u200d🚀")

    assert clear
    references.create_new(session, make.actor(), form, NOUNS, today=TODAY)
    assert session.scalars(select(Person.title_tr)).all() == ["👩🏽\u200d🚀"]


def test_the_same_new_name_is_created_once_for_each_kind(make, session, sent):
    form, _ = sent(
        city="+Yenice",
        delegates__0__person="+Yenice",
        delegates__1__person="Yenice",
        delegates__0__organisation="+Yenice",
        counterparts__0__organisation="+Yenice",
    )

    references.create_new(session, make.actor(), form, NOUNS, today=TODAY)

    rows = form.delegates
    assert rows[0].form.person.data == rows[1].form.person.data
    assert rows[0].form.organisation.data == form.counterparts[0].form.organisation.data
    assert len({form.city.data.id, rows[0].form.person.data.id, rows[0].form.organisation.data.id}) == 3
    assert len(session.scalars(select(City.id).where(City.title_tr == "Yenice")).all()) == 1


def test_a_plus_alone_creates_nobody(sent):
    form, _ = sent(city="+", country="")

    assert form.country.data is None
    assert form.city.data != New("")


def test_a_country_is_named_in_either_language_or_chosen(make, sent):
    for typed in ("Almanya", "germany", "#{id}"):
        form, clear = sent(CityForm, title_tr="Yenice", country=typed.format(id=make.country("DE").id))
        assert clear, typed
        assert form.country.data.id == make.country("DE").id


def test_a_city_created_in_place_belongs_to_everybody(make, session, sent):
    form, _ = sent(city="+Yenice")
    references.create_new(session, make.actor(), form, NOUNS, today=TODAY)

    assert (
        kit.load(session, make.actor(municipality="antalya"), CITY, form.city.data.id).municipality_id is None
    )
