"""A corpus for measurements: any size, always the same articles for the same number.

A Zipf vocabulary of pseudo-words with Indonesian affixes, topics that come in bursts, 40 outlets, 60 months, and 300 leaders whose
two-word names stand in the texts.  Document n is a function of n alone, so that a larger corpus begins with the smaller.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cached_property

import numpy as np

from search.model import Article, DatePrecision, LeaderLink, Links, Mention

TYPES = 80_000
OUTLETS = 40
MONTHS = 60
LEADERS = 300
TOPICS = 400
TOPIC_WORDS = 40
WORDS = 256
WIB = timezone(timedelta(hours=7))
START = datetime(2020, 1, 1, tzinfo=WIB)

_ONSETS = ["b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "y", "ng", "ny"]
_VOWELS = ["a", "e", "i", "o", "u"]
_CODAS = ("", "", "n", "r", "ng", "s", "k", "t")


@dataclass(frozen=True, slots=True)
class Made:
    """An article with the links that it has by construction."""

    article: Article
    links: Links


def pseudo_word(number: int) -> str:
    """A word of two syllables or more: different for every number."""
    rest = number
    syllables: list[str] = []
    while rest or len(syllables) < 2:
        rest, onset = divmod(rest, len(_ONSETS))
        rest, vowel = divmod(rest, len(_VOWELS))
        syllables.append(_ONSETS[onset] + _VOWELS[vowel])
    return "".join(syllables) + _CODAS[number % len(_CODAS)]


def leader_names() -> list[str]:
    """First and last name of every leader, of words that are not in the vocabulary."""
    return [f"{pseudo_word(90_000 + 7 * i).title()} {pseudo_word(190_000 + 11 * i).title()}" for i in range(LEADERS)]


def link_of(code: int) -> LeaderLink:
    """The link of an article that names this leader; where it stands in the text is not measured."""
    return LeaderLink(f"pemimpin-{code}", (Mention("body", 0, 8),), False, True, 2)


class Corpus:
    """The articles 0 to `size` - 1."""

    def __init__(self, size: int, seed: int = 7) -> None:
        self.size = size
        self._seed = seed
        ranks = np.arange(1, TYPES + 1)
        shares = 1.0 / (ranks + 2.7) ** 1.05
        self._cumulative = np.cumsum(shares / shares.sum())
        rng = np.random.default_rng(seed)
        self._topics = rng.integers(200, 20_000, (TOPICS, TOPIC_WORDS))
        self.leaders = leader_names()

    @cached_property
    def words(self) -> np.ndarray:
        """The vocabulary, most frequent first."""
        return np.array([pseudo_word(i) for i in range(TYPES)], dtype=object)

    def __iter__(self) -> Iterator[Made]:
        return map(self.made, range(self.size))

    def articles(self) -> Iterator[Article]:
        """The articles alone."""
        return (made.article for made in self)

    def made(self, number: int) -> Made:
        """Article `number`."""
        rng = np.random.default_rng((self._seed, number))
        day = int(rng.integers(0, MONTHS * 30))
        topic = (int(rng.integers(0, 24)) + day // 5) % TOPICS
        body = self._text(rng, topic, int(np.clip(rng.lognormal(np.log(WORDS) - 0.1, 0.45), 40, 1500)))
        title = " ".join(self._text(rng, topic, int(rng.integers(6, 13)))).capitalize()
        named = self._named(rng, topic)
        for code in named:
            body.insert(int(rng.integers(1, len(body))), self.leaders[code])
        text = self._paragraphs(body)
        outlet = f"media-{int(OUTLETS * rng.random() ** 2)}"
        published = START + timedelta(days=day, minutes=int(rng.integers(0, 1440)))
        article = Article(
            id=f"artikel-{number:07}",
            title=title,
            body=text,
            outlet=outlet,
            url=f"https://{outlet}.example/{number}",
            published=published,
            date_precision=DatePrecision.MINUTE,
        )
        return Made(article, Links(outlet, tuple(map(link_of, named))))

    def _text(self, rng: np.random.Generator, topic: int, length: int) -> list[str]:
        numbers = np.searchsorted(self._cumulative, rng.random(length))
        burst = rng.random(length) < 0.12
        numbers[burst] = self._topics[topic][rng.integers(0, TOPIC_WORDS, int(burst.sum()))]
        words: list[str] = self.words[np.minimum(numbers, TYPES - 1)].tolist()
        return words

    def _named(self, rng: np.random.Generator, topic: int) -> list[int]:
        count = int(rng.integers(0, 6))
        codes = (LEADERS * rng.random(count) ** 2).astype(int)
        return sorted({int((code + topic) % LEADERS) for code in codes})

    @staticmethod
    def _paragraphs(words: list[str]) -> tuple[str, ...]:
        sentences = [" ".join(words[i : i + 16]).capitalize() + "." for i in range(0, len(words), 16)]
        return tuple(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))
