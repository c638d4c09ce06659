"""A Google Workspace whose administrator lets a service account act for its users."""

import base64
import json

from ..google_api.transport.oauth import SCOPES_OF_BUSY, SCOPES_OF_CONTACTS, SCOPES_OF_LABELS
from ..google_api.transport.service_account import NO_TOKENS, SCOPES

DOMAIN = "practice.example"
ALL_SCOPES = SCOPES + SCOPES_OF_CONTACTS + SCOPES_OF_BUSY + SCOPES_OF_LABELS


class WorkspaceMixin:
    """For tests beside :class:`~.common.FakeGoogleMixin`."""

    def set_up_workspace(self):
        """The settings as an administrator leaves them who has done everything right."""
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("google_sync.connect_by", "service_account")
        parameters.set_param("google_sync.domains", DOMAIN)
        self.key_file = self.new_key()
        self.delegate(*ALL_SCOPES)
        self.upload(self.key_file)

    def new_key(self):
        """Another key of the service account."""
        return self.control("POST", "/_fake/service_accounts")

    def delete_key(self, key_file):
        key_id = {"private_key_id": key_file["private_key_id"]}
        self.control("DELETE", "/_fake/service_accounts", key_id)

    def delegate(self, *scopes):
        """What the Workspace's administrator allows, in place of what was allowed before."""
        client_id = self.key_file["client_id"]
        delegation = {"client_id": client_id, "domain": DOMAIN, "scopes": scopes}
        self.control("POST", "/_fake/delegations", delegation)

    def upload(self, content):
        """Save the settings with a key file, as the form does."""
        if isinstance(content, dict):
            content = json.dumps(content).encode()
        settings = self.env["res.config.settings"].create(
            {"google_sync_key_file": base64.b64encode(content)}
        )
        settings.execute()
        return settings

    def new_colleague(self, login, **values):
        """A user with an account in the Workspace, by whose address they log in."""
        user = self.new_user(f"{login}@{DOMAIN}", name=login, **values)
        self._emails[user.id] = user.login
        self.make_google_account(user)
        return user

    def connect_by_service_account(self, user, **settings):
        """What the button on the Google page does, pressed by the user."""
        user.write(settings)
        user.with_user(user).action_google_connect()
        return user.sudo().google_sync_account_ids

    def forget_access_tokens(self):
        """An hour passes, and none of them is good any more."""
        accounts = self.env["google.sync.account"].search([])
        for account in accounts.filtered(lambda one: one.connected_by == "service_account"):
            self.env["google.sync.grant"].give(account, NO_TOKENS)
