"""Profiles: what users have of them, what they can change, and what Google gets."""

from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, TransactionCase, tagged

from ....models.google_sync_profile import OFFERED, PERSONAL, mode_of, offered_here
from ....sync.operations import profiles
from ...privacy import PrivacyCase
from ...profiles import ProfilesMixin

PREFERENCES = "base.view_users_form_simple_modif"


#: By setting the values that let Google mail others, which only users choose for themselves.
MAILING = {"google_share_guests": {"mail"}, "google_time_off": {"new"}}


@tagged("post_install", "-at_install")
class TestProfileFields(TransactionCase):
    """A profile can give each setting, as it is for users."""

    def test_no_setting_is_forgotten(self):
        settings = set(self.env["res.users"]._google_settings())
        self.assertEqual(set(OFFERED) | PERSONAL, settings)
        self.assertFalse(PERSONAL & set(OFFERED))

    def test_each_is_what_it_is_for_users(self):
        users, profile = self.env["res.users"], self.env["google.sync.profile"]
        for name in OFFERED:
            theirs, ours = users._fields[name], profile._fields[name]
            with self.subTest(name):
                self.assertEqual((ours.type, ours.string), (theirs.type, theirs.string))
                self.assertEqual(ours.comodel_name, theirs.comodel_name)
                if ours.type == "selection":
                    values = set(theirs.get_values(self.env)) - MAILING.get(name, set())
                    self.assertEqual(set(ours.get_values(self.env)), values)

    def test_the_form_shows_each_of_them(self):
        arch = self.env["google.sync.profile"].get_view(view_type="form")["arch"]
        here = offered_here(self.env)
        for name in OFFERED:
            self.assertEqual(arch.count(f'<field name="{name}"'), name in here, name)
            self.assertEqual(arch.count(f'<field name="{mode_of(name)}"'), name in here, name)

    def test_the_page_marks_each_of_them(self):
        arch = self.env["res.users"].get_view(self.env.ref(PREFERENCES).id)["arch"]
        for name in OFFERED:
            self.assertIn(f"not (google_locked and '{name}' in google_locked)", arch)


class ProfileCase(ProfilesMixin, TransactionCase):
    def setUp(self):
        super().setUp()
        self.ana, self.ben, self.eve = (
            self.person(login, name=login.title()) for login in ("ana", "ben", "eve")
        )
        self.doctors = self.group("Doctors", self.ana, self.ben)


@tagged("post_install", "-at_install")
class TestWhoHasWhat(ProfileCase):
    """A profile's value is for who has not chosen, and what is locked is for all."""

    def test_proposed_is_for_who_has_not_chosen(self):
        self.ben.google_meet = "never"
        profile = self.profile(self.doctors, proposed={"google_meet": "guests"})
        self.assertEqual(self.ana.google_meet, "guests")
        self.assertEqual(self.ben.google_meet, "never")
        self.assertEqual(self.eve.google_meet, "request", "is in no such group")
        self.ana.with_user(self.ana).google_meet = "request"
        profile.google_import_birthday_mode = "proposed"
        self.assertEqual(self.ana.google_meet, "request", "chosen since, though it is the default")

    def test_who_has_left_it_follows_another_proposal(self):
        profile = self.profile(self.doctors, proposed={"google_past_days": 7})
        profile.google_past_days = 14
        self.assertEqual(self.ana.google_past_days, 14)

    def test_locked_is_for_all(self):
        self.ben.google_meet = "guests"
        self.profile(self.doctors, locked={"google_meet": "never", "google_email_alerts": True})
        for user in (self.ana, self.ben):
            self.assertEqual(user.google_meet, "never")
            self.assertTrue(user.google_email_alerts)
        self.assertFalse(self.eve.google_email_alerts)

    def test_who_comes_later(self):
        self.profile(self.doctors, locked={"google_meet": "never"})
        self.eve.group_ids += self.doctors
        self.assertEqual(self.eve.google_meet, "never")
        dan = self.person("dan")
        self.doctors.user_ids += dan
        self.assertEqual(dan.google_meet, "never")
        self.assertTrue(dan.google_locks)

    def test_who_is_made_in_the_group(self):
        self.profile(self.doctors, locked={"google_meet": "never"})
        user = self.env["res.users"].create(
            {
                "name": "Dan",
                "login": "dan",
                "google_meet": "guests",
                "group_ids": [Command.set((self.doctors | self.env.ref("base.group_user")).ids)],
            }
        )
        self.assertEqual(user.google_meet, "never")

    def test_groups_that_imply_it(self):
        self.profile(self.doctors, locked={"google_meet": "never"})
        heads = self.group("Heads", self.eve)
        self.assertEqual(self.eve.google_meet, "request")
        heads.implied_ids = self.doctors
        self.assertEqual(self.eve.google_meet, "never")

    def test_who_leaves_keeps_the_value_and_may_change_it(self):
        self.profile(self.doctors, locked={"google_meet": "never"})
        self.ana.group_ids -= self.doctors
        self.assertEqual(self.ana.google_meet, "never")
        self.ana.with_user(self.ana).google_meet = "guests"
        self.assertEqual(self.ana.google_meet, "guests")

    def test_a_profile_that_ends_unlocks_and_keeps(self):
        for end in (
            lambda profile: profile.unlink(),
            lambda profile: profile.action_archive(),
            lambda profile: profile.write({"google_meet_mode": "user"}),
            lambda profile: profile.write({"group_ids": [Command.clear()]}),
            lambda profile: profile.group_ids.unlink(),
        ):
            profile = self.profile(
                self.group("Some", self.ana, self.ben), locked={"google_meet": "never"}
            )
            self.assertTrue(self.ana.google_locks)
            end(profile)
            self.assertEqual(self.ana.google_meet, "never")
            self.assertFalse(self.ana.google_locks)
            self.assertFalse(self.ana.google_lock_notice)
            self.ana.with_user(self.ana).google_meet = "request"

    def test_the_first_that_has_the_setting_counts(self):
        everybody = self.env.ref("base.group_user")
        self.profile(everybody, {"google_meet": "never", "google_past_days": 7}, sequence=20)
        first = self.profile(self.doctors, proposed={"google_meet": "guests"}, sequence=10)
        self.assertEqual(self.ana.google_meet, "guests")
        self.assertEqual(self.ana.google_past_days, 7)
        self.assertEqual(self.ana.google_locked, ["google_past_days"])
        self.assertEqual(self.eve.google_meet, "never")
        first.sequence = 30
        self.assertEqual(self.ana.google_meet, "never")

    def test_companies(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.profile(self.doctors, {"google_meet": "never"}, company_id=other.id)
        self.assertEqual(self.ana.google_meet, "request")
        self.ana.company_ids += other
        self.assertEqual(self.ana.google_meet, "never")

    def test_people_from_outside_have_none(self):
        portal = self.env.ref("base.group_portal")
        user = self.person("from_outside", groups="base.group_portal")
        self.profile(portal, {"google_meet": "never"})
        self.assertFalse(user.google_locks)

    def test_nobody_is_connected_or_switched_on(self):
        group = self.env["res.partner.category"].create({"name": "Patients"})
        everything = {name: self.env["google.sync.profile"][name] for name in OFFERED}
        everything.update(google_contact_category_id=group.id, google_share_guests="yes")
        everything.update(self.env["google.sync.profile"].default_get(list(PERSONAL ^ {*OFFERED})))
        self.profile(self.doctors, {**everything, "google_contact_category_id": group.id})
        self.assertEqual(self.ana.google_contact_category_id, group)
        self.assertFalse(self.ana.google_sync_enabled)
        self.assertEqual(self.ana.google_sync_state, "disconnected")

    def test_no_profile_lets_google_mail_clients(self):
        for name, (value,) in MAILING.items():
            with self.assertRaises(ValueError):
                self.profile(self.doctors, {name: value})

    def test_a_profile_can_forbid_it(self):
        self.ana.google_share_guests = "mail"
        self.profile(self.doctors, {"google_share_guests": "yes"})
        self.assertEqual(self.ana.google_share_guests, "yes")
        with self.assertRaises(UserError):
            self.ana.with_user(self.ana).google_share_guests = "mail"

    def test_only_what_users_could_enter(self):
        with self.assertRaisesRegex(ValidationError, "How far back"):
            self.profile(self.doctors, {"google_past_days": -1})

    def test_a_copy_changes_nobody(self):
        copied = self.profile(self.doctors, {"google_meet": "never"}).copy()
        self.assertFalse(copied.group_ids)
        self.assertEqual(copied.google_meet_mode, "locked")
        self.assertNotEqual(copied.name, "Doctors")


@tagged("post_install", "-at_install")
class TestLocks(ProfileCase):
    """What is locked stays so through every door, and users read who has locked it."""

    def setUp(self):
        super().setUp()
        self.head = self.person("head", name="Dr Head")
        self.profile(
            self.doctors, {"google_meet": "never", "google_privacy": "busy"}, user_id=self.head.id
        )
        self.mine = self.ana.with_user(self.ana)

    def test_users_are_told_who_to_ask(self):
        for values in (
            {"google_meet": "guests"},
            {"google_privacy": "full"},
            {"google_meet": False},
            {"signature": "Ana", "google_meet": "request"},
        ):
            with self.assertRaisesRegex(UserError, "profile “Doctors”. Ask Dr Head"):
                self.mine.write(values)

    def test_neither_do_administrators_nor_the_superuser(self):
        admin = self.env.ref("base.user_admin")
        for by in (self.ana.with_user(admin), self.ana.sudo(), self.ana.with_user(self.ana).sudo()):
            for values in ({"google_meet": "guests"}, {"google_privacy_choice": "full"}):
                with self.assertRaises(UserError):
                    by.write(values)
        with self.assertRaises(UserError):
            (self.eve | self.ana).google_meet = "guests"

    def test_what_stays_the_same_is_no_change(self):
        self.mine.write({"google_meet": "never", "google_privacy": "busy", "tz": "Europe/Paris"})
        self.assertEqual(self.ana.tz, "Europe/Paris")

    def test_nobody_takes_the_lock_away(self):
        admin = self.env.ref("base.user_admin")
        for by in (self.ana, admin):
            for values in ({"google_locks": False}, {"google_profile_values": {}}):
                with self.assertRaises(AccessError):
                    self.ana.with_user(by).write({**values, "google_meet": "guests"})
        with self.assertRaises(AccessError):
            self.env["res.users"].with_user(admin).create(
                {"name": "Dan", "login": "dan", "google_locks": {"google_meet": 1}}
            )

    def test_the_page_says_so(self):
        self.assertEqual(set(self.mine.google_locked), {"google_meet", "google_privacy"})
        self.assertEqual(
            self.mine.google_lock_notice,
            "Set by the profile “Doctors”: What Google can see, Google Meet. Ask Dr Head to "
            "change it.",
        )
        for name, value in (("google_meet", "guests"), ("google_privacy", "full")):
            with (
                self.assertRaisesRegex(AssertionError, "readonly"),
                Form(self.mine, view=PREFERENCES) as form,
            ):
                setattr(form, name, value)
        with Form(self.mine, view=PREFERENCES) as form:
            form.google_sync_enabled = True
        self.assertTrue(self.ana.google_sync_enabled)

    def test_the_preview_does_not_change_it(self):
        self.profile(self.doctors, {"google_import_events": False}, name="Direction")
        preview = self.env["google.sync.preview"].with_user(self.ana)
        preview = preview.browse(preview._open_for_user()["res_id"])
        with self.assertRaisesRegex(AssertionError, "readonly"), Form(preview) as form:
            form.import_events = True
        preview.import_events = True
        preview.grant_wishes()
        self.assertFalse(self.ana.google_import_events)
        self.assertTrue(self.ana.google_sync_enabled)

    def test_a_laxer_company_does_not_undo_it(self):
        self.env.company.write({"google_privacy": "initials", "google_privacy_enforced": True})
        self.assertEqual(self.ana.google_privacy, "busy")
        self.assertEqual(self.eve.google_privacy, "initials")

    def test_a_stricter_company_counts(self):
        self.profile(self.doctors, {"google_privacy": "full"}, name="Open", sequence=1)
        self.assertEqual(self.ana.google_privacy, "full")
        self.env.company.write({"google_privacy": "initials", "google_privacy_enforced": True})
        self.assertEqual(self.ana.google_privacy, "initials")


@tagged("post_install", "-at_install")
class TestOutlook(ProfileCase):
    """Before it is saved a profile says whom it will change."""

    def test_who_differs_is_named(self):
        self.ben.google_meet = "never"
        with Form(self.env["google.sync.profile"]) as form:
            form.name = "Doctors"
            self.assertIn("Choose a group", form.outlook)
            form.group_ids.add(self.doctors)
            self.assertIn("no setting", form.outlook)
            form.google_meet_mode = "locked"
            form.google_meet = "never"
            self.assertEqual(
                form.outlook,
                "Users with this profile: 2. Saving changes settings of 1 of them:\n"
                "Ana: Google Meet",
            )
            self.assertEqual(self.ana.google_meet, "request", "nothing has been saved")
        self.assertEqual(self.ana.google_meet, "never")
        self.assertIn("no setting", form.record.outlook)

    def test_the_order_counts(self):
        self.profile(self.doctors, {"google_meet": "never"}, sequence=1)
        with Form(self.env["google.sync.profile"]) as form:
            form.name = "Later"
            form.group_ids.add(self.doctors)
            form.google_meet_mode = "locked"
            form.google_meet = "guests"
            self.assertIn("no setting", form.outlook)


@tagged("post_install", "-at_install")
class TestMany(ProfileCase):
    """A profile of many users is spread in portions."""

    def test_the_rest_comes_soon(self):
        users = self.env["res.users"].union(*(self.person(f"user{number}") for number in range(5)))
        crew = self.group("Crew", *users)
        action = self.env.ref("google_sync.ir_cron_profiles")
        soon = [("cron_id", "=", action.id)]
        with patch.object(profiles, "PORTION", 2):
            self.profile(crew, {"google_meet": "never"})
            self.assertEqual(users.mapped("google_meet").count("never"), 2)
            self.assertTrue(self.env["ir.cron.trigger"].search(soon))
            self.spread()
        self.assertEqual(set(users.mapped("google_meet")), {"never"})
        self.assertTrue(all(users.mapped("google_locks")))

    def test_locks_of_a_profile_that_is_gone(self):
        """Until its turn comes a user is told of no profile, and can change the setting."""
        profile = self.profile(self.doctors, {"google_meet": "never"})
        with patch.object(profiles, "PORTION", 0):
            profile.unlink()
        self.assertTrue(self.ana.google_locks)
        self.assertFalse(self.ana.google_lock_notice)
        self.ana.with_user(self.ana).google_meet = "guests"
        self.spread()
        self.assertFalse(self.ana.google_locks)
        self.assertEqual(self.ana.google_meet, "guests")

    def test_a_group_that_is_changed_while_a_profile_is_saved(self):
        """Neither transaction sees the other's; what looks at both comes after each of them."""
        action = self.env.ref("google_sync.ir_cron_profiles")

        def looks():
            triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", action.id)])
            times = [one.call_at for one in triggers]
            triggers.unlink()
            return times

        looks()
        profile = self.profile(self.doctors, {"google_meet": "never"})
        times = sorted(looks())
        self.assertGreaterEqual(
            times[-1] - times[0], timedelta(minutes=15), "a group still unsaved"
        )
        with patch.object(profiles, "changes", return_value=()):  # the profile is not there yet
            self.eve.write({"group_ids": [Command.link(self.doctors.id)]})
            self.assertTrue(looks())
            self.doctors.user_ids |= self.ana
            self.assertTrue(looks())
        self.assertNotEqual(self.eve.google_meet, "never")
        self.spread()
        self.assertEqual(self.eve.google_meet, "never")
        profile.unlink()
        looks()
        self.eve.write({"group_ids": [Command.unlink(self.doctors.id)]})
        self.assertFalse(looks(), "without profiles nothing is done")

    def test_what_else_changed_is_put_right_each_day(self):
        self.profile(self.doctors, {"google_meet": "never"})
        self.env.cr.execute("UPDATE res_users SET google_meet = 'guests'")
        self.env.invalidate_all()
        self.spread()
        self.assertEqual(self.ana.google_meet, "never")
        self.assertEqual(self.eve.google_meet, "guests")


@tagged("post_install", "-at_install")
class TestCost(ProfileCase):
    """Without profiles nothing is asked."""

    def test_no_query(self):
        user = self.eve.sudo()
        user._follow_google_profiles()
        user.fetch(["google_locks", "google_meet"])
        with self.assertQueryCount(0):
            user._follow_google_profiles()
            user._check_google_locks({"google_meet": "never", "google_privacy": "busy"})
            self.assertFalse(user.google_locked)
            self.assertFalse(user.google_lock_notice)
            self.doctors._spread_google_profiles()

    def test_one_save_writes_a_thousand_alike_together(self):
        """What is compared before and after a write is looked up for all at once."""
        self.profile(self.doctors, {"google_meet": "never"})
        few = [self.person(f"few{number}").id for number in range(3)]
        many = [self.person(f"many{number}").id for number in range(30)]
        counts = []
        for ids in (few, many):
            group = self.env["res.groups"].create({"name": "Crew"})
            group.user_ids = ids
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.profile(group, {"google_meet": "guests", "google_past_days": 3})
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 5)


@tagged("post_install", "-at_install")
class TestWhatGoogleGets(ProfilesMixin, PrivacyCase):
    """A profile changes what Google sees as users do."""

    level = "full"

    def test_existing_appointments_are_hidden_and_shown_again(self):
        event = self.visit()
        self.settle()
        self.sent.clear()
        group = self.group("Doctors", self.ana, self.ben)
        profile = self.profile(group, {"google_privacy": "busy"})
        self.settle()
        self.assertEqual(self.in_google(event)["summary"], "Busy")
        self.assert_secret()
        profile.google_privacy = "full"
        self.settle()
        self.assertEqual(self.in_google(event)["summary"], "Mrs Weber, first visit")
        self.assertEqual(event.name, "Mrs Weber, first visit")
        self.assert_quiet()

    def test_who_comes_into_the_group_hides_at_once(self):
        event = self.visit()
        self.settle()
        group = self.group("Doctors")
        self.profile(group, {"google_privacy": "initials"})
        self.ana.group_ids += group
        self.settle()
        self.assertEqual(self.in_google(event)["summary"], "A. W.")
        self.ana.group_ids -= group
        self.settle()
        self.assertEqual(self.in_google(event)["summary"], "A. W.", "what they had stays")

    def test_a_lock_hides_what_a_laxer_company_shows_to_all(self):
        self.env.company.write({"google_privacy": "initials", "google_privacy_enforced": True})
        self.ana.google_privacy_choice = "busy"
        event = self.visit()
        self.settle()
        self.assertEqual(self.in_google(event)["summary"], "A. W.")
        profile = self.profile(self.group("Doctors", self.ana), {"google_privacy": "busy"})
        self.settle()
        self.assertEqual(self.in_google(event)["summary"], "Busy")
        profile.unlink()
        self.settle()
        self.assertEqual(self.in_google(event)["summary"], "A. W.")

    def test_workers_are_asked_once_and_google_is_not(self):
        self.visit()
        self.settle()
        self.requests_made()
        self.profile(self.group("Doctors", self.ana), {"google_privacy": "busy"})
        asked = self.env["google.sync.request"].search([]).mapped("verb")
        self.assertEqual(asked, ["compare"])
        self.assertFalse(self.requests_made())

    def test_nobody_is_mailed(self):
        self.ana.google_share_guests = "mail"
        self.profile(self.group("Doctors", self.ana), {"google_share_guests": "yes"})
        event = self.visit()
        self.settle()
        self.assertEqual(len(self.in_google(event)["attendees"]), 2)
