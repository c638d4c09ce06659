from odoo.fields import Command
from odoo.tests import tagged

from ...common import GoogleSyncCase

STATUS = "google_sync_status"


@tagged("post_install", "-at_install")
class TestStatusLists(GoogleSyncCase):
    """The status in lists: to filter, to group and to sort by, for many records at once."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.bob = self.new_user("bob")
        self.synced = self.odoo_create(self.ana, "Synced")
        self.failed = self.odoo_create(self.ana, "Failed")
        self.sync()
        self.link(self.account, self.failed).record_failure("Google refuses it.")
        self.waiting = self.odoo_create(self.ana, "Waiting")
        self.others = self.odoo_create(self.bob, "Others")
        self.commit()
        self.own = self.synced | self.failed | self.waiting | self.others
        self.env.flush_all()
        self.env.invalidate_all()
        self.events = self.env["calendar.event"].with_user(self.ana)
        self.mine = [("id", "in", self.own.ids)]

    def found(self, *domain):
        return set(self.events.search([*self.mine, *domain]).sudo().mapped("name"))

    def test_filters(self):
        self.assertEqual(self.found((STATUS, "=", "synced")), {"Synced"})
        self.assertEqual(self.found((STATUS, "=", "failed")), {"Failed"})
        self.assertEqual(self.found((STATUS, "in", ["waiting", "failed"])), {"Waiting", "Failed"})
        self.assertEqual(self.found((STATUS, "=", "excluded")), {"Others"})
        self.assertEqual(self.found((STATUS, "!=", "synced")), {"Waiting", "Failed", "Others"})
        self.assertEqual(self.found((STATUS, "=", False)), set())

    def test_filters_of_a_user_without_google_sync(self):
        self.events = self.events.with_user(self.bob)
        self.assertEqual(self.found((STATUS, "=", "synced")), set())
        self.assertEqual(len(self.found((STATUS, "=", False))), 4)
        groups = self.events.formatted_read_group(self.mine, [STATUS], ["__count"])
        self.assertEqual([(group[STATUS], group["__count"]) for group in groups], [(False, 4)])

    def test_groups_count_ones_own(self):
        groups = self.events.formatted_read_group(self.mine, [STATUS], ["__count"])
        self.assertEqual(
            {group[STATUS]: group["__count"] for group in groups},
            {"synced": 1, "failed": 1, "waiting": 1, "excluded": 1},
        )
        for group in groups:
            opened = self.events.search([*self.mine, *group["__extra_domain"]])
            self.assertEqual(len(opened), group["__count"], group)

    def test_groups_within_groups(self):
        groups = self.events.formatted_read_group(
            self.mine, ["user_id", STATUS], ["__count"], order=f"{STATUS} desc"
        )
        found = [(group["user_id"][0], group[STATUS]) for group in groups]
        ana, bob = self.ana.id, self.bob.id
        self.assertEqual(
            found, [(ana, "waiting"), (ana, "synced"), (ana, "failed"), (bob, "excluded")]
        )

    def test_sorted(self):
        events = self.events.search(self.mine, order=f"{STATUS}, id")
        self.assertEqual(events.mapped(STATUS), ["excluded", "failed", "synced", "waiting"])

    def test_many_cost_as_few(self):
        values = {"start": "2027-03-02 09:00:00", "stop": "2027-03-02 10:00:00"}
        events = self.events.create([{"name": f"Visit {n}", **values} for n in range(200)])
        self.commit()

        def cost(some):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some.read([STATUS, "google_sync_reason", "google_sync_url"])
            return self.cr.sql_log_count - before

        cost(events[:1])
        self.assertEqual(cost(events[:1]), cost(events))

    def test_occurrences_have_the_status_of_their_series(self):
        series = self.odoo_create(
            self.ana,
            "Weekly",
            recurrency=True,
            rrule_type="weekly",
            tue=True,
            end_type="count",
            count=3,
            partner_ids=[Command.link(self.ana.partner_id.id)],
        )
        occurrences = series.recurrence_id.calendar_event_ids.with_user(self.ana)
        self.assertEqual(set(occurrences.mapped(STATUS)), {"waiting"})
        self.sync()
        self.env.invalidate_all()
        self.assertEqual(occurrences.mapped(STATUS), ["synced"] * 3)
        for occurrence in occurrences:
            self.assertIn(f"{occurrence.start:%Y-%m-%d}", self.page(occurrence.google_sync_url))
        occurrences[1].attendee_ids.state = "declined"
        self.sync()
        self.env.invalidate_all()
        self.assertEqual(occurrences.mapped(STATUS), ["synced", "excluded", "synced"])
