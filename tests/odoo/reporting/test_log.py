from datetime import datetime, timedelta

from lxml import html

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ...common import GoogleSyncCase


def plain(text):
    """With ordinary spaces only: some languages' times have narrow ones."""
    return text.replace("\N{NARROW NO-BREAK SPACE}", " ").strip()


class LogCase(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def lines(self, **conditions):
        """Ana's log, as she sees it, the oldest line first."""
        domain = [(name, "=", value) for name, value in conditions.items()]
        mine = self.env["google.sync.run.line"].with_user(self.ana)
        return mine.with_context(lang=self.ana.lang, tz=self.ana.tz).search(domain)

    def table(self, line):
        """What the line's form shows of its changes."""
        rows = html.fromstring(line.changes).iter("tr")
        return [[plain(cell.text_content()) for cell in row] for row in rows][1:]


@tagged("post_install", "-at_install")
class TestBeforeAndAfter(LogCase):
    def test_a_change_field_by_field(self):
        event = self.odoo_create(
            self.ana,
            "Check-up",
            location="Room 3",
            privacy="private",
            description="<p>Bring it</p>",
        )
        self.sync()
        event.write(
            {
                "location": "Room 5",
                "description": "<p>Bring<br>the card</p>",
                "privacy": "public",
                "show_as": "free",
                "stop": "2027-03-02 11:00:00",
            }
        )
        self.sync()
        line = self.lines(title="Check-up", verb="update")
        table = self.table(line)
        ((*_names, description),) = [row for row in table if row[0] == "description"]
        self.assertEqual(description, "Bring\nthe card")
        self.assertEqual(
            [row for row in table if row[0] != "description"],
            [
                [
                    "time",
                    "3/2/27, 10:00 AM - 11:00 AM",
                    "3/2/27, 10:00 AM - 12:00 PM",
                ],
                ["location", "Room 3", "Room 5"],
                ["privacy", "private", "public"],
                ["show as", "busy", "free"],
            ],
        )
        self.assertEqual(line.changed, "time, description, location, privacy, show as")

    def test_one_change_is_told_in_the_list(self):
        event = self.odoo_create(self.ana, "Check-up", location="Room 3")
        self.sync()
        event.location = "Room 5"
        self.sync()
        line = self.lines(title="Check-up", verb="update")
        self.assertEqual(line.changed, "location: Room 3 → Room 5")

    def test_what_is_new_shows_what_it_has(self):
        self.odoo_create(self.ana, "Check-up", location="Room 3")
        self.sync()
        table = self.table(self.lines(title="Check-up", verb="create"))
        self.assertIn(["location", "Room 3"], table)
        self.assertIn(["title", "Check-up"], table)
        self.assertNotIn("privacy", {row[0] for row in table}, "what is as ever tells nothing")

    def test_what_was_removed_shows_what_it_had(self):
        google_id = self.google_insert(self.ana, "Lunch", location="At Clara's")
        self.sync()
        self.google_delete(self.ana, google_id)
        self.sync()
        self.assertIn(["location", "At Clara's"], self.table(self.lines(verb="delete")))

    def test_in_the_readers_zone_and_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        event.stop = "2027-03-02 11:00:00"
        self.sync()
        line = self.lines(title="Check-up", verb="update")
        there = line.with_context(lang="fr_FR", tz="America/New_York")
        self.assertIn("02/03/2027 04:00", there.changed)

    def test_titles_are_text(self):
        self.google_insert(self.ana, "<script>alert(1)</script>")
        self.sync()
        line = self.lines(verb="create")
        self.assertNotIn("<script>", line.changes)
        self.assertIn("<script>", self.table(line)[0][1])

    def test_a_series_and_one_of_its_occurrences(self):
        google_id = self.google_insert(
            self.ana,
            "Yoga",
            start={"dateTime": "2027-03-02T18:00:00", "timeZone": "Europe/Paris"},
            end={"dateTime": "2027-03-02T19:00:00", "timeZone": "Europe/Paris"},
            recurrence=["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=6"],
        )
        self.sync()
        (line,) = self.lines(verb="create", side="odoo")
        when = dict(self.table(line))["time"]
        self.assertIn("every 2 weeks, on Tue, Thu, 6 times", when)
        instances = self.google(self.ana, "GET", f"/{google_id}/instances")["items"]
        self.google_patch(self.ana, instances[1]["id"], location="Garden")
        self.google_delete(self.ana, instances[2]["id"])
        self.sync()
        table = self.table(self.lines(verb="update", side="odoo"))
        self.assertEqual(
            table,
            [
                ["location on 3/4/27, 6:00 PM", "", "Garden"],
                [
                    "occurrence of 3/16/27, 6:00 PM",
                    "3/16/27, 6:00 PM - 7:00 PM",
                    "does not take place",
                ],
            ],
        )

    def test_contacts(self):
        category = self.env["res.partner.category"].create({"name": "Patients"})
        self.ana.google_contact_category_id = category
        paul = self.env["res.partner"].create(
            {"name": "Paul Lambert", "category_id": category.ids, "city": "Lyon"}
        )
        self.sync()
        paul.write({"city": "Paris", "is_company": True})
        self.sync()
        table = self.table(self.lines(title="Paul Lambert", verb="update"))
        self.assertIn(["kind", "person", "company"], table)
        self.assertIn(["address", "Lyon", "Paris"], table)
        self.assertEqual(self.lines(title="Paul Lambert").mapped("kind"), ["contacts"] * 2)


@tagged("post_install", "-at_install")
class TestFindingThings(LogCase):
    def set_up_once(self):
        super().set_up_once()
        self.event = self.odoo_create(self.ana, "Check-up")
        self.google_insert(self.ana, "Lunch")
        self.sync()

    def _found(self, model, text=None, name=None):
        """The records that a filter of the search view finds, or a text typed into it."""
        view = self.env[model].with_user(self.ana).get_view(view_type="search")
        arch = html.fromstring(view["arch"])
        (node,) = arch.xpath(f"//filter[@name='{name}']") if name else arch.xpath("//field")[:1]
        domain = node.get("domain") or node.get("filter_domain") or "[('title', 'ilike', self)]"
        names = {"self": text, "uid": self.ana.id}
        return self.env[model].with_user(self.ana).search(eval(domain, names))  # noqa: S307

    def test_an_appointment_by_its_title(self):
        line = self._found("google.sync.run.line", "check")
        self.assertEqual(set(line.mapped("title")), {"Check-up"})
        action = line.filtered("verb").action_open_record()
        self.assertEqual((action["res_model"], action["res_id"]), ("calendar.event", self.event.id))
        self.assertEqual(line.run_id[:1].id, line[:1].action_open_run()["res_id"])
        self.assertTrue(self._found("google.sync.run", "check"))
        self.assertFalse(self._found("google.sync.run", "nothing of that name"))

    def test_filters(self):
        for name, titles in (
            ("odoo", {"Lunch"}),
            ("google", {"Check-up"}),
            ("created", {"Lunch", "Check-up"}),
            ("deleted", set()),
            ("calendar", {"Lunch", "Check-up"}),
            ("contacts", set()),
            ("problems", {"Lunch", "Check-up"}),
        ):
            with self.subTest(name):
                found = self._found("google.sync.run.line", name=name)
                self.assertLessEqual(set(found.mapped("title")), titles)
                self.assertEqual(bool(found), bool(titles))
        for name in ("mine", "remarks", "odoo", "google", "calendar"):
            self.assertTrue(self._found("google.sync.run", name=name), name)
        for name in ("failed", "removed", "contacts"):
            self.assertFalse(self._found("google.sync.run", name=name), name)

    def test_users_find_their_own_only(self):
        ben = self.new_user("ben")
        self.assertFalse(self.env["google.sync.run"].with_user(ben).search([]))
        self.assertFalse(self.env["google.sync.run.line"].with_user(ben).search([]))

    def test_the_page_leads_to_the_log(self):
        action = self.ana.with_user(self.ana).action_google_open_log()
        found = self.env["google.sync.run"].with_user(self.ana).search(action["domain"])
        self.assertEqual(found, self.account.run_ids)

    def test_graph_and_pivot_count(self):
        runs = self.env["google.sync.run"].with_user(self.ana)
        for kind in ("graph", "pivot"):
            self.assertIn("started_at", runs.get_view(view_type=kind)["arch"])
        groups = runs.formatted_read_group([], ["started_at:day", "state"], ["google_created:sum"])
        self.assertEqual(sum(group["google_created:sum"] for group in groups), 1)


@tagged("post_install", "-at_install")
class TestHowLongItIsKept(LogCase):
    def set_up_once(self):
        super().set_up_once()
        self.runs = self.env["google.sync.run"]

    def _run_of(self, days_ago):
        started = fields.Datetime.now() - timedelta(days=days_ago)
        run = self.runs.create({"account_id": self.account.id, "started_at": started})
        self.env["google.sync.run.line"].create({"run_id": run.id, "title": "Lunch"})
        return run

    def test_three_months_at_first(self):
        old, young = self._run_of(91), self._run_of(89)
        self.runs._gc_runs()
        self.assertEqual((old | young).exists(), young)
        self.assertEqual(self.env["google.sync.run.line"].search_count([]), 1)

    def test_as_long_as_the_settings_say(self):
        self.env["res.config.settings"].create({"google_sync_log_days": 7}).execute()
        old, young = self._run_of(8), self._run_of(6)
        self.runs._gc_runs()
        self.assertEqual((old | young).exists(), young)
        self.assertEqual(self.env["res.config.settings"].create({}).google_sync_log_days, 7)

    def test_no_day_at_all_is_refused(self):
        with self.assertRaisesRegex(UserError, "at least one day"):
            self.env["res.config.settings"].create({"google_sync_log_days": 0}).execute()

    def test_much_is_forgotten_in_portions(self):
        started = datetime(2020, 1, 1)  # noqa: DTZ001
        self.runs.create([{"account_id": self.account.id, "started_at": started}] * 1001)
        self.assertEqual(self.runs._gc_runs(), (1000, 1))
        self.assertEqual(self.runs._gc_runs(), (1, 0))
