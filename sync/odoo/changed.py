"""The times at which Odoo's records were changed."""

from __future__ import annotations

from datetime import datetime, timezone

from odoo.models import BaseModel


def last_change(records: BaseModel) -> datetime | None:
    """When one of the records was changed last, aware; ``None`` where nobody has noted it, as in
    rows that were not written by Odoo itself."""
    moments = [record.write_date for record in records if record.write_date]
    return max(moments).replace(tzinfo=timezone.utc) if moments else None
