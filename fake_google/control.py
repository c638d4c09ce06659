"""/_fake: what tests, benchmarks and demos do behind Google's back. See README.md."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from werkzeug.exceptions import BadRequest, MethodNotAllowed, NotFound
from werkzeug.wrappers import Request, Response

from . import (
    browser,
    contact_bin,
    contact_groups_api,
    events,
    merging,
    ownership,
    persons,
    seeds,
    settings,
    splitting,
    times,
)
from .discovery import Catalogue
from .errors import ApiError
from .faults import Fault
from .google import Google
from .oauth import Client
from .store import ROLES, Account, Calendar

Json = dict[str, Any]

PREFIX = "/_fake/"


def respond(google: Google, request: Request) -> Response:
    """Answer a request below /_fake."""
    name = request.path[len(PREFIX) :].strip("/")
    by_method = ROUTES.get(name)
    if by_method is None:
        raise NotFound(f"There is no {request.path}.")
    handler = by_method.get(request.method)
    if handler is None:
        raise MethodNotAllowed(valid_methods=list(by_method))
    try:
        result = handler(google, request)
    except ApiError as error:
        return _json(error.body(), error.status)
    except (ValueError, TypeError, KeyError) as error:
        raise BadRequest(f"{type(error).__name__}: {error}") from error
    return _json(result)


def get_state(google: Google, request: Request) -> Json:
    """Everything of one account, or the addresses of all."""
    email = request.args.get("account")
    with google.store.lock:
        if not email:
            return {"accounts": sorted(google.store.accounts)}
        account = _account(google, email)
        book = account.contacts
        return {
            "email": account.email,
            "name": account.name,
            "time_zone": account.time_zone,
            "calendars": [_calendar(at.calendar, at.role) for at in account.subscriptions.values()],
            "events": _events(google.store.calendars[account.email]),
            "contacts": [persons.whole(c, google.root) for c in book.contacts.values()],
            "groups": [contact_groups_api.shown(book, g) for g in book.living_groups()],
        }


def post_account(google: Google, request: Request) -> Json:
    """Make an account, or find it again; fresh tokens in any case."""
    body = _body(request)
    store = google.store
    with store.lock:
        known = store.accounts.get(body["email"].strip().lower())
        zone = body.get("time_zone")
        if not zone or zone == browser.OPEN:
            zone = known.time_zone if known else "UTC"
        account = store.add_account(body["email"], body.get("name"), zone)
        if known is None:
            account.zone_is_open = body.get("time_zone") == browser.OPEN
        account.settings["locale"] = body.get("locale", account.settings["locale"])
    scopes = frozenset(body.get("scopes") or all_scopes(google.catalogue))
    access, refresh = google.grants.grant(account.email, scopes, body.get("client_id"))
    return {"email": account.email, "access_token": access, "refresh_token": refresh}


def all_scopes(catalogue: Catalogue) -> set[str]:
    """Every scope of every document."""
    return {*catalogue.scopes, "openid"}


def post_client(google: Google, request: Request) -> Json:
    """Register an OAuth client strictly: this secret, these addresses."""
    body = _body(request)
    uris = frozenset(body["redirect_uris"])
    google.grants.register(Client(body["client_id"], body["client_secret"], uris))
    return {"client_id": body["client_id"]}


def post_service_account(google: Google, request: Request) -> Json:
    """Make a key for a service account; the key file, as the Cloud console gives it."""
    body = _body(request)
    name, project = body.get("name", "odoo"), body.get("project_id", "demo-project")
    return google.service_accounts.new_key(name, project, f"{google.root}/token")


def delete_service_account_key(google: Google, request: Request) -> Json:
    """Delete a key, as one does in the Cloud console."""
    google.service_accounts.delete_key(_body(request)["private_key_id"])
    return {}


def post_delegation(google: Google, request: Request) -> Json:
    """Say which scopes a service account has for a domain, as in the Workspace admin console."""
    body = _body(request)
    scopes = frozenset(body["scopes"])
    google.service_accounts.delegate(body["client_id"], body["domain"], scopes)
    return {"scopes": sorted(scopes)}


def post_events(google: Google, request: Request) -> Json:
    """Put many events into a calendar, outside of quota and journal.

    They are checked as by insert, or stored as they were recorded at Google.
    """
    body = _body(request)
    with google.store.lock:
        account = _account(google, body["account"])
        at = google.store.subscription(account, body.get("calendar", "primary"))
        add = seeds.add_recorded if body.get("recorded") else seeds.add_events
        entries = add(google, account, at, body["events"])
    return {"ids": [entry.resource["id"] for entry in entries]}


def post_split(google: Google, request: Request) -> Json:
    """Part a series in two, as a person does at Google with "This and following events"."""
    body = _body(request)
    with google.store.lock:
        account = _account(google, body["account"])
        at = google.store.subscription(account, body.get("calendar", "primary"))
        made = splitting.split(google.store, account, at, body["instance"])
        return events.shown(made, at.calendar, None)


def post_owner(google: Google, request: Request) -> Json:
    """Give an event another owner, as its owner does at Google with "Change owner"."""
    body = _body(request)
    with google.store.lock:
        account = _account(google, body["account"])
        at = google.store.subscription(account, body.get("calendar", "primary"))
        given = ownership.change(google.store, at.calendar, body["event"], body["owner"])
        return events.shown(given, at.calendar, None)


def post_share(google: Google, request: Request) -> Json:
    """Put a calendar into an account's list, change the role, or take it out again."""
    body = _body(request)
    role = body.get("role", "reader")
    if role not in (*ROLES, "none"):
        raise BadRequest(f"role must be none or one of {', '.join(ROLES)}.")
    with google.store.lock:
        calendar, account = google.store.calendars[body["calendar"]], _account(google, body["with"])
        if role == "none":
            account.subscriptions.pop(calendar.id, None)
        else:
            google.store.share(calendar, account, role)
    return {"calendar": calendar.id, "role": role}


def post_freeze(google: Google, request: Request) -> Json:
    """Have a calendar read-only for a time, as after too many writes."""
    body = _body(request)
    with google.store.lock:
        calendar = google.store.calendars[body["calendar"]]
        calendar.frozen_until = google.clock.timestamp() + float(body["seconds"])
    return {"calendar": calendar.id, "until": calendar.frozen_until}


def get_faults(google: Google, _request: Request) -> Json:
    """The faults in force, and those that nothing has met, whether in force or taken back."""
    return {"faults": google.faults.listed(), "missed": google.faults.missed()}


def post_fault(google: Google, request: Request) -> Json:
    """Order a fault."""
    body = _body(request)
    known = {item.name for item in fields(Fault)} - {"seen", "done"}
    if unknown := body.keys() - known:
        raise BadRequest(f"Unknown: {', '.join(sorted(unknown))}.")
    google.faults.add(Fault(**body))
    return get_faults(google, request)


def delete_faults(google: Google, request: Request) -> Json:
    """Take back all faults."""
    google.faults.clear()
    return get_faults(google, request)


def get_requests(google: Google, _request: Request) -> Json:
    """Counts and list of requests, and the mails that Google would have sent."""
    with google.store.lock:
        mails = [asdict(mail) for mail in google.store.mails]
    return {**google.journal.summary(), "mails": mails}


def reset_requests(google: Google, request: Request) -> Json:
    """Begin counting anew."""
    google.journal.reset()
    google.quota.reset()
    with google.store.lock:
        google.store.mails.clear()
    return get_requests(google, request)


def post_clock(google: Google, request: Request) -> Json:
    """Move the clock forward."""
    google.clock.advance(float(_body(request)["advance"]))
    return {"now": times.stamp(google.clock.now())}


def post_settings(google: Google, request: Request) -> Json:
    """Change settings while running, for all or for one account; answers all of them."""
    body = _body(request)
    email = body.pop("account", None)
    with google.store.lock:
        email = _account(google, email).email if email else None
        settings.change(google, body, email)
        return settings.told(google, email)


def get_channels(google: Google, _request: Request) -> Json:
    """The channels that there are, and all messages so far with what has become of them."""
    with google.store.lock:
        return google.channels.shown()


def post_outage(google: Google, request: Request) -> Json:
    """Break all connections and take no new ones for a while, as if stopped and started again."""
    seconds = float(_body(request)["seconds"])
    google.interrupt(seconds)
    return {"seconds": seconds}


def post_expire_sync_tokens(google: Google, request: Request) -> Json:
    """Make the sync tokens of an account invalid, or those of all."""
    email = _body(request).get("account")
    with google.store.lock:
        accounts = _accounts(google, email)
        for account in accounts:
            account.sync_generation += 1
    return {"accounts": [account.email for account in accounts]}


def post_contacts(google: Google, request: Request) -> Json:
    """Put many contacts and groups into an account, outside of quota and journal."""
    body = _body(request)
    with google.store.lock:
        account = _account(google, body["account"])
        seeds.add_groups(account, body.get("groups", []))
        contacts = seeds.add_contacts(google, account, body.get("contacts", []))
    return {"resourceNames": [contact.name for contact in contacts]}


def post_merge_contacts(google: Google, request: Request) -> Json:
    """Merge a contact into another, as a person does at Google."""
    body = _body(request)
    with google.store.lock:
        account = _account(google, body["account"])
        contact = merging.merge(account.contacts, body["into"], body["from"])
    return persons.whole(contact, google.root)


def post_link_profile(google: Google, request: Request) -> Json:
    """Let a contact turn out to be somebody with an account: it gets a new resource name."""
    body = _body(request)
    with google.store.lock:
        account = _account(google, body["account"])
        profile = body.get("profile", f"1{secrets.randbelow(10**20):020}")
        contact = merging.link(account.contacts, body["contact"], profile)
    return persons.whole(contact, google.root)


def post_restore_contact(google: Google, request: Request) -> Json:
    """Bring a deleted contact back from the bin, as a person does at Google."""
    body = _body(request)
    with google.store.lock:
        account = _account(google, body["account"])
        kept = body.get("kept", contact_bin.HIDDEN)
        contact = contact_bin.restore(account.contacts, body["contact"], kept)
    return persons.whole(contact, google.root)


def post_people(google: Google, request: Request) -> Json:
    """Let writes show in the lists of an account, or of all, only after a while."""
    body = _body(request)
    delay = float(body["list_delay"])
    with google.store.lock:
        accounts = _accounts(google, body.get("account"))
        for account in accounts:
            account.contacts.list_delay = delay
    return {"accounts": [account.email for account in accounts], "list_delay": delay}


def post_revoke(google: Google, request: Request) -> Json:
    """Take access away as a person does in the settings of their Google account."""
    email = _body(request)["account"]
    google.grants.revoke_all(email)
    return {"account": email}


def post_reset(google: Google, _request: Request) -> Json:
    """Forget everything."""
    google.reset()
    return {}


Handler = Callable[[Google, Request], Json]

ROUTES: dict[str, dict[str, Handler]] = {
    "state": {"GET": get_state},
    "accounts": {"POST": post_account},
    "clients": {"POST": post_client},
    "service_accounts": {"POST": post_service_account, "DELETE": delete_service_account_key},
    "delegations": {"POST": post_delegation},
    "events": {"POST": post_events},
    "contacts": {"POST": post_contacts},
    "merge_contacts": {"POST": post_merge_contacts},
    "link_profile": {"POST": post_link_profile},
    "restore_contact": {"POST": post_restore_contact},
    "people": {"POST": post_people},
    "owner": {"POST": post_owner},
    "split": {"POST": post_split},
    "share": {"POST": post_share},
    "freeze": {"POST": post_freeze},
    "faults": {"GET": get_faults, "POST": post_fault, "DELETE": delete_faults},
    "requests": {"GET": get_requests, "DELETE": reset_requests},
    "requests/reset": {"POST": reset_requests},
    "clock": {"POST": post_clock},
    "settings": {"POST": post_settings},
    "channels": {"GET": get_channels},
    "outage": {"POST": post_outage},
    "expire_sync_tokens": {"POST": post_expire_sync_tokens},
    "revoke": {"POST": post_revoke},
    "reset": {"POST": post_reset},
}


def _account(google: Google, email: str) -> Account:
    account = google.store.accounts.get(email.strip().lower())
    if account is None:
        raise NotFound(f"There is no account {email}.")
    return account


def _accounts(google: Google, email: str | None) -> list[Account]:
    """The account of an address, or all."""
    return [_account(google, email)] if email else list(google.store.accounts.values())


def _calendar(calendar: Calendar, role: str) -> Json:
    return {
        "id": calendar.id,
        "summary": calendar.summary,
        "description": calendar.description,
        "timeZone": calendar.time_zone,
        "primary": calendar.primary,
        "accessRole": role,
        "events": _events(calendar),
    }


def _events(calendar: Calendar) -> list[Json]:
    entries = (entry for entry in calendar.events.values() if not entry.pending)
    return [events.shown(entry, calendar, None) for entry in entries]


def _body(request: Request) -> Json:
    body = json.loads(request.get_data() or b"{}")
    if not isinstance(body, dict):
        raise BadRequest("A JSON object is needed.")
    return body


def _json(value: Json, status: int = 200) -> Response:
    return Response(json.dumps(value, ensure_ascii=False), status, mimetype="application/json")
