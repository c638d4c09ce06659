"""What strangers may send to a user: it costs little, ends in words, and holds up nobody else."""

import struct
import zlib
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from unittest.mock import patch

from odoo.tests import tagged

from ....engine.core.item import ItemError
from ....engine.events.budget import EVENT, RUN, RunSteps
from ....google_api.transport.shape import MOST_GUESTS
from ....sync.google import event_reader as google_reader
from ....sync.google import pictures as contact_pictures
from ....sync.reporting import messages
from ...adversity_case import AdversityCase
from ...contact_case import ContactAdversityCase
from ..contacts.test_contact_pictures import picture

PAST = datetime(2026, 1, 1)  # noqa: DTZ001  as Odoo stores it
PARIS = {"timeZone": "Europe/Paris"}
SINCE_1600 = {
    "start": {"dateTime": "1600-01-03T09:00:00Z", **PARIS},
    "end": {"dateTime": "1600-01-03T10:00:00Z", **PARIS},
}
SINCE_2027 = {
    "start": {"dateTime": "2027-01-04T09:00:00Z", **PARIS},
    "end": {"dateTime": "2027-01-04T10:00:00Z", **PARIS},
}
#: What no event may make Odoo work out.
TOO_MUCH = (
    [f"RRULE:FREQ=DAILY;INTERVAL={number}" for number in range(1, 101)],
    [
        "RRULE:FREQ=DAILY",
        "EXDATE:" + ",".join(f"{year}0104T090000Z" for year in range(2027, 9027)),
    ],
    ["RDATE:" + ",".join(f"{year}0104T090000Z" for year in range(2028, 9028))],
    ["RRULE:FREQ=SECONDLY;COUNT=400000"],
)
FAR_EXCEPTIONS = "EXDATE:" + ",".join(f"{year}0301T090000Z" for year in range(3000, 9000, 999))


@tagged("post_install", "-at_install")
class TestSecurityBounds(AdversityCase):
    def set_up_once(self):
        super().set_up_once()
        # Nobody knows by what ways strangers get into Google what it refuses of its API's clients.
        unlimited = {"exdates_limit": 1_000_000, "description_limit": 1_000_000}
        self.control("POST", "/_fake/settings", unlimited)
        self.boss = self.new_user("boss")
        self.make_google_account(self.boss)
        self.ben = self.new_user("ben")

    @contextmanager
    def _reading(self):
        """The events of which more was read within than what they are called."""
        of_one, read = RunSteps.of_one, []

        def noted(run):
            read.append(run)
            return of_one(run)

        with patch.object(RunSteps, "of_one", noted):
            yield read

    @contextmanager
    def _counted(self):
        """The steps of the runs within, as what is left of each one's."""
        runs = []

        def counted():
            runs.append(RunSteps())
            return runs[-1]

        with patch.object(google_reader, "RunSteps", counted):
            yield runs

    def _invite(self, number, recurrence, **times):
        """An invitation of a stranger to Ana."""
        return self.google_insert(
            self.boss,
            f"Invitation {number}",
            attendees=[{"email": self.email(self.ana)}],
            recurrence=recurrence,
            **times or SINCE_2027,
        )

    def _accept(self, google_id):
        mine = {"email": self.email(self.ana), "responseStatus": "accepted"}
        self.google_patch(self.ana, google_id, attendees=[{"email": self.email(self.boss)}, mine])

    def _failed(self):
        return self.env["google.sync.link"].search([("state", "=", "failed")])

    def test_invitations_that_nobody_answered_cost_nothing(self):
        self.connect(self.ben)
        rules = [["RRULE:FREQ=DAILY", FAR_EXCEPTIONS], *TOO_MUCH]
        for number in range(30):
            self._invite(number, rules[number % len(rules)])
        self.google_insert(self.ana, "Lunch")
        self.google_insert(self.ben, "Dinner")
        with self._reading() as read:
            self.sync()
        self.assertEqual(len(read), 2, "lunch and dinner")
        self.assertEqual(set(self.odoo_events(self.ana)), {"Lunch"})
        self.assertEqual(set(self.odoo_events(self.ben)), {"Dinner"})
        self.assertFalse(self._failed())

    def test_what_takes_too_much_stays_in_google_and_is_told(self):
        ben = self.connect(self.ben)
        for number in range(30):
            self._accept(self._invite(number, TOO_MUCH[number % len(TOO_MUCH)]))
        self.google_insert(
            self.ana, "Lunch", recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"], **SINCE_2027
        )
        self.google_insert(self.ben, "Dinner")
        with self._counted() as runs:
            self.sync()
        self.assertTrue(all(run.left > -2 * EVENT for run in runs))
        self.assertEqual(set(self.odoo_events(self.ben)), {"Dinner"}, "in the same round")
        self.assertEqual(ben.state, "connected")
        self.assertEqual(set(self.odoo_events(self.ana)), {"Lunch"})
        failed = self._failed()
        self.assertEqual(len(failed), 30)
        for link in failed:
            self.assertRegex(link.error, "is too complicated, so it stays in Google")
            self.assertIn("Let it repeat in a simpler way", link.error)
        self.assertIn("Invitation 1", failed.mapped("title"))

    def test_long_texts_come_in_with_several_runs_and_short_ones_at_once(self):
        texts = "<p>" + "<b>x</b>" * 900  # 7,200 characters
        for number in range(6):
            self.google_insert(self.ana, f"Long {number}", description=texts)
        self.google_insert(self.ana, "Lunch", description="Bring the report")
        with patch.object(google_reader, "RunSteps", partial(RunSteps, text=14_000)):
            self.sync()
            first = set(self.odoo_events(self.ana))
            self.assertIn("Lunch", first)
            self.assertEqual(len(first), 1 + 3, "two fit, and the third goes over it")
            self.assertRegex(self._failed()[0].error, "too much to process in one sync")
            for _run in range(2):
                self._failed().write({"retry_at": PAST})
                self.sync()
        self.assertEqual(len(self.odoo_events(self.ana)), 7)
        self.assertFalse(self._failed())

    def test_series_of_all_times_come_in(self):
        rare = self._invite(1, ["RRULE:FREQ=HOURLY;INTERVAL=2400"], **SINCE_1600)
        daily = self._invite(2, ["RRULE:FREQ=DAILY;UNTIL=29901231T000000Z", FAR_EXCEPTIONS])
        for google_id in (rare, daily):
            self._accept(google_id)
        with self._counted() as runs:
            self.sync()
        self.assertEqual({run.left for run in runs}, {RUN}, "that is ordinary")
        self.assertFalse(self._failed())
        self.assertEqual(set(self.odoo_events(self.ana)), {"Invitation 1", "Invitation 2"})
        events = self.env["calendar.event"].search([("name", "=", "Invitation 2")])
        self.assertEqual(len(events), 720)

    def test_what_one_run_cannot_work_out_comes_with_a_later_one(self):
        google_id = self._invite(
            1,
            [
                "RRULE:FREQ=DAILY;COUNT=3",
                "EXDATE:" + "20270105T090000Z," * 149 + "20270105T090000Z",
            ],
        )
        self._accept(google_id)
        with patch.object(google_reader, "RunSteps", lambda: RunSteps(0)):
            self.sync()
        link = self._failed()
        self.assertRegex(link.error, "too much to process in one sync.*retry automatically")
        link.action_retry()
        self.sync()
        self.assertFalse(self._failed())
        self.assertIn("Invitation 1", self.odoo_events(self.ana))

    def test_an_unwanted_series_is_linked_if_it_is_one_of_odoos(self):
        ben = self.connect(self.ben)
        self.ana.google_share_guests = "yes"
        event = self.odoo_create(
            self.ana,
            "Round",
            recurrency=True,
            rrule_type="daily",
            end_type="count",
            count=3,
            partner_ids=[(6, 0, (self.ana | self.ben).partner_id.ids)],
        )
        self.sync()
        self.sync()
        link = self.env["google.sync.link"].search([("account_id", "=", ben.id)])
        self.assertEqual(link.res_id, event.recurrence_id.id, "although Ben has not answered")
        self.assertEqual(self.env["calendar.event"].search_count([("name", "=", "Round")]), 3)

    def test_many_new_series_come_in_with_several_runs(self):
        self.connect(self.ben)
        self.enterContext(patch.object(google_reader, "MOST_NEW", 10))
        for number in range(5):
            self.google_insert(
                self.ana, f"Series {number}", recurrence=["RRULE:FREQ=DAILY;COUNT=4"], **SINCE_2027
            )
        self.google_insert(self.ben, "Dinner")
        for _run in range(4):
            self.sync()
            self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = PAST
        self.assertEqual(len(self.odoo_events(self.ana)), 5)
        told = self.env["google.sync.run.line"].search([("message", "like", "with the next syncs")])
        self.assertIn("Series in Google: 3", told.mapped("title"))
        self.assertIn("Dinner", self.odoo_events(self.ben))
        self.assertFalse(self._failed())
        everything = self.env["calendar.event"].search([("name", "like", "Series")])
        self.assertEqual(len(everything), 20, "each once")
        self.assertEqual(len(self.google_events(self.ana)), 5)

    def test_each_reason_has_its_words(self):
        for code, values in (
            ("too_much_work", {}),
            ("too_much_at_once", {}),
            ("malformed", {"field": "attendees"}),
            ("too_long", {"field": "description", "most": 100_000}),
            ("too_many_guests_in_google", {"count": 5_000, "most": MOST_GUESTS}),
            ("unfit_picture", {}),
            ("not_seen", {}),
        ):
            text = messages.describe(self.env, ItemError(code, **values))
            self.assertNotIn("%(", text)
            self.assertTrue(all(str(value) in text for value in values.values()))

    def test_very_many_guests_and_very_long_texts_stay_in_google(self):
        self.google_insert(self.ana, "Long", description="x" * 200_000)
        self.google_insert(self.ana, "Good")
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Good"})
        self.assertRegex(self._failed().error, "text in Google is too long")


@tagged("post_install", "-at_install")
class TestPicturesThatAreBombs(ContactAdversityCase):
    def test_they_are_not_unpacked_and_told(self):
        self.ana.google_contact_pictures = True
        bad = {"Bomb": bomb(), "Torn": b"\x89PNG\r\n\x1a\n torn", "Text": b"no picture"}
        for name, content in bad.items():
            contact = self.odoo_contact(name, image_1920=picture("red"))
            self._picture_of(contact).with_context(image_no_postprocess=True).raw = content
        self.odoo_contact("Nora", image_1920=picture("blue"))
        self.sync()
        lines = self.last_run(self.account).line_ids.filtered(lambda line: line.level == "warning")
        self.assertEqual(set(lines.mapped("title")), set(bad))
        self.assertTrue(all("damaged, too large" in line.message for line in lines))
        self.assert_still()

    def _picture_of(self, contact):
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", "res.partner"),
                ("res_field", "=", "image_1920"),
                ("res_id", "=", contact.id),
            ]
        )

    def test_the_head_alone_is_looked_at(self):
        for content in (bomb(), bomb(1, 2**31 - 1), b"", b"\0" * (contact_pictures.MOST_BYTES + 1)):
            with self.assertRaises(ItemError):
                contact_pictures.fitted(content)


def bomb(width=60_000, height=60_000):
    """A picture that says of itself to be that large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    chunks = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
