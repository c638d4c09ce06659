"""Odoo's own ``google_calendar`` at work for the tests, against the same fake Google."""

from datetime import timedelta
from unittest.mock import patch

import requests

from odoo import fields

from odoo.addons.google_calendar.utils.google_calendar import GoogleCalendarService

from ...sync.operations.migrate_google_calendar import migrate
from ..common import GoogleSyncCase

GOOGLE = "https://www.googleapis.com"


class GoogleCalendarCase(GoogleSyncCase):
    """Users whose schedule ``google_calendar`` has synchronized so far."""

    @classmethod
    def _connect_to_fake(cls):
        super()._connect_to_fake()
        cls.enterClassContext(cls._at_the_fake())

    def set_up_once(self):
        super().set_up_once()
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("google_calendar_client_id", "other.apps.googleusercontent.com")
        parameters.set_param("google_calendar_client_secret", "other-secret")
        parameters.set_param("google_calendar.sync.range_days", "36500")

    @classmethod
    def _at_the_fake(cls):
        """Its requests with Google's host replaced, and nothing else."""
        send = requests.request

        def elsewhere(method, url, **options):
            return send(method, url.replace(GOOGLE, cls.fake.url), **options)

        return patch("odoo.addons.google_account.models.google_service.requests.request", elsewhere)

    def use_google_calendar(self, user):
        """Have ``google_calendar`` synchronize the user's schedule, as it does on its own."""
        answer = self.make_google_account(user)
        user.email = self.email(user)
        settings = self.env["res.users.settings"]._find_or_create_for_user(user)
        settings.write(
            {
                "google_calendar_rtoken": answer["refresh_token"],
                "google_calendar_token": answer["access_token"],
                "google_calendar_token_validity": fields.Datetime.now() + timedelta(hours=1),
            }
        )

    def let_it_sync(self, *users):
        """What its scheduled action does for each user, and what it sends after the commit."""
        for user in users:
            service = GoogleCalendarService(self.env["google.service"])
            user.with_user(user).sudo()._sync_google_calendar(service)
            self.commit_and_send()

    def commit_and_send(self):
        """Commit; ``google_calendar`` sends to Google when a transaction has been committed, and
        has Google mail all guests."""
        with self.mails_expected():
            self._commit_and_send()

    def _commit_and_send(self):
        self.commit()
        with self.enter_registry_test_mode():
            self.cr.postcommit.run()
        self.env.invalidate_all()

    def migrate_users(self, *users):
        """Connected or not, what the administrator does."""
        users = self.env["res.users"].union(*users)
        for account in map(self._account, users):
            migrate(account)
        self._commit_and_send()

    def _account(self, user):
        return self.env["google.sync.account"].of_user(user)
