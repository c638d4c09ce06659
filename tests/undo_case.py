"""What the tests of the undo share."""

from contextlib import contextmanager
from unittest.mock import patch

from ..sync.runner import Runner
from .common import GoogleSyncCase, Killed

#: So often one start of the scheduled action may find something due in a small test.
MOST_CLAIMS = 10


class UndoCase(GoogleSyncCase):
    def undo(self, run, user=None, sync=True):
        """Press "Undo" on a run, as ``user``, and let the next sync do it.

        :return: the run that tells of it
        """
        self.env.flush_all()
        opened = run.with_user(user or self.ana).action_undo()
        wizard = self.env[opened["res_model"]].with_user(user or self.ana).browse(opened["res_id"])
        undo = self.env["google.sync.run"].browse(wizard.action_undo()["res_id"])
        if sync:
            self.sync()
        return undo

    def outcomes(self, run):
        """What has become of the lines of a run that was undone."""
        return run.line_ids.filtered("verb").mapped("undo")

    @contextmanager
    def coming_to_an_end(self):
        """What is run within ends: nothing is due again and again."""
        claim, claims = Runner._claim, []

        def counted(*args):
            runs = claim(*args)
            claims.extend(runs)
            if len(claims) > MOST_CLAIMS:
                raise Killed
            return runs

        try:
            with patch.object(Runner, "_claim", counted):
                yield
        except Killed:
            self.fail("the runner finds something due for ever")

    def assert_still(self):
        """The next but one sync writes nothing, neither here nor there, and tells nothing."""
        self.sync()
        runs = self.env["google.sync.run"].search_count([])
        self.requests_made()
        self.sync()
        asked = {made["method"] for made in self.requests_made()}
        self.assertLessEqual(asked, {"calendar.events.list", "people.people.connections.list"})
        self.assertEqual(self.env["google.sync.run"].search_count([]), runs)
        self.assertFalse(self.mails())
