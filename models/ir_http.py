import re

import psycopg2
from werkzeug.exceptions import BadRequest

from odoo import api, models
from odoo.http import Response, request
from odoo.tools import hmac

from ..sync.database.side_connection import ConnectionLost
from ..sync.google.access import CALLBACK, CONNECT

#: Where all routes of ours are.
_OURS = "/google_sync/"
#: No page of ours sends a longer text, and Google's answers are shorter.
_LONGEST = 4096
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

#: What is shown where PostgreSQL may not answer, so that there are no templates.
_LOAD_AGAIN = """<!DOCTYPE html>
<html>
<head>
<title>Google Sync</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body style="max-width: 36rem; margin: 3rem auto; padding: 0 1rem; font-family: sans-serif">
<p role="alert">%s</p>
</body>
</html>"""


class IrHttp(models.AbstractModel):
    """Tells browsers about the sync when they open Odoo, and guards the routes of ours."""

    _inherit = "ir.http"

    def session_info(self):
        """Let browsers forget the views they keep when the user switches Google Sync on or off.

        The views of appointments and contacts depend on it; see ``google.sync.status.mixin``.
        Where nobody has other calendars that block time, no browser asks for such times.
        """
        found = super().session_info()
        if self.env.user._is_internal():
            calendars = self.env["google.sync.busy.calendar"]
            found["google_sync_busy"] = bool(calendars.partner_ids())
        if "registry_hash" in found and self.env.user.sudo().google_sync_enabled:
            version = (found["registry_hash"], "enabled")
            found["registry_hash"] = hmac(self.env(su=True), "google_sync.views", version)
        return found

    @classmethod
    def _dispatch(cls, endpoint):
        if request.httprequest.path.startswith(_OURS):
            request.params = _plain(request.params)
        return super()._dispatch(endpoint)

    @classmethod
    def _handle_error(cls, exception):
        """Tell users who connect that the database was away, whenever that was.

        What Google has given by then is kept, so loading the page again goes on from there.
        """
        lost = isinstance(exception, (psycopg2.OperationalError, psycopg2.InterfaceError))
        lost = lost or isinstance(exception, ConnectionLost)
        if lost and request.httprequest.path in (CONNECT, CALLBACK):
            return Response(_LOAD_AGAIN % _load_again_text(), content_type="text/html")
        return super()._handle_error(exception)


def _plain(params):
    """Return what the routes of ours get: a line of text for each name.

    :raise BadRequest: it is something else
    """
    for value in params.values():
        if not isinstance(value, str) or len(value) > _LONGEST or _CONTROL.search(value):
            raise BadRequest(
                request.env._(
                    "Odoo does not understand what your browser has sent. Go back, load the page "
                    "again, and try once more."
                )
            )
    # Endpoints are methods.
    return {name: value for name, value in params.items() if name != "self"}


def _load_again_text():
    """In the user's language, if the database answers by now."""
    try:
        with request.registry.cursor() as cursor:
            env = api.Environment(cursor, request.session.uid, request.session.context)
            return env._(
                "Odoo's database did not answer. Nothing is lost. Load this page again in a moment."
            )
    except psycopg2.Error:
        return "Odoo's database did not answer. Nothing is lost. Load this page again in a moment."
