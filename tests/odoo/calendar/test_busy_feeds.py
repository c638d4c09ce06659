import socket
import time
from contextlib import contextmanager, suppress
from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import file_open

from ....google_api.transport.deadline import Deadline
from ....google_api.transport.errors import HandedBack
from ....sync.feeds import fetch as fetching
from ....sync.feeds.address import AddressRefused, checked_address, is_public
from ....sync.feeds.fetch import FeedError, fetch
from ...busy_case import NOW, BusyCase
from ...feed_server import feed_server, redirect, refusal

VISIT = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:{uid}
SUMMARY:Dentist
DTSTART:20270302T090000Z
DURATION:PT1H
END:VEVENT
END:VCALENDAR
"""


@tagged("post_install", "-at_install")
class TestBusyFeeds(BusyCase):
    """Calendars elsewhere, by their iCal address."""

    def setUp(self):
        super().setUp()
        self.said = VISIT.format(uid="one").encode()
        address, self.feed_asked = self.enterContext(feed_server(lambda _path: self.said))
        self.address = f"{address}/secret-word/basic.ics"

    def add(self, address=None, name="Second practice"):
        """What Ana does on her Google page."""
        feeds = self.env["google.sync.busy.feed"].with_user(self.ana)
        feed = feeds.create({"name": name, "google_sync_ical_address": address or self.address})
        feed.action_done()
        return self.calendars()

    def test_it_blocks_time(self):
        self.add()
        self.read()
        self.assertEqual(self.busy(), [("02 09:00", "02 10:00")])
        self.assertFalse(self.calendars().trouble)
        self.read()
        self.assertEqual(len(self.feed_asked), 1)
        self.at(NOW + timedelta(minutes=30))
        self.read()
        self.assertEqual(len(self.feed_asked), 2)

    def test_it_needs_no_google_account(self):
        self.ben.google_sync_enabled = True
        feeds = self.env["google.sync.busy.feed"].with_user(self.ben)
        feeds.create({"name": "Home", "google_sync_ical_address": self.address})
        self.read()
        self.assertEqual(len(self.busy()), 1)

    def test_the_address_and_titles_are_nowhere(self):
        self.add()
        self.read()
        self.env.flush_all()
        self.cr.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_type = 'BASE TABLE' AND table_name LIKE 'google_sync%'"
        )
        for (table,) in self.cr.fetchall():
            self.cr.execute(
                f'SELECT count(*) FROM "{table}" AS one'  # noqa: S608
                " WHERE one::text ~ 'Dentist|secret-word'"
            )
            self.assertEqual(self.cr.fetchone(), (0,), table)

    def test_a_copy_of_the_database_knows_no_address(self):
        self.add()
        self.env.flush_all()
        with file_open("google_sync/data/neutralize.sql") as script:
            self.cr.execute(script.read())
        self.env.invalidate_all()
        self.assertFalse(self.env["google.sync.busy.address"].search([]))

    def test_removing_it_forgets_all(self):
        self.add()
        self.read()
        self.calendars().with_user(self.ana).action_remove()
        self.assertEqual(self.busy(), [])
        self.assertFalse(self.env["google.sync.busy.address"].search([]))

    def test_appointments_that_the_schedule_has_are_not_in_their_own_way(self):
        event_id = self.google_insert(self.ana, "Visit")
        self.read()
        self.said = VISIT.format(uid=f"{event_id}@google.com").encode()
        self.add()
        self.read()
        self.assertEqual(self.busy(), [])

    def test_an_invitation_from_elsewhere_is_not_in_its_own_way(self):
        event_id = self.google_insert(self.ana, "Visit")
        self.read()
        link = self.env["google.sync.link"].search([("google_id", "=", event_id)])
        link.ical_uid = "040000008200E00074C5@outlook.example"
        self.said = VISIT.format(uid=link.ical_uid).encode()
        self.add()
        self.read()
        self.assertEqual(self.busy(), [])

    def test_the_address_of_what_becomes_the_schedules_own_calendar_is_forgotten(self):
        self.add(f"{self.fake.url}/calendar/ical/{self.private}/private-1/basic.ics")
        self.add()
        ana = self.ana.with_user(self.ana)
        action = ana.action_google_choose_calendar()
        wizard = ana.env[action["res_model"]].browse(action["res_id"])
        wizard.option_id = wizard.option_ids.filtered(lambda one: one.google_id == self.private)
        wizard.action_apply()
        self.assertEqual(len(self.calendars()), 1)
        self.read()
        self.assertEqual(self.busy(), [("02 09:00", "02 10:00")])

    def test_the_schedules_own_calendar_cannot_be_added(self):
        address = f"{self.fake.url}/calendar/ical/{self.account.calendar_id}/private-1/basic.ics"
        with self.assertRaisesRegex(ValidationError, "reads already"):
            self.add(address)

    def test_what_is_known_stays_while_it_cannot_be_read(self):
        self.add()
        self.read()
        for said, words in (
            (refusal(404), "no calendar at the address"),
            (refusal(403), "does not allow"),
            (refusal(503), "retry automatically"),
            (b"<html>Sign in</html>", "is no calendar"),
            (redirect("/again"), "only leads to other addresses"),
        ):
            self.said = said
            self.calendars().read_soon()
            with self.subTest(words=words):
                self.read()
                self.assertIn(words, self.calendars().trouble)
                self.assertEqual(len(self.busy()), 1)
        self.said = VISIT.format(uid="one").replace("SUMMARY:Dentist", "RRULE:often").encode()
        self.calendars().read_soon()
        self.read()
        self.assertIn("could not be read", self.calendars().trouble)

    def test_a_slow_server_stops_nobodys_sync(self):
        self.said = lambda handler: time.sleep(3)
        self.add()
        event = self.odoo_create(self.ana, "Check-up")
        with patch.object(fetching, "LONGEST", 1.0):
            self.read()
        self.assertEqual(self.link(self.account, event).state, "synced")
        self.assertIn("no answer", self.calendars().trouble)


@tagged("post_install", "-at_install")
class TestFetch(BusyCase):
    """What may be asked, and for how long."""

    @contextmanager
    def resolving(self, *addresses):
        with patch.object(fetching, "resolve", lambda _host, _port: list(addresses)):
            yield

    def test_addresses(self):
        self.assertEqual(checked_address(" webcal://a.example/x.ics "), "https://a.example/x.ics")
        self.assertEqual(checked_address("https://a.example/é%20"), "https://a.example/%C3%A9%20")
        for address, code in (
            ("", "address"),
            ("calendar.ics", "address"),
            ("ftp://a.example/x.ics", "address"),
            ("file:///etc/passwd", "address"),
            ("https://ana:secret@a.example/", "address"),
            ("https://a.example:port/", "address"),
            ("https://a.example/x\r\nHost: b", "address"),
            ("https://[::1", "address"),
            ("https://a.example/" + 2000 * "x", "address"),
            ("http://a.example/x.ics", "https"),
            ("https://a.example:8443/x.ics", "port"),
            ("https://a.example:22/x.ics", "port"),
        ):
            with self.subTest(address=address[:40]), self.assertRaises(AddressRefused) as refused:
                checked_address(address)
            self.assertEqual(refused.exception.code, code)

    def test_addresses_of_internal_networks(self):
        for address in (
            *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.1"),
            *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00::1"),
            *("::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "ff02::1", "fe80::1%eth0"),
            *("::10.0.0.1", "::ffff:0:a00:1", "64:ff9b:1::a00:1", "fec0::1", "5f00::1"),
        ):
            with self.subTest(address=address):
                self.assertFalse(is_public(address))
        for address in ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"):
            self.assertTrue(is_public(address))

    def test_a_name_of_an_internal_network_is_not_asked(self):
        for found in (["10.0.0.1"], ["93.184.215.14", "127.0.0.1"]):
            with self.resolving(*found), self.assertRaises(FeedError) as refused:
                fetch("https://a.example/x.ics", Deadline())
            self.assertEqual(refused.exception.code, "internal")

    def test_the_address_that_was_checked_is_the_one_that_is_asked(self):
        asked = []

        def connect(address, **_options):
            asked.append(address)
            raise ConnectionRefusedError

        with (
            self.resolving("93.184.215.14"),
            patch.object(socket, "create_connection", connect),
            self.assertRaises(FeedError),
        ):
            fetch("https://a.example/x.ics", Deadline())
        self.assertEqual(asked, [("93.184.215.14", 443)])

    def test_a_redirect_is_checked_anew(self):
        for target, code in (
            ("https://10.0.0.1/x.ics", "internal"),
            ("http://a.example/x.ics", "https"),
            ("https://a.example:8443/x.ics", "port"),
            ("file:///etc/passwd", "address"),
            ("", "redirects"),
        ):
            with (
                feed_server(lambda _path, target=target: redirect(target)) as (address, _asked),
                self.subTest(target=target),
                self.assertRaises(FeedError) as refused,
            ):
                fetch(f"{address}/x.ics", Deadline())
            self.assertEqual(refused.exception.code, code)

    def test_it_is_bounded_in_size_and_time(self):
        def drip(handler):
            handler.send_response(200)
            handler.end_headers()
            for _second in range(50):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.1)

        with (
            feed_server(lambda _path: 2000 * b"x") as (address, _asked),
            patch.object(fetching, "MOST_BYTES", 1000),
            self.assertRaises(FeedError) as large,
        ):
            fetch(f"{address}/x.ics", Deadline())
        self.assertEqual(large.exception.code, "too_large")
        with (
            feed_server(lambda _path: drip) as (address, _asked),
            patch.object(fetching, "LONGEST", 0.5),
            self.assertRaises(FeedError) as slow,
        ):
            fetch(f"{address}/x.ics", Deadline())
        self.assertEqual(slow.exception.code, "no_answer")

    def test_a_part_that_has_less_than_no_bytes(self):
        """The library that takes answers apart would read without end."""

        def flood(handler):
            handler.send_response(200)
            handler.send_header("Transfer-Encoding", "chunked")
            handler.end_headers()
            handler.wfile.write(b"-1\r\n")
            with suppress(OSError):
                for _time in range(100):
                    handler.wfile.write(100_000 * b"x")

        with (
            feed_server(lambda _path: flood) as (address, _asked),
            patch.object(fetching, "MOST_BYTES", 1000),
            patch.object(fetching, "_MOST_BESIDES", 1000),
            self.assertRaises(FeedError) as large,
        ):
            fetch(f"{address}/x.ics", Deadline())
        self.assertEqual(large.exception.code, "too_large")

    def test_time_that_is_over_before_it_is_connected(self):
        """Who lets nobody in for a while, and drips then, is cut all the same."""
        connect = socket.create_connection

        def slowly(*arguments, **options):
            time.sleep(0.6)
            return connect(*arguments, **options)

        def drip(handler):
            with suppress(OSError):
                for _time in range(30):
                    handler.wfile.write(b"x")
                    handler.wfile.flush()
                    time.sleep(0.2)

        began = time.monotonic()
        with (
            feed_server(lambda _path: drip) as (address, _asked),
            patch.object(socket, "create_connection", slowly),
            patch.object(fetching, "LONGEST", 0.5),
            self.assertRaises(FeedError) as slow,
        ):
            fetch(f"{address}/x.ics", Deadline())
        self.assertEqual(slow.exception.code, "no_answer")
        self.assertLess(time.monotonic() - began, 2)

    def test_names_that_are_none(self):
        for target in ("//[", "https://a..ü.example/", f"https://{64 * 'a'}.example/"):
            said = target.encode().decode("latin-1")
            with (
                feed_server(lambda _path, said=said: redirect(said)) as (address, _asked),
                self.subTest(target=target),
                self.assertRaises(FeedError),
            ):
                fetch(f"{address}/x.ics", Deadline())

    def test_nothing_is_asked_once_the_worker_is_to_stop(self):
        with feed_server(lambda _path: b"") as (address, asked):
            with self.assertRaises(HandedBack):
                fetch(f"{address}/x.ics", Deadline(at=0.0))
            self.assertEqual(asked, [])
