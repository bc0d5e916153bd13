"""Rows are written as marshmallow writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, fields

from api.writing import Answer, Row, listed


@dataclass(frozen=True, slots=True)
class Bar:
    """A value with each kind of field."""

    name: str
    count: int
    chosen: bool
    day: date | None


def some_fields() -> dict[str, fields.Field[Any]]:
    """A renamed key, a key from another attribute, a day that may be missing."""
    return {
        "name": fields.String(),
        "total": fields.Integer(attribute="count"),
        "chosen": fields.Boolean(data_key="selected"),
        "day": fields.Date(data_key="from", allow_none=True),
    }


Fast: type[Schema] = type("Fast", (Row,), some_fields())
Slow: type[Schema] = type("Slow", (Answer,), some_fields())
BARS = st.lists(st.builds(Bar, st.text(max_size=5), st.integers(), st.booleans(), st.none() | st.dates()), max_size=4)


@given(BARS)
def test_a_row_is_what_its_fields_say(bars: list[Bar]) -> None:
    """One by one, many at once, and in a list of another schema."""
    assert [Fast().dump(bar) for bar in bars] == [Slow().dump(bar) for bar in bars]
    assert Fast(many=False).dump(bars, many=True) == Slow().dump(bars, many=True)
    around = [type("Around", (Answer,), {"bars": listed(schema)})().dump({"bars": bars}) for schema in (Fast, Slow)]
    assert around[0] == around[1]


def test_a_row_may_leave_out_values() -> None:
    """`kept` says which; a list that is not there is null."""

    class Short(Row):
        """Only what is set."""

        name = fields.String()
        count = fields.Integer()

        def kept(self, row: dict[str, Any]) -> dict[str, Any]:
            """Without zeros."""
            return {key: value for key, value in row.items() if value}

    assert Short().dump(Bar("a", 0, False, None)) == {"name": "a"}
    assert type("Around", (Answer,), {"bars": listed(Short)})().dump({"bars": None}) == {"bars": None}
