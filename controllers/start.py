from werkzeug.exceptions import Forbidden

from odoo import http
from odoo.exceptions import UserError, ValidationError
from odoo.http import request
from odoo.tools import formatLang

from ..models.res_company import PRIVACY_LEVELS
from ..sync.google.access import BEGIN, CONNECT, START
from ..sync.odoo.masks import Masks
from ..sync.odoo.policies import SIDES
from ..sync.operations import existing
from ..sync.reporting import health

#: How many groups of contacts are offered; others are found on the Google page.
MOST_GROUPS = 200
#: PostgreSQL has no larger ids here.
_LARGEST_ID = 2**31 - 1
#: Nobody shows the page inside of another one, and no cache keeps it.
_HEADERS = {"X-Frame-Options": "DENY", "Cache-Control": "no-store"}

#: What the page asks, by the setting that a profile can lock.
_SETTINGS = {
    "alerts": "google_email_alerts",
    "privacy": "google_privacy",
    "category": "google_contact_category_id",
}


class GoogleSyncStart(http.Controller):
    """The page after the first connection: what to copy, what Google sees, and one button."""

    @http.route(START, type="http", auth="user", methods=["GET"])
    def start(self):
        """Show what is proposed. Nothing is copied until the button is pressed."""
        user = self._user()
        if not self._is_connected(user):
            return request.redirect(f"/odoo/my-google-page/{user.id}")
        return self._page(user, self._proposal(user))

    @http.route(BEGIN, type="http", auth="user", methods=["POST"])
    def begin(self, **form):
        """Keep what the user has chosen; copying begins at once."""
        user = self._user()
        if not self._is_connected(user):
            return request.redirect(f"/odoo/my-google-page/{user.id}")
        try:
            user.write(self._chosen(user, form))
            request.env.flush_all()
            if "alerts" in form and user.google_alert_notice:
                raise UserError(user.google_alert_notice)
        except (UserError, ValidationError) as error:
            request.env.cr.rollback()  # Google is asked again, which is done before any write
            return self._page(user, {**self._proposal(user), **_entered(user, form)}, str(error))
        if user.sudo()._google_contacts_not_allowed_yet():
            return request.redirect(CONNECT)
        return request.redirect("/odoo/calendar")

    def _user(self):
        """:raise Forbidden: to people from outside"""
        if not request.env.user._is_internal():
            raise Forbidden(request.env._("Only internal users can connect a Google account."))
        return request.env.user

    def _is_connected(self, user):
        return user.google_sync_state != "disconnected"

    def _proposal(self, user):
        """Return the answers that most people want."""
        return {
            "populate_google": True,
            "populate_odoo": user.google_import_events or user.google_populate_odoo,
            "privacy": user.google_privacy,
            "locked": _locked(user),
            "category": user.google_contact_category_id.id,
            "alerts": user.google_email_alerts or "google_email_alerts" not in _locked(user),
            "alert_email": user.google_alert_email or user.email or "",
        }

    def _chosen(self, user, form):
        """The values of the settings, by the names that they have on the Google page.

        :param form: as the browser sends it: what is not ticked is not there
        """
        is_told = "alerts" in form
        if "google_email_alerts" in _locked(user):
            is_told = user.google_email_alerts
        values = {"google_email_alerts": is_told}
        if is_told:
            values["google_alert_email"] = form.get("alert_email", "").strip()
        for side in SIDES:
            name, wanted = f"google_populate_{side}", f"populate_{side}" in form
            if wanted or user[name]:  # the user may have come back with another choice
                values[name] = wanted
        privacy = form.get("privacy")
        if privacy in dict(PRIVACY_LEVELS) and privacy != user.google_privacy:
            values["google_privacy"] = privacy
        group = _group(form.get("category"))
        if group != user.google_contact_category_id:
            values["google_contact_category_id"] = group.id
        # The browser does not send what the page shows as locked.
        return {name: value for name, value in values.items() if name not in _locked(user)}

    def _page(self, user, values, problem=None):
        account = user.sudo().google_sync_account_ids
        shown = {
            **values,
            "problem": problem,
            "account": account,
            "trouble": health.text_when_connected(account),
            "user": user,
            "to_google": formatLang(request.env, existing.in_odoo(user.sudo()), digits=0),
            "to_odoo": self._amount(existing.in_google(account)),
            "levels": self._levels(user),
            "groups": self._groups(user),
            "begin": BEGIN,
            "connect": CONNECT,
            "contacts_refused": user.sudo()._google_contacts_not_allowed_yet(),
        }
        return request.render("google_sync.start", shown, headers=_HEADERS)

    def _amount(self, amount):
        """Google's number, as far as it is known."""
        if amount is None:
            return None
        number = formatLang(request.env, amount.total, digits=0)
        return request.env._("more than %(number)s", number=number) if amount.more else number

    def _levels(self, user):
        """What Google can see: triples of the level, its name, and an example.

        What the company has decided for everybody is the only one.
        """
        field = request.env["res.users"]._fields["google_privacy"]
        masks = Masks(user.sudo())
        found = []
        for level, label in field._description_selection(request.env):
            is_decided = user.google_privacy_enforced or "google_privacy" in _locked(user)
            if is_decided and level != user.google_privacy:
                continue
            masks.level = level
            found.append((level, label, masks.example()))
        return found

    def _groups(self, user):
        """Pairs of a group and the number of contacts in it."""
        groups = request.env["res.partner.category"].search([], limit=MOST_GROUPS)
        groups |= user.google_contact_category_id
        among = [("category_id", "in", groups.ids)]
        counts = dict(request.env["res.partner"]._read_group(among, ["category_id"], ["__count"]))
        return [(group, counts.get(group, 0)) for group in groups.sorted("display_name")]


def _locked(user):
    """The settings that a profile has locked for the user."""
    return user.google_locked or ()


def _entered(user, form):
    """Return the entered values, to be shown again. The browser does not send locked ones."""
    ticked = {name: name in form for name in ("populate_google", "populate_odoo", "alerts")}
    entered = {
        **ticked,
        "privacy": form.get("privacy"),
        "category": _number(form.get("category")),
        "alert_email": form.get("alert_email", ""),
    }
    locked = _locked(user)
    return {name: value for name, value in entered.items() if _SETTINGS.get(name) not in locked}


def _group(text):
    """Return the group of contacts that was chosen, which may be none.

    :raise UserError: there is no such group any more
    """
    group = request.env["res.partner.category"].browse(_number(text)).exists()
    if text and not group:
        raise UserError(
            request.env._("This group of contacts does not exist any more. Choose another one.")
        )
    return group


def _number(text):
    """Return the id that a text says; ``False`` for none."""
    found = text and text.isascii() and text.isdecimal() and int(text)
    return found if found and found <= _LARGEST_ID else False
