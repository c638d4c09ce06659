"""Whatever goes wrong with whichever request: in the end both sides agree."""

from unittest.mock import patch

from odoo.tests import tagged

from ....google_api.transport.session import Session
from ...contact_case import ContactAdversityCase, labels_of, name_of

KINDS = (
    {"status": 503, "reason": "backendError", "times": 9},
    {"status": 401, "reason": "authError"},
    {"status": 400, "reason": "invalid"},
    {"status": 404, "reason": "notFound"},
    {"kind": "timeout_after", "seconds": 0.05},
    {"kind": "reset"},
)


@tagged("post_install", "-at_install")
class TestContactFaults(ContactAdversityCase):
    def set_up_once(self):
        super().set_up_once()
        for number in range(3):
            self.odoo_contact(f"Nora {number}")
            self.google_contact(f"Gus {number}")
        self.sync()
        self.sync()

    def setUp(self):
        super().setUp()
        # So much in so little time would have to wait for Google's quota of a minute.
        self.enterContext(patch.object(Session, "_wait_for_turn"))

    def _both_sides_change(self, number):
        """One of each is new, changed, taken out, and put back."""
        odoo, google = self.odoo_contacts(), self.google_people()
        self.odoo_contact(f"New in Odoo {number}", email=f"odoo{number}@x.example")
        self.odoo_contact(f"Also new in Odoo {number}")
        self.google_contact(f"New in Google {number}")
        for name in ("Nora 0", "Gus 0"):
            odoo[name].function = f"Baker {number}"
        for name in ("Nora 1", "Gus 1"):
            links = [{"value": f"https://x.example/{number}"}]
            self.google_update(google[name]["resourceName"], urls=links)
        gus = odoo.get("Gus 2") or self.env["res.partner"].search([("name", "=", "Gus 2")])
        gus.write({"category_id": [(4 if number % 2 else 3, self.group.id)]})
        self.group.name = f"Clients {number}"

    def _assert_same(self):
        label = self.labels()[self.group.name]
        people = self.people(
            "GET",
            "people/me/connections",
            personFields="names,organizations,urls,memberships",
            pageSize=1000,
        )["connections"]
        google = sorted(_shown(person) for person in people if label in labels_of(person))
        self.env.invalidate_all()
        odoo = sorted(
            (partner.name, partner.function or "", (partner.website or "").rstrip("/"))
            for partner in self.group.partner_ids
        )
        self.assertEqual(google, odoo)

    def _each_kind_of(self, call):
        for number, kind in enumerate(KINDS):
            with self.subTest(**kind):
                self._both_sides_change(number)
                self.fault(call, **kind)
                self.sync()
                self.again()
                self.again()
                if self.account.state == "reauthorize":
                    self.connect(self.ana)
                    self.sync()
                self._assert_same()

    def test_list(self):
        self._each_kind_of("people.connections.list")

    def test_get(self):
        self._each_kind_of("people.people.getBatchGet")

    def test_create(self):
        self._each_kind_of("people.people.batchCreateContacts")

    def test_update(self):
        self._each_kind_of("people.people.batchUpdateContacts")

    def test_labels(self):
        self._each_kind_of("people.contactGroups.list")

    def test_rename_the_label(self):
        self._each_kind_of("people.contactGroups.update")

    def test_members(self):
        self._each_kind_of("people.contactGroups.members.modify")


def _shown(person):
    job = person.get("organizations", [{}])[0].get("title", "")
    return name_of(person), job, person.get("urls", [{}])[0].get("value", "").rstrip("/")
