"""When Odoo's records were made, and changed last."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from odoo.models import BaseModel

from ..store.refs import Ref, ids_of

#: So much Google's clock may be behind this server's.
CLOCKS = timedelta(minutes=10)


def last_change(records: BaseModel) -> datetime | None:
    """When one of the records was changed last, aware; ``None`` where nobody has noted it, as in
    rows that were not written by Odoo itself."""
    moments = [record.write_date for record in records if record.write_date]
    return max(moments).replace(tzinfo=timezone.utc) if moments else None


def without_younger(env, marked, moments):
    """Those of the records at Google whose mark may be their own: what it names was not made later.

    Ids are given again when a database was restored that had not seen yet what Google has.

    :param marked: by Google's id the ref that a mark names
    :param moments: by Google's id when the record was there, aware; ``None`` where nobody knows
    """
    made = _made_at(env, set(marked.values()))
    return {
        google_id: ref
        for google_id, ref in marked.items()
        if not (ref in made and moments[google_id]) or made[ref] - CLOCKS <= moments[google_id]
    }


def _made_at(env, refs):
    """When the records were made, of those that are there and tell it."""
    return {
        Ref(model, record.id): record.create_date.replace(tzinfo=timezone.utc)
        for model in {ref.model for ref in refs}
        for record in env[model].sudo().browse(ids_of(refs, model)).exists()
        if record.create_date
    }
