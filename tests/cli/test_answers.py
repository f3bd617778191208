"""``flask answer``."""

import pytest

from app.records.agreements import AGREEMENT
from models import PartialDate
from models.vocabulary import AgreementState, OrganisationKind, Relation


@pytest.fixture
def run(app, session):
    """Run the command."""

    def run(*arguments):
        return app.test_cli_runner().invoke(args=["answer", *arguments])

    return run


@pytest.fixture
def linz(make):
    """Write our house and a tie with Linz."""
    house = make.organisation("İzmir Büyükşehir Belediyesi", seat_id=make.city("İzmir").id, ours=True)
    body = make.organisation(
        "Linz Belediyesi", seat_id=make.city("Linz").id, organisation_kind=OrganisationKind.MUNICIPALITY
    )
    parties = [{"organisation_id": house.id}, {"organisation_id": body.id}]
    return make.record(
        AGREEMENT,
        title_tr="Linz anlaşması",
        relation=Relation.SISTER_CITY,
        state=AgreementState.IN_FORCE,
        signed=PartialDate.of(2023, 3, 10),
        parties=parties,
    )


def test_the_answer_is_that_of_the_page(run, linz, make):
    for city in ("Linz", str(make.city("Linz").id)):
        told = run("door", "--city", city, "--lang", "en", "--municipality", "izmir")

        assert told.exit_code == 0, told.output
        lines = told.output.splitlines()
        assert lines[0] == "Who can open the door to us in Linz?"
        assert lines[2] == "We know Linz ourselves: Sister city, 10 Mar 2023."
        assert lines[3].startswith("1 way found · data of 25 Oct 2023 · on record: ties 1")
        table = lines[lines.index("") + 4 :]
        assert table[1].split("  ")[0].strip() == "1" or "1" in table[1]
        assert any("Linz anlaşması" in line for line in lines)
        assert "Method and reliability" in lines


def test_turkish_is_the_language_unless_another_is_asked_for(run, linz):
    assert run("friends", "--municipality", "izmir").output.splitlines()[0] == "Nerede dostumuz var?"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("friends", "--municipality", "nowhere"), "There is no municipality nowhere."),
        (("door", "--municipality", "izmir"), "This question is about a city: --city NAME."),
        (("door", "--municipality", "izmir", "--city", "Atlantis"), "There is no city Atlantis."),
        (("door", "--municipality", "izmir", "--city", "999999999"), "There is no city 999999999."),
        (("door", "--municipality", "izmir", "--city", "Karşıyaka"), "Several cities are called Karşıyaka"),
        (("friends", "--municipality", "izmir", "--theme", "x"), "--theme x is not known."),
    ],
)
def test_what_cannot_be_asked_is_said(run, linz, arguments, words):
    told = run(*arguments)

    assert told.exit_code == 1
    assert words in told.output


def test_a_question_that_does_not_exist_is_refused(run):
    assert run("nobody-asks", "--municipality", "izmir").exit_code == 2
