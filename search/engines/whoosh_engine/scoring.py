"""BM25 scores of words and prefixes as matches, kept in the cache.

The formulas are those of `query.ranking`.  Not here: how clauses combine (`compile`), the bonus (`bonus`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from search.query.plan import MAX_EXPANSIONS, Phrase, Prefix, Stream, Word
from search.query.ranking import Ranking, idf
from search.schema import TEXT_FIELDS

from ..cache import ByteCache
from ..lengths import LENGTHS
from .fields import stream_field
from .matches import NOTHING, Docs, Mask, Matches, Scores, Sparse, sparse_union, without_scores
from .snapshot import Local, Snapshot, TermPostings


class Scorer:
    """Scores under one ranking.  Shared by threads."""

    def __init__(self, snapshot: Snapshot, ranking: Ranking, cache: ByteCache) -> None:
        self.snapshot = snapshot
        self.ranking = ranking
        self._cache = cache
        own = (ranking.k1, ranking.b, ranking.exact_weight, *(ranking.field_weight(f) for f in TEXT_FIELDS))
        self._own = repr(own)  # a string remembers its hash
        self._norms = {field: self._norm(field) for field in TEXT_FIELDS}

    def _norm(self, field: str) -> Scores:
        """k1 x (1 - b + b x length / average) for each length byte."""
        r = self.ranking
        ratio = np.array(LENGTHS, np.float64) / self.snapshot.average(field)
        return (r.k1 * (1 - r.b + r.b * ratio)).astype(np.float32)

    def bm25(self, found: TermPostings, field: str, weight: float, docs: Docs | None = None) -> Scores:
        """The score of a term in each of its documents, times a weight.  `docs` when `found` has places among these."""
        tf = found.frequencies.astype(np.float32)
        held = found.docs if docs is None else docs.take(found.docs)
        norms = self._norms[field].take(self.snapshot.lengths(field).take(held))
        norms += tf
        tf *= np.float32(weight * idf(self.snapshot.documents, found.holding) * (self.ranking.k1 + 1))
        tf /= norms
        return tf

    # --- words --------------------------------------------------------------------------------------------------------

    def word(self, word: Word) -> Matches:
        """Documents that hold any stem form in any of the word's fields, scored."""
        key = self._key(word)
        found: Matches | None = self._cache.get(key)
        return self._kept(key, self._scored_word(word)) if found is None else found

    def _key(self, word: Word) -> tuple[Hashable, ...]:
        """A word by its forms: what was typed does not matter."""
        return self._own, word.stem, word.exact, word.fields

    def phrase(self, phrase: Phrase, score: Callable[[Phrase], Matches]) -> Matches:
        """A phrase scored by `score`: like a word, it is read from postings once."""
        key = (self._own, phrase)
        found: Matches | None = self._cache.get(key)
        return self._kept(key, score(phrase)) if found is None else found

    def _kept(self, key: Hashable, matches: Matches) -> Matches:
        self._cache.put(key, matches, matches.nbytes + 200)
        return matches

    def _scored_word(self, word: Word, only: Mask | None = None) -> Matches:
        space, r = self.snapshot.space, self.ranking
        stems = self._streams(word.fields, Stream.STEM, word.stem, 1.0, only)
        positive = all(r.field_weight(field) > 0 for field in word.fields)
        matched = space.union(stems, positive=positive)
        if not matched.count:
            return NOTHING
        scored = matched
        if r.exact_weight:
            exacts = self._streams(word.fields, Stream.EXACT, word.exact, r.exact_weight, only)
            scored = space.union([matched, *exacts], positive=positive)
            if scored.count != matched.count:
                # An exact form adds to the score of documents that the stem finds; it finds none itself.
                scored = space.intersection([without_scores(matched), scored])
        if not space.is_many(scored.count):
            return scored
        return space.dense(scored, positive)

    def _streams(
        self, fields: Sequence[str], stream: Stream, forms: Sequence[str], factor: float, only: Mask | None
    ) -> list[Sparse]:
        weights = [factor * self.ranking.field_weight(field) for field in fields]
        parts = [self._best_form(f, stream, forms, weight, only) for f, weight in zip(fields, weights, strict=True)]
        return [part for part in parts if part.count]

    def _best_form(self, field: str, stream: Stream, forms: Sequence[str], weight: float, only: Mask | None) -> Sparse:
        terms = (self.snapshot.term(field, stream, form, only) for form in forms)
        found = [postings for postings in terms if postings is not None]
        parts = [Sparse(postings.docs, self.bm25(postings, field, weight)) for postings in found]
        if len(parts) < 2:
            return parts[0] if parts else NOTHING
        return _sparse(self.snapshot, parts)

    # --- words in few documents ---------------------------------------------------------------------------------------

    def is_new(self, word: Word) -> bool:
        """Whether a word is asked for the first time, so that it is not worth scoring in all of its documents yet."""
        key = self._key(word)
        asked = (*key, "asked")
        if self._cache.get(key) is not None or self._cache.get(asked) is not None:
            return False
        self._cache.put(asked, True, 200)
        return True

    def most_holding(self, word: Word) -> int:
        """How many documents hold the word's most frequent form, in its most frequent field."""
        holding = self.snapshot.holding
        return max((holding(f, Stream.STEM, form) for f in word.fields for form in word.stem), default=0)

    def holding_both(self, first: Word, second: Word) -> Docs:
        """Live documents, ascending, that both words find."""
        mask = np.zeros(self.snapshot.space.padded, np.bool_)
        for docs in self._holders(second):
            mask[docs] = True
        found = [docs.take(mask.take(docs).nonzero()[0]) for docs in self._holders(first)]
        return found[0] if len(found) == 1 else sparse_union([NOTHING, *map(Sparse, found)]).docs

    def _holders(self, word: Word) -> list[Docs]:
        """Live documents that a word finds, by field and form."""
        found = [self.snapshot.term(field, Stream.STEM, form) for field in word.fields for form in word.stem]
        return [postings.docs for postings in found if postings is not None]

    def word_where(self, word: Word, mask: Mask) -> Matches:
        """Those of some live documents that `word` finds, with the very same scores; it is not kept."""
        return self._scored_word(word, mask)

    def word_in(self, word: Word, docs: Docs) -> Sparse:
        """Those of some live documents, ascending, that `word` finds, with the very same scores."""
        matched = np.zeros(len(docs), np.bool_)
        scores = self.scores_in(word, docs, matched)
        places = matched.nonzero()[0]
        return Sparse(docs.take(places), scores.take(places))

    def scores_in(self, word: Word, docs: Docs, matched: Mask | None = None) -> Scores:
        """The scores of `word` in live documents, ascending, that it finds (or, with a mask to tell which, in any)."""
        scores = np.zeros(len(docs), np.float32)
        for field in word.fields:
            self._add_forms(scores, matched, field, Stream.STEM, word.stem, docs)
        if self.ranking.exact_weight:
            for field in word.fields:
                self._add_forms(scores, None, field, Stream.EXACT, word.exact, docs)
        return scores

    def _add_forms(
        self, scores: Scores, matched: Mask | None, field: str, stream: Stream, forms: Sequence[str], docs: Docs
    ) -> None:
        weight = self.ranking.field_weight(field) * (self.ranking.exact_weight if stream is Stream.EXACT else 1.0)
        best = np.zeros(len(docs), np.float32) if len(forms) > 1 else None
        for form in forms:
            found = self.snapshot.term_in(field, stream, form, docs)
            if found is None:
                continue
            own = self.bm25(found, field, weight, docs)
            if matched is not None:
                matched[found.docs] = True
            if best is None:
                scores[found.docs] += own
            else:
                best[found.docs] = np.maximum(best.take(found.docs), own)
        if best is not None:
            scores += best

    def word_weight(self, word: Word) -> float:
        """w(i) of `query.ranking`: the idf of the word's most frequent form and field."""
        key = ("weight", word.stem, word.fields)
        weight: float | None = self._cache.get(key)
        if weight is None:
            most = self.most_holding(word)
            weight = idf(self.snapshot.documents, most) if most else 0.0
            self._cache.put(key, weight, 200)
        return weight

    # --- prefixes -----------------------------------------------------------------------------------------------------

    def prefix(self, prefix: Prefix) -> tuple[Matches, bool]:
        """Documents that hold a term with the prefix, scored as one term, and whether there were too many such terms."""
        key = (self._own, "prefix", prefix.prefix, prefix.fields)
        found: tuple[Matches, bool] | None = self._cache.get(key)
        if found is None:
            parts, cut = [], False
            for field in prefix.fields:
                postings, too_many = self._prefix_postings(prefix.prefix, field)
                cut |= too_many
                parts.append(Sparse(postings.docs, self.bm25(postings, field, self.ranking.field_weight(field))))
            found = self.snapshot.space.union(parts), cut
            self._cache.put(key, found, found[0].nbytes + 200)
        return found

    def _prefix_postings(self, prefix: str, field: str) -> tuple[TermPostings, bool]:
        locals_ = self.snapshot.locals(stream_field(field, Stream.EXACT))
        wanted = prefix.encode()
        ranges = [(each, each.postings.prefix(wanted)) for each in locals_]
        chosen, cut = _most_frequent(ranges)
        docs, frequencies = _gathered(ranges, chosen)
        return _as_one_term(self.snapshot, docs, frequencies), cut


def _sparse(snapshot: Snapshot, parts: Sequence[Sparse]) -> Sparse:
    joined = snapshot.space.union(parts, best=True)
    if isinstance(joined, Sparse):
        return joined
    return Sparse(joined.docs, None if joined.scores is None else joined.scores.take(joined.docs))


def _most_frequent(ranges: Sequence[tuple[Local, range]]) -> tuple[set[bytes] | None, bool]:
    """The `MAX_EXPANSIONS` terms that most documents hold (ties: by term); None = all, when there are no more."""
    if sum(len(numbers) for _, numbers in ranges) <= MAX_EXPANSIONS:
        return None, False
    counts: dict[bytes, int] = {}
    for each, numbers in ranges:
        held = np.diff(each.postings.starts[numbers.start : numbers.stop + 1].astype(np.int64))
        for number, count in zip(numbers, held.tolist(), strict=True):
            term = each.postings.term(number)
            counts[term] = counts.get(term, 0) + count
    if len(counts) <= MAX_EXPANSIONS:
        return None, False
    return set(sorted(counts, key=lambda term: (-counts[term], term))[:MAX_EXPANSIONS]), True


def _gathered(ranges: Sequence[tuple[Local, range]], chosen: set[bytes] | None) -> tuple[Docs, NDArray[np.int64]]:
    """The postings of the chosen terms; those of neighbouring terms lie in one slice."""
    docs, frequencies = [np.empty(0, np.int32)], [np.empty(0, np.int64)]
    for each, numbers in ranges:
        starts = each.postings.starts
        first, last = int(starts[numbers.start]) if numbers else 0, int(starts[numbers.stop]) if numbers else 0
        own, tf = each.postings.docs[first:last], each.postings.frequencies[first:last]
        if chosen is not None:
            wanted = np.array([each.postings.term(number) in chosen for number in numbers], np.bool_)
            kept = np.repeat(wanted, np.diff(starts[numbers.start : numbers.stop + 1]).astype(np.int64))
            own, tf = own[kept], tf[kept]
        docs.append(own + np.int32(each.base))
        frequencies.append(tf.astype(np.int64))
    return np.concatenate(docs), np.concatenate(frequencies)


def _as_one_term(snapshot: Snapshot, docs: Docs, frequencies: NDArray[np.int64]) -> TermPostings:
    sums = np.bincount(docs, weights=frequencies) if snapshot.space.is_many(len(docs)) else None
    if sums is not None:
        held = np.flatnonzero(sums).astype(np.int32)
        tf = sums.take(held)
    else:
        order = docs.argsort(kind="stable")
        sorted_docs = docs.take(order)
        starts = np.flatnonzero(np.diff(sorted_docs, prepend=np.int32(-1)))
        held = sorted_docs.take(starts)
        tf = np.add.reduceat(frequencies.take(order), starts) if len(starts) else frequencies
    live = slice(None) if snapshot.live is None else snapshot.live.take(held)
    return TermPostings(held[live], tf[live], len(held))
