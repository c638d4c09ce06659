"""Wakes Odoo's workers to the second. On their own they look once a minute.

Should the process end before, that is what happens.
"""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from datetime import datetime, timedelta, timezone

from odoo.addons.base.models.ir_cron import ODOO_NOTIFY_FUNCTION

from ..database.side_connection import ConnectionLost, lasting_connection

_logger = logging.getLogger(__name__)

#: What is later than this the workers find by themselves.
SOON = timedelta(minutes=1)
#: Odoo keeps whole seconds, so a start is due a moment later.
_A_MOMENT = timedelta(seconds=0.5)

_lock = threading.Lock()
_rings: defaultdict[str, set[datetime]] = defaultdict(
    set
)  # by database when its alarms ring, in UTC


def ring_at(database: str, moment: datetime | None) -> None:
    """Have the workers look at ``moment``.

    Also where they look before: by then nothing may be due, and who finds nothing rings no alarm.

    :param moment: in UTC, without a zone; ``None`` for never
    """
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    if moment is None or moment > now + SOON:
        return
    with _lock:
        if moment in _rings[database]:
            return
        _rings[database].add(moment)
    wait = (moment + _A_MOMENT - now).total_seconds()
    timer = threading.Timer(max(wait, 0), _ring, (database, moment))
    timer.daemon = True
    timer.start()


def _ring(database: str, moment: datetime) -> None:
    with _lock:
        _rings[database].discard(moment)
    ring(database)


def ring(database: str) -> None:
    """Have the workers look now. Where they listen is a database of its own."""
    try:
        lasting_connection("postgres").execute(
            f"SELECT {ODOO_NOTIFY_FUNCTION}('cron_trigger', %s)", (database,)
        )
    except ConnectionLost:
        _logger.info("Google sync could not wake Odoo's workers, who look within a minute anyway")
