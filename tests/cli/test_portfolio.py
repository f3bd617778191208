"""``flask portfolio``: out of one house, into another."""

import pytest

from app.domain.portfolio_file import fingerprint, read, write
from tests.portfolios import portfolio


@pytest.fixture
def given(tmp_path):
    """The file that Antalya gave us."""
    path = tmp_path / "antalya.json"
    path.write_bytes(write(portfolio()))
    return path


def run(own_house, *words):
    return own_house.run("portfolio", *words, "--lang", "en")


def test_a_portfolio_is_read_and_the_second_time_it_is_the_same(own_house, given):
    first = run(own_house, "import", str(given), "--municipality", "izmir")
    again = run(own_house, "import", str(given), "--municipality", "izmir")

    assert "The portfolio was read: Antalya Büyükşehir Belediyesi" in first.output
    assert "This is the portfolio that is here already" in again.output


def test_our_portfolio_is_written_and_its_fingerprint_is_told_again_of_the_file(own_house, tmp_path):
    file = tmp_path / "izmir.json"

    made = run(own_house, "export", str(file), "--municipality", "izmir")
    told = run(own_house, "fingerprint", str(file))

    assert fingerprint(read(file.read_bytes()).sha256) in made.output
    assert told.output == made.output


def test_a_file_that_is_there_is_not_written_over(own_house, given):
    before = given.read_bytes()

    done = run(own_house, "export", str(given), "--municipality", "izmir")

    assert done.exit_code == 1
    assert "is there already" in done.output
    assert given.read_bytes() == before


def test_a_changed_byte_and_an_unknown_municipality_are_told_in_a_sentence(own_house, given):
    unknown = run(own_house, "import", str(given), "--municipality", "nowhere")
    given.write_bytes(given.read_bytes().replace(b"Skopje", b"Skopjf", 1))
    changed = run(own_house, "import", str(given), "--municipality", "izmir")

    assert "There is no municipality nowhere." in unknown.output
    assert "changed on the way" in changed.output
    assert unknown.exit_code == changed.exit_code == 1
    assert "Traceback" not in unknown.output + changed.output
