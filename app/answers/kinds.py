"""Words for the kinds of edges in pictures and in the network."""

from app.i18n import N_, Translator
from app.labels import label
from models.vocabulary import Relation

_WORDS = {
    "membership": N_("Network membership"),
    "meeting": N_("Meeting"),
    "post": N_("Office or seat"),
    "sits_in": N_("Sits there"),
    "public": N_("Twin towns"),
}


def kind_label(kind: str, t: Translator, *, public: bool = False) -> str:
    """Return what a kind of edge is called; of a public list it says so.

    :raises KeyError: there is no such kind.
    """
    words = t(label(Relation(kind))) if kind in set(Relation) else t(_WORDS[kind])
    if public:
        return t(N_("%(kind)s (open source)"), kind=words)
    return words
