from odoo import http
from odoo.http import request

from ..sync.google.push_address import PUSH

#: Google's messages have no body.
_LONGEST_BODY = 1024


class GoogleSyncPush(http.Controller):
    """Where Google tells that something has changed in a calendar.

    https://developers.google.com/workspace/calendar/api/guides/push
    """

    @http.route(
        PUSH,
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
        max_content_length=_LONGEST_BODY,
    )
    def push(self, **_others):
        """Have the calendar looked at soon, if the message is Google's. Everybody gets the same
        answer, at once; Google is asked by a worker."""
        headers = request.httprequest.headers
        request.env["google.sync.hint"].hear(
            headers.get("X-Goog-Channel-ID", ""),
            headers.get("X-Goog-Resource-ID", ""),
            headers.get("X-Goog-Channel-Token", ""),
        )
        return request.make_response("", status=204)
