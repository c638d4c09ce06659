"""What the tests of the addon share: users, and the fake Google."""

import os
from contextlib import ExitStack, contextmanager, nullcontext
from copy import copy
from dataclasses import asdict
from datetime import datetime, timedelta, timezone
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import requests

from odoo.tests import TransactionCase, new_test_user

from fake_google import FakeGoogle

from ..google_api.transport.id_tokens import Identity
from ..google_api.transport.oauth import SCOPES, SCOPES_OF_CONTACTS, Tokens
from ..models.res_users import MOST_DAYS
from ..sync.database.side_connection import lasting_connection
from ..sync.google import client as google_client
from ..sync.google.access import primary_calendar
from ..sync.operations.connect import connect
from ..sync.runner import Runner
from ..sync.workers.presence import Presence
from . import in_process
from .calendar_clock import nothing_is_over
from .in_process import nobody_waits
from .kept_caches import KeptCachesMixin
from .kept_connections import connections_kept
from .mail_trap import MailTrapMixin
from .written import google_asked_after_writing

ZONE = "Europe/Paris"

#: Four Mondays in Google; the clocks change after the second.
WEEKLY = {
    "start": {"dateTime": "2027-03-15T10:00:00", "timeZone": ZONE},
    "end": {"dateTime": "2027-03-15T11:00:00", "timeZone": ZONE},
    "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"],
}

#: A series of Odoo's.
THREE_MONDAYS = {
    "start": "2027-03-01 09:00:00",
    "stop": "2027-03-01 10:00:00",
    "recurrency": True,
    "rrule_type": "weekly",
    "mon": True,
    "end_type": "count",
    "count": 3,
    "event_tz": ZONE,
}


#: So many passes may find something to do until all is settled.
MOST_PASSES = 4


class Killed(BaseException):
    """The process dies here: nothing after this point runs, not even error handling."""


class FakeGoogleMixin(KeptCachesMixin):
    """A fake Google for a test class, empty before every test, and users connected to it."""

    #: Whether browsers ask the fake as well, which then has to listen.
    real_sockets = False

    _emails = {}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._connect_to_fake()
        cls.enterClassContext(patch.dict(os.environ, {"GOOGLE_SYNC_API_ROOT": cls.fake.url}))
        cls.defects = cls.enterClassContext(google_asked_after_writing())
        cls.clock = cls.enterClassContext(nobody_waits())
        cls.enterClassContext(nothing_is_over())
        cls.enterClassContext(connections_kept())
        cls.web = cls.enterClassContext(requests.Session())
        cls.web.trust_env = False  # proxies of the environment are none of ours
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param("google_sync.enabled", "True")
        parameters.set_param("google_sync.client_id", "demo.apps.googleusercontent.com")
        parameters.set_param("google_sync.client_secret", "demo-secret")
        cls._prepare_class()

    @classmethod
    def _connect_to_fake(cls):
        cls.fake = FakeGoogle()
        if cls.real_sockets:
            cls.enterClassContext(cls.fake)
        else:
            cls.addClassCleanup(cls.fake.stop)
            cls.fake.url = in_process.URL
            cls.enterClassContext(in_process.connected_to(cls.fake))

    @classmethod
    def _prepare_class(cls):
        """Do :meth:`set_up_once`, and keep what has come of it for all tests of the class."""
        stage = cls("set_up_once")
        others = {"addCleanup", *vars(stage)}
        with patch("odoo.modules.module.current_test", stage), ExitStack() as ending:
            stage.addCleanup = ending.callback
            stage.set_up_once()
            stage.commit()
        cls._made_once = {
            name: value
            for name, value in vars(stage).items()
            if name not in others and not name.startswith("_")
        }
        google_client.forget()
        cls._snapshot = cls.fake.google.snapshot()

    def set_up_once(self):
        """What all tests of the class begin with, in Odoo and in Google.

        It is done once: each test has it anew, from the database and from a snapshot of the fake.
        What belongs to one test, such as a patch, belongs into ``setUp``.
        """
        self.addCleanup(self._check_no_defects)
        self.access_tokens = {}

    def setUp(self):
        super().setUp()
        self.addCleanup(self._check_no_defects)
        self.fake.google.restore(self._snapshot)
        self._forget_pace()
        self.addCleanup(google_client.forget)
        self.addCleanup(self._check_faults_met)
        for name, value in self._made_once.items():
            setattr(self, name, copy(value) if isinstance(value, dict | list | set) else value)

    def _forget_pace(self):
        """What former tests have sent, in the same users' names, counts no more."""
        connection = lasting_connection(self.env.cr.dbname)
        connection.execute("DELETE FROM google_sync_pace")
        connection.execute("DELETE FROM google_sync_usage")

    def _check_faults_met(self):
        """What was ordered has happened; or else the test has shown less than it says."""
        missed = self.fake.google.faults.missed()
        self.assertFalse(missed, "no request has met these faults")

    def _check_no_defects(self):
        """Whatever has become of the error where it was raised."""
        defects = [*self.defects]
        self.defects.clear()
        self.assertFalse(defects)

    # -- the fake, from outside ----------------------------------------------------------------

    def ask(self, method, path, body=None, params=None, user=None):
        """Ask the fake, as ``user`` if one is given.

        :return: the answer's JSON; ``None`` if there is none
        """
        headers = {}
        if user:
            headers["Authorization"] = f"Bearer {self.access_tokens[self.email(user)]}"
        answer = self.web.request(
            method, self.fake.url + path, json=body, params=params, headers=headers, timeout=30
        )
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def control(self, method, path, body=None, **params):
        """Call one of the fake's own addresses."""
        if path == "/_fake/reset":
            self._check_faults_met()  # for it forgets them
        return self.ask(method, path, body, params)

    def google(self, user, method, path="", body=None, **params):
        """Do in Google what ``user`` does there, in their own calendar."""
        return self.ask(method, f"/calendar/v3/calendars/primary/events{path}", body, params, user)

    def google_insert(self, user, summary="From Google", **fields):
        body = {
            "summary": summary,
            "start": {"dateTime": "2027-03-02T09:00:00Z"},
            "end": {"dateTime": "2027-03-02T10:00:00Z"},
            **fields,
        }
        return self.google(user, "POST", body=body)["id"]

    def google_patch(self, user, event_id, **fields):
        return self.google(user, "PATCH", f"/{event_id}", fields)

    def google_delete(self, user, event_id):
        self.google(user, "DELETE", f"/{event_id}")

    def google_events(self, user):
        """The living events of the user's Google calendar, by title."""
        items = self.google(user, "GET", maxResults=2500)["items"]
        return {event.get("summary", ""): event for event in items}

    def requests_made(self):
        """What the addon asked of Google since the last call: method names, in order."""
        made = self.control("GET", "/_fake/requests")["requests"]
        self.control("DELETE", "/_fake/requests")
        return made

    def mails(self):
        store = self.fake.google.store
        with store.lock:
            return [asdict(mail) for mail in store.mails]

    def fault(self, match, kind="status", **options):
        self.control("POST", "/_fake/faults", {"match": match, "kind": kind, **options})

    def page(self, url):
        """What Google shows at an address."""
        answer = self.web.get(url, timeout=30)
        answer.raise_for_status()
        return answer.text

    def decide(self, user, page, decision="allow", without=()):
        """Answer Google's consent page as ``user``.

        :param page: its address
        :param without: scopes that are not ticked
        :return: the address that Google sends the browser to, without the host
        """
        scopes = set(parse_qs(urlsplit(page).query)["scope"][0].split()) - set(without)
        form = {"account": self.email(user), "decision": decision, "scope": sorted(scopes)}
        answer = self.web.post(page, data=form, allow_redirects=False, timeout=30)
        parts = urlsplit(answer.headers["Location"])
        return f"{parts.path}?{parts.query}"

    def assert_revoked(self, token):
        """Google does not take the access token any more."""
        answer = self.web.get(
            f"{self.fake.url}/calendar/v3/calendars/primary/events",
            headers={"Authorization": f"Bearer {token}"},
            timeout=30,
        )
        self.assertEqual(answer.status_code, 401)

    # -- users ----------------------------------------------------------------------------------

    @classmethod
    def email(cls, user):
        """Known without a look at the database, for who plays a person in a thread."""
        if user.id not in cls._emails:
            cls._emails[user.id] = f"{user.login}@gmail.example"
        return cls._emails[user.id]

    def make_google_account(self, user, time_zone=ZONE):
        answer = self.control(
            "POST",
            "/_fake/accounts",
            {"email": self.email(user), "name": user.name, "time_zone": time_zone},
        )
        self.access_tokens[self.email(user)] = answer["access_token"]
        return answer

    def connect(self, user, time_zone=ZONE, **settings):
        """A user who has been through Google's consent page."""
        answer = self.make_google_account(user, time_zone)
        tokens = Tokens(
            answer["access_token"],
            answer["refresh_token"],
            datetime.now(timezone.utc) + timedelta(hours=1),
            frozenset(SCOPES + SCOPES_OF_CONTACTS),
        )
        email = self.email(user)
        user.write({"google_sync_enabled": True, **settings})
        account = self.env["google.sync.account"].of_user(user)
        self.attach(account, tokens, Identity(f"subject-of-{email}", email, user.name))
        return account

    def attach(self, account, tokens, identity):
        """Connect an account, once Google has said which calendar is the primary one."""
        connect(account, tokens, identity, primary_calendar(self.env, tokens))

    def give_access_back(self):
        """Let the scheduled action tell Google of the access that is not wanted any more."""
        self.commit()
        shared = nullcontext() if self._registry_patched else self.enter_registry_test_mode()
        with shared, self.registry.cursor() as cursor:
            self.env(cr=cursor)["google.sync.revocation"]._cron_give_back()
        self.env.invalidate_all()

    def commit(self):
        """What a commit does before it writes: the outbox among it."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def committed(self):
        """What was written is known to all by now, and so may be remembered."""
        self.env.flush_all()
        self.env.cr.postcommit.run()

    def disconnect(self, user, mode="keep", by=None):
        """What the user does, or an administrator: the dialogue, and its answer."""
        by = by or user
        action = user.with_user(by).action_google_disconnect()
        wizard = self.env[action["res_model"]].with_user(by).browse(action["res_id"])
        wizard.mode = mode
        return wizard.action_apply()

    @classmethod
    def new_user(cls, login, **values):
        # The dates in these tests are fixed: populate must reach them in any year.
        always = {"google_past_days": MOST_DAYS, "google_future_days": MOST_DAYS}
        values = {**always, **values}
        # To invite everybody by mail, and to log who has made them, would be much of the work.
        context = {"no_reset_password": True, "tracking_disable": True}
        user = new_test_user(cls.env, login, tz=ZONE, context=context, **values)
        return user.with_env(cls.env)


class GoogleSyncCase(MailTrapMixin, FakeGoogleMixin, TransactionCase):
    """Tests that run the scheduled action against the fake Google."""

    #: What ends the process, or the scheduled action.
    ends = (Killed,)

    def set_up_once(self):
        super().set_up_once()
        self.ana = self.new_user("ana")

    def sync(self, *accounts):
        """Let the scheduled action run once for these accounts, all of them when none is given."""
        self.env.flush_all()
        chosen = self.env["google.sync.account"].union(*accounts)
        works = chosen.work_id | chosen.contacts_ids.work_id
        # Past the ORM, which would look at more than this says; and flushed is all that it knows.
        self.env.cr.execute(
            "UPDATE google_sync_work SET next_sync = NULL"
            " WHERE next_sync IS NOT NULL AND (id = ANY(%s) OR %s)",
            [works.ids, not accounts],
        )
        self.env.invalidate_all()
        self.commit()
        killed = None
        with self.enter_registry_test_mode(), self.registry.cursor() as cursor:
            try:
                self.env(cr=cursor)["google.sync.account"]._cron_sync()
            except self.ends as error:  # leaving here, it would undo what the steps have committed
                killed = error
        if killed:
            raise killed

    @contextmanager
    def another_worker_at(self, claimed):
        """Another worker, which is alive, has claimed these."""
        presence = Presence(self.env.cr.dbname)
        try:
            claimed.work_id.write({"runner": presence.number})
            yield
            claimed.work_id.write({"runner": False})
        finally:
            presence.close()

    @contextmanager
    def claiming_once(self):
        """What comes due while the runner is at work is left for the next one."""
        claim, claims = Runner._claim, []

        def claim_once(this, limit):
            claims.append(limit)
            return claim(this, limit) if len(claims) == 1 else []

        with patch.object(Runner, "_claim", claim_once):
            yield

    @contextmanager
    def dying(self):
        """The process dies within. What it has committed stays, which ``assertRaises`` of Odoo's
        tests would undo."""
        try:
            yield
        except Killed:
            return
        self.fail("the process has not died")

    def take(self):
        """Let a worker do what people have asked for, as each does before it claims."""
        self.commit()
        self.env["google.sync.request"].take()
        self.env.invalidate_all()

    def settle(self):
        """Synchronize until a pass finds nothing to do: both sides agree, and nobody was mailed."""
        done = None
        for _pass in range(MOST_PASSES):
            before, done = done, self._done()
            if done == before:
                break
            self.sync()
        else:
            self.fail("each pass finds something to do")
        links = self.env["google.sync.link"].search([])
        self.assertEqual(set(links.mapped("state")), {"synced"}, links.mapped("error"))
        self.assertFalse(self.mails())

    def assert_quiet(self):
        """The next sync asks for news alone."""
        self.sync()
        self.requests_made()
        self.sync()
        asked = [one["method"] for one in self.requests_made()]
        self.assertFalse([method for method in asked if not method.endswith(".list")], asked)

    def _done(self):
        """What syncs have done so far: the last one that did something, and writes to Google."""
        writes = self.fake.google.journal.count_writes()
        return self.env["google.sync.run"].search([], order="id desc", limit=1).id, writes

    def odoo_create(self, user, name="From Odoo", **values):
        defaults = {"name": name, "start": "2027-03-02 09:00:00", "stop": "2027-03-02 10:00:00"}
        event = self.env["calendar.event"].with_user(user).create({**defaults, **values})
        return event.sudo()

    def odoo_events(self, user):
        """The user's living appointments in Odoo, by title."""
        events = self.env["calendar.event"].search([("partner_ids", "in", user.partner_id.ids)])
        return {event.name: event for event in events}

    def link(self, account, event):
        of_event = [("res_model", "=", event._name), ("res_id", "=", event.id)]
        return self.env["google.sync.link"].search([("account_id", "=", account.id), *of_event])

    def last_run(self, account):
        return self.env["google.sync.run"].search([("account_id", "=", account.id)], limit=1)
