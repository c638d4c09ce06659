"""What the tests of contacts share."""

from odoo.fields import Command

from .common import GoogleSyncCase

FIELDS = (
    "names,emailAddresses,phoneNumbers,addresses,organizations,urls,biographies,memberships,"
    "userDefined,birthdays"
)
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


class ContactCase(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.write({"group_ids": [Command.link(self.env.ref("base.group_partner_manager").id)]})
        self.env.company.country_id = self.env.ref("base.fr")
        self.group = self.env["res.partner.category"].create({"name": "Clients"})
        self.account = self.connect(
            self.ana, google_contact_category_id=self.group.id, google_import_contacts=True
        )

    # -- Odoo ------------------------------------------------------------------------------------

    def odoo_contact(self, name="Nora Field", **values):
        group = [Command.link(self.group.id)]
        contact = self.env["res.partner"].with_user(self.ana)
        return contact.create({"name": name, "category_id": group, **values}).sudo()

    def odoo_contacts(self):
        """The group, by name."""
        self.env.invalidate_all()
        return {partner.name: partner for partner in self.group.partner_ids}

    # -- Google ----------------------------------------------------------------------------------

    def people(self, method, path, body=None, **params):
        """Do in Google what Ana does there, in her contacts."""
        return self.ask(method, f"/v1/{path}", body, params, self.ana)

    def google_people(self):
        """All contacts in Google, by name."""
        people = self.people("GET", "people/me/connections", personFields=FIELDS, pageSize=1000)
        return {name_of(person): person for person in people.get("connections", ())}

    def google_contact(self, name="Gus Green", label=True, **fields):
        """A contact that somebody makes in Google, with or without the label."""
        body = {"names": [{"unstructuredName": name}], **fields}
        if label:
            membership = {"contactGroupResourceName": self.label()}
            body["memberships"] = [{"contactGroupMembership": membership}]
        made = self.people("POST", "people:createContact", body, personFields=FIELDS)
        return made["resourceName"]

    def google_update(self, google_id, **fields):
        person = self.people("GET", google_id, personFields=FIELDS)
        self.people(
            "PATCH",
            f"{google_id}:updateContact",
            {"etag": person["etag"], "metadata": person.get("metadata", {}), **fields},
            updatePersonFields=",".join(fields),
            personFields=FIELDS,
        )

    def merge_in_google(self, into, former):
        """Merge one of Ana's contacts into another one, by their ids."""
        merged = {"account": self.email(self.ana), "into": into, "from": former}
        self.control("POST", "/_fake/merge_contacts", merged)

    def merged_in_google(self):
        """Two contacts of Odoo, whose persons Ana has then merged: the first one leads."""
        one = self.odoo_contact("Nora Field", email="nora@field.example")
        self.sync()
        other = self.odoo_contact("Nora F.", email="n.f@field.example")
        self.sync()
        ids = {name: person["resourceName"] for name, person in self.google_people().items()}
        self.merge_in_google(ids["Nora Field"], ids["Nora F."])
        self.sync()
        return one, other

    def unlabel(self, google_id):
        """Take the label off a contact."""
        removed = {"resourceNamesToRemove": [google_id]}
        self.people("POST", f"{self.label()}/members:modify", removed)

    def labels(self):
        groups = self.people("GET", "contactGroups", pageSize=100)["contactGroups"]
        return {
            group["name"]: group["resourceName"]
            for group in groups
            if group["groupType"] == "USER_CONTACT_GROUP"
        }

    def label(self, name="Clients"):
        """The label's resource name; it is made if it is not there."""
        labels = self.labels()
        if name not in labels:
            self.people("POST", "contactGroups", {"contactGroup": {"name": name}})
            labels = self.labels()
        return labels[name]

    def labelled(self):
        """The names of the contacts with the label."""
        label = self.label()
        return {name for name, person in self.google_people().items() if label in labels_of(person)}

    def methods(self):
        return [request["method"] for request in self.requests_made()]

    def assert_still(self):
        """A further sync does nothing."""
        self.sync()
        self.requests_made()
        self.sync()
        self.assertEqual(
            sorted(set(self.methods())),
            ["calendar.events.list", "people.people.connections.list"],
        )
        links = self.env["google.sync.link"].search([("res_model", "=", "res.partner")])
        self.assertFalse(links.filtered(lambda link: link.state not in ("synced", "merged")))


class ContactAdversityCase(ContactCase):
    """What happens to contacts when something fails, or takes its time."""

    def contact_links(self):
        return self.env["google.sync.link"].search([("res_model", "=", "res.partner")])

    def delay(self, seconds):
        self.control("POST", "/_fake/people", {"list_delay": seconds})

    def later(self, seconds=3600):
        self.control("POST", "/_fake/clock", {"advance": seconds})

    def again(self):
        """Let the time pass that links and contacts were told to wait."""
        self.control("DELETE", "/_fake/faults")
        for _time in range(2):
            self.env["google.sync.contacts"].search([]).write({"retry_at": False, "runner": False})
            self.account.write({"retry_at": False, "runner": False})
            links = self.env["google.sync.link"].search([("retry_at", "!=", False)])
            links.retry_at = "2020-01-01"
            self.sync()

    def choose(self, group):
        self.ana.google_contact_category_id = group


def name_of(person):
    names = person.get("names") or person.get("organizations") or [{}]
    return names[0].get("displayName") or names[0].get("name", "")


def labels_of(person):
    return {
        membership["contactGroupMembership"]["contactGroupResourceName"]
        for membership in person.get("memberships", ())
    }
