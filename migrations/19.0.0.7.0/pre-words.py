"""Stored items call their fields as Google does: what was ``privacy`` is ``visibility``, the user's
own answer is no ``status``, and an occurrence is named by its ``original_start``.

It goes before what former versions have left to do: that reads items with the names of today.
"""

from odoo.tools import SQL
from odoo.tools.sql import column_exists, rename_column

_COLUMNS = (
    ("calendar_event", "google_sync_slot", "google_sync_original_start"),
    ("google_sync_conflict", "slot", "original_start"),
)
_FIELDS = (("privacy", "visibility"), ("status", "own_response"))
#: Where items, or values of their fields, are stored as JSON.
_ITEMS = {
    "google_sync_link": ("base", "sent", "spellings", "buried"),
    "google_sync_run_line": ("before", "after"),
    "google_sync_conflict": ("kept", "lost"),
}
#: So many rows are written in one statement.
_PORTION = 10_000


def migrate(cr, version):
    for table, former, name in _COLUMNS:
        if column_exists(cr, table, former):
            rename_column(cr, table, former, name)
    for table, columns in _ITEMS.items():
        for column in columns:
            if column_exists(cr, table, column):
                _rename_keys(cr, table, column)
    if column_exists(cr, "google_sync_link", "spellings"):
        _rename_spelled_fields(cr)
    _rename_disputed_fields(cr)


def _rename_keys(cr, table, column):
    """In the JSON of a column, at any depth.

    As text, a name followed by a colon is a key: in people's words quotes are escaped.
    """
    renamed = text = SQL("%s::text", SQL.identifier(column))
    for former, name in _FIELDS:
        renamed = SQL("replace(%s, %s, %s)", renamed, f'"{former}": ', f'"{name}": ')
    has_key = SQL(" OR ").join(
        SQL("strpos(%s, %s) > 0", text, f'"{former}": ') for former, _name in _FIELDS
    )
    _update(cr, table, SQL("%s = %s::jsonb", SQL.identifier(column), renamed), has_key)


def _rename_spelled_fields(cr):
    """Each spelling begins with the name of its field."""
    for former, name in _FIELDS:
        renamed = SQL(
            """
            spellings = (
                SELECT jsonb_agg(
                           CASE spelling ->> 0
                           WHEN %(former)s THEN jsonb_set(spelling, '{0}', to_jsonb(%(name)s::text))
                           ELSE spelling END ORDER BY place)
                  FROM jsonb_array_elements(spellings) WITH ORDINALITY AS each(spelling, place))
            """,
            former=former,
            name=name,
        )
        has_field = SQL(
            "jsonb_typeof(spellings) = 'array'"
            " AND jsonb_path_exists(spellings, '$[*][0] ? (@ == $former)',"
            " jsonb_build_object('former', %s::text))",
            former,
        )
        _update(cr, "google_sync_link", renamed, has_field)


def _rename_disputed_fields(cr):
    for former, name in _FIELDS:
        renamed = SQL(
            "field = %(name)s, place = %(name)s || substr(place, length(%(former)s) + 1)",
            name=name,
            former=former,
        )
        _update(cr, "google_sync_conflict", renamed, SQL("field = %s", former))


def _update(cr, table, values, condition):
    """Set the values in all rows of which the condition is true, a portion at a time."""
    cr.execute(SQL("SELECT COALESCE(max(id), 0) FROM %s", SQL.identifier(table)))
    (last,) = cr.fetchone()
    for first in range(0, last, _PORTION):
        cr.execute(
            SQL(
                "UPDATE %s SET %s WHERE id > %s AND id <= %s AND (%s)",
                SQL.identifier(table),
                values,
                first,
                first + _PORTION,
                condition,
            )
        )
