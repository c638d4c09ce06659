"""How far long work is: its former columns are in ``google_sync_work.tasks`` now. What is under way
goes on, and can still be stopped."""

from odoo.tools import SQL
from odoo.tools.sql import column_exists

#: By the kind of work, the columns of what was done and of all; without the first nobody counted.
_FORMER = (
    ("to_google", "populate_done", "populate_total"),
    ("remove", None, "removal_total"),
)


def migrate(cr, version):
    if not version:
        return
    for kind, done, total in _FORMER:
        if column_exists(cr, "google_sync_work", total):
            _take_over(cr, kind, SQL.identifier(done) if done else SQL("0"), SQL.identifier(total))
    for column in ("populate_done", "populate_total", "removal_total"):
        cr.execute(
            SQL("ALTER TABLE google_sync_work DROP COLUMN IF EXISTS %s", SQL.identifier(column))
        )


def _take_over(cr, kind, done, total):
    cr.execute(
        SQL(
            """
            UPDATE google_sync_work
               SET tasks = COALESCE(tasks, '{}') || jsonb_build_object(%(kind)s::text,
                       jsonb_build_object(
                           'state', 'running', 'done', COALESCE(%(done)s, 0), 'total', %(total)s,
                           'since', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')))
             WHERE %(total)s > 0
            """,
            kind=kind,
            done=done,
            total=total,
        )
    )
