"""What the columns of a table are taken for, guessed from their headings and from what stands below.

A column is rather left out than taken for something else. What was remembered goes first. Then, for all
columns before the next way is tried: the heading is one that people use; it is one without its brackets, its
endings and the order of its words; it has words in common with one, and what it is called is one of them. At
last the only column of dates, or of coordinates, is taken for the only target that wants them.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from app.domain.turkish import search_key
from app.importers.tables.looks import looks_like
from app.importers.tables.stems import stems, without_brackets
from app.importers.target import Target

_ALTERNATIVES = re.compile(r"\s*[/|\n]\s*|\s+-\s+")
_ANOTHER_THING = frozenset(
    word
    for words in (
        "kayıt giriş güncelleme oluşturma doğum ölüm bitiş başlangıç son ilk eski yeni önceki sonraki",
        "başlama gidiş dönüş ayrılış meclis karar izin onay cevap yenileme fesih",
        "kod no numara id sıra sayı adet süre bütçe telefon tel faks e-posta eposta mail adres web",
        "created updated modified birth death end start last first old new previous next code number count",
        "departure return expiry council decision approval permission reply renewal",
        "budget phone fax email address url",
    )
    for word in stems(words)
)
"""With such a word a heading means something else than without it."""
_SEEN_BY_LOOK = ("date", "place")
_MOST_WORDS_MORE = 2

Way = Callable[[str, Sequence[str]], Sequence[str]]
"""Heading, samples → keys of targets, the likeliest first."""


def guess(
    headings: Sequence[str],
    samples: Sequence[Sequence[str]],
    targets: Sequence[Target],
    remembered: Mapping[str, str],
) -> list[str | None]:
    """Return for each heading the key of a target, or None where none is sure enough; no key twice.

    :param samples: cells of some rows, each with one text per heading.
    :param remembered: what headings meant before: ``search_key(heading)`` → key; empty: left out.
    """
    guessing = _Guessing(targets)
    columns = [[row[place] for row in samples] for place in range(len(headings))]
    found: list[str | None] = [None] * len(headings)
    left = dict(enumerate(headings))
    keys = {target.key for target in targets}
    for place, heading in enumerate(headings):
        before = remembered.get(search_key(heading))
        if heading and before is not None and (not before or (before in keys and before not in found)):
            found[place] = before or None
            del left[place]
    for way in guessing.ways:
        for place, heading in sorted(left.items(), key=_most_telling_first):
            keys_meant = way(heading, columns[place]) if heading else ()
            key = next((key for key in keys_meant if key not in found), None)
            if key:
                found[place] = key
                del left[place]
    for place, key in _by_look(left, columns, [target for target in targets if target.key not in found]):
        found[place] = key
    return found


def _most_telling_first(column: tuple[int, str]) -> tuple[int, int]:
    """``Turkish name`` is asked before ``City``, and where two say as much, the one further left."""
    place, heading = column
    return -len(stems(without_brackets(heading))), place


class _Guessing:
    """The headings of all targets, as they are looked up."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self._looks = {target.key: target.looks_like for target in targets}
        self._whole: dict[str, list[str]] = {}
        self._stems: dict[frozenset[str], set[str]] = {}
        self._heads: dict[frozenset[str], str] = {}
        for target in targets:
            for words in (target.label, *target.headings):
                meant = self._whole.setdefault(search_key(words), [])
                if target.key not in meant:
                    meant.append(target.key)
                known = stems(without_brackets(words))
                if known:
                    self._stems.setdefault(frozenset(known), set()).add(target.key)
                    self._heads[frozenset(known)] = known[-1]
        self.ways: tuple[Way, ...] = (self._exactly, self._in_other_words, self._by_part)

    def _exactly(self, heading: str, _: Sequence[str]) -> Sequence[str]:
        bare = search_key(without_brackets(heading))
        return self._whole.get(search_key(heading)) or self._whole.get(bare) or ()

    def _in_other_words(self, heading: str, _: Sequence[str]) -> Sequence[str]:
        whole = self._stems.get(frozenset(stems(without_brackets(heading))))
        if whole:
            return tuple(whole) if len(whole) == 1 else ()
        parts = [part for part in _ALTERNATIVES.split(without_brackets(heading)) if part]
        meant = {next(iter(self._whole.get(search_key(part), ())), "") for part in parts}
        return tuple(filter(None, meant)) if len(parts) > 1 and len(meant) == 1 else ()

    def _by_part(self, heading: str, texts: Sequence[str]) -> Sequence[str]:
        """Take the heading with the most words in common, if what it is called is one of them."""
        said = stems(without_brackets(heading))
        if not said:
            return ()
        words = frozenset(said)
        alike: dict[int, set[str]] = {}
        for known, keys in self._stems.items():
            if self._is_part(known, words, said[-1]):
                alike.setdefault(len(known & words), set()).update(keys)
        best = alike.get(max(alike, default=0), set())
        key = next(iter(best)) if len(best) == 1 else None
        fits = key is not None and (not any(texts) or looks_like(texts, self._looks[key]))
        return (key,) if key is not None and fits else ()

    def _is_part(self, known: frozenset[str], words: frozenset[str], head: str) -> bool:
        more = words ^ known
        return (
            (known < words or words < known)
            and head == self._heads[known]
            and len(more) <= _MOST_WORDS_MORE
            and more.isdisjoint(_ANOTHER_THING)
        )


def _by_look(
    left: Mapping[int, str], columns: Sequence[Sequence[str]], targets: Sequence[Target]
) -> Iterator[tuple[int, str]]:
    """Yield the only column that looks like what a single target wants, if its heading says nothing else."""
    for look in _SEEN_BY_LOOK:
        wanting = [target.key for target in targets if target.looks_like == look]
        alike = [place for place in range(len(columns)) if looks_like(columns[place], look)]
        if not len(wanting) == len(alike) == 1 or alike[0] not in left:
            continue
        if _ANOTHER_THING.isdisjoint(stems(left[alike[0]])):
            yield alike[0], wanting[0]
