from functools import cache
from pathlib import Path

from werkzeug.exceptions import Forbidden, NotFound

from odoo import http
from odoo.http import request
from odoo.modules import Manifest

from ..models.google_sync_account_administration import MANAGERS

#: The pages of the guide, each a template of ``google_sync_guide_templates.xml``.
PAGES = ("user", "administrator", "cloud")


@cache
def _folders(lang):
    """Where the pictures are that there are in a language, by name; the others are in English."""
    language = (lang or "en_US").partition("_")[0]
    pictures = Path(Manifest.for_addon("google_sync").path, "static", "description", language)
    return {picture.stem: f"{language}/" for picture in pictures.glob("*.png")}


class GoogleSyncGuide(http.Controller):
    """The guide, in the reader's language."""

    @http.route(
        ["/google_sync/guide", "/google_sync/guide/<string:page>"],
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def guide(self, page="user"):
        """One page of the guide.

        :raise Forbidden: to people from outside
        :raise NotFound: there is none of that name
        """
        if not request.env.user._is_internal():
            raise Forbidden(request.env._("This guide is for internal users only."))
        if page not in PAGES:
            raise NotFound
        values = {
            "page": page,
            "is_administrator": request.env.user.has_group(MANAGERS),
            "folders": _folders(request.env.lang),
        }
        return request.render(f"google_sync.guide_{page}", values)
