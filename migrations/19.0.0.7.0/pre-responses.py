"""The user's own response has three values: ``needsAction``, ``tentative`` and ``accepted``.

Former versions knew ``confirmed`` and ``tentative``, which also stood for what nobody had answered.
Of others' meetings that are stored so, nothing is known to be answered: an answer on one side then
counts as one, and reaches the other. The log says the same of them, or nothing of it could be
undone.

It goes before ``pre-words``, and so finds the response by its former name.
"""

from odoo.tools import SQL
from odoo.tools.sql import column_exists

_CONFIRMED = ('"status": "confirmed"', '"status": "accepted"')
_UNANSWERED = ('"status": "tentative"', '"status": "needsAction"')
_ITEMS = {
    "google_sync_link": ("base", "sent", "buried"),
    "google_sync_run_line": ("before", "after"),
}
#: Whose meetings the rows are about, by table: conditions for those of others.
_OTHERS = {
    "google_sync_link": SQL("role <> 'organizer'"),
    "google_sync_run_line": SQL(
        """
        EXISTS (SELECT FROM google_sync_run AS run
                  JOIN google_sync_link AS link ON link.account_id = run.account_id
                 WHERE run.id = google_sync_run_line.run_id AND link.role <> 'organizer'
                   AND link.google_id = google_sync_run_line.google_id)
        """
    ),
}
_PORTION = 10_000


def migrate(cr, version):
    for table, columns in _ITEMS.items():
        for column in columns:
            if column_exists(cr, table, column):
                _replace(cr, table, column, _UNANSWERED, _OTHERS[table])
                _replace(cr, table, column, _CONFIRMED, SQL("TRUE"))
    for column in ("kept", "lost"):
        cr.execute(
            SQL(
                "UPDATE google_sync_conflict SET %(column)s = '\"accepted\"'"
                " WHERE field = 'status' AND %(column)s = '\"confirmed\"'",
                column=SQL.identifier(column),
            )
        )


def _replace(cr, table, column, texts, condition):
    """In the JSON of a column, at any depth, a portion of rows at a time.

    A quoted name with its colon is no part of what people have typed: there quotes are escaped.
    """
    former, new = texts
    cr.execute(SQL("SELECT COALESCE(max(id), 0) FROM %s", SQL.identifier(table)))
    (last,) = cr.fetchone()
    for first in range(0, last, _PORTION):
        cr.execute(
            SQL(
                """
                UPDATE %(table)s
                   SET %(column)s = replace(%(column)s::text, %(former)s, %(new)s)::jsonb
                 WHERE id > %(first)s AND id <= %(last)s AND %(condition)s
                   AND strpos(%(column)s::text, %(former)s) > 0
                """,
                table=SQL.identifier(table),
                column=SQL.identifier(column),
                former=former,
                new=new,
                first=first,
                last=first + _PORTION,
                condition=condition,
            )
        )
