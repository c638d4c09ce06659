"""Columns, tables and stored values have the names that the field uses."""

from odoo.tools import SQL
from odoo.tools.sql import column_exists, rename_column, table_exists

_MODELS = (
    ("google.sync.claimable", "google.sync.lease.mixin"),
    ("google.sync.former.access", "google.sync.migration.access"),
    ("google.sync.takeover.line", "google.sync.migration.line"),
    ("google.sync.takeover", "google.sync.migration"),
)
_COLUMNS = (
    ("google_sync_account", "took_over_at", "migrated_at"),
    ("google_sync_alert", "told_at", "notified_at"),
    ("google_sync_alert", "times_told", "times_notified"),
    ("google_sync_change", "noted_at", "enqueued_at"),
    ("google_sync_link", "taken_over", "is_migrated"),
    ("google_sync_work", "leaving_total", "removal_total"),
    ("google_sync_work", "refusal", "delegation_error"),
    ("google_sync_work", "waiting_told_at", "waiting_notified_at"),
)
_VALUES = (
    ("google_sync_account", "decision", "leaving", "disconnecting"),
    ("google_sync_link", "state", "leaving", "moving_out"),
    ("google_sync_request", "verb", "tell_of_waiting", "notify_of_waiting"),
    ("google_sync_request", "verb", "thaw", "unfreeze"),
    ("google_sync_work", "finding", "left", "disconnected"),
)
#: Indexes whose conditions name a value, or whose name has changed: Odoo makes them anew.
_INDEXES = ("google_sync_link_leaving_index", "google_sync_link_moving_index")


def migrate(cr, version):
    if not version:
        return
    for former, name in _MODELS:
        _rename_model(cr, former, name)
    for table, former, name in _COLUMNS:
        if column_exists(cr, table, former):
            rename_column(cr, table, former, name)
            _rename_not_null(cr, table, former, name)
    for table, column, former, name in _VALUES:
        if column_exists(cr, table, column):
            names = {"table": SQL.identifier(table), "column": SQL.identifier(column)}
            query = "UPDATE %(table)s SET %(column)s = %(name)s WHERE %(column)s = %(former)s"
            cr.execute(SQL(query, **names, name=name, former=former))
    for index in _INDEXES:
        cr.execute(SQL("DROP INDEX IF EXISTS %s", SQL.identifier(index)))


def _rename_not_null(cr, table, former, name):
    """Since PostgreSQL 18 columns that are required have a constraint, with the column's name."""
    constraint = f"{table}_{former}_not_null"
    cr.execute("SELECT FROM pg_constraint WHERE conname = %s", (constraint,))
    if cr.rowcount:
        cr.execute(
            SQL(
                "ALTER TABLE %s RENAME CONSTRAINT %s TO %s",
                SQL.identifier(table),
                SQL.identifier(constraint),
                SQL.identifier(f"{table}_{name}_not_null"),
            )
        )


def _rename_model(cr, former, name):
    """Rename a model with its table, and what Odoo knows of it."""
    old, new = former.replace(".", "_"), name.replace(".", "_")
    if table_exists(cr, old):
        cr.execute(SQL("ALTER TABLE %s RENAME TO %s", SQL.identifier(old), SQL.identifier(new)))
        _rename_parts(cr, old, new)
    cr.execute("UPDATE ir_model SET model = %s WHERE model = %s", (name, former))
    cr.execute("UPDATE ir_model_fields SET model = %s WHERE model = %s", (name, former))
    cr.execute("UPDATE ir_model_fields SET relation = %s WHERE relation = %s", (name, former))
    cr.execute(
        """
        UPDATE ir_model_data SET name = regexp_replace(name, %s, %s)
         WHERE module = 'google_sync' AND name ~ %s
           AND model IN ('ir.model', 'ir.model.fields', 'ir.model.fields.selection')
        """,
        (
            f"^(model_|field_|selection__){old}(?=$|__)",
            rf"\1{new}",
            f"^(model_|field_|selection__){old}($|__)",
        ),
    )


def _rename_parts(cr, old, new):
    """Rename a table's constraints, indexes and sequence, whose names begin like the table's."""
    cr.execute(
        """
        SELECT 'constraint', conname FROM pg_constraint
         WHERE conrelid = %(table)s::regclass AND starts_with(conname, %(former)s)
         UNION ALL
        SELECT 'index', indexname FROM pg_indexes
         WHERE tablename = %(table)s AND starts_with(indexname, %(former)s)
           AND indexname NOT IN (SELECT conname FROM pg_constraint
                                  WHERE conrelid = %(table)s::regclass)
         UNION ALL
        SELECT 'sequence', sequencename FROM pg_sequences
         WHERE sequencename = %(former)s || '_id_seq'
        """,
        {"table": new, "former": old},
    )
    for kind, part in cr.fetchall():
        former, name = SQL.identifier(part), SQL.identifier(new + part.removeprefix(old))
        if kind == "constraint":
            table = SQL.identifier(new)
            cr.execute(SQL("ALTER TABLE %s RENAME CONSTRAINT %s TO %s", table, former, name))
        elif kind == "index":
            cr.execute(SQL("ALTER INDEX %s RENAME TO %s", former, name))
        else:
            cr.execute(SQL("ALTER SEQUENCE %s RENAME TO %s", former, name))
