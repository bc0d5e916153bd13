"""Indonesian affixes: the known root inside a derived word, if there is one.

A word is peeled from the right (particle, possessive, -kan/-an/-i) and from the left (up to three prefixes, with the
sound that a nasal prefix swallowed put back: me-ny-apu -> sapu) until a root of the table appears.  Without a table
these rules would cut far too much; that is why nothing is stripped unless a known root remains.
"""

from __future__ import annotations

from collections.abc import Set

# From the outside in: particle, possessive, derivation.
_LAYERS = (("lah", "kah", "pun", "tah"), ("nya", "ku", "mu"), ("kan", "an", "i"))
_ENDINGS = tuple(ending for endings in _LAYERS for ending in endings)
_SHORTEST = 3
_DEEPEST = 3

# What may stand before a root, and the letters that the prefix may have swallowed.
_PREFIXES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("di", "ke", "se", "ku", "kau", "be", "bel", "te", "pel", "me", "pe", "menge", "penge"), ("",)),
    **dict.fromkeys(("ber", "ter", "per"), ("", "r")),
    "mem": ("", "p"),
    "men": ("", "t"),
    "meng": ("", "k"),
    "meny": ("s",),
    "pem": ("", "p"),
    "pen": ("", "t"),
    "peng": ("", "k"),
    "peny": ("s",),
}
_LONGEST_PREFIX = 5
_FIRST_LETTERS = frozenset(prefix[0] for prefix in _PREFIXES)
# Prefixes that may stand before another (mem-per-, di-per-, ke-ber-), and those that may stand behind one.
_OUTER = frozenset(["di", "ke", "se", "ku", "kau", "me", "mem", "men", "meng", "ber", "ter", "per", "pe", "pem", "pen"])
_INNER = frozenset(
    [
        "ber",
        "be",
        "bel",
        "ter",
        "te",
        "per",
        "pe",
        "pem",
        "pen",
        "peng",
        "peny",
        "pel",
        "ke",
        "se",
        "me",
        "men",
        "meng",
        "mem",
    ]
)


def peeled(word: str) -> list[str]:
    """The word, and the word without one or more of its endings."""
    bases = [word]
    if word.endswith(_ENDINGS):
        for endings in _LAYERS:
            bases += [base[: -len(end)] for base in bases for end in endings if base.endswith(end)]
    return bases


def _behind_prefixes(base: str, roots: Set[str], depth: int) -> list[tuple[str, int]]:
    """The roots that stand behind one or more prefixes of `base`, with the number of prefixes."""
    found: list[tuple[str, int]] = []
    for length in range(2, min(_LONGEST_PREFIX, len(base) - 2) + 1):
        prefix = base[:length]
        swallowed = _PREFIXES.get(prefix)
        if swallowed is None or (depth and prefix not in _INNER):
            continue
        rest = base[length:]
        found += [(letters + rest, depth + 1) for letters in swallowed if letters + rest in roots]
        if prefix in _OUTER and depth + 1 < _DEEPEST and rest[0] in _FIRST_LETTERS:
            found += _behind_prefixes(rest, roots, depth + 1)
    return found


def root_of(word: str, roots: Set[str]) -> tuple[str, int] | None:
    """The root of `word` in the table and how many prefixes stand before it.

    The word itself wins, then the longest root, then the fewest prefixes.
    """
    if word in roots:
        return word, 0
    best: tuple[str, int] | None = None
    for base in peeled(word):
        if len(base) < _SHORTEST:
            continue
        if base in roots:
            found = [(base, 0)]
        elif base[0] in _FIRST_LETTERS:
            found = _behind_prefixes(base, roots, 0)
        else:
            continue
        for root, prefixes in found:
            if best is None or (len(root), -prefixes) > (len(best[0]), -best[1]):
                best = root, prefixes
    return best
