"""When Odoo's records were changed."""

from datetime import timezone


def last_change(records):
    """When one of the records was changed last, aware; ``None`` where nobody has noted it, as in
    rows that were not written by Odoo itself."""
    moments = [record.write_date for record in records if record.write_date]
    return max(moments).replace(tzinfo=timezone.utc) if moments else None
