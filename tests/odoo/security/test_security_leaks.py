"""What leaves Odoo: planted words are looked for in all that goes out, in each setting of privacy.

Everything is written down that the addon sends to Google, as it goes over the wire, what it puts
into mails and files, and what it and the libraries that it uses write into the server's log.
"""

import base64
import logging
from unittest.mock import patch

import httplib2

from odoo.tests import tagged

from ...common import THREE_MONDAYS, GoogleSyncCase

#: What an appointment says.
WORDS = {"zztitle", "zztext", "zzplace", "zzroom", "zzother"}
#: What it says of a client.
CLIENT = {"zzname", "zzmail@", "555 66 77"}
#: What is for Odoo alone, whatever the user has chosen.
INTERNAL = {"zzalarm", "zznote", "zzfirm", "zzstreet", "zztag"}
#: Who has called it, which Odoo writes below the description.
ORGANIZER = {"zzben"}
EVERYTHING = WORDS | CLIENT | INTERNAL | ORGANIZER

#: What Google may get to know, by the level of privacy and by whether guests are shared.
MAY_LEAVE = {
    ("full", "no"): WORDS | ORGANIZER,
    ("full", "yes"): WORDS | ORGANIZER | CLIENT,
    ("first_name", "yes"): {"zzname"},
    ("initials", "yes"): set(),
    ("kind", "yes"): {"zztag"},
    ("reference", "yes"): set(),
    ("busy", "no"): set(),
    ("busy", "yes"): set(),
}

_LOGGERS = ("odoo.addons.google_sync", "googleapiclient", "google", "httplib2", "urllib3")


class Outgoing(logging.Handler):
    """Everything that goes out, while it is entered."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.requests, self.log = [], []

    def emit(self, record):
        self.log.append(record.getMessage() + str(record.exc_info or ""))

    def __enter__(self):
        send = httplib2.Http.request

        def request(http, uri, method="GET", body=None, headers=None, **options):
            self.requests.append(f"{method} {uri} {headers} {_text(body)}")
            return send(http, uri, method, body, headers, **options)

        self._patch = patch.object(httplib2.Http, "request", request)
        self._patch.start()
        self._levels = {name: logging.getLogger(name).level for name in _LOGGERS}
        for name in _LOGGERS:
            logging.getLogger(name).setLevel(logging.DEBUG)
            logging.getLogger(name).addHandler(self)
        return self

    def __exit__(self, *_error):
        self._patch.stop()
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)
            logging.getLogger(name).removeHandler(self)


def _text(body):
    return body.decode("utf-8", "replace") if isinstance(body, bytes) else str(body)


def planted_in(texts):
    """The planted words that are found, also where they are written in another case or coding."""
    whole = "\n".join(texts).lower()
    for text in list(texts):
        for piece in text.split():
            try:
                whole += base64.b64decode(piece, validate=True).decode().lower()
            except ValueError:  # it is no base64
                continue
    return {word for word in EVERYTHING if word in whole}


@tagged("post_install", "-at_install")
class TestLeaks(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.email = "ana@practice.example"
        self.ben = self.new_user("ben", name="zzBen", email="zzben@practice.example")
        firm = self.env["res.partner"].create({"name": "zzFirm", "is_company": True})
        client = {"name": "zzName Weber", "email": "zzmail@mail.example", "street": "zzStreet 1"}
        client |= {"phone": "+41 44 555 66 77", "parent_id": firm.id}
        self.client = self.env["res.partner"].create(client)
        self.tag = self.env["calendar.event.type"].create({"name": "zzTag"})
        self.group = self.env["res.partner.category"].create({"name": "Patients"})
        self.env["res.partner"].create({"name": "Somebody Else", "category_id": self.group.ids})
        self.account = self.connect(self.ana, google_contact_category_id=self.group.id)
        self.sync()

    def appointment(self, organizer, name="zzTitle", **values):
        alarm = {"name": "zzAlarm", "alarm_type": "notification", "duration": 10, "body": "zzAlarm"}
        alarm = self.env["calendar.alarm"].create({**alarm, "interval": "minutes"})
        people = (self.ana | organizer).partner_id | self.client
        return self.odoo_create(
            organizer,
            name,
            user_id=organizer.id,
            description="<p>zzText</p>",
            notes="<p>zzNote</p>",
            location="zzPlace",
            videocall_location="https://zzroom.example/1",
            partner_ids=[(6, 0, people.ids)],
            alarm_ids=[(6, 0, alarm.ids)],
            categ_ids=[(6, 0, self.tag.ids)],
            **values,
        )

    def all_kinds(self):
        """Own and a colleague's, single, a series with an exception; changed and deleted, too."""
        own, other = self.appointment(self.ana), self.appointment(self.ben)
        series = self.appointment(self.ana, **THREE_MONDAYS).recurrence_id
        self.sync()
        second = series.calendar_event_ids.sorted("start")[1]
        second.write({"name": "zzOther", "location": "zzPlace 2"})
        own.write({"description": f"<p>zzText 2</p>{own.description}", "location": "zzPlace 3"})
        other.write({"start": "2027-03-09 09:00:00", "stop": "2027-03-09 10:00:00"})
        self.client.write({"name": "zzName Keller"})
        self.sync()
        self.google_patch(
            self.ana, self.link(self.account, own).google_id, description="from Google"
        )
        self.sync()
        if not self.ana.shares_google_guests():
            self.assertIn("zzName", own.description)
        own.active = False
        series.calendar_event_ids[0].unlink()
        self.sync()

    def test_what_goes_to_google(self):
        for (level, shares), allowed in MAY_LEAVE.items():
            with self.subTest(level=level, shares=shares), Outgoing() as outgoing:
                self.ana.write({"google_privacy": level, "google_share_guests": shares})
                self.all_kinds()
                self.assertEqual(planted_in(outgoing.requests), allowed)
                state = self.control("GET", "/_fake/state", account=self.email(self.ana))
                self.assertLessEqual(planted_in([str(state)]), allowed)
                self.assertTrue(outgoing.log)
                self.assertFalse(planted_in(outgoing.log))
                self.assertFalse(self.mails())
                events = self.env["calendar.event"].search([("name", "=ilike", "zz%")])
                events.with_context(dont_notify=True).unlink()
                self.settle()
                self.control("POST", "/_fake/reset")
                self.account.unlink()
                self.account = self.connect(self.ana, google_contact_category_id=self.group.id)

    def mailed(self):
        """By address, all that waits in Odoo's queue, files among it."""
        found = {}
        for mail in self.env["mail.mail"].search([("model", "=", "google.sync.account")]):
            files = [file.name + (file.raw or b"").decode("utf-8") for file in mail.attachment_ids]
            texts = [mail.subject, mail.body_html, str(mail.headers), *files]
            found.setdefault(mail.email_to, []).extend(map(str, texts))
            mail.unlink()
        return found

    def in_trouble(self):
        """Three appointments at once, one of which Google refuses at first."""
        self.fault("events.insert", status=400, reason="invalid", message="Bad", times=1)
        self.appointment(self.ana)
        self.sync()
        self.appointment(self.ana, "zzTitle 2")
        self.google_insert(self.ana, "zzTitle 3", description="zzText", location="zzPlace")
        self.sync()
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = "2020-01-01"
        self.account.write({"retry_at": False})
        self.sync()

    def test_what_is_mailed(self):
        elsewhere, own = "ana@elsewhere.example", "ana@practice.example"
        for level, address, tells in (
            ("full", elsewhere, True),
            ("full", own, True),
            ("busy", own, True),
            ("busy", elsewhere, False),
            ("initials", elsewhere, False),
            ("reference", elsewhere, False),
        ):
            with self.subTest(level=level, address=address):
                self.ana.write(
                    {
                        "google_privacy": level,
                        "google_email_alerts": True,
                        "google_email_full_log": True,
                        "google_alert_email": address,
                    }
                )
                self.in_trouble()
                mailed = self.mailed()
                self.assertEqual(set(mailed), {address})
                texts = mailed[address]
                self.assertTrue(any("google-sync" in text for text in texts), "the log")
                self.assertTrue(any("not synchronized" in text for text in texts), "the refusal")
                self.assertTrue(any("syncing again" in text for text in texts), "it is over")
                found = planted_in(texts)
                if tells:
                    self.assertIn("zztitle", found)
                else:
                    self.assertFalse(found)
                events = self.env["calendar.event"].search([("name", "=ilike", "zz%")])
                events.with_context(dont_notify=True).unlink()
                self.account.alert_ids.unlink()
                self.sync()
                self.mailed()

    def test_who_begins_to_hide_is_told_of_what_was_known_by_its_mask(self):
        self.ana.write({"google_email_alerts": True, "google_alert_email": "ana@else.example"})
        self.fault("events.insert", status=400, reason="invalid", message="Bad", times=1)
        self.appointment(self.ana)
        self.sync()
        self.assertIn("zztitle", planted_in(self.mailed()["ana@else.example"]))
        self.ana.google_privacy = "busy"
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = "2020-01-01"
        self.account.write({"retry_at": False})
        self.sync()
        (texts,) = self.mailed().values()
        self.assertIn("syncing again", texts[0])
        self.assertFalse(planted_in(texts))
