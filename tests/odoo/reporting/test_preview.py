"""What users see before they let a sync happen: all of it, and nothing happens by looking."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import Mock, patch

from psycopg2.errors import SerializationFailure

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ....google_api.transport import oauth
from ....sync import runner
from ....sync.google import client as google_client
from ....sync.operations.disconnect import disconnect
from ....sync.preview import run as preview_run
from ....sync.preview import summary
from ....sync.preview.run import PreviewRun
from ....sync.reconcile.kinds import events as event_kind
from ....sync.reporting import tasks
from ....sync.workers.presence import Presence
from ...common import GoogleSyncCase
from ...contact_case import ContactCase
from ...previews import PreviewMixin
from ...series_case import AT_GOOGLE


class PreviewCase(PreviewMixin, GoogleSyncCase):
    """Scenarios of an account that has been synchronized before, unless they say otherwise."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def synced(self, *names, **fields):
        """Appointments of both sides: Odoo's records and Google's ids, by their titles."""
        ids = {name: self.google_insert(self.ana, name, **fields) for name in names}
        self.sync()
        return self.odoo_events(self.ana), ids

    def line(self, preview, title, side="odoo"):
        return preview.line_ids.filtered(lambda line: (line.title, line.side) == (title, side))


@tagged("post_install", "-at_install")
class TestPreview(PreviewCase):
    """It tells the same as the run does."""

    def test_new_ones(self):
        self.google_insert(self.ana, "Lunch")
        self.odoo_create(self.ana, "Mrs Weber", location="Room 2")
        preview = self.check_foretold()
        self.assertEqual(self.line(preview, "Mrs Weber", "google").details, "Room 2")
        self.assertIn("3/2/27", self.line(preview, "Lunch").moment)

    def test_changed_ones_field_by_field(self):
        events, ids = self.synced("Lunch", "Dinner")
        events["Lunch"].location = "Room 2"
        self.google_patch(self.ana, ids["Lunch"], summary="Long lunch")
        self.google_patch(self.ana, ids["Dinner"], location="At home")
        preview = self.check_foretold()
        self.assertEqual(self.line(preview, "Long lunch").details, "title: Lunch → Long lunch")
        self.assertEqual(
            self.line(preview, "Long lunch", "google").details, "location: nothing → Room 2"
        )
        opened = self.line(preview, "Long lunch").action_open_record()
        self.assertEqual(opened["url"], f"/odoo/calendar.event/{events['Lunch'].id}")
        self.assertEqual(opened["target"], "new", "the preview stays")

    def test_both_changed_the_same(self):
        events, ids = self.synced("Lunch")
        self.google_patch(self.ana, ids["Lunch"], location="Mensa")
        events["Lunch"].location = "Canteen"
        preview = self.check_foretold()
        self.assertIn("Both sides changed the location", preview.line_ids.details)

    def test_deleted_ones(self):
        events, ids = self.synced("Lunch", "Dinner", "Tea")
        self.google_delete(self.ana, ids["Lunch"])
        events["Dinner"].unlink()
        preview = self.check_foretold()
        self.assertEqual(preview.line_ids.mapped("verb"), ["delete", "delete"])

    def test_one_that_was_changed_here_and_deleted_there(self):
        events, ids = self.synced("Lunch")
        self.google_delete(self.ana, ids["Lunch"])
        events["Lunch"].location = "Canteen"
        self.check_foretold()

    def test_a_series_and_its_occurrence(self):
        rule = ["RRULE:FREQ=WEEKLY;COUNT=6"]
        series = self.google_insert(self.ana, "Yoga", **{**AT_GOOGLE, "recurrence": rule})
        self.check_foretold()
        instances = self.google(self.ana, "GET", f"/{series}/instances")["items"]
        self.google_patch(self.ana, instances[2]["id"], summary="Yoga outside")
        preview = self.check_foretold()
        self.assertIn("Yoga outside", preview.line_ids.details)
        self.env["calendar.event"].search([("name", "=", "Yoga")])[1].location = "Gym"
        self.check_foretold()

    def test_what_waits_in_many_batches(self):
        """More than one run sends: each has its batches."""
        for number in range(58):
            self.odoo_create(self.ana, f"Visit {number}")
        with patch.object(event_kind, "MOST_WRITES", 54):
            self.assertEqual(self.part(self.preview()).requests, 3)
            before, asked_before = self.on_the_wire()
            self.sync()
            self.sync()
            after, asked = self.on_the_wire()
        lists = asked[len(asked_before) :].count("calendar.events.list")
        self.assertEqual(after - before, 3 + lists)

    def test_nothing_to_do(self):
        preview = self.check_foretold()
        self.assertFalse(preview.line_ids)

    # -- what if ------------------------------------------------------------------------------

    def test_populate_before_it_is_ticked(self):
        self.odoo_create(self.ana, "Old visit")
        both = self.odoo_create(self.ana, "Team meeting")
        self.commit()
        self.env["google.sync.change"].search([]).unlink()
        for name in ("Team meeting", "Old lunch"):
            self.google_insert(self.ana, name)
        self.account.write({"known_since": "2099-01-01", "sync_token": False})
        preview = self.preview()
        self.assertFalse(self.shown(preview), "the past is not copied")
        self.assertEqual(self.part(preview).left_out, 2)
        self.assertIn("before you connected", preview.line_ids[0].details)
        preview = self.check_foretold(populate_google=True, populate_odoo=True)
        new = [line for line in self.shown(preview) if line[1] == "create"]
        self.assertEqual(new, [("google", "create", "Old visit"), ("odoo", "create", "Old lunch")])
        self.assertEqual(self.odoo_events(self.ana)["Team meeting"], both, "and not doubled")
        self.assertFalse(self.ana.google_populate_google or self.ana.google_populate_odoo)

    def test_before_the_sync_is_switched_on(self):
        self.ana.google_sync_enabled = False
        self.google_insert(self.ana, "Lunch")
        preview = self.check_foretold()
        self.assertTrue(preview.switches_on)
        self.assertTrue(self.ana.google_sync_enabled)

    def test_import_switched_on(self):
        self.ana.google_import_events = False
        self.google_insert(self.ana, "Lunch")
        preview = self.preview()
        self.assertEqual(preview.line_ids.verb, "skip")
        self.assertEqual(self.part(preview).left_out, 1)
        self.assertIn("You chose not to import", preview.line_ids.details)
        self.check_foretold(import_events=True)
        self.assertTrue(self.ana.google_import_events)

    def test_ticked_boxes_wait_for_apply(self):
        self.ana.google_populate_odoo = True
        preview = self.preview()
        self.assertTrue(preview.populate_odoo)
        self.assertFalse(self.ana.google_populate_odoo)
        preview.action_apply()
        self.assertTrue(self.ana.google_populate_odoo)

    def test_a_populate_under_way_goes_on(self):
        self.ana.google_populate_google = True
        self.take()
        tasks.begin(self.account, tasks.COPY["google"], 700)
        self.preview()
        self.assertTrue(self.ana.google_populate_google)
        self.assertEqual(tasks.total(self.account, tasks.COPY["google"]), 700)

    # -- guards and mails ---------------------------------------------------------------------

    def test_many_deletions_would_be_held(self):
        _events, ids = self.synced(*(f"Lunch {number}" for number in range(12)))
        for google_id in ids.values():
            self.google_delete(self.ana, google_id)
        part = self.part(self.preview())
        self.assertIn("would remove 12 appointments", part.held)
        self.assertEqual(part.odoo_deleted, 12)
        self.assertEqual(self.account.state, "connected")
        self.sync()
        self.assertEqual(self.account.message, part.held)

    def test_other_time_zone(self):
        self.ana.tz = "America/New_York"
        part = self.part(self.preview())
        self.assertTrue(part.held.startswith("The time zone is America/New_York in Odoo"))
        self.assertEqual(self.account.state, "connected")

    def test_who_is_mailed(self):
        guest = self.env["res.partner"].create({"name": "Bob", "email": "bob@mail.example"})
        attendees = [Command.set([self.ana.partner_id.id, guest.id])]
        self.odoo_create(self.ana, "Meeting", partner_ids=attendees)
        self.assertEqual(self.part(self.preview()).mail_text, "0 people will be mailed")
        self.ana.google_share_guests = "mail"
        with self.mails_expected("bob@mail.example"):
            part = self.part(self.check_foretold())
        self.assertEqual(part.mail_text, "Google will mail 1 person: bob@mail.example")
        self.assertEqual({mail["to"] for mail in self.mails()}, {"bob@mail.example"})


@tagged("post_install", "-at_install")
class TestPreviewBesideRuns(PreviewCase):
    """Runs and previews at the same time, several previews, and what goes wrong."""

    def test_ordinary_runs_go_first(self):
        self.google_insert(self.ana, "Lunch")
        preview = self.wanted()
        self.sync()
        self.assertIn("Lunch", self.odoo_events(self.ana))
        self.assertEqual(preview.state, "ready")
        self.assertFalse(preview.line_ids, "it has been done meanwhile")

    def test_a_run_in_between(self):
        """What Google said before another worker's run is not compared with Odoo after it."""
        preview = self.wanted()
        self.commit()
        with self.enter_registry_test_mode(), self.registry.cursor() as cursor:
            env = self.env(cr=cursor, su=True)
            (run,) = PreviewRun.claim(env, self.worker(), 10)
            answer = run.fetch()
            env["google.sync.account"].browse(self.account.id).last_sync = "2030-01-01"
            env.flush_all()
            self.assertFalse(run.go_on(env, answer))
            env.flush_all()
            self.assertTrue(env["google.sync.preview.part"].any_due())
        self.env.invalidate_all()
        self.assertEqual(preview.state, "waiting")
        self.run_scheduled_action()
        self.assertEqual(preview.state, "ready")

    def test_an_old_one_is_shown_anew(self):
        self.google_insert(self.ana, "Lunch")
        preview = self.preview(populate_odoo=True)
        preview.sudo().part_ids.looked_at -= timedelta(hours=1)
        anew = self.opened(preview.action_apply())
        self.assertEqual((anew.state, anew.was_outdated), ("waiting", True))
        self.assertTrue(anew.populate_odoo)
        self.assertFalse(self.ana.google_populate_odoo, "nothing is applied unseen")

    def test_another_wish(self):
        preview = self.preview(populate_odoo=True)
        again = self.opened(preview.action_back())
        self.assertEqual(again.state, "draft")
        self.assertTrue(again.populate_odoo, "what was ticked is still")
        self.assertFalse(again.part_ids)
        with self.assertRaisesRegex(UserError, "nothing to apply yet"):
            again.action_apply()

    # -- several tabs ---------------------------------------------------------------------------

    def test_what_another_tab_shows_stays(self):
        self.google_insert(self.ana, "Lunch")
        first = self.preview()
        second = self.opened(self.ana.with_user(self.ana).action_google_preview())
        self.assertTrue(first.is_applicable, "nothing else was asked for yet")
        second = self.opened(second.action_show())
        self.env.invalidate_all()
        self.assertEqual(self.shown(first), [("odoo", "create", "Lunch")])
        self.assertFalse(first.is_newest)
        self.assertTrue(second.is_newest)
        with self.assertRaisesRegex(UserError, "newer preview"):
            first.action_apply()
        self.assertEqual(self.opened(first.action_open_newest()), second)
        self.run_scheduled_action()
        self.assertEqual((first.state, second.state), ("ready", "ready"))

    def test_of_several_that_wait_the_newest_is_made(self):
        first, second = self.wanted(), self.wanted()
        self.run_scheduled_action()
        self.assertEqual((first.state, second.state), ("waiting", "ready"))
        self.assertFalse(first.is_newest)
        with self.assertRaisesRegex(UserError, "newer preview"):
            first.action_apply()

    def test_what_was_asked_for_is_not_changed_any_more(self):
        preview = self.wanted()
        with self.assertRaisesRegex(UserError, "Press Back"):
            preview.populate_google = True

    def test_a_worker_that_died_at_it(self):
        preview = self.wanted()
        self.commit()
        dead = Presence(self.env.cr.dbname)
        dead.close()
        with self.enter_registry_test_mode(), self.registry.cursor() as cursor:
            env = self.env(cr=cursor, su=True)
            self.assertEqual(len(env["google.sync.preview.part"].claim(dead.number, 10)), 1)
            self.assertEqual(len(env["google.sync.preview.part"].claim(dead.number, 10)), 1)
        self.run_scheduled_action()
        self.assertEqual(preview.state, "ready")
        self.assertEqual(len(preview.part_ids), 1)

    def test_old_ones_are_removed(self):
        preview = self.preview()
        lines = preview.line_ids
        models = [preview.sudo(), preview.sudo().part_ids, lines.sudo()]
        for records in models:
            records._transient_vacuum()
        self.assertTrue(preview.exists())
        self.env.cr.execute("UPDATE google_sync_preview SET write_date = '2026-01-01'")
        preview.sudo()._transient_vacuum()
        self.assertFalse(preview.exists() or models[1].exists())

    # -- what goes wrong ----------------------------------------------------------------------

    def test_access_taken_back(self):
        tokens = self.env["google.sync.grant"].load(self.account)[self.account.id]
        oauth.revoke(google_client.endpoints(), tokens.refresh_token)
        part = self.part(self.preview())
        self.assertEqual(part.state, "failed")
        self.assertIn("Authorize Again", part.message)
        self.assertEqual(self.account.state, "connected", "the next run will tell")

    def test_google_is_down(self):
        self.fault("events.list", status=400, reason="badRequest", times=-1)
        preview = self.preview()
        self.assertEqual((preview.state, self.part(preview).state), ("ready", "failed"))
        self.assertFalse(preview.is_applicable)
        self.assertFalse(self.account.message)

    def test_somebody_saves_all_the_time(self):
        """What disturbs each attempt is nobody's failure, and the user may try again."""
        self.google_insert(self.ana, "Lunch")
        attempts = Mock(side_effect=SerializationFailure)
        run, _tell = preview_run.RUNS["calendar"]
        with patch.dict(preview_run.RUNS, calendar=(run, attempts)):
            preview = self.preview(populate_odoo=True)
        self.assertEqual(attempts.call_count, runner.TRIES)
        part = self.part(preview)
        self.assertEqual((preview.state, part.state), ("ready", "failed"))
        self.assertEqual(
            part.message,
            "Appointments or contacts were being changed while this preview was made. "
            "Press “Refresh” to make it again.",
        )
        self.assertFalse(preview.is_applicable)
        anew = self.opened(preview.action_show())
        self.run_scheduled_action()
        self.assertEqual(self.part(anew).state, "ready")
        self.assertTrue(self.line(anew, "Lunch"))

    def test_not_now(self):
        disconnect(self.account)
        with self.assertRaisesRegex(UserError, "Connect your Google account first"):
            self.preview()
        self.env["ir.config_parameter"].set_param("google_sync.enabled", "False")
        with self.assertRaisesRegex(UserError, "switched off"):
            self.preview()

    def test_nobody_sees_what_others_preview(self):
        self.google_insert(self.ana, "Therapy")
        preview = self.preview()
        for user in (new_test_user(self.env, "ben"), self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                preview.with_user(user).read(["state"])
            with self.assertRaises(AccessError):
                preview.line_ids.with_user(user).read(["title"])
            with self.assertRaises(AccessError):
                self.ana.with_user(user).action_google_preview()

    def test_thousands(self):
        """The first lines are shown, and all are counted."""
        for number in range(5):
            self.odoo_create(self.ana, f"Visit {number}")
        with patch.object(summary, "MOST_LINES", 2):
            preview = self.preview()
        self.assertEqual(self.part(preview).google_created, 5)
        self.assertEqual((len(preview.line_ids), preview.more), (2, 3))


@tagged("post_install", "-at_install")
class TestPreviewOfContacts(PreviewMixin, ContactCase):
    def set_up_once(self):
        super().set_up_once()
        self.odoo_contact("Nora Field", email="nora@mail.example")
        self.odoo_contact("Otto Lake", phone="+33 1 23 45 67 89")

    def test_the_first_sync(self):
        nora = {"emailAddresses": [{"value": "nora@mail.example"}]}
        self.google_contact("Nora Field", label=False, **nora)
        preview = self.check_foretold()
        note = preview.line_ids.filtered(lambda line: line.verb == "note")
        self.assertEqual(note.details, "The label “Clients” is created.")
        self.assertIn(
            "+33", preview.line_ids.filtered(lambda one: one.title == "Otto Lake").details
        )

    def test_later_on(self):
        self.google_contact("Gus Green")
        self.check_foretold()
        gus = self.google_people()["Gus Green"]["resourceName"]
        self.google_update(gus, emailAddresses=[{"value": "gus@mail.example"}])
        self.odoo_contacts()["Otto Lake"].category_id = False
        self.odoo_contacts()["Nora Field"].function = "Florist"
        preview = self.check_foretold()
        self.assertEqual(
            set(preview.line_ids.mapped("verb")), {"update", "leave"}, "nobody is deleted"
        )

    def test_a_renamed_group(self):
        self.sync()
        self.group.name = "Friends of the house"
        preview = self.check_foretold()
        self.assertIn("“Friends of the house”", preview.line_ids.details)

    def test_without_permission(self):
        tokens = self.env["google.sync.grant"].load(self.account)[self.account.id]
        less = replace(tokens, scopes=frozenset(oauth.SCOPES))
        self.env["google.sync.grant"].give(self.account, less)
        preview = self.preview()
        self.assertEqual(self.part(preview, "contacts").state, "failed")
        self.assertIn("permission is missing", self.part(preview, "contacts").message)
        self.assertTrue(preview.is_applicable, "the appointments are shown")

    def test_one_that_cannot_be_sent(self):
        company = self.odoo_contact("Field Ltd", is_company=True)
        self.odoo_contact("", type="invoice", parent_id=company.id, email="bill@field.example")
        preview = self.preview()
        problem = preview.line_ids.filtered(lambda line: line.verb == "problem")
        self.assertIn("It has no name", problem.details)
        self.assertIn("Otto Lake", preview.line_ids.mapped("title"), "the others are shown")
