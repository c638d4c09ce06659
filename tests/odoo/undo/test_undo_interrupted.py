"""A sync that did not come to its end, for its worker died."""

from contextlib import suppress
from unittest.mock import patch

from odoo.tests import tagged

from ....sync.run.calendar import CalendarRun
from ...common import Killed
from ...undo_case import UndoCase


@tagged("post_install", "-at_install")
class TestUndoInterrupted(UndoCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def test_a_sync_whose_worker_has_died_can_be_undone(self):
        """The one that takes over says that the other one is over."""
        self.google_insert(self.ana, "Lunch")
        self.odoo_create(self.ana, "New")
        with patch.object(CalendarRun, "send_requests", side_effect=Killed), suppress(Killed):
            self.sync()
        run = self.last_run(self.account)
        self.assertEqual(run.state, "running")
        self.account.work_id.runner = False
        self.sync()
        self.assertEqual(run.state, "warnings")
        self.assertIn("interrupted", run.message)
        self.undo(run)
        self.assertNotIn("Lunch", self.odoo_events(self.ana))
