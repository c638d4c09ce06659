"""Google's discovery documents as the rules of the house: routes, parameters, scopes, schemas.

The documents ship inside google-api-python-client. Each method becomes a `Method` that recognises
its address and checks parameters, request bodies and replies with the `jsonschema` library. A new
API is served by adding its document's name here and handlers for its method ids elsewhere.
https://developers.google.com/discovery/v1/reference/apis
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from . import conformity, errors, times
from .values import without_nulls

Json = dict[str, Any]

DOCUMENTS = ("calendar.v3", "oauth2.v2", "people.v1")

# Google takes the access token in the query of every service, though not every document says so.
# https://developers.google.com/identity/protocols/oauth2/web-server#callinganapi
EVERYWHERE: Json = {"access_token": {"type": "string", "location": "query"}}

TYPES = {"any": {}, "boolean": {"type": "boolean"}, "object": {"type": "object"}}
INTEGER_RANGES = {"int32": (-(2**31), 2**31 - 1), "uint32": (0, 2**32 - 1)}

FORMATS = FormatChecker(formats=())


@FORMATS.checks("date")
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(times.DATE.fullmatch(value))


@FORMATS.checks("date-time")
@FORMATS.checks("google-datetime")
def _is_date_time(value: object) -> bool:
    return not isinstance(value, str) or bool(times.DATE_TIME.fullmatch(value))


@FORMATS.checks("int64")
@FORMATS.checks("uint64")
def _is_int64(value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"-?\d{1,20}", value))


@FORMATS.checks("byte")
def _is_base64(value: object) -> bool:
    try:
        return not isinstance(value, str) or base64.b64decode(value, altchars=b"-_") is not None
    except binascii.Error:
        return False


@dataclass(frozen=True)
class Rules:
    """One schema, ready to be asked."""

    surely_kept_by: conformity.Check
    validator: Draft202012Validator


class Schemas:
    """The schemas of one document, turned into JSON Schema and compiled once."""

    def __init__(self, documented: Json) -> None:
        self._documented = documented
        self._known: dict[tuple[str, bool], Rules] = {}

    def first_error(self, name: str, value: Any, lenient: bool = False) -> ValidationError | None:
        """What is wrong with a value of a named schema.

        Requests are met leniently in one place: maps of texts, such as extended properties, take
        numbers too, as Odoo's google_calendar sends them and Google accepts.
        """
        rules = self._rules(name, lenient)
        if rules.surely_kept_by(value):
            return None
        return next(rules.validator.iter_errors(value), None)

    def _rules(self, name: str, lenient: bool) -> Rules:
        key = (name, lenient)
        if key not in self._known:
            schema = self._converted({"$ref": name}, lenient, ())
            validator = Draft202012Validator(schema, format_checker=FORMATS)
            self._known[key] = Rules(conformity.compiled(schema, FORMATS), validator)
        return self._known[key]

    def _converted(self, source: Json, lenient: bool, above: tuple[str, ...]) -> Json:
        """One schema with its references written out; unknown properties are refused.

        :param above: names being written out, so that a schema that holds itself ends
        """
        if name := source.get("$ref"):
            if name in above:
                return {}
            return self._converted(self._documented[name], lenient, (*above, name))
        kind = source.get("type", "any")
        if kind == "array":
            return {"type": "array", "items": self._converted(source["items"], lenient, above)}
        if kind == "object":
            return self._converted_object(source, lenient, above)
        return converted_scalar(source)

    def _converted_object(self, source: Json, lenient: bool, above: tuple[str, ...]) -> Json:
        properties = {
            name: self._converted(value, lenient, above)
            for name, value in source.get("properties", {}).items()
        }
        extra = source.get("additionalProperties")
        rest: Json | bool = self._converted(extra, lenient, above) if extra else False
        if lenient and extra and extra.get("type") == "string":
            rest = {"type": ["string", "number", "boolean"]}
        return {"type": "object", "properties": properties, "additionalProperties": rest}


def converted_scalar(source: Json) -> Json:
    """A string, number, boolean or anything, as JSON Schema."""
    kind = source.get("type", "any")
    schema: Json = dict(TYPES.get(kind, {"type": kind}))
    for key in ("enum", "pattern", "format"):
        if key in source:
            schema[key] = source[key]
    if kind in ("integer", "number"):
        low, high = INTEGER_RANGES.get(source.get("format", ""), (None, None))
        bounds = {"minimum": source.get("minimum", low), "maximum": source.get("maximum", high)}
        schema.update({key: float(value) for key, value in bounds.items() if value is not None})
    return schema


@dataclass(frozen=True)
class Parameter:
    """One query or path parameter of a method."""

    name: str
    source: Json

    @cached_property
    def _validator(self) -> Draft202012Validator:
        return Draft202012Validator(converted_scalar(self.source), format_checker=FORMATS)

    def read(self, values: list[str]) -> Any:
        """Check the texts of a request and give them their type."""
        if not self.source.get("repeated") and len(values) > 1:
            raise errors.invalid_parameter(self.name, f"Parameter '{self.name}' is repeated.")
        typed = [self._typed(value) for value in values]
        for value in typed:
            if error := next(self._validator.iter_errors(value), None):
                raise errors.invalid_parameter(self.name, self._complaint(error, value))
        return typed if self.source.get("repeated") else typed[0]

    def _typed(self, text: str) -> Any:
        kind = self.source.get("type")
        if kind == "boolean":
            if text.lower() not in ("true", "false"):
                raise errors.invalid_parameter(self.name, f"Invalid boolean value: '{text}'.")
            return text.lower() == "true"
        if kind == "integer":
            if not re.fullmatch(r"[+-]?\d+", text):
                raise errors.invalid_parameter(self.name, f"Invalid integer value: '{text}'.")
            return int(text)
        return text

    def _complaint(self, error: ValidationError, value: Any) -> str:
        if error.validator == "enum":
            allowed = ", ".join(self.source["enum"])
            return f"Invalid string value: '{value}'. Allowed values: [{allowed}]"
        if error.validator in ("minimum", "maximum"):
            low, high = self.source.get("minimum"), self.source.get("maximum", 2**31 - 1)
            return f"Invalid value '{value}'. Values must be within the range: [{low}, {high}]"
        return f"Invalid value for '{self.name}': {error.message}"


class Method:
    """One method of a service."""

    def __init__(self, source: Json, service: Json, schemas: Schemas) -> None:
        self.id: str = source["id"]
        self.http_method: str = source["httpMethod"]
        self.service: str = service["name"]
        self.host: str = service["rootUrl"].split("/")[2]
        self.rpc_errors = "$.xgafv" in service["parameters"]
        """Whether errors come as google.rpc.Status: services that do so let clients choose."""
        self.writes = self.http_method != "GET"
        self.scopes: list[str] = source.get("scopes", [])
        self.request: str | None = source.get("request", {}).get("$ref")
        self.response: str | None = source.get("response", {}).get("$ref")
        self._schemas = schemas
        documented = {**EVERYWHERE, **service.get("parameters", {}), **source.get("parameters", {})}
        self._parameters = {name: Parameter(name, item) for name, item in documented.items()}
        self._pattern = _address(service["servicePath"] + source["path"], documented)

    def match(self, path: str) -> dict[str, str] | None:
        """Recognise a path (still percent-encoded) and read the parameters in it."""
        found = self._pattern.fullmatch(path)
        if not found:
            return None
        names = (name for name, item in self._parameters.items() if item.source.get("required"))
        in_path = {
            name: found[_group(name)] for name in names if _group(name) in found.re.groupindex
        }
        return {name: unquote(value) for name, value in in_path.items()}

    def read_parameters(self, path: dict[str, str], query: dict[str, list[str]]) -> Json:
        """Check all parameters and give them their types.

        :raise ApiError: 400 for one that is unknown, missing or wrong
        """
        given = {**query, **{name: [value] for name, value in path.items()}}
        for name in given:
            if name not in self._parameters:
                raise errors.invalid_parameter(
                    name,
                    f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query '
                    f"parameter. Field '{name}' could not be found in request message.",
                )
        for name, parameter in self._parameters.items():
            if parameter.source.get("required") and name not in given:
                raise errors.required(f"Required parameter: {name}")
        return {name: self._parameters[name].read(values) for name, values in given.items()}

    def check_body(self, body: Json) -> None:
        """:raise ApiError: 400 when a request's body breaks the schema"""
        if not self.request:
            return
        if error := self._schemas.first_error(self.request, without_nulls(body), lenient=True):
            raise errors.invalid(f"Invalid JSON payload received. {_where(error)}: {error.message}")

    def check_reply(self, reply: Json) -> None:
        """:raise ReplyBroken: when a reply of ours breaks the schema"""
        if not self.response:
            return
        if error := self._schemas.first_error(self.response, reply):
            raise ReplyBroken(f"{self.id}: {_where(error)}: {error.message}")


def _where(error: ValidationError) -> str:
    return ".".join(str(step) for step in error.absolute_path) or "at the top"


class ReplyBroken(Exception):
    """This stand-in was about to answer something that Google's schema forbids."""


class Catalogue:
    """Every method of every document."""

    def __init__(self) -> None:
        self._by_id: dict[str, Method] = {}
        self.batch_paths: set[str] = set()
        self.scopes: dict[str, str] = {}
        for name in DOCUMENTS:
            self._load(name)

    def find(self, http_method: str, path: str) -> tuple[Method, dict[str, str]] | None:
        """The method at an address, with the parameters in its path."""
        for method in self._by_id.values():
            if method.http_method == http_method:
                found = method.match(path)
                if found is not None:
                    return method, found
        return None

    def method(self, method_id: str) -> Method:
        """A method by its id."""
        return self._by_id[method_id]

    def _load(self, name: str) -> None:
        folder = resources.files("googleapiclient.discovery_cache") / "documents"
        document = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        schemas = Schemas(document["schemas"])
        self.batch_paths.add("/" + document["batchPath"])
        for scope, text in document["auth"]["oauth2"]["scopes"].items():
            self.scopes.setdefault(scope, text["description"])
        for source in _methods_of(document):
            self._by_id[source["id"]] = Method(source, document, schemas)


def _methods_of(holder: Json) -> Iterator[Json]:
    yield from holder.get("methods", {}).values()
    for resource in holder.get("resources", {}).values():
        yield from _methods_of(resource)


def _group(name: str) -> str:
    return re.sub(r"\W", "_", name)


def _address(template: str, parameters: Json) -> re.Pattern[str]:
    """The regular expression of a path such as `calendars/{calendarId}/events`."""

    def group(match: re.Match[str]) -> str:
        name = match[2]
        pattern = parameters[name].get("pattern", ".+" if match[1] else "[^/]+").strip("^$")
        return f"(?P<{_group(name)}>{pattern})"

    parts = re.split(r"(\{\+?\w+\})", template)
    text = "".join(
        re.sub(r"\{(\+?)(\w+)\}", group, part) if part.startswith("{") else re.escape(part)
        for part in parts
    )
    return re.compile("/" + text)
