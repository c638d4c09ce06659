"""Reports what Google holds of one client, account by account, from the links. Google is not asked.

An administrator sees all accounts, and everybody else their own. Of an appointment that Odoo shows
to nobody but those who attend, only when it is and what kind of data Google has is told.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from odoo.api import Environment
from odoo.fields import Domain
from odoo.models import BaseModel

from ...engine.events.item import EventItem
from ...engine.events.masking import hides_any_title, in_google
from ..odoo.traces import Traces
from ..store.refs import CONTACT, load_item
from .readable import FIELD_LABELS, readable, readable_field

#: What an appointment says of people; the rest is time and settings.
_TELLING = ("title", "description", "location", "video", "contact_details", "guests")


@dataclass
class Appointment:
    """One appointment, or series, that Google has.

    :ivar text: the title that Google shows, or why it is not told here
    :ivar data: the other kinds of data, in words
    :ivar is_guest: whether Google has the client among the guests
    :ivar sent: when the log last tells of a write to Google; empty for none that it has
    """

    when: str
    text: str
    data: str
    is_guest: bool
    sent: str


@dataclass
class Holding:
    """What one Google account has of the client, and the log in Odoo about it.

    :ivar contact: pairs of a field's name and its value, of each entry in Google's contacts
    """

    account: BaseModel
    appointments: list[Appointment]
    contacts: list[list[tuple[str, str]]]
    conflicts: int
    lines: int


def holdings(contact: BaseModel, reader: BaseModel) -> list[Holding]:
    """:param contact: a ``res.partner`` that the reader may see
    :param reader: the user who wants to know, in whose language it is told
    """
    env = contact.env(su=True)
    report = ClientReport(Traces(contact.with_env(env)), reader, contact.env)
    accounts = report.traces.accounts()
    if not reader.has_group("base.group_system"):
        accounts &= reader.sudo().google_sync_account_ids
    return [report.of(account) for account in accounts.sorted("id")]


class ClientReport:
    """:param texts: an environment in the reader's language and time zone"""

    def __init__(self, traces: Traces, reader: BaseModel, texts: Environment) -> None:
        self.traces = traces
        self.reader = reader
        self.texts = texts
        self.env = traces.env

    def of(self, account: BaseModel) -> Holding:
        """What one account has."""
        links = self.traces.links(account).filtered("base")
        contacts = links.filtered(lambda link: link.res_model == CONTACT)
        conflicts = self.env["google.sync.conflict"].search([("link_id", "in", links.ids)])
        named = self.traces.named_in("google.sync.conflict", account)
        lines = self.traces.named_in("google.sync.run.line", account)
        return Holding(
            account,
            [self._appointment(link) for link in links - contacts],
            [self._contact(link) for link in contacts],
            len((conflicts | named).filtered(lambda one: one.state == "open")),
            len(lines),
        )

    def _appointment(self, link: BaseModel) -> Appointment:
        item = load_item(link)
        shown = in_google(item)
        parts = [shown, *(one for _start, one in shown.exceptions if one)]
        kinds = [name for name in _TELLING if any(getattr(one, name) for one in parts)]
        addresses = self.traces.addresses
        return Appointment(
            readable(self.texts, item.when),
            self._text(link, item, shown),
            ", ".join(self.texts._(FIELD_LABELS[name]) for name in kinds),
            any(guest.email in addresses for one in parts for guest in one.guests),
            self._sent(link),
        )

    def _text(self, link: BaseModel, item: EventItem, shown: EventItem) -> str:
        is_private = "private" in {
            one.visibility for one in (item, *dict(item.exceptions).values()) if one
        }
        if is_private and link.account_id.user_id != self.reader and not hides_any_title(item):
            return self.texts._("(private appointment)")
        return shown.title or self.texts._("(no title)")

    def _sent(self, link: BaseModel) -> str:
        """When the log last tells of it; the log is kept for some weeks."""
        told = Domain("google_id", "=", link.google_id) & Domain("side", "=", "google")
        told &= Domain("run_id.account_id", "=", link.account_id.id)
        lines = self.env["google.sync.run.line"].search(told, order="id desc", limit=1)
        return readable(self.texts, lines.started_at)

    def _contact(self, link: BaseModel) -> list[tuple[str, str]]:
        item = load_item(link)
        values = (
            (self.texts._(FIELD_LABELS[field.name]), readable_field(self.texts, field.name, value))
            for field in fields(item)
            if field.name in FIELD_LABELS and (value := getattr(item, field.name))
        )
        return [(label, text) for label, text in values if text]
