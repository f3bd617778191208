"""The order in which languages are offered."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from app.domain.alphabets import alphabet_key
from app.i18n import Translator
from app.labels import label
from models.vocabulary import Language

_FIRST = (Language.TURKISH, Language.ENGLISH)


def as_offered(members: Iterable[StrEnum], t: Translator) -> Sequence[StrEnum]:
    """Return members of a vocabulary in their own order, languages by the reader's alphabet.

    Those in which the house writes stand first, any other one last.
    """
    return sorted(members, key=lambda one: _place(one, t))


def _place(member: StrEnum, t: Translator) -> tuple[bool, bool, str]:
    if not isinstance(member, Language) or member in _FIRST:
        return False, False, ""
    return True, member is Language.OTHER, alphabet_key(t(label(member)), t.language)
