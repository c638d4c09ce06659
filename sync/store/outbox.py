"""Puts records into the outbox on behalf of workers, who want them compared."""

from __future__ import annotations

from odoo.models import BaseModel
from odoo.tools import SQL


def compare_soon(account: BaseModel, records: SQL) -> None:
    """Have records compared in the next run. Those that wait for it already do not wait twice: how
    often people ask costs no more.

    :param account: at whose calendar, or contacts, no worker is; whose work is written as well, so
        that PostgreSQL refuses the transaction if one has just taken what seems to wait
    :param records: a query of their ``res_model`` and ``res_id``
    """
    account.env["google.sync.change"].flush_model()
    account.env.cr.execute(
        SQL(
            """
            INSERT INTO google_sync_change (account_id, res_model, res_id, enqueued_at)
            SELECT DISTINCT %(account)s, record.res_model, record.res_id, now() AT TIME ZONE 'UTC'
              FROM (%(records)s) AS record
             WHERE NOT EXISTS (SELECT FROM google_sync_change AS waiting
                                WHERE waiting.account_id = %(account)s
                                  AND waiting.res_model = record.res_model
                                  AND waiting.res_id = record.res_id)
            """,
            account=account.id,
            records=records,
        )
    )
