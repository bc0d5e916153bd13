"""Where terms stand in some documents."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from search.engines.whoosh_engine.occurrences import ROW, Occurrences, Part
from tests.engines.whoosh_engine.streams import DOCUMENTS, Document
from tests.engines.whoosh_engine.test_inversion import naive
from tests.engines.whoosh_engine.test_postings import SIDES, field_of, postings_of


@given(DOCUMENTS)
def test_occurrences_in_some_documents_are_those_among_all(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Document]
) -> None:
    """Asked for every second document, a term of either stream tells where it stands there, and nothing of the others."""
    postings = postings_of(tmp_path_factory.mktemp("segment"), documents)
    asked = np.arange(0, len(documents), 2, dtype=np.int32)
    for name, stream in SIDES:
        field = field_of(postings, name)
        occurrences = Occurrences([Part(field, asked, 7)])
        for term, where in naive(documents, stream).items():
            keys = occurrences.keys([[field.find(term.encode())]]).tolist()
            found = [(asked.tolist()[(key >> ROW) - 7], key & ((1 << ROW) - 1)) for key in keys]
            assert found == [(doc, at) for doc in asked.tolist() for at in where.get(doc, [])]
