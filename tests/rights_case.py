"""What the tests of people's rights share: Ana, who is connected, and all the others."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user

from .common import FakeGoogleMixin, GoogleSyncCase

PASSWORD = "a long password"
#: What no sync would ever keep of the guests of an event.
BROKEN = [{"email": 7}]

_GROUPS = {
    "ben": "base.group_user,base.group_allow_export",
    "chris": "base.group_user",
    "manager": "base.group_user,base.group_erp_manager,base.group_partner_manager",
    "portal": "base.group_portal",
    "public": "base.group_public",
}


class RightsMixin(FakeGoogleMixin):
    """The persons of ``security_table``, but for Ana."""

    @classmethod
    def make_persons(cls):
        """By name; their logins begin with ``rights_``."""
        other_company = cls.env["res.company"].create({"name": "Elsewhere"})
        elsewhere = {
            "company_id": other_company.id,
            "company_ids": [Command.set(other_company.ids)],
        }
        persons = {
            name: new_test_user(
                cls.env,
                f"rights_{name}",
                password=PASSWORD,
                groups=groups,
                **(elsewhere if name == "chris" else {}),
            )
            for name, groups in _GROUPS.items()
        }
        return {**persons, "admin": cls.env.ref("base.user_admin")}


class RightsCase(RightsMixin, GoogleSyncCase):
    """Ana is in sync, with one appointment."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana, google_share_guests="yes")
        self.persons = {"ana": self.ana, **self.make_persons()}
        self.event = self.odoo_create(self.ana, "Check-up")
        self.sync()

    def as_person(self, name):
        """The environment of a person's request."""
        return self.env(user=self.persons[name].id, su=False)

    def assert_refused(self, attempt, about):
        """Odoo refuses it for want of rights, before anything has happened: nothing is undone."""
        try:
            attempt()
        except AccessError:
            return
        self.fail(f"{about} was not refused")

    def our_fields(self, name):
        """What the addon adds to a model."""
        fields = self.env[name]._fields.items()
        return {field for field, about in fields if "google_sync" in about._modules}
