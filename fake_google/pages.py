"""The web page: what is on Google, to look at and to change.

It works on the same functions as the API, as the web page of Google Calendar does.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from werkzeug.exceptions import BadRequest, MethodNotAllowed, NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from . import browser, contact_pages, events, rendering, times
from .editing import Editor, Options
from .errors import ApiError
from .google import Google
from .listing import Listing
from .series import find
from .store import Account, Calendar, Subscription

Json = dict[str, Any]

HOME = "/"
EDIT = "/ui/event"
MAILS = "/ui/mails"
ACCESS = "/ui/access"
ANSWERS = {
    "needsAction": "No answer yet",
    "accepted": "Yes",
    "tentative": "Maybe",
    "declined": "No",
}
MINUTES = "%Y-%m-%dT%H:%M"


def owns(path: str) -> bool:
    """Whether a path belongs to the web page."""
    return path == HOME or path.startswith("/ui/")


def respond(google: Google, request: Request) -> Response:
    """Answer a request for one of the pages."""
    handler = ROUTES.get((request.method, request.path))
    if handler is None:
        if any(path == request.path for _, path in ROUTES):
            raise MethodNotAllowed
        raise NotFound
    with google.store.lock:
        try:
            return handler(google, request)
        except ApiError as error:
            return rendering.page("refused.html", error.status, error=error)


def show_calendar(google: Google, request: Request) -> Response:
    """The events of one calendar of one account."""
    accounts = sorted(google.store.accounts.values(), key=lambda account: account.email)
    if not accounts:
        return rendering.page("welcome.html")
    account = google.store.accounts.get(request.args.get("account", ""), accounts[0])
    browser.settle_zone(google.store, account, request)
    at = google.store.subscription(account, request.args.get("calendar", "primary"))
    everything = "past" in request.args
    return rendering.page(
        "calendar.html",
        accounts=accounts,
        account=account,
        at=at,
        calendars=list(account.subscriptions.values()),
        days=_by_day(google, account, at, everything),
        deleted=_deleted(at.calendar),
        everything=everything,
        home=home_of(account, at.calendar),
    )


def show_event(google: Google, request: Request) -> Response:
    """The form of one event, or of a new one."""
    account, at = _place(google, request.args)
    event_id = request.args.get("event")
    event = _form_of(at.calendar, event_id) if event_id else _new_form(google, at.calendar)
    return rendering.page(
        "event.html",
        account=account,
        at=at,
        event=event,
        answers=ANSWERS,
        home=home_of(account, at.calendar),
    )


def post_event(google: Google, request: Request) -> Response:
    """Create, change, delete or restore an event."""
    form = request.form
    account, at = _place(google, form)
    mails = "all" if form.get("mails") else "none"
    editor = Editor(google.store, account, at, Options(send_updates=mails))
    event_id, action = form.get("event", ""), form.get("action", "save")
    if action == "delete":
        editor.delete(event_id)
    elif action == "restore":
        editor.patch(event_id, {"status": "confirmed"})
    elif event_id:
        editor.patch(event_id, _body(at.calendar, form, event_id))
    else:
        editor.insert(_body(at.calendar, form, None))
    return redirect(home_of(account, at.calendar), 303)


def post_account(google: Google, request: Request) -> Response:
    """Add an account."""
    form = request.form
    try:
        zone = form.get("time_zone") or "UTC"
        account = google.store.add_account(form["email"], form.get("name") or None, zone)
    except ValueError as error:
        raise BadRequest(str(error)) from error
    return redirect(home_of(account, google.store.calendars[account.email]), 303)


def show_mails(google: Google, _request: Request) -> Response:
    """The mails that Google would have sent."""
    return rendering.page("mails.html", mails=google.store.mails[::-1])


def show_access(google: Google, request: Request) -> Response:
    """Which apps have access to an account."""
    account = google.store.accounts.get(request.args.get("account", ""))
    if account is None:
        raise NotFound
    clients = google.grants.clients_of(account.email)
    return rendering.page("access.html", account=account, clients=clients)


def post_access(google: Google, request: Request) -> Response:
    """Take an app's access away."""
    email = request.form["account"]
    google.grants.revoke_all(email, request.form.get("client") or None)
    return redirect(f"{ACCESS}?account={quote(email)}", 303)


ROUTES = {
    ("GET", HOME): show_calendar,
    ("GET", EDIT): show_event,
    ("POST", EDIT): post_event,
    ("POST", "/ui/accounts"): post_account,
    ("GET", MAILS): show_mails,
    ("GET", ACCESS): show_access,
    ("POST", ACCESS): post_access,
    **contact_pages.ROUTES,
}


def home_of(account: Account, calendar: Calendar) -> str:
    """The address of a calendar's page."""
    return f"{HOME}?account={quote(account.email)}&calendar={quote(calendar.id)}"


def _place(google: Google, values: Any) -> tuple[Account, Subscription]:
    account = google.store.accounts.get(values.get("account", ""))
    if account is None:
        raise NotFound
    return account, google.store.subscription(account, values.get("calendar", "primary"))


def _by_day(
    google: Google, account: Account, at: Subscription, everything: bool
) -> list[tuple[date, list[Json]]]:
    """Single events and instances by day, from today on unless all are wanted."""
    wanted: Json = {"singleEvents": True, "orderBy": "startTime", "maxResults": 2500}
    if not everything:
        zone = times.zone(at.calendar.time_zone)
        midnight = google.clock.now().astimezone(zone).replace(hour=0, minute=0, second=0)
        wanted["timeMin"] = times.show(midnight, zone)
    days: dict[date, list[Json]] = {}
    for event in Listing(google.store, account, at, wanted).all():
        first = date.fromisoformat(event["start"].get("date") or event["start"]["dateTime"][:10])
        days.setdefault(first, []).append({**event, "when": _when(event)})
    return sorted(days.items())


def _when(event: Json) -> str:
    start, end = event["start"], event["end"]
    if "date" in start:
        last = date.fromisoformat(end["date"]) - timedelta(days=1)
        return "all day" if last.isoformat() == start["date"] else f"until {last:%d %b}"
    same_day = start["dateTime"][:10] == end["dateTime"][:10]
    until = end["dateTime"][11:16] if same_day else end["dateTime"][:16].replace("T", " ")
    return f"{start['dateTime'][11:16]} to {until}"


def _deleted(calendar: Calendar) -> list[Json]:
    cancelled = (
        e.resource for e in calendar.events.values() if e.resource["status"] == "cancelled"
    )
    return list(cancelled)[::-1][:50]


def _form_of(calendar: Calendar, event_id: str) -> Json:
    event = events.shown(find(calendar, event_id), calendar, None)
    all_day = "date" in event["start"]
    start = event["start"].get("date") or event["start"]["dateTime"][:16]
    end = event["end"].get("date") or event["end"]["dateTime"][:16]
    if all_day:  # people say the last day, Google the day after it
        end = (date.fromisoformat(end) - timedelta(days=1)).isoformat()
        start, end = f"{start}T09:00", f"{end}T10:00"
    guests = event.get("attendees", [])
    return {
        **{key: event.get(key, "") for key in ("id", "summary", "description", "location")},
        "status": event["status"],
        "series": event.get("recurringEventId", ""),
        "recurrence": "\n".join(event.get("recurrence", [])),
        "start": start,
        "end": end,
        "all_day": all_day,
        "guests": ", ".join(guest["email"] for guest in guests),
        "answers": guests,
        "own_answer": events.answer_of(event, calendar.id),
        "ours": event["organizer"].get("self", False),
        "organizer": event["organizer"].get("email", ""),
    }


def _new_form(google: Google, calendar: Calendar) -> Json:
    now = google.clock.now().astimezone(times.zone(calendar.time_zone))
    start = now.replace(minute=0) + timedelta(hours=1)
    empty = dict.fromkeys(
        ("id", "summary", "description", "location", "recurrence", "series", "guests", "organizer"),
        "",
    )
    return {
        **empty,
        "status": "confirmed",
        "start": start.strftime(MINUTES),
        "end": (start + timedelta(hours=1)).strftime(MINUTES),
        "all_day": False,
        "answers": [],
        "own_answer": None,
        "ours": True,
    }


def _body(calendar: Calendar, form: Any, event_id: str | None) -> Json:
    """What a submitted form says, as a patch."""
    body: Json = {
        key: form.get(key, "").replace("\r\n", "\n").strip() or None
        for key in ("summary", "description", "location")
    }
    body.update(_span(calendar, form))
    body["status"] = form.get("status", "confirmed")
    if "recurrence" in form:
        lines = [line.strip() for line in form["recurrence"].splitlines()]
        body["recurrence"] = [line for line in lines if line] or None
    attendees = _attendees(calendar, form, event_id)
    if attendees is not None:
        body["attendees"] = attendees or None
    return body


def _span(calendar: Calendar, form: Any) -> Json:
    if form.get("all_day"):
        try:
            last = datetime.fromisoformat(form["end"]).date()
        except ValueError as error:
            raise BadRequest(str(error)) from error
        nothing = {"dateTime": None, "timeZone": None}
        return {
            "start": {"date": form["start"][:10], **nothing},
            "end": {"date": (last + timedelta(days=1)).isoformat(), **nothing},
        }
    return {
        side: {"dateTime": f"{form[side][:16]}:00", "timeZone": calendar.time_zone, "date": None}
        for side in ("start", "end")
    }


def _attendees(calendar: Calendar, form: Any, event_id: str | None) -> list[Json] | None:
    """The guest list as the form has it; those who stay keep their answers."""
    before = find(calendar, event_id).resource.get("attendees", []) if event_id else []
    known = {guest["email"]: guest for guest in before}
    wanted = list(known)
    if "guests" in form:
        wanted = [word.lower() for word in form["guests"].replace(",", " ").split()]
    guests = [known.get(email, {"email": email}) for email in dict.fromkeys(wanted)]
    if answer := form.get("answer"):
        guests = [
            {**guest, "responseStatus": answer} if guest["email"] == calendar.id else guest
            for guest in guests
        ]
    return guests if guests != before else None
