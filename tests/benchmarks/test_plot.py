"""The picture of a measurement."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from tests.benchmarks.plot import COLOURS, picture, place

SVG = "{http://www.w3.org/2000/svg}"


def test_a_decade_is_always_as_wide() -> None:
    """The axis is logarithmic."""
    assert abs((place(1.0) - place(0.1)) - (place(100.0) - place(10.0))) < 1e-9


def test_one_dot_for_every_time() -> None:
    """Beside the dots of the key; a time that was not measured has none, and names are escaped."""
    classes = {"a & b": {"ours_ms": 0.1, "tantivy_ms": 1.0}, "c": {"ours_ms": 2.0, "whoosh_ms": None}}
    drawn = ET.fromstring(picture({"docs": 10, "classes": classes}))
    assert len(drawn.findall(f"{SVG}circle")) == len(COLOURS) + 3
    assert "a & b" in [text.text for text in drawn.findall(f"{SVG}text")]
