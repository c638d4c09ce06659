"""All that the addon has in a database, as SQL for a database of the same modules without it."""

from __future__ import annotations

import re
import subprocess

from tools import paths, postgres

#: Tables of Odoo's of which the scene has rows, each after those that it refers to.
ODOO_TABLES = (
    "res_partner",
    "res_partner_category",
    "res_partner_res_partner_category_rel",
    "res_users",
    "res_company_users_rel",
    "res_users_settings",
    "calendar_alarm",
    "calendar_recurrence",
    "calendar_event",
    "calendar_attendee",
    "calendar_event_res_partner_rel",
    "calendar_alarm_calendar_event_rel",
)
#: What nobody else may know, or is of no use elsewhere.
LEFT_OUT = {"password", "access_token"}
#: Of each row of a table without ids, the column that tells whether it is the scene's.
TOLD_BY = {
    "res_partner_res_partner_category_rel": "partner_id",
    "res_company_users_rel": "user_id",
    "calendar_event_res_partner_rel": "calendar_event_id",
    "calendar_alarm_calendar_event_rel": "calendar_event_id",
}
_HEAD = """\
-- Data first, whatever refers to what; all of it belongs to Odoo's role.
SET session_replication_role = replica;
SET ROLE odoo;"""

#: What pg_dump sets for itself, and what Odoo says of columns.
_NOISE = r"^(--|SET |SELECT pg_catalog\.set_config|\\(un)?restrict|COMMENT ON (TABLE|COLUMN)).*\n"


def dump(database: str, base: str, first_id: int) -> str:
    """
    :param database: with the addon
    :param base: of the same modules, without it
    :param first_id: from here on rows of Odoo's tables are the scene's
    """
    # The key of this machine is on no other: whoever lays this over a database encrypts anew.
    postgres.sql(
        "UPDATE google_sync_token AS token SET ciphertext = google_email"
        " FROM google_sync_account AS account WHERE account.id = token.account_id",
        database,
    )
    own = sorted(_tables(database) - _tables(base))
    parts = [
        _HEAD,
        _schema(database, own, "pre-data"),
        _added_columns(database, base, first_id),
        *(_rows(database, table, first_id) for table in ODOO_TABLES),
        *(_rows(database, table, None) for table in own if not _is_view(database, table)),
        *(_sequence(database, table) for table in own),
        _uuid(database),
        _schema(database, own, "post-data"),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _sequence(database: str, table: str) -> str:
    name = f"{table}_id_seq"
    lines = postgres.sql(
        f"SELECT setval FROM (SELECT pg_sequence_last_value(oid) AS setval FROM pg_class"
        f" WHERE relname = '{name}' AND relkind = 'S') AS known WHERE setval IS NOT NULL",
        database,
    )
    return "".join(f"SELECT setval('{name}', {last});" for last in lines)


def _uuid(database: str) -> str:
    """The mark by which the addon knows its events in Google."""
    key = "key = 'database.uuid'"
    (value,) = postgres.sql(f"SELECT value FROM ir_config_parameter WHERE {key}", database)
    return f"UPDATE ir_config_parameter SET value = '{value}' WHERE {key};"


def _tables(database: str) -> set[str]:
    return set(
        postgres.sql(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'v')"
            " AND relnamespace = 'public'::regnamespace",
            database,
        )
    )


def _is_view(database: str, table: str) -> bool:
    return (
        postgres.sql(f"SELECT relkind = 'v' FROM pg_class WHERE relname = '{table}'", database)[0]
        == "t"
    )


def _schema(database: str, tables: list[str], section: str) -> str:
    """What pg_dump says of tables, without what it sets for itself."""
    command = [postgres.program("pg_dump"), "-h", str(paths.socket_dir()), "-p", str(postgres.PORT)]
    command += ["-U", "postgres", "--no-owner", "--no-privileges", f"--section={section}"]
    command += [f"--table={table}" for table in tables]
    text = subprocess.run([*command, database], capture_output=True, text=True, check=True).stdout
    text = re.sub(
        r"^(--|SET |SELECT pg_catalog\.set_config|\\(un)?restrict|COMMENT ON (TABLE|COLUMN)).*\n",
        "",
        text,
        flags=re.M,
    )
    return re.sub(r"\n{2,}", "\n", text).replace("public.", "").strip()


def _added_columns(database: str, base: str, first_id: int) -> str:
    """The columns of Odoo's tables that the addon adds, filled for the rows that are there as the
    first of them is."""
    lines = []
    query = (
        "SELECT attrelid::regclass || '.' || quote_ident(attname) || ' '"
        " || format_type(atttypid, atttypmod) FROM pg_attribute JOIN pg_class ON"
        " pg_class.oid = attrelid WHERE attnum > 0 AND NOT attisdropped AND relkind = 'r'"
        " AND relnamespace = 'public'::regnamespace ORDER BY 1"
    )
    known, without = set(postgres.sql(query, base)), _tables(base)
    for column in postgres.sql(query, database):
        table, _, rest = column.partition(".")
        if column in known or table not in without:
            continue
        name, _, kind = rest.partition(" ")
        lines.append(f"ALTER TABLE {table} ADD COLUMN {name} {kind};")
        values = postgres.sql(
            f"SELECT quote_nullable({name}) FROM {table} WHERE id < {first_id}"
            f" AND {name} IS NOT NULL ORDER BY id LIMIT 1",
            database,
        )
        lines += [f"UPDATE {table} SET {name} = {value};" for value in values]
    return "\n".join(lines)


def _rows(database: str, table: str, first_id: int | None) -> str:
    """:param first_id: ``None`` for all rows"""
    column = TOLD_BY.get(table, "id")
    condition = "true" if first_id is None else f"{column} >= {first_id}"
    names = postgres.sql(
        f"SELECT attname FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0"
        " AND NOT attisdropped ORDER BY attnum",
        database,
    )
    if first_id is not None:
        # Other versions of Odoo have other columns: only what says something is kept.
        names = [
            name
            for name in names
            if name not in LEFT_OUT and _says(database, table, name, condition)
        ]
    return _copy(database, table, names, condition)


def _says(database: str, table: str, name: str, condition: str) -> bool:
    query = f'SELECT EXISTS (SELECT FROM {table} WHERE ({condition}) AND "{name}" IS NOT NULL)'
    return postgres.sql(query, database) == ["t"]


def _copy(database: str, table: str, names: list[str], condition: str) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    query = f"SELECT {columns} FROM {table} WHERE {condition} ORDER BY 1"
    lines = postgres.sql(f"COPY ({query}) TO STDOUT", database)
    if not lines:
        return ""
    return "\n".join([f"COPY {table} ({columns}) FROM stdin;", *lines, "\\."])
