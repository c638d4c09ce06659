"""people/me: what an account's owner is called, as far as the token's scopes let it be known."""

from __future__ import annotations

from typing import Any

from .oauth import SHORT_SCOPES
from .person_names import completed
from .persons import NO_PICTURE, PICTURES, profile_source, with_metadata
from .store import Account

Json = dict[str, Any]

CONTACTS = "https://www.googleapis.com/auth/contacts"
ABOUT_CONTACTS = frozenset({CONTACTS, f"{CONTACTS}.readonly"})
"""The scopes that show contacts, and the names of their owner."""


def shown(account: Account, mask: tuple[str, ...], scopes: frozenset[str], root: str) -> Json:
    """The account's owner as a person with a source of type PROFILE."""
    source = {"type": "PROFILE", "id": account.sub}
    fields: Json = {"metadata": {"sources": [profile_source(account.sub)], "objectType": "PERSON"}}
    if scopes & {SHORT_SCOPES["profile"], *ABOUT_CONTACTS}:
        name = completed({"unstructuredName": account.name})
        picture = {"url": f"{root}{PICTURES}{NO_PICTURE}", "default": True}
        fields["names"] = with_metadata([name], source)
        fields["photos"] = with_metadata([picture], source)
    if SHORT_SCOPES["email"] in scopes:
        fields["emailAddresses"] = with_metadata([{"value": account.email}], source)
    etag = f"%profile/{account.sub}"
    kept = {field: fields[field] for field in mask if field in fields}
    return {"resourceName": f"people/{account.sub}", "etag": etag, **kept}
