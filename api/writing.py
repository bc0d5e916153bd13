"""How our values become JSON objects: the base of all answer schemas, and a fast way for small objects that come by the hundred.

Dump only.  Not here: what an answer holds (`schemas`, `search_schemas`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from operator import attrgetter
from typing import Any

from marshmallow import Schema, fields


class Answer(Schema):
    """A schema whose docstring is its description in OpenAPI."""

    def __init_subclass__(cls) -> None:
        cls.Meta = type("Meta", (Schema.Meta,), {"description": " ".join((cls.__doc__ or "").split())})  # type: ignore[assignment,misc]
        super().__init_subclass__()


class Row(Answer):
    """Two or more plain values: texts, whole numbers, truths and days.

    They are of their type already, so that no field is asked how to write one: a histogram has hundreds.
    """

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """One object, or with `many` a list of them."""
        return list(map(self._written, obj)) if many else self._written(obj)

    def kept(self, row: dict[str, Any]) -> dict[str, Any]:
        """What of a row is written."""
        return row

    def _written(self, obj: Any) -> dict[str, Any]:
        row = dict(zip(self._keys, self._values(obj), strict=True))
        for key in self._days:
            if row[key] is not None:
                row[key] = row[key].isoformat()
        return self.kept(row)

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(field.data_key or name for name, field in self.dump_fields.items())

    @cached_property
    def _days(self) -> tuple[str, ...]:
        return tuple(f.data_key or name for name, f in self.dump_fields.items() if isinstance(f, fields.Date))

    @cached_property
    def _values(self) -> attrgetter[tuple[Any, ...]]:
        return attrgetter(*(field.attribute or name for name, field in self.dump_fields.items()))


class Listed(fields.List[Any]):
    """A list of objects, written by their schema at once."""

    inner: fields.Nested

    def _serialize(self, value: Iterable[Any] | None, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else self.inner.schema.dump(value, many=True)


def listed(schema: type[Schema], attribute: str | None = None, **more: Any) -> Listed:
    """A list of objects."""
    return Listed(fields.Nested(schema), attribute=attribute, **more)
