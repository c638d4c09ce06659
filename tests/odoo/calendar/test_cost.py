from concurrent.futures import ALL_COMPLETED
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools.translate import get_translation

from ....sync import runner
from ....sync.odoo import masks
from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestCost(GoogleSyncCase):
    """Cost follows what changed, and not how much there is."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def _link_events(self, count):
        """``count`` appointments that both sides have had for long, made in one go."""
        template = self.odoo_create(self.ana, f"Template of {count}")
        self.sync()
        link = self.link(self.account, template)
        self.env.flush_all()
        self.env.cr.execute(
            """
            WITH events AS (
                INSERT INTO calendar_event (name, start, stop, active, show_as, user_id, allday,
                                            create_date, write_date)
                SELECT 'Old ' || n, start + n * interval '2 hours', stop + n * interval '2 hours',
                       TRUE, 'busy', user_id, FALSE, now(), now()
                  FROM calendar_event, generate_series(1, %(count)s) AS n
                 WHERE id = %(event)s
             RETURNING id, name),
            attendees AS (
                INSERT INTO calendar_attendee (event_id, partner_id, state)
                SELECT id, %(partner)s, 'accepted' FROM events)
            INSERT INTO google_sync_link (account_id, collection, res_model, res_id, google_id,
                                          title, etag, role, origin, base, state,
                                          failures)
            SELECT link.account_id, link.collection, link.res_model, events.id,
                   'old' || events.id, events.name, '"1"', link.role, link.origin,
                   link.base, 'synced', 0
              FROM google_sync_link AS link, events
             WHERE link.id = %(link)s
            """,
            {
                "count": count,
                "event": template.id,
                "partner": self.ana.partner_id.id,
                "link": link.id,
            },
        )
        self.env.cr.execute("ANALYZE calendar_event, calendar_attendee, google_sync_link")
        self.env.invalidate_all()
        return template

    def _cost_of_one_change(self, event):
        """Queries and requests of the run that carries one change to Google."""
        event.location = f"{event.location or 'Room'} 1"
        self.commit()
        self.requests_made()
        queries = self.cr.sql_log_count
        self.sync(self.account)
        return self.cr.sql_log_count - queries, [made["method"] for made in self.requests_made()]

    def test_one_change_costs_the_same_among_few_and_among_many(self):
        few = self._link_events(50)
        self._cost_of_one_change(few)
        queries_among_few, requests = self._cost_of_one_change(few)
        self.assertEqual(requests, ["calendar.events.list", "calendar.events.patch"])
        many = self._link_events(5000)
        self._cost_of_one_change(many)
        queries_among_many, requests = self._cost_of_one_change(many)
        self.assertEqual(requests, ["calendar.events.list", "calendar.events.patch"])
        # A cache more or less; a look at each of them would be thousands.
        self.assertAlmostEqual(queries_among_many, queries_among_few, delta=5)

    def test_one_change_takes_few_queries(self):
        """What a step has read it knows until it ends, also once it has written."""
        event = self.odoo_create(self.ana, "Check-up")
        self._cost_of_one_change(event)
        queries, _requests = self._cost_of_one_change(event)
        self.assertLess(queries, 100)

    def test_one_change_costs_the_same_among_few_accounts_and_among_many(self):
        event = self.odoo_create(self.ana, "Check-up")
        self._cost_of_one_change(event)
        queries_among_few, _requests = self._cost_of_one_change(event)
        for number in range(20):
            colleague = self.new_user(f"colleague{number}")
            account = self.env["google.sync.account"].of_user(colleague)
            account.google_email = f"colleague{number}@gmail.example"
        self._cost_of_one_change(event)
        queries_among_many, _requests = self._cost_of_one_change(event)
        self.assertAlmostEqual(queries_among_many, queries_among_few, delta=5)

    def _cost_of_new_events(self, count):
        """Queries of the run that brings so many new events of Google's."""
        for number in range(count):
            self.google_insert(self.ana, f"Visit {number} of {count}")
        queries = self.cr.sql_log_count
        self.sync(self.account)
        queries = self.cr.sql_log_count - queries
        titles = self.odoo_events(self.ana)
        self.assertEqual(len([title for title in titles if title.endswith(f"of {count}")]), count)
        return queries

    def test_new_events_cost_the_same_for_few_and_for_many(self):
        self._cost_of_new_events(5)
        for_few = self._cost_of_new_events(10)
        # Odoo itself stores a hundred at once.
        self.assertAlmostEqual(self._cost_of_new_events(90), for_few, delta=5)

    def test_no_catalogue_is_read_for_the_headings(self):
        masks.headings.cache_clear()
        with patch("polib.pofile") as reads:
            found = masks.headings()
        reads.assert_not_called()
        for lang in ("nl_NL", "de_DE", "es_MX", "zh_CN"):
            self.assertIn(get_translation("calendar", lang, "Contact Details", ()), found)

    def test_links_are_found_by_an_index(self):
        self._link_events(5000)
        account, calendar = self.account.id, self.account.calendar_id
        for condition, value in (("google_id = %s", "old7"), ("res_id = %s", 7)):
            self.env.cr.execute(
                "EXPLAIN SELECT FROM google_sync_link WHERE account_id = %s AND collection = %s "
                f"AND res_model = 'calendar.event' AND {condition}",
                [account, calendar, value],
            )
            self.assertIn("Index", str(self.env.cr.fetchall()), condition)

    def test_nothing_new_is_one_request_and_leaves_no_record(self):
        self._link_events(50)
        self.sync()
        runs = self.env["google.sync.run"].search_count([])
        self.requests_made()
        self.sync()
        self.assertEqual(
            [made["method"] for made in self.requests_made()], ["calendar.events.list"]
        )
        self.assertEqual(self.env["google.sync.run"].search_count([]), runs)

    def _cost_of_idling(self):
        """Queries of a pass in which nothing is new for anybody, all of whom Google answers at
        once."""
        self.env["google.sync.work"].search([]).write({"next_sync": False})
        self.commit()
        queries = self.cr.sql_log_count
        with patch.object(runner, "FIRST_COMPLETED", ALL_COMPLETED):
            self.sync(self.account)
        return self.cr.sql_log_count - queries

    def test_nothing_new_costs_the_same_for_few_and_for_many(self):
        self._cost_of_idling()
        for_one = self._cost_of_idling()
        colleagues = [self.new_user(f"colleague{number}") for number in range(20)]
        accounts = self.env["google.sync.account"].union(*map(self.connect, colleagues))
        self.sync()
        self._cost_of_idling()
        self.requests_made()
        before = self.account.last_sync
        self.assertAlmostEqual(self._cost_of_idling(), for_one, delta=8)
        self.assertEqual(
            [made["method"] for made in self.requests_made()], ["calendar.events.list"] * 21
        )
        self.assertGreaterEqual(min(accounts.mapped("last_sync")), before)
        self.assertFalse(any(accounts.work_id.mapped("runner")))
