"""Which leaders an article names: every mention linked or refused, and by which rule.

The order of work: find all forms (`lexicon`), refuse those that their neighbours speak against (`guards`), settle full names
(one owner, the one in office, an office or the country beside it), then short forms (an office beside them, a pair, a leader
named elsewhere in the article), then other spellings (`respelled`).  An office without a name never links.
Not here: outlets, the article's own list of leaders (`linking`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from ..model import Article, LeaderLink, LinkDecision
from .cues import Moment, OfficeCues, moment_of, names_country
from .gazetteer import Gazetteer
from .given_names import is_given_name
from .guards import LONGER_NAME, Surroundings
from .lexicon import MOST_HITS, Closed, Hit, Lexicon, Scan
from .passage import Passage, passage_of
from .prominence import links_of
from .respelled import Respelled, RespelledHit

_PAIR = re.compile(r"[A-Za-z]( ?- ?)\Z")
_PAIR_REACH = 25


@dataclass(slots=True)
class _Reading:
    """What is known about one article while it is read."""

    passage: Passage
    moment: Moment
    around: Surroundings
    linked: dict[str, list[Hit]] = field(default_factory=dict)
    decisions: list[tuple[Hit, str, str]] = field(default_factory=list)
    pending: list[Hit] = field(default_factory=list)
    refused: list[Hit] = field(default_factory=list)
    closed: list[Closed] = field(default_factory=list)

    def link(self, hit: Hit, id: str, rule: str) -> None:
        """A mention that names this leader."""
        self.linked.setdefault(id, []).append(hit)
        self.decisions.append((hit, id, rule))

    def refuse(self, hit: Hit, rule: str) -> None:
        """A mention that names no leader."""
        self.refused.append(hit)
        self.decisions.append((hit, "", rule))


class Linker:
    """Links articles with one gazetteer.  Immutable; shared between threads, inherited by forked workers, picklable."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._lexicon = Lexicon(gazetteer.leaders)
        self._respelled = Respelled(self._lexicon.forms.values())
        self._cues = OfficeCues(gazetteer.leaders)

    def __reduce__(self) -> tuple[type[Linker], tuple[Gazetteer]]:
        """A pickle carries the gazetteer and builds the rest anew."""
        return Linker, (self.gazetteer,)

    def link(self, article: Article) -> tuple[LeaderLink, ...]:
        """The leaders that an article names, most prominent first."""
        reading = self._read(article)
        return links_of(reading.linked, reading.passage)

    def decide(self, article: Article) -> list[LinkDecision]:
        """Every place that could name a leader, in the order of the text: linked or refused, and by which rule."""
        reading = self._read(article)
        found = [(hit.start, hit.end, id, rule) for hit, id, rule in reading.decisions]
        closed = [(span.start, _line_end(reading.passage.text, span), "", span.why) for span in reading.closed]
        return [
            LinkDecision(reading.passage.mention(start, end), reading.passage.text[start:end], id, bool(id), rule)
            for start, end, id, rule in sorted(found + closed)
        ]

    def _read(self, article: Article) -> _Reading:
        passage = passage_of(article)
        scan = self._lexicon.scan(passage.text)
        reading = _Reading(
            passage, moment_of(article.published), Surroundings(passage.text, passage.title_end, self._lexicon.forms)
        )
        reading.closed = scan.closed
        for hit in scan.hits:
            self._settle(hit, reading)
        self._withdraw_others(reading)
        self._settle_by_office(reading)
        self._settle_respelled(scan, reading)
        self._settle_short_forms(reading)
        return reading

    def _settle(self, hit: Hit, reading: _Reading) -> None:
        """Link or refuse a full form, or leave it for later."""
        reason = reading.around.refusal(hit) or self._same_as_before(hit, reading)
        if reason and not (reason.startswith(LONGER_NAME) and self._office_overrules(hit, reading)):
            reading.refuse(hit, reason)
            return
        id, rule = self._owner(hit, reading)
        if id:
            reading.link(hit, id, rule)
        else:
            reading.pending.append(hit)

    @staticmethod
    def _same_as_before(hit: Hit, reading: _Reading) -> str:
        """Why an abbreviation in brackets names no leader: what it abbreviates is a thing (`Jalan Layang ... (MBZ)`)."""
        last = reading.refused[-1] if reading.refused else None
        abbreviates = last and last.end == hit.start - 2 and reading.passage.text.startswith(" (", last.end)
        return "short for a place or thing" if abbreviates else ""

    def _office_overrules(self, hit: Hit, reading: _Reading) -> bool:
        """Whether what seems to be a part of a longer name is the leader's office: `Menteri Kominfo Rudiantara`."""
        if reading.around.after(hit.end)[:1].isupper():
            return False
        if any(self._beside(id, hit, reading) for id in hit.form.full):
            return True
        return bool(self._cues.pointed_at(hit.form.short, reading.passage.text, hit.start, reading.moment))

    def _withdraw_others(self, reading: _Reading) -> None:
        """Refuse one-word names of someone else who was introduced before: `Ganjar Mukti ... kata Ganjar`."""
        introduced = {
            hit.form.text: hit.start
            for hit, _, rule in reversed(reading.decisions)
            if rule.startswith(LONGER_NAME)
            and reading.around.introduces_another(hit)
            and not any(self._beside(id, hit, reading) for id in hit.form.full)
        }
        for id, hits in list(reading.linked.items()) if introduced else ():
            firsts = (introduced.get(hit.form.text, hit.end) < hit.start for hit in hits)
            if all(firsts) and not any(self._beside(id, hit, reading) for hit in hits):
                del reading.linked[id]
                reading.decisions = [decision for decision in reading.decisions if decision[1] != id]
                for hit in hits:
                    reading.refuse(hit, "part of the name of someone else named here")

    def _settle_respelled(self, scan: Scan, reading: _Reading) -> None:
        """Link names in another spelling, where no form was found as it is written."""
        linked = (hit for hits in reading.linked.values() for hit in hits)
        parts = {hit.start for hit, _, rule in reading.decisions if rule.startswith(LONGER_NAME)}
        named = (hit for hit in scan.hits if hit.form.full and hit.start not in parts)
        taken = [(span.start, span.end) for span in scan.closed]
        taken += [(hit.start, hit.end) for hit in (*linked, *named)]
        for found in islice(self._respelled.hits(reading.passage.text, taken), MOST_HITS):
            if self._supports(found, reading):
                hit = found.hit
                reading.link(hit, hit.form.full[0], f"another spelling: {hit.form.text}")
                reading.pending = [other for other in reading.pending if not hit.start <= other.start < hit.end]

    def _supports(self, found: RespelledHit, reading: _Reading) -> bool:
        """Whether a respelled name is rare enough to link, or its office or country supports it."""
        id = found.hit.form.full[0]
        if reading.around.refusal(found.hit):
            return False
        if found.needs_office:
            return self._beside(id, found.hit, reading)
        certain = found.certain and not self.gazetteer.leaders[id].needs_context
        return certain or self._context(id, found.hit, reading) != ""

    def _owner(self, hit: Hit, reading: _Reading) -> tuple[str, str]:
        """Whom a full form names, and why; `""` when that is not certain from the form and its neighbours."""
        ids: Sequence[str] = hit.form.full
        if len(ids) > 1:
            pointed = self._cues.pointed_at(ids, reading.passage.text, hit.start, reading.moment)
            if pointed:
                return pointed, "office beside a name of several"
            ids = () if hit.form.single else self._in_office(ids, reading)
        if len(ids) != 1:
            return "", ""
        common = hit.form.single and is_given_name(hit.form.text)
        if not (common or self.gazetteer.leaders[ids[0]].needs_context):
            return ids[0], "full name" if len(hit.form.full) == 1 else "in office on the day"
        rule = self._context(ids[0], hit, reading)
        return (ids[0], rule) if rule else ("", "")

    def _in_office(self, ids: Sequence[str], reading: _Reading) -> list[str]:
        """Those of several leaders who are in office on the day."""
        return [id for id in ids if any(map(reading.moment.holds, self.gazetteer.leaders[id].offices))]

    def _holder(self, hit: Hit, reading: _Reading) -> str:
        """Whom a surname of several leaders names where none is named in full: the one in office (`Khamenei`)."""
        holders = self._in_office(hit.form.full, reading) if len(hit.form.full) > 1 else []
        rare = len(holders) == 1 and not self.gazetteer.leaders[holders[0]].needs_context
        return holders[0] if rare and not is_given_name(hit.form.text) else ""

    def _context(self, id: str, hit: Hit, reading: _Reading) -> str:
        """What supports a common name: its office beside it, or for foreign leaders the country; `""` when nothing does."""
        if self._beside(id, hit, reading):
            return "name beside its office"
        if hit.form.single or reading.around.longer_name(hit):
            return ""
        if self._cues.place_named(id, reading.passage.text, reading.moment):
            return "name with the body or region of its office"
        country = self.gazetteer.leaders[id].country
        if country != "ID" and names_country(reading.passage.text, country):
            return "name with its country"
        return ""

    def _beside(self, id: str, hit: Hit, reading: _Reading) -> bool:
        return self._cues.beside(id, reading.passage.text, hit.start, hit.end, reading.moment)

    def _settle_by_office(self, reading: _Reading) -> None:
        """Short forms beside an office or joined to a linked leader: they need no full mention."""
        waiting, reading.pending = reading.pending, []
        for hit in waiting:
            text = reading.passage.text
            before = text[hit.start - 1 : hit.start]
            pointed = ""
            if before == " " and hit.form.short:
                pointed = self._cues.pointed_at(hit.form.short, text, hit.start, reading.moment)
            if not pointed and text.startswith(" (", hit.end):
                named = [id for id in hit.form.short if self._beside(id, hit, reading)]
                pointed = named[0] if len(named) == 1 else ""
            if pointed:
                reading.link(hit, pointed, "office beside a short form")
            elif before in "- " and len(hit.form.short) == 1 and self._is_pair(hit, reading):
                reading.link(hit, hit.form.short[0], "joined to a leader")
            else:
                reading.pending.append(hit)

    @staticmethod
    def _is_pair(hit: Hit, reading: _Reading) -> bool:
        """Whether the form ends a pair like `Jokowi-JK` or `Anies - Sandi` whose first half is linked.

        A hyphen with spaces may be a dash, so the first half must end right before it."""
        hyphen = _PAIR.search(reading.passage.text, max(0, hit.start - 4), hit.start)
        if not hyphen:
            return False
        reach = _PAIR_REACH if hyphen[1] == "-" else len(hyphen[1]) + 1
        return any(0 < hit.start - other.end < reach for hits in reading.linked.values() for other in hits)

    def _settle_short_forms(self, reading: _Reading) -> None:
        """Short forms stand for the nearest leader whom the article names in full."""
        for hit in reading.pending:
            known = [id for id in (*hit.form.full, *hit.form.short) if id in reading.linked]
            nearest = min(known, key=lambda id: _distance(hit, reading.linked[id]), default="")
            if nearest and not _meant_another(hit, reading.linked[nearest], reading.refused):
                reading.link(hit, nearest, "short form of a leader named here")
            elif not nearest and (holder := self._holder(hit, reading)):
                reading.link(hit, holder, "in office on the day")
            else:
                reading.refuse(
                    hit, "too common without an office" if hit.form.full else "short form without a full mention"
                )
        reading.pending = []


def _line_end(text: str, span: Closed) -> int:
    """Where a span ends, at the latest with its line."""
    end = text.find("\n", span.start, span.end)
    return span.end if end < 0 else end


def _distance(hit: Hit, others: Sequence[Hit]) -> int:
    return min(abs(hit.start - other.start) for other in others)


def _meant_another(hit: Hit, linked: Sequence[Hit], refused: Sequence[Hit]) -> bool:
    """Whether the same form, as a part of someone else's name, stands nearer before this one than any linked mention."""
    last_linked = max((other.start for other in linked if other.start < hit.start), default=-1)
    return any(last_linked < other.start < hit.start for other in refused if other.form is hit.form)
