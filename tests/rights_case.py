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
    "overseer": "base.group_user,base.group_allow_export,google_sync.group_google_sync_manager",
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

    def records(self):
        """By model a record that is Ana's, or a dialogue of the administrator's."""
        env, account, user = self.env, self.account, self.ana
        mine, admins = env(user=user.id, su=False), env(user=self.persons["admin"].id, su=False)
        link = self.link(account, self.event)
        contacts = env["google.sync.contacts"].of_user(user)
        run = env["google.sync.run"].create(
            {"account_id": account.id, "started_at": "2027-03-01", "finished_at": "2027-03-01"}
        )
        run.delay = run.google_seconds = 3
        usage = env["google.sync.usage"].create({"hour": "2027-03-01", "requests": 3})
        env.flush_all()
        preview = mine["google.sync.preview"].create({})
        part = env["google.sync.preview.part"].create(
            {"preview_id": preview.id, "kind": "calendar"}
        )
        choice = mine["google.sync.choose.calendar"].create({})
        question = mine["google.sync.choose.contact"].create({"link_id": link.id})
        undo = mine["google.sync.undo"].create({"run_id": run.id})
        other = mine["google.sync.busy.choice"].create({})
        feed = mine["google.sync.busy.feed"].create(
            {"name": "Secret", "google_sync_ical_address": "https://calendar.example/a.ics"}
        )
        connecting = self._connecting(admins)
        migration = admins["google.sync.migration"].create({})
        found = [
            account,
            contacts,
            account.work_id,
            link,
            run,
            preview,
            part,
            choice,
            question,
            undo,
            connecting,
            migration,
            choice.option_ids[:1],
            other,
            mine["google.sync.busy.choice.line"].create(
                {"choice_id": other.id, "google_id": "b", "name": "Secret"}
            ),
            feed,
            env["google.sync.busy.calendar"].of(user),
            env["google.sync.alert"].create(
                {
                    "account_id": account.id,
                    "key": "stuck",
                    "level": "error",
                    "noticed_at": "2027-03-01",
                }
            ),
            env["google.sync.conflict"].create(
                {"link_id": link.id, "field": "title", "winner": "odoo", "kept": "a", "lost": "b"}
            ),
            env["google.sync.overlap"].create(
                {
                    "account_id": account.id,
                    "first_id": self.event.id,
                    "second_id": self.event.copy().id,
                }
            ),
            env["google.sync.run.line"].create({"run_id": run.id, "title": "Check-up"}),
            env["google.sync.tag.color"].create(
                {
                    "user_id": user.id,
                    "categ_id": env["calendar.event.type"].create({"name": "Secret"}).id,
                    "color": "11",
                }
            ),
            env["google.sync.freshness"].search([("run_id", "=", run.id)], limit=1),
            env["google.sync.run.part"].search([("run_id", "=", run.id)], limit=1),
            usage,
            env["google.sync.usage.day"].search([], limit=1),
            env["google.sync.preview.line"].create(
                {"preview_id": preview.id, "part_id": part.id, "verb": "create", "title": "Secret"}
            ),
            mine["google.sync.choose.contact.candidate"].create(
                {"wizard_id": question.id, "key": "people/1", "name": "Secret"}
            ),
            mine["google.sync.disconnect"].create({"user_id": user.id}),
            mine["google.sync.undo.record"].create({"wizard_id": undo.id, "title": "Secret"}),
            admins["google.sync.connect.users.line"].create(
                {"wizard_id": connecting.id, "user_id": user.id}
            ),
            admins["google.sync.invitation"].create({"user_ids": [Command.set(user.ids)]}),
            admins["google.sync.settings.check"].create({}),
            admins["google.sync.erase"].create({"partner_id": user.partner_id.id}),
            *self._erasure(),
            admins["google.sync.setup"].create({}),
            admins["google.sync.profile"].create({"name": "Secret"}),
            admins["google.sync.migration.line"].create(
                {"wizard_id": migration.id, "user_id": user.id}
            ),
            self.event,
            user,
            user.partner_id,
            admins["res.config.settings"].create({}),
        ]
        return {record._name: record for record in found}

    def _erasure(self):
        erasure = self.env["google.sync.erasure"].create({"contact_number": 7})
        values = {"erasure_id": erasure.id, "account_id": self.account.id}
        return erasure, self.env["google.sync.erasure.part"].create(values)

    def _connecting(self, env):
        """The dialogue is for who connects by a service account."""
        name, parameters = "google_sync.connect_by", self.env["ir.config_parameter"]
        parameters.set_param(name, "service_account")
        dialogue = env["google.sync.connect.users"].create({"line_ids": []})
        parameters.set_param(name, "consent")
        return dialogue
