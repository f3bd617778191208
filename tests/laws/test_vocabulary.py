"""What holds for every closed vocabulary, for every role, for every event of the trail."""

import ast
import inspect
from enum import StrEnum
from pathlib import Path

import pytest

from app.i18n import HOUSES, translator
from app.labels import label
from app.permissions.policy import RIGHTS, Permission
from app.records.nouns import NOUNS
from app.web.words import event_words
from models import Certainty, Record, vocabulary
from models.vocabulary import RecordKind, Role

HOME = Path(__file__).resolve().parents[2]
VOCABULARIES = [
    one
    for _, one in inspect.getmembers(vocabulary, inspect.isclass)
    if issubclass(one, StrEnum) and one is not StrEnum
] + [Certainty]


@pytest.mark.parametrize("language", sorted(HOUSES))
@pytest.mark.parametrize("members", VOCABULARIES, ids=lambda one: one.__name__)
def test_every_member_has_a_word_and_no_two_have_the_same(members, language):
    t = translator(language)

    words = [t(label(member)) for member in members]

    assert all(words)
    assert len(set(words)) == len(words)


def test_every_role_has_a_line_in_the_table_of_rights_and_every_right_is_given_to_somebody():
    assert RIGHTS.keys() == set(Role)
    assert frozenset().union(*RIGHTS.values()) == set(Permission)


def test_every_kind_of_record_is_a_noun_with_a_table_of_its_own():
    assert NOUNS.keys() == set(RecordKind)
    assert {noun.model for noun in NOUNS.values()} == set(Record.__subclasses__())
    for kind, noun in NOUNS.items():
        assert noun.kind is kind
        assert noun.model.__mapper__.polymorphic_identity is kind
    assert len({noun.plural for noun in NOUNS.values()}) == len(NOUNS)


def verbs_of_the_kit():
    """What is passed as verb to `save`, wherever it is called."""
    for path in sorted((HOME / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"save", "kit.save"}:
                yield ast.literal_eval(node.args[5])


def test_every_event_of_the_trail_has_words():
    found = set(verbs_of_the_kit())

    assert found >= {"created", "edited", "binned", "restored"}
    for verb in found:
        assert event_words(f"visit.{verb}")
