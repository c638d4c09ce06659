"""What the addon shows is fit for screen readers and weak eyes: axe-core finds nothing in it."""

import json
from importlib.resources import files

from odoo.tests import tagged

from ...tour_case import TourCase

#: What Odoo's own menus and fields do not keep to.
_ODOOS_RULES = ["aria-allowed-attr", "autocomplete-valid"]
#: Odoo's own badges are white on bright colors, and some of its buttons, columns and pictures of
#: users have no name, as a button's in a list, which has but a tooltip.
_ODOOS_PARTS = [
    ".badge.rounded-pill",
    ".o_clipboard_button",
    ".o_list_actions_header",
    ".o_data_row button[data-tooltip]",
    ".o-mail-Avatar",
    "th.o_list_button",
]

#: Looks at the parts of the page that are ours, once they are there, and names what is wrong.
_LOOK = """
(async () => {
    const find = (selector) => document.querySelector(selector);
    const there = async (selector) => {
        while (!find(selector)) {
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return find(selector);
    };
    const found = [];
    const rules = Object.fromEntries(%(odoos)s.map((rule) => [rule, { enabled: false }]));
    for (const [ours, clicks] of %(looks)s) {
        for (const selector of clicks) {
            (await there(selector)).click();
        }
        await there(ours);
        await new Promise((resolve) => setTimeout(resolve, 300));  // movements end
        const context = { include: [ours], exclude: %(others)s };
        const { passes, violations } = await axe.run(context, { rules });
        for (const { id, nodes } of violations) {
            for (const { failureSummary, html, target } of nodes) {
                found.push(`${id} at ${target}: ${html} ${failureSummary}`);
            }
        }
        if (!passes.length) {
            found.push(`nothing was looked at in ${ours}`);
        }
    }
    if (found.length) {
        console.error(found.join("\\n"));
    } else {
        console.log("test successful");
    }
})();
"""


@tagged("post_install", "-at_install")
class TestAccessibility(TourCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana, google_email_alerts=True, google_import_events=True)
        self.event = self.odoo_create(self.ana, "Mrs Weber")
        self.sync()

    def _look(self, address, *looks, login="ana"):
        """Find nothing wrong in parts of a page.

        :param looks: one after the other: the selector of a part, and of what is pressed before
        """
        axe = files("axe_playwright_python").joinpath("axe.min.js").read_text()
        values = {"looks": looks, "odoos": _ODOOS_RULES, "others": _ODOOS_PARTS}
        code = axe + _LOOK % {name: json.dumps(value) for name, value in values.items()}
        self.browser_js(address, code, "document.readyState === 'complete'", login=login)

    def test_the_google_page(self):
        page = f"/odoo/my-google-page/{self.ana.id}"
        self._look(page, (".o_notebook .tab-pane.active", []))

    def test_the_google_page_while_something_is_wrong(self):
        self.ana.tz = "America/New_York"
        self.sync()
        page = f"/odoo/my-google-page/{self.ana.id}"
        self._look(page, (".o_notebook .tab-pane.active .alert", []))

    def test_the_chip(self):
        chip = ".o_google_sync_chip"
        self._look("/odoo/calendar", (chip, []), (".o_google_sync_menu", [chip]))

    def test_an_appointment(self):
        self._look(f"/odoo/calendar.event/{self.event.id}", (".o_google_sync_status", []))

    def test_the_dashboard(self):
        self._look("/odoo/google-sync", (".o_google_sync_dashboard", []), login="admin")

    def test_the_page_after_connecting(self):
        self._look("/google_sync/start", ("main", []))

    def test_the_settings(self):
        tab = ".settings_tab .tab[data-key=google_sync]"
        ours = ".app_settings_block[data-key=google_sync]"
        self._look("/odoo/settings", (ours, [tab]), login="admin")

    def test_the_setup(self):
        self._look("/odoo/google-sync-setup", (".o_form_sheet", []), login="admin")

    def test_what_clients_ask_for(self):
        client = self.env["res.partner"].create({"name": "Anna Weber"})
        self.event.partner_ids += client
        self.sync()
        report = f"/report/html/google_sync.client/{client.id}"
        self._look(report, (".page", []), login="admin")
        admin = self.env.ref("base.user_admin")
        dialogue = self.env["google.sync.erase"].with_user(admin).create({"partner_id": client.id})
        page = f"/odoo/google.sync.erase/{dialogue.id}"
        self._look(page, (".o_form_renderer", []), login="admin")
        dialogue.is_sure = True
        dialogue.action_erase()
        self.sync()
        (erasure,) = self.env["google.sync.erasure"].search([])
        page = f"/odoo/google-sync-erasures/{erasure.id}"
        self._look(page, (".o_form_sheet", []), login="admin")

    def test_profiles(self):
        profile = self.env["google.sync.profile"].create(
            {"name": "Doctors", "google_privacy_mode": "locked", "google_privacy": "busy"}
        )
        page = f"/odoo/google-sync-profiles/{profile.id}"
        self._look(page, (".o_form_sheet", []), login="admin")

    def test_one_sync_in_the_log(self):
        page = f"/odoo/google-sync-log/{self.last_run(self.account).id}"
        self._look(page, (".o_form_sheet", []))

    def test_the_guide(self):
        for page in ("user", "administrator", "cloud"):
            with self.subTest(page):
                self._look(f"/google_sync/guide/{page}", ("body", []), login="admin")
