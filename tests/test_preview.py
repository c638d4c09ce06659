from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import GoogleSyncCase

#: What asks Google, and changes nothing there.
READS = {
    "calendar.events.list",
    "calendar.events.get",
    "people.people.connections.list",
    "people.people.getBatchGet",
    "people.contactGroups.list",
    "oauth2.token",
}
#: What a look at both sides may leave in Odoo.
OF_PREVIEWS = {
    "google_sync_preview",
    "google_sync_preview_part",
    "google_sync_preview_line",
    "bus_bus",
    "ir_cron_trigger",
    "ir_cron_progress",
}


class PreviewCase(GoogleSyncCase):
    """A user looks before they leap."""

    def preview(self, user=None, **wishes):
        """Look at what the next sync would do, as the user does; the scheduled action shows it."""
        previews = self.env["google.sync.preview"].with_user(user or self.ana)
        preview = previews.browse(previews._open_for_user()["res_id"])
        preview.write(wishes)
        preview.action_show()
        self.look(preview)
        return preview

    def look(self, preview):
        """Let the scheduled action run for the preview alone: nobody else is due."""
        later = fields.Datetime.now() + timedelta(hours=1)
        accounts = self.env["google.sync.account"].search([])
        accounts.retry_at = accounts.contacts_ids.retry_at = later
        self.commit()
        with self.enter_registry_test_mode(), self.registry.cursor() as cursor:
            self.env(cr=cursor)["google.sync.account"]._cron_sync()
        self.env.invalidate_all()
        accounts.retry_at = accounts.contacts_ids.retry_at = False
        self.env.flush_all()

    def part(self, preview, kind="calendar"):
        return preview.part_ids.filtered(lambda part: part.kind == kind)

    def numbers(self, record):
        """What a part of a preview, or a run, has counted."""
        names = [
            f"{side}_{verb}"
            for side in ("odoo", "google")
            for verb in ("created", "updated", "deleted")
        ]
        return {name: record[name] for name in names if record[name]}

    def lines(self, preview):
        return {(line.verb, line.side, line.title) for line in preview.line_ids}

    def http(self):
        """How many requests were on the wire since the last call."""
        count = self.control("GET", "/_fake/requests")["http"]
        self.control("DELETE", "/_fake/requests")
        return count


@tagged("post_install", "-at_install")
class TestPreview(PreviewCase):
    def test_smoke(self):
        account = self.connect(self.ana)
        self.sync()
        self.google_insert(self.ana, "Lunch")
        self.odoo_create(self.ana, "Visit")
        preview = self.preview()
        print(self.part(preview).read(), preview.line_ids.read(["verb","side","title","moment","details"]), preview.clock, preview.state)
        self.sync()
        print(self.last_run(account).read())
