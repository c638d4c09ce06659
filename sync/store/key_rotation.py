"""Encrypts what a database has under former keys with the newest one, while Odoo goes on.

A new key is first in the list, and the former ones stay behind it, so that everybody reads
everything at any moment. Who has begun to encrypt before may still commit under a former key:
so those are dropped later, once nothing needs them any more.
"""

from __future__ import annotations

from dataclasses import dataclass

from odoo import SUPERUSER_ID, api, fields
from odoo.modules.registry import Registry
from odoo.tools import SQL

from . import keyring


@dataclass
class Count:
    """:ivar columns: where it was looked, pairs of a table and a column
    :ivar renewed: texts that are under the newest key since now
    :ivar lost: texts that no key opens that is here
    """

    columns: list[tuple[str, str]]
    renewed: int = 0
    lost: int = 0


def encrypted_fields(env: api.Environment) -> list[tuple[str, str]]:
    """Our columns that no user may read: they hold the encrypted values.

    :return: pairs of a table and a column
    """
    return [
        (model._table, field.name)
        for model in env.values()
        if model._name.startswith("google.sync.") and model._auto
        for field in model._fields.values()
        if field.store and field.type in ("char", "text") and field.groups == fields.NO_ACCESS
    ]


def renew(registry: Registry) -> Count:
    """Encrypt anew what is under a former key, each text in a transaction of its own."""
    with registry.cursor() as cursor:
        count = Count(encrypted_fields(api.Environment(cursor, SUPERUSER_ID, {})))
    for table, column in count.columns:
        for row_id, ciphertext in _rows(registry, table, column):
            fresh = keyring.renewed(ciphertext)
            if fresh is None:
                count.lost += 1
            elif fresh != ciphertext:
                count.renewed += _replace(registry, table, column, row_id, ciphertext, fresh)
    # Other processes remember what they have read.
    registry.clear_cache("stable")
    registry.signal_changes()
    return count


def _rows(registry: Registry, table: str, column: str) -> list[tuple[int, str]]:
    query = SQL(
        "SELECT id, %(column)s FROM %(table)s WHERE %(column)s LIKE %(prefix)s",
        column=SQL.identifier(column),
        table=SQL.identifier(table),
        prefix=f"{keyring.PREFIX}%",
    )
    with registry.cursor() as cursor:
        cursor.execute(query)
        rows: list[tuple[int, str]] = cursor.fetchall()
    return rows


def _replace(
    registry: Registry, table: str, column: str, row_id: int, former: str, fresh: str
) -> bool:
    """:return: whether the row was still as it was read"""
    query = SQL(
        "UPDATE %(table)s SET %(column)s = %(fresh)s WHERE id = %(id)s AND %(column)s = %(former)s",
        table=SQL.identifier(table),
        column=SQL.identifier(column),
        fresh=fresh,
        id=row_id,
        former=former,
    )
    with registry.cursor() as cursor:
        cursor.execute(query)
        return bool(cursor.rowcount)
