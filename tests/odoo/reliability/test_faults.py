"""Every step of a run, and every fault at it: nothing is lost, doubled or mailed."""

from odoo.tests import tagged

from ...common import THREE_MONDAYS, WEEKLY
from ...fault_case import FaultCase
from ...series_case import hour


@tagged("post_install", "-at_install")
class TestFaultsOfChanges(FaultCase):
    """Both sides change appointments, series and contacts, and make new ones."""

    scenario = "changes"

    def set_up_once(self):
        super().set_up_once()
        self.ana.google_import_events = True
        guest = self.env["res.partner"].create({"name": "Weber", "email": "weber@mail.example"})
        ours = self.odoo_create(self.ana, "Ours", **hour("2027-03-03", 9, 10))
        gone = self.odoo_create(self.ana, "Gone from Odoo", **hour("2027-03-04", 9, 10))
        yoga = self.odoo_create(self.ana, "Yoga", **THREE_MONDAYS).recurrence_id
        theirs = self.google_insert(self.ana, "Theirs")
        gone_there = self.google_insert(self.ana, "Gone from Google")
        guests = [{"email": guest.email}, {"email": self.email(self.ana)}]
        guests[1]["responseStatus"] = "accepted"
        meeting = self.google_insert(self.ana, "Meeting", attendees=guests)
        nora = self.odoo_contact("Nora Field", email="nora@field.example")
        left = self.odoo_contact("Lea Left")
        gus = self.google_contact("Gus Green")
        self.sync()
        self.sync()
        self._change_odoo(ours, gone, yoga, nora, left)
        self._change_google(theirs, gone_there, meeting, gus)

    def _change_odoo(self, ours, gone, yoga, nora, left):
        both = self.odoo_events(self.ana)["Theirs"]
        both.location = "Room of Odoo"
        ours.write({"name": "Ours, changed"})
        gone.with_user(self.ana).unlink()
        second = yoga.calendar_event_ids.sorted("start")[1]
        second.with_user(self.ana).write({"name": "Yoga outside", "recurrence_update": "self_only"})
        self.odoo_create(self.ana, "New in Odoo", **hour("2027-03-05", 9, 10))
        nora.function = "Baker"
        left.category_id = [(3, self.group.id)]
        self.odoo_contact("New contact", email="new@contact.example")

    def _change_google(self, theirs, gone, meeting, gus):
        self.google_patch(self.ana, theirs, summary="Theirs, changed")
        self.google_delete(self.ana, gone)
        self.google_patch(self.ana, meeting, location="Room of Google")
        self.google_insert(self.ana, "Weekly in Google", **WEEKLY)
        self.google_update(gus, organizations=[{"title": "Gardener"}])
        self.google_contact("Newcomer", emailAddresses=[{"value": "new@comer.example"}])

    def test_each_step_and_each_fault(self):
        self.try_each_fault()


@tagged("post_install", "-at_install")
class TestFaultsOfPopulate(FaultCase):
    """What both sides have had before is copied to the other one, once."""

    scenario = "populate"

    def set_up_once(self):
        super().set_up_once()
        self.ana.google_import_events = True
        self.sync()
        self.ana.google_sync_enabled = False
        self.odoo_create(self.ana, "Old in Odoo", **hour("2027-03-03", 9, 10))
        self.odoo_create(self.ana, "Yoga", **THREE_MONDAYS)
        self.odoo_contact("Old contact", email="old@contact.example")
        self.google_insert(self.ana, "Old in Google")
        self.google_insert(self.ana, "Weekly in Google", **WEEKLY)
        self.google_contact("Old Green")
        self.commit()
        self.env["google.sync.change"].search([]).unlink()
        self.ana.write(
            {
                "google_sync_enabled": True,
                "google_populate_google": True,
                "google_populate_odoo": True,
            }
        )
        self.commit()

    def test_each_step_and_each_fault(self):
        self.try_each_fault()


@tagged("post_install", "-at_install")
class TestFaultsOfUndo(FaultCase):
    """A sync is taken back that has changed both sides."""

    scenario = "undo"
    agree = False  # what was new goes back to where it was made

    def set_up_once(self):
        super().set_up_once()
        self.ana.google_import_events = True
        ours = self.odoo_create(self.ana, "Ours", **hour("2027-03-03", 9, 10))
        theirs = self.google_insert(self.ana, "Theirs")
        gone = self.google_insert(self.ana, "Gone from Google")
        nora = self.odoo_contact("Nora Field")
        self.sync()
        self.sync()
        ours.name = "Ours, changed"
        nora.function = "Baker"
        self.google_patch(self.ana, theirs, location="Room of Google")
        self.google_delete(self.ana, gone)
        self.google_insert(self.ana, "New in Google")
        self.odoo_create(self.ana, "New in Odoo", **hour("2027-03-05", 9, 10))
        last = self.last_run(self.account)
        self.sync()
        for run in self.env["google.sync.run"].search([("id", ">", last.id)]):
            self.undo(run, sync=False)
        self.commit()

    def test_each_step_and_each_fault(self):
        self.try_each_fault()


@tagged("post_install", "-at_install")
class TestFaultsOfMove(FaultCase):
    """The user picks another calendar, and takes the appointments along."""

    scenario = "move"

    def set_up_once(self):
        super().set_up_once()
        for number in range(3):
            self.odoo_create(self.ana, f"Visit {number}", show_as="free")
        self.odoo_create(self.ana, "Yoga", **THREE_MONDAYS)
        self.sync()
        user = self.ana.with_user(self.ana)
        action = user.action_google_choose_calendar()
        wizard = user.env[action["res_model"]].browse(action["res_id"])
        wizard.write({"choice": "dedicated", "name": "Practice", "appointments": "move"})
        wizard.action_apply()
        self.commit()

    def assert_placed(self):
        state = self.control("GET", "/_fake/state", account=self.email(self.ana))
        living = {
            calendar["id"]
            for calendar in state["calendars"]
            for event in calendar["events"]
            if event["status"] != "cancelled"
        }
        self.assertEqual(living, {self.account.calendar_id}, "all are in the new calendar")

    def test_each_step_and_each_fault(self):
        self.try_each_fault()
