import json

from werkzeug.exceptions import Forbidden

from odoo import http
from odoo.http import content_disposition, request
from odoo.tools import json_default

from ..sync.reporting.own_data import own_data


class GoogleSyncOwnData(http.Controller):
    """A user's own data, to take along."""

    @http.route("/google_sync/my_data", type="http", auth="user", methods=["GET"], readonly=True)
    def my_data(self):
        """A file with all that the sync keeps of the user who asks.

        :raise Forbidden: to people from outside
        """
        user = request.env.user
        if not user._is_internal():
            raise Forbidden(request.env._("Only internal users have data of Google Sync."))
        told = json.dumps(own_data(user.sudo()), default=json_default, indent=2, ensure_ascii=False)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Content-Disposition": content_disposition("google-sync-data.json"),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        return request.make_response(told, headers=headers)
