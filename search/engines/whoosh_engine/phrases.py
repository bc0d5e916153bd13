"""Where words stand one after another, by the token streams of the segments.

The places of the rarest word are taken, then each other word is looked up beside them: no second list of positions is read.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.query.plan import Phrase, Stream

from .arrays import searched
from .fields import stream_field
from .matches import Docs, firsts
from .postings import FieldPostings
from .snapshot import Snapshot
from .tokens import TokenStream

Places = NDArray[np.int64]


def phrase_docs(snapshot: Snapshot, phrase: Phrase, field: str) -> Docs:
    """Live documents in whose field the phrase stands, ascending."""
    words = [word.exact if phrase.stream is Stream.EXACT else word.stem for word in phrase.words]
    found = [np.empty(0, np.int32)]
    name = stream_field(field, phrase.stream)
    for place, each in enumerate(snapshot.locals(name)):
        numbers = [form_numbers(snapshot, name, place, forms) for forms in words]
        if numbers and all(numbers):
            found.append(places_docs(each.postings, numbers) + np.int32(each.base))
    return snapshot.only_live(np.concatenate(found))


def places_docs(postings: FieldPostings, words: Sequence[Sequence[int]]) -> Docs:
    """Documents of a segment where the words, each any of some terms, stand one after another."""
    docs = _placed(postings, words)
    return docs.compress(firsts(docs))


def form_numbers(snapshot: Snapshot, name: str, place: int, forms: Sequence[str]) -> list[int]:
    """The numbers of these forms in the field's segment at `place`, absent ones left out."""
    return [number for form in dict.fromkeys(forms) if (number := snapshot.numbers(name, form)[place]) >= 0]


def _holding(postings: FieldPostings, numbers: Sequence[int]) -> int:
    return sum(int(postings.starts[n + 1]) - int(postings.starts[n]) for n in numbers)


def _placed(postings: FieldPostings, words: Sequence[Sequence[int]]) -> Docs:
    """The document of each place where the phrase stands."""
    costs = [_holding(postings, numbers) for numbers in words]
    by_cost = sorted(range(len(words)), key=costs.__getitem__)
    rarest = by_cost[0]
    places, docs = _word_places(postings, words[rarest])
    if rarest:
        before = int(np.searchsorted(places, rarest))
        places, docs = places[before:] - rarest, docs[before:]
    for offset in by_cost[1:]:
        held = stands(postings, words[offset], places + offset).nonzero()[0]
        places, docs = places.take(held), docs.take(held)
    return docs


def _word_places(postings: FieldPostings, numbers: Sequence[int]) -> tuple[Places, Docs]:
    """The places of a word, ascending, and the document of each."""
    if len(numbers) == 1:
        places = postings.places(numbers[0])
        known = postings.docs_of_places(numbers[0])
        return places, _docs_at(postings, places) if known is None else known
    places = np.sort(np.concatenate([postings.places(number) for number in numbers]))
    return places, _docs_at(postings, places)


def _docs_at(postings: FieldPostings, places: Places) -> Docs:
    return (searched(postings.forward_starts, places, "right") - 1).astype(np.int32)


def forward_of(postings: FieldPostings) -> TokenStream:
    """The token stream of a text field, which the bulk writer gives every one."""
    if postings.forward is None:
        raise ValueError(f"field {postings.name!r} has no token stream")
    return postings.forward


def stands(postings: FieldPostings, numbers: Sequence[int], places: Places) -> NDArray[np.bool_]:
    """Whether any of the terms stands at each of these places."""
    forward = forward_of(postings)
    if len(numbers) == 1 and not postings.secondary[numbers[0]]:
        held: NDArray[np.bool_] = forward.take(places) == numbers[0]
        return held
    held = np.zeros(len(places), np.bool_)
    for number in numbers:
        held |= forward.holds(places, number)
    return held
