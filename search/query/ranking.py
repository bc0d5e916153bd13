"""The parameters of the score, and the small formulas that every engine shares.

An engine computes, for an article d and a plan with the clauses c:

    base(d)   = sum over matching c of  sum over fields f of  weight[f] * (bm25(stem term) + exact_weight * bm25(exact term))
    bm25      = idf * (k1 + 1) * tf / (tf + k1 * (1 - b + b * length / average length))        Robertson & Zaragoza 2009, eq. 3.15
    idf       = log(1 + (N - n + 0.5) / (n + 0.5))                                             Lucene's BM25Similarity
    score(d)  = (base(d) + bonus(d)) * recency(d)

    A word with several forms takes, per field and stream, the highest bm25 of its forms.
    N, n, average length count deleted articles until a compact; length is byte-quantised (`engines.lengths`).
    recency(d) = 1 + recency_weight * H / (H + age), H in days; age counts from the generation's reference instant and is
        at least 0; an undated article gets 1.  Used for `sort=relevance` only.

bonus(d) is given to the `depth` best articles by base * recency (ties: newest, then id) and is never negative, so that
they stay ahead of all others.  With w(i) = the weight of query word i = idf of its most frequent stem form and field (0 when
no article holds it), W = sum:

    proximity = sum over neighbouring query words (i, i+1) of min(w(i), w(i+1)) * nearness, the best of title and body,
        nearness = 1/d when word i+1 stands d positions after word i, 0.5/d when d before it, d <= window, else 0
    phrase    = W when all words stand one after another in title or body (two words or more)
    title_all = W when the title holds all words
    lead      = sum of w(i) * L / (L + p(i)) over the words of the body, p(i) = where word i stands first, 0 = at its
        beginning, L = lead_half_length: the sooner an article comes to a word, the more it is about it

    bonus = proximity_weight * proximity + phrase_weight * phrase + title_all_weight * title_all + lead_weight * lead

Query words are the plan's `words`, in typed order; positions are those of the stem stream.
`docs/relevance.md` shows what each component earns.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every number of the score, in one place.  `plain()` gives bare BM25 on one stream, for comparisons with peers."""

    k1: float = 0.6
    b: float = 0.6
    exact_weight: float = 0.5
    title_weight: float = 1.0
    caption_weight: float = 0.5
    body_weight: float = 1.0
    recency_weight: float = 0.5
    recency_half_days: float = 365.0
    depth: int = 32
    window: int = 8
    proximity_weight: float = 0.2
    phrase_weight: float = 0.2
    title_all_weight: float = 0.3
    lead_weight: float = 0.8
    lead_half_length: int = 10

    def field_weight(self, field: str) -> float:
        """The weight of a text field (`title`, `caption`, `body`)."""
        return {"title": self.title_weight, "caption": self.caption_weight, "body": self.body_weight}[field]

    @staticmethod
    def plain() -> Ranking:
        """Bare BM25 on the stem stream: what peers are compared under."""
        return Ranking(
            k1=1.2, b=0.75, exact_weight=0.0, title_weight=1.0, caption_weight=1.0, recency_weight=0.0, depth=0
        )


DEFAULT = Ranking()
"""What readers get."""


def idf(documents: int, holding: int) -> float:
    """log(1 + (N - n + 0.5) / (n + 0.5)), Lucene's form, never negative; N = documents, n = those that hold the term."""
    return math.log(1.0 + (documents - holding + 0.5) / (holding + 0.5))


def other_name_factor(typed: float, other: float) -> float:
    """What the score of another name (weight `other`) is multiplied by: it never weighs more than the name that was typed.

    1 when the typed name weighs nothing, for then no article holds it and only other names can find something.
    """
    return typed / other if 0.0 < typed < other else 1.0


def recency(age_days: float, ranking: Ranking) -> float:
    """The factor for an article `age_days` old (below 0 counts as 0)."""
    half = ranking.recency_half_days
    return 1.0 + ranking.recency_weight * half / (half + max(0.0, age_days))
