"""What a former version has left: its database, and what Google has, as they were recorded."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from practice import Practice

from tools import paths, postgres
from tools.fake_client import FakeClient
from tools.stack import CREDENTIALS

_FOLDER = Path(__file__).resolve().parent / "upgrade"
#: What Google's events and contacts have that is not for others to say.
_GOOGLES_OWN = {
    *("kind", "etag", "created", "updated", "htmlLink", "creator", "organizer", "sequence"),
    *("iCalUID", "status", "resourceName", "metadata", "memberships", "photos"),
}
_SCOPES = [
    "openid",
    *(
        f"https://www.googleapis.com/auth/{name}"
        for name in (
            "userinfo.email",
            "calendar.events",
            "calendar.calendarlist.readonly",
            "calendar.app.created",
            "contacts",
        )
    ),
]
_LIST = "/calendar/v3/calendars/primary/events?maxResults=2500&showDeleted=true"


class Former:
    """:param practice: whose database has the same modules of Odoo, without the addon"""

    def __init__(self, practice: Practice, version: str):
        self.practice = practice
        self.version = version
        self.accounts = json.loads((_FOLDER / f"{version}.json").read_text())
        self._refresh_tokens: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def lay(self) -> None:
        """Put everything in its place, as if that version had run here until now."""
        for email, account in self.accounts.items():
            self._restore(email, account)
        text = (_FOLDER / f"{self.version}.sql").read_text()
        for former, present in self._names.items():
            text = text.replace(former, present)
        path = paths.RUN / f"former-{os.getpid()}.sql"
        try:
            path.write_text(text)
            postgres.run_file(path, self.database)
        finally:
            path.unlink(missing_ok=True)
        self._let_people_in()
        self._mark_as_installed()
        self._give_tokens()

    @property
    def database(self) -> str:
        return self.practice.ground.database

    # -- Google's side --------------------------------------------------------------------------

    def _restore(self, email: str, account: dict[str, Any]) -> None:
        """Make an account as it was; what Google gives out by chance has other names then."""
        fake = self.practice.fake
        fake.make_account(email, account["name"], account["time_zone"])
        given = fake.request(
            "POST",
            "/_fake/accounts",
            {"email": email, "client_id": CREDENTIALS["google_sync.client_id"]},
        )
        self._refresh_tokens[email] = given["refresh_token"]
        about = fake.request("GET", "/oauth2/v2/userinfo", None, given["access_token"])
        self._names[account["subject"]] = about["id"]
        known, unknown = _by_token(account)
        self._restore_events(fake, email, known)
        for event in known:
            if event["status"] == "cancelled" and event not in unknown:
                fake.delete(email, event["id"])
        if account["sync_token"]:
            page = fake.request("GET", _LIST, None, given["access_token"])
            self._names[account["sync_token"]] = page["nextSyncToken"]
        self._restore_events(fake, email, [one for one in unknown if one not in known])
        for event in unknown:
            if event["status"] == "cancelled":
                fake.delete(email, event["id"])
        self._restore_contacts(fake, email, account)
        state = fake.state(email)
        for kind, key in (("events", "id"), ("groups", "name"), ("contacts", "names")):
            self._rename(account[kind], state[kind], key)

    def _restore_events(self, fake: FakeClient, email: str, events: list[dict[str, Any]]) -> None:
        """Make events; those that were deleted are there until somebody deletes them."""
        whole = [event for event in events if "recurringEventId" not in event]
        fake.seed(email, [_said(event) for event in whole])
        for event in events:
            if event not in whole:
                fake.patch(email, event["id"], _said(event, "id", "recurringEventId"))

    def _restore_contacts(self, fake: FakeClient, email: str, account: dict[str, Any]) -> None:
        labels = {group["resourceName"]: group["name"] for group in account["groups"]}
        contacts = [
            {**_said(contact), "groups": _labels(contact, labels)}
            for contact in account["contacts"]
        ]
        body = {"account": email, "groups": list(labels.values()), "contacts": contacts}
        fake.request("POST", "/_fake/contacts", body)

    def _rename(self, former: list[dict], present: list[dict], key: str) -> None:
        """Note what the same things are called now."""
        for one in former:
            (same,) = [other for other in present if _key(other[key]) == _key(one[key])]
            for name in ("etag", "resourceName"):
                if name in one:
                    self._names[one[name].strip('"')] = same[name].strip('"')

    # -- Odoo's side ----------------------------------------------------------------------------

    def _let_people_in(self) -> None:
        """Odoo takes a good part of a second to digest one password: all get that of "admin"."""
        postgres.sql(
            f"""
            UPDATE res_users
               SET password = (SELECT password FROM res_users WHERE login = 'admin')
             WHERE login = ANY('{{{",".join(map(_login, self.accounts))}}}');
            INSERT INTO res_groups_users_rel (gid, uid)
            SELECT res_id, app_user.id
              FROM ir_model_data AS named, res_users AS app_user
             WHERE named.module = 'base' AND named.name IN ('group_user', 'group_partner_manager')
               AND login = ANY('{{{",".join(map(_login, self.accounts))}}}')
            """,
            self.database,
        )

    def _mark_as_installed(self) -> None:
        """And let nothing be tidied up that is older by now than Odoo keeps it."""
        postgres.sql(
            f"""
            UPDATE ir_module_module SET state = 'installed', latest_version = '{self.version}'
             WHERE name = '{paths.ADDON}';
            UPDATE ir_cron SET active = false
            """,
            self.database,
        )

    def _give_tokens(self) -> None:
        """Encrypt what gives access as that version did, with the key of this machine."""
        fernet = Fernet(_key_of_machine())
        for email, refresh_token in self._refresh_tokens.items():
            secret = {
                "access_token": "outdated",
                "refresh_token": refresh_token,
                "expiry": "2026-01-01T00:00:00+00:00",
                "scopes": _SCOPES,
            }
            ciphertext = fernet.encrypt(json.dumps(secret).encode()).decode()
            postgres.sql(
                f"UPDATE google_sync_token SET ciphertext = '{ciphertext}'"
                f" WHERE ciphertext = '{email}'",
                self.database,
            )


def _by_token(account: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The events that were there when the account was synchronized last, and those of which there
    is news since; what was deleted since is in both."""
    token = account["sync_token"]
    last = json.loads(base64.urlsafe_b64decode(token))["change"] if token else 0
    since = [event for event in account["events"] if int(event["etag"].strip('"')[-6:]) > last]
    known = [
        event for event in account["events"] if event not in since or event["status"] == "cancelled"
    ]
    return known, since


def _login(email: str) -> str:
    return email.partition("@")[0]


def _said(thing: dict[str, Any], *but: str) -> dict[str, Any]:
    """What somebody has said of an event or a contact."""
    return {name: value for name, value in thing.items() if name not in {*_GOOGLES_OWN, *but}}


def _key(value: Any) -> str:
    return value if isinstance(value, str) else value[0]["displayName"]


def _labels(contact: dict[str, Any], labels: dict[str, str]) -> list[str]:
    names = [
        one["contactGroupMembership"]["contactGroupResourceName"]
        for one in contact.get("memberships", ())
    ]
    return [labels[name] for name in names if name in labels]


def _key_of_machine() -> bytes:
    path = paths.DATA / "google_sync.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o600)
        path.write_bytes(Fernet.generate_key())
    return path.read_bytes()
