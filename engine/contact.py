"""Contacts as items: what both sides can say of a person or a company."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Address:
    street: str = ""
    street2: str = ""
    city: str = ""
    zip: str = ""
    state: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class ContactItem:
    name: str
    is_company: bool = False
    company: str = ""
    job: str = ""
    email: str = ""
    phone: str = ""
    address: Address = Address()
    website: str = ""
    birthday: date | None = None
    notes: str = ""
    photo: str = ""

    @property
    def title(self) -> str:
        return self.name


def dump(item: ContactItem) -> dict[str, Any]:
    return {
        **dataclasses.asdict(item),
        "birthday": item.birthday and item.birthday.isoformat(),
    }


def load(values: Mapping[str, Any]) -> ContactItem:
    known = {each.name for each in dataclasses.fields(ContactItem)}
    kept = {name: value for name, value in values.items() if name in known}
    birthday = kept.get("birthday")
    return ContactItem(
        **{
            **kept,
            "address": Address(**values.get("address") or {}),
            "birthday": birthday and date.fromisoformat(birthday),
        }
    )
