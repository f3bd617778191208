"""Names that stay names through every sentence."""

import pytest

from app.answers.answer import Name, Speaker, apart, names_in, plain, sentences
from app.i18n import N_, translator
from models.vocabulary import RecordKind

HOSTILE = ["%(city)s", "{0}", "<b>x</b>", "100 %", "\\1", "\x000\x01", "%", "A, B ve C"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_is_carried_through_a_sentence_as_it_is(text, both):
    say, name = Speaker(both), Name(7, RecordKind.CITY, text)

    for told in (
        say(N_("Best way: %(chain)s."), chain=(name, " → ", name)),
        say(N_("%(city)s is our own city."), city=name),
        say.join([name, "x", (name, "!")]),
        say.plural("%(n)s of %(total)s ties has had no contact.", "%(n)s of %(total)s ties.", 2, total=name),
    ):
        assert name in told
        assert all(one is name for one in names_in(told))
        assert text in plain(told)


def test_the_words_around_a_name_are_those_of_the_language():
    told = Speaker(translator("en"))(N_("%(city)s is our own city."), city=Name(1, RecordKind.CITY, "İzmir"))

    assert told == (Name(1, RecordKind.CITY, "İzmir"), " is our own city.")
    assert plain(told) == "İzmir is our own city."


def test_parts_that_are_empty_leave_no_gap():
    name = Name(1, RecordKind.CITY, "Linz")

    assert plain(sentences((), ("A.",), (), (name, "."))) == "A. Linz."
    assert plain(apart(["", name, ("x", "y")])) == "Linz, xy"
