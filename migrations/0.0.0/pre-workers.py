"""Workers of servers that go on meanwhile leave before anything is upgraded.

They would write the same rows, and PostgreSQL would refuse the upgrade. Where that is ended
halfway, nothing of it is done, and scheduled actions wait until it is begun again.
"""

import time

#: As of ``sync.workers.presence``, whose presence shows that they are there.
_PRESENT = """
    SELECT count(*) FROM pg_locks
     WHERE locktype = 'advisory' AND classid = 1733523822 AND objsubid = 2 AND objid != 0
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
#: Seconds that they get: those of former versions end their shift, which may take so long.
_LONGEST = 90.0


def migrate(cr, version):
    if version:
        cr.commit()  # pylint: disable=invalid-commit  # others see that the addon is to be upgraded
        _wait(cr)


def _wait(cr):
    ends = time.monotonic() + _LONGEST
    cr.execute(_PRESENT)
    while cr.fetchone()[0] and time.monotonic() < ends:
        time.sleep(0.2)
        cr.execute(_PRESENT)
    # What they have written last is seen by a transaction that begins now.
    cr.commit()  # pylint: disable=invalid-commit
