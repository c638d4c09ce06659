from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import TransactionCase, tagged

from ....sync.workers import alarm


@tagged("post_install", "-at_install")
class TestAlarm(TransactionCase):
    """Workers are woken at each moment at which something is due."""

    def test_an_earlier_alarm_takes_no_later_one_away(self):
        self.addCleanup(alarm._rings.pop, "here", None)
        now = fields.Datetime.now()
        soon, later = now + timedelta(seconds=10), now + timedelta(seconds=20)
        with patch.object(alarm.threading, "Timer") as timer:
            for moment in (soon, later, soon, None, now + timedelta(hours=1)):
                alarm.ring_at("here", moment)
        moments = [call.args[2][1] for call in timer.call_args_list]
        self.assertEqual(moments, [soon, later])
