"""The fields of a person: which there are, and how masks name them.

The lists are those in the descriptions of `people.get` and `people.updateContact`.
"""

from __future__ import annotations

from typing import Any

from . import rpc_errors

Json = dict[str, Any]

UPDATABLE = (
    "addresses",
    "biographies",
    "birthdays",
    "calendarUrls",
    "clientData",
    "emailAddresses",
    "events",
    "externalIds",
    "genders",
    "imClients",
    "interests",
    "locales",
    "locations",
    "memberships",
    "miscKeywords",
    "names",
    "nicknames",
    "occupations",
    "organizations",
    "phoneNumbers",
    "relations",
    "sipAddresses",
    "urls",
    "userDefined",
)
READABLE = (*UPDATABLE, "ageRanges", "coverPhotos", "metadata", "photos", "skills")
SINGLETONS = ("biographies", "birthdays", "genders", "names")

PAGE = "https://developers.google.com/people/api/rest/v1/people"


def read_mask(parameters: Json, required: bool = True) -> tuple[str, ...]:
    """The fields that a request for people wants to see.

    :param required: False where no mask means all fields
    :raise ApiError: 400 when it is missing, or names a field that there is not
    """
    if "requestMask.includeField" in parameters:  # the old name of personFields
        paths = _paths(parameters["requestMask.includeField"])
        return _checked([path.removeprefix("person.") for path in paths], "personFields", READABLE)
    paths = _paths(parameters.get("personFields"))
    if not paths and not required:
        return READABLE
    return needed("personFields", parameters.get("personFields"), READABLE)


def optional(name: str, text: str | None) -> tuple[str, ...]:
    """The fields of a mask that may be empty: then nothing is read after the write."""
    return _checked(_paths(text), name, READABLE)


def needed(name: str, text: str | None, valid: tuple[str, ...]) -> tuple[str, ...]:
    """The fields of a mask that a request has to have.

    :raise ApiError: 400 when it is missing, or names a field that there is not
    """
    paths = _paths(text)
    if not paths:
        raise rpc_errors.invalid_argument(
            f"{name} mask is required. Please specify one or more valid paths. Valid paths are "
            f"documented at {PAGE}."
        )
    return _checked(paths, name, valid)


def _paths(text: str | None) -> list[str]:
    return [path.strip() for path in (text or "").split(",") if path.strip()]


def _checked(paths: list[str], name: str, valid: tuple[str, ...]) -> tuple[str, ...]:
    for path in paths:
        if path not in valid:
            raise rpc_errors.invalid_argument(
                f'Invalid {name} mask path: "{path}". Valid paths are documented at {PAGE}.'
            )
    return tuple(field for field in valid if field in paths)
