"""Why documents stand where they do: the parts of their scores under one plan.

Kept for a whole page, so that what matches and who gets a bonus is found out once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from search.model import ScorePart
from search.query.plan import Clause, FacetRequest, Plan

from ..explaining import Extras, explanation
from .bonus import bonus_of
from .compile import Evaluator
from .matches import looked_up
from .searching import Search
from .tools import Tools


class Explainer:
    """Explains the hits of one plan."""

    def __init__(self, tools: Tools, plan: Plan) -> None:
        self._plan = plan
        self._scorer = tools.scorer(plan.ranking)
        self._factors = tools.recency(plan.ranking, plan.reference)
        self.evaluator = Evaluator(self._scorer, tools.filters)
        self.matches = cache(self.evaluator.matches)
        self._best = Search(tools, replace(plan, facets=FacetRequest())).best()

    def of(self, document: int) -> Sequence[ScorePart]:
        """The parts of the score of one document; empty when the clause does not match it."""
        return explanation(self._plan.clause, _Scores(self, document), self._extras(document), self._plan.ranking)

    def _extras(self, document: int) -> Extras:
        recency = 1.0 if self._factors is None else float(self._factors[document])
        if document not in self._best:
            return Extras(recency=recency)
        bonus = bonus_of(self._scorer, self._plan.words, np.array([document], np.int32))
        return Extras(
            proximity=float(bonus.proximity[0]),
            phrase=float(bonus.phrase[0]),
            title_all=float(bonus.title_all[0]),
            lead=float(bonus.lead[0]),
            recency=recency,
        )


class _Scores:
    """The scores of clauses for one document."""

    def __init__(self, explainer: Explainer, document: int) -> None:
        self._explainer = explainer
        self._alone = np.array([document], np.int32)
        self.weight = explainer.evaluator.weight

    def score(self, clause: Clause) -> float | None:
        """What the clause adds to the document's score; None when it does not match."""
        places, scores = looked_up(self._explainer.matches(clause), self._alone)
        if not len(places):
            return None
        return 0.0 if scores is None else float(scores[0])
