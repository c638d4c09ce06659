"""JSON values: taking nothings out of them."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def without_nulls(value: Any) -> Any:
    """A body without its nulls: they mean "nothing", and in a patch "take this away"."""
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    return value


def without_empty(resource: Json) -> Json:
    """An object without the fields that say nothing; Google leaves them out of its replies."""
    return {
        key: value for key, value in resource.items() if value is not None and value not in ({}, [])
    }
