"""Where somebody asks whether an appointment is over, it is New Year 2027 at the latest.

The tests' appointments are in 2027. Once they are over, Odoo and Google mail nobody of them, and a
test that says so shows nothing. All else goes by the true clock, as PostgreSQL does.
"""

from contextlib import ExitStack, contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from odoo import fields

from odoo.addons.calendar.models import calendar_event, calendar_recurrence

from ..sync.odoo import deciding, time_off
from ..sync.reporting import mail_permits

NEW_YEAR = fields.Datetime.to_datetime("2027-01-01 00:00:00")

#: Who asks.
_ASKING = (calendar_event, calendar_recurrence, deciding, time_off, mail_permits)


class _Datetime(fields.Datetime):
    @staticmethod
    def now(*_args):
        return min(fields.Datetime.now(), NEW_YEAR)


@contextmanager
def nothing_is_over():
    """Within, all appointments of 2027 are still to come, in whichever year that is."""
    early = SimpleNamespace(**{**vars(fields), "Datetime": _Datetime})
    with ExitStack() as patched:
        for module in _ASKING:
            patched.enter_context(patch.object(module, "fields", early))
        yield
