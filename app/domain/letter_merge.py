"""A letter to many, before it is written: in which language each gets it, and in which words. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.forms_of_address import Form, salutation, usual
from app.domain.letter_texts import Text, merged, named, without_value
from app.domain.turkish import search_key
from models.vocabulary import AddressRank, Language

AT_MOST = 500
"""Letters that are written at once."""
TURKISH_SPEAKING = ("TR", "XN", "AZ")
"""Countries to which the house writes in Turkish."""
_WORDS = {
    Language.TURKISH: ("turkce", "turkish", "tr", "turk"),
    Language.ENGLISH: ("ingilizce", "english", "en", "eng"),
}


@dataclass(frozen=True)
class Addressee:
    """What a letter says of its recipient, in one language.

    :param own: how this person wants to be addressed.
    """

    name: str
    title: str
    organisation: str
    city: str
    country: str
    address: str
    own: str
    rank: AddressRank


@dataclass(frozen=True)
class Written:
    """A letter in the words in which its recipient gets it.

    :param without: placeholders of the text for which there was nothing to say.
    """

    subject: str
    body: str
    addressed_to: str
    without: Sequence[str]


def language_of(languages: str, home: str) -> Language | None:
    """Return the language of the house in which somebody is written to; None where nobody can tell.

    What somebody entered of their languages counts first, in the order in which it was entered. Else a body
    or a person of a country where Turkish is understood gets Turkish, one of any other country English.
    """
    for word in re.split(r"[\s]+", search_key(languages)):
        for language, words in _WORDS.items():
            if word in words:
                return language
    if languages.strip() or not home:
        return None
    return Language.TURKISH if home in TURKISH_SPEAKING else Language.ENGLISH


def borrowed(text: Text, language: Language, told: Mapping[str, Sequence[tuple[str, str]]]) -> Sequence[str]:
    """Return what a letter says in the other language because nobody wrote it in this one.

    :param told: in Turkish and in English, under ``subject``, ``text``, ``title`` (which the address says)
        and the names of placeholders.
    """
    place = 0 if language is Language.TURKISH else 1
    subject, body = (
        pair[place] or pair[1 - place]
        for pair in ((text.subject_tr, text.subject_en), (text.text_tr, text.text_en))
    )
    said = {"subject", "text", "title", *named(subject), *named(body)}
    return [
        name
        for name, pairs in told.items()
        if name in said and any(pair[1 - place] and not pair[place] for pair in pairs)
    ]


def write(
    text: Text,
    language: Language,
    to: Addressee,
    values: Mapping[str, str],
    forms: Mapping[AddressRank, Form],
) -> Written:
    """Put a text into the words for one recipient.

    :param language: Turkish or English; the text of the other language stands in where this one is empty.
    :param values: what is the same in all letters of this language.
    :param forms: how the house addresses ranks; the usual forms stand in for what is not there.
    """
    in_turkish = language is Language.TURKISH
    form = forms.get(to.rank) or usual()[to.rank]
    told = {
        **values,
        "salutation": salutation(form, to.own, language.value, name=to.name, title=to.title),
        "name": to.name,
        "title": to.title,
        "organisation": to.organisation,
        "city": to.city,
        "country": to.country,
    }
    subject = (text.subject_tr or text.subject_en) if in_turkish else (text.subject_en or text.subject_tr)
    body = (text.text_tr or text.text_en) if in_turkish else (text.text_en or text.text_tr)
    missing = dict.fromkeys([*without_value(subject, told), *without_value(body, told)])
    return Written(" ".join(merged(subject, told).split()), merged(body, told), _address(to), list(missing))


def _address(to: Addressee) -> str:
    """Return the lines of the address: who, as what, where; what it says itself is not said twice."""
    place = ", ".join(part for part in (to.city, to.country) if part and part not in to.address)
    lines = (to.name, to.title, to.organisation, *to.address.splitlines(), place)
    return "\n".join(dict.fromkeys(line.strip() for line in lines if line.strip()))
