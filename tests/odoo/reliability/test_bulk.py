from odoo.tests import tagged

from ....sync.database.bulk import insert
from ...common import GoogleSyncCase

#: Of links: values that are given to some of them, to all, or to none; equal ones, and empty ones.
VALUES = [
    {"title": "It's “good”\n100 %", "base": {"title": "é", "when": {"days": ["2027-03-01", ""]}}},
    {"title": "", "base": {}, "failures": 3, "retry_at": "2027-03-01 09:30:00"},
    {"base": False, "sent": [{"item": None}], "is_copy": True, "error": None, "failures": 0},
]


@tagged("post_install", "-at_install")
class TestBulk(GoogleSyncCase):
    """Many rows at once are stored as the ORM stores them."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)

    def stored(self, links):
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT to_jsonb(link) - 'id' - 'google_id' FROM google_sync_link AS link"
            " WHERE id = ANY(%s) ORDER BY id",
            [links.ids],
        )
        return [row for (row,) in self.env.cr.fetchall()]

    def values(self, way, chosen):
        common = {"account_id": self.account.id, "collection": "c", "res_model": "calendar.event"}
        return [
            {**common, "google_id": f"{way}{number}", **values}
            for number, values in enumerate(chosen)
        ]

    def test_as_the_orm_stores_them(self):
        model = self.env["google.sync.link"]
        for chosen in (VALUES, VALUES[:1], VALUES[1:2] * 3):
            name = f"{len(chosen)}{'retry_at' in chosen[0]}"
            made = insert(model, self.values(f"bulk{name}", chosen))
            wanted = model.create(self.values(f"orm{name}", chosen))
            self.assertEqual(self.stored(made), self.stored(wanted))
            self.assertEqual(
                made.mapped("google_id"), [f"bulk{name}{n}" for n in range(len(chosen))]
            )

    def test_nothing(self):
        self.assertFalse(insert(self.env["google.sync.link"], []))
