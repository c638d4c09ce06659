"""Finds the record of a link."""

from __future__ import annotations

from odoo.models import BaseModel

from ..store.links import ref_of
from ..store.refs import CONTACT, RecordRef
from .contact_book import ContactBook
from .schedule import Schedule


def records_of(link: BaseModel) -> Schedule | ContactBook:
    """Return the schedule or the contact book that the link's record belongs to."""
    user = link.account_id.user_id
    if link.res_model == CONTACT:
        return ContactBook(link.env, user, link.account_id.contacts_ids.category_id)
    return Schedule(link.env, user)


def shown_record(link: BaseModel) -> RecordRef | None:
    """The record to open: of a series, one of its occurrences; ``None`` without any."""
    ref = ref_of(link)
    return ref and records_of(link).shown(ref)
