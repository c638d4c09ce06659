"""What comes to rest has waited for whatever makes workers wait, or all that is said of it would be
said of nothing."""

from odoo.tests import tagged

from ....google_api.transport.breaker import FEW
from ....models.google_sync_lease_mixin import MOST_INTERRUPTIONS
from ... import fault_kinds
from ...fault_case import FaultCase
from ...steps import COMMIT, Steps


@tagged("post_install", "-at_install")
class TestRest(FaultCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.google_import_events = True
        event = self.odoo_create(self.ana, "Visit")
        self.sync()
        self.sync()
        self.google_id = self.link(self.account, event).google_id
        event.name = "Visit of Odoo"
        self.google_patch(self.ana, self.google_id, location="Room of Google")

    def _ask(self, kind):
        """A run in which all questions go wrong."""

        def disturb(_number, name):
            return None if name == COMMIT else fault_kinds.strike(kind, name)

        with Steps(disturb).watched():
            self.sync()

    def _assert_arrived(self):
        self._come_to_rest()
        event = self.odoo_events(self.ana)["Visit of Odoo"]
        self.assertEqual(event.location, "Room of Google")
        there = self.google_events(self.ana)["Visit of Odoo"]
        self.assertEqual(there["location"], "Room of Google")

    def test_what_has_ended_several_workers_is_tried_again(self):
        for _worker in range(MOST_INTERRUPTIONS + 1):
            with self.dying():
                self._ask("killed before")
        self._assert_arrived()

    def test_a_google_that_was_silent_is_asked_again(self):
        for _run in range(FEW):
            self._ask("timeout before")
        self._assert_arrived()
