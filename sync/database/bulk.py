"""Inserts and deletes rows of the addon's own tables at once, which the ORM does too slowly."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from odoo.fields import Field
from odoo.models import BaseModel
from odoo.tools import SQL
from odoo.tools.json import json_default

#: Stands for a value that is not given, for which the table has nothing.
_MISSING = object()


def insert(model: BaseModel, values_list: Sequence[Mapping[str, Any]]) -> BaseModel:
    """Create records in one statement.

    It is for tables that only workers write, without translations, related tables, checks in
    Python, and hooks on ``create``. Stored fields that depend on others are to be among the values.

    :param values_list: as for ``create``; what is missing has its default
    :return: the records, in the same order
    """
    if not values_list:
        return model.browse()
    defaults = _defaults(model)
    rows = [{**defaults, **values} for values in values_list] if defaults else values_list
    names = sorted({name for row in rows for name in row})
    columns = [_Column(model, name, [row.get(name, _MISSING) for row in rows]) for name in names]
    varying = [column for column in columns if not column.is_constant]
    found = model.env.execute_query(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM ROWS FROM (%s) AS new_row(%s) RETURNING id",
            SQL.identifier(model._table),
            SQL(", ").join(SQL.identifier(name) for name in names),
            SQL(", ").join(column.value for column in columns),
            SQL(", ").join(
                [SQL("generate_series(1, %s)", len(rows)), *(one.unnested for one in varying)]
            ),
            SQL(", ").join(SQL.identifier(name) for name in ["n", *(one.name for one in varying)]),
        )
    )
    _forget_lists(model)
    return model.browse(new_id for (new_id,) in found)


def delete(records: BaseModel) -> None:
    """Delete records in one statement.

    It is for tables that only workers write, and to which nothing refers: no record by a field, and
    no message, activity, attachment or default. The ORM would look for each of these, and forget
    all that the transaction has read.
    """
    if records:
        table = SQL.identifier(records._table)
        records.env.cr.execute(SQL("DELETE FROM %s WHERE id = ANY(%s)", table, records.ids))
        records.invalidate_recordset(flush=False)


class _Column:
    """The values of one field: one for all rows, or an array, which the driver writes quickest.

    :param values: one for each row, as for ``create``
    """

    def __init__(self, model: BaseModel, name: str, values: Sequence[Any]) -> None:
        self.name = name
        self.field: Field = model._fields[name]
        self.is_constant = all(_is_same(one, values[0]) for one in values)
        self.values = [
            None if one is _MISSING else self._converted(model, one)
            for one in (values[:1] if self.is_constant else values)
        ]

    def _converted(self, model: BaseModel, value: Any) -> Any:
        if self.field.type == "json":  # of which the ORM would make a copy first
            return json.dumps(value, default=json_default) if value else None
        return self.field.convert_to_column_insert(value, model, {})

    @property
    def _type(self) -> SQL:
        return SQL(self.field.column_type[0])  # pylint: disable=sql-injection

    @property
    def value(self) -> SQL:
        """Return the value of a row, as an expression."""
        if not self.is_constant:
            return SQL.identifier("new_row", self.name)
        return SQL("%s::%s", self.values[0], self._type)

    @property
    def unnested(self) -> SQL:
        return SQL("unnest(%s::%s[])", self.values, self._type)


def _is_same(one: object, other: object) -> bool:
    """Whether both are stored as the same; equal values of other types may not be."""
    return one is other or (type(one) is type(other) and one == other)


def _defaults(model: BaseModel) -> dict[str, Any]:
    fields = (field for field in model._fields.values() if field.store and field.default)
    return {field.name: field.default(model) for field in fields}


def _forget_lists(model: BaseModel) -> None:
    """What other records list of this model has become longer."""
    for field in model._fields.values():
        if field.type == "many2one" and field.store:
            for inverse in model.env.registry.field_inverses[field]:
                model.env[inverse.model_name].invalidate_model([inverse.name], flush=False)
