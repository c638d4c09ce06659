"""Web pages from templates, without anything from other servers."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape
from werkzeug.wrappers import Response

ENVIRONMENT = Environment(
    loader=PackageLoader(__package__ or "fake_google"),
    autoescape=select_autoescape(),
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A page made from a template."""
    text = ENVIRONMENT.get_template(template).render(**values)
    return Response(text, status, mimetype="text/html")
