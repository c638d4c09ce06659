"""Many new rows of the addon's own tables at once, where the ORM would take longer for them than
for all that they are about."""

from psycopg2.extensions import AsIs

from odoo.tools import SQL

#: What the table itself has for a column that is not given.
_OF_THE_TABLE = AsIs("DEFAULT")


def insert(model, values_list):
    """Create records in one statement.

    It is for tables that only workers write, without translations, related tables, checks in
    Python, and hooks on ``create``. Stored fields that depend on others are to be among the values.

    :param values_list: as for ``create``; what is missing has its default
    :return: the records, in the same order
    """
    if not values_list:
        return model.browse()
    defaults = _defaults(model)
    names = sorted({name for values in values_list for name in values} | set(defaults))
    rows = [_row(model, names, {**defaults, **values}) for values in values_list]
    found = model.env.execute_query(
        SQL(
            "INSERT INTO %s (%s) VALUES %s RETURNING id",
            SQL.identifier(model._table),
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(", ").join(rows),
        )
    )
    _forget_lists(model)
    return model.browse(new_id for (new_id,) in found)


def _defaults(model):
    fields = (field for field in model._fields.values() if field.store and field.default)
    return {field.name: field.default(model) for field in fields}


def _row(model, names, values):
    return tuple(
        model._fields[name].convert_to_column_insert(values[name], model, values)
        if name in values
        else _OF_THE_TABLE
        for name in names
    )


def _forget_lists(model):
    """What other records list of this model has become longer."""
    for field in model._fields.values():
        if field.type == "many2one" and field.store:
            for inverse in model.env.registry.field_inverses[field]:
                model.env[inverse.model_name].invalidate_model([inverse.name], flush=False)
