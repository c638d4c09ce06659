"""When a sync is due, as conditions and times in SQL, for all accounts at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from odoo.api import Environment
from odoo.tools import SQL

from ...engine.core.polling import steps
from ..store.links import INACTIVE
from .presence import is_taken


def pause_query(env: Environment, work: SQL, now: datetime) -> SQL:
    """Seconds after which Google is asked again, as :mod:`engine.core.polling` says.

    :param work: the alias of a row of the work that is claimed
    """
    shortest, longest = env["ir.cron"].google_sync_bounds()
    usual, told = steps(shortest, longest), steps(shortest, longest, is_told=True)
    silence = SQL(
        """CASE WHEN %(hinted)s THEN 0.0::float8
                ELSE COALESCE(extract(epoch FROM %(now)s - %(work)s.active_at), 1e12)::float8
           END""",
        hinted=env["google.sync.hint"].waits(work),
        now=now,
        work=work,
    )
    look_up = """(%(pauses)s::float8[])[1 + width_bucket(%(silence)s, %(silences)s::float8[])]"""
    return SQL(
        "CASE WHEN %(healthy)s THEN %(told)s ELSE %(usual)s END",
        healthy=env["google.sync.channel"].healthy(work, now),
        told=SQL(look_up, pauses=list(told.pauses), silence=silence, silences=list(told.silences)),
        usual=SQL(
            look_up, pauses=list(usual.pauses), silence=silence, silences=list(usual.silences)
        ),
    )


def waits_query(env: Environment, now: datetime, models: Sequence[str], collection: SQL) -> SQL:
    """A condition on ``work`` and ``account``: a record has changed, a link is due, Google may
    have news, or a worker did not live to see the end.

    :param models: the names of the models whose records it synchronizes
    :param collection: Google's id of the calendar, or our name of the group
    """
    return SQL(
        """
        (%(taken)s OR %(hinted)s
         OR EXISTS (SELECT FROM google_sync_change AS change
                  WHERE change.account_id = account.id AND change.res_model = ANY(%(models)s))
         OR EXISTS (SELECT FROM google_sync_link AS link
                     WHERE link.account_id = account.id
                       AND link.collection = %(collection)s
                       AND link.retry_at <= %(now)s
                       AND link.state != ALL(%(inactive)s)))
        """,
        taken=is_taken(SQL("work")),
        hinted=env["google.sync.hint"].is_due(SQL("work"), now),
        now=now,
        inactive=list(INACTIVE),
        models=list(models),
        collection=collection,
    )
