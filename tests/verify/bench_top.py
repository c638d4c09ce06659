"""What the tests do with the stand-in beside the program: accounts, habits, what is there."""

from __future__ import annotations

import requests

from tools.verify_google.lab import OWNER, SCOPES, SECOND, Account, Client, Lab
from tools.verify_google.places import Places

ANN, BOB = "ann@example.com", "bob@example.com"
CLIENT = Client("verify.apps.googleusercontent.com", "verify-secret-0123456789")
TOLD = frozenset({"access_token", "expires_in", "scope", "token_type", "id_token"})


class Bench:
    """:ivar url: where the stand-in is"""

    def __init__(self, url):
        self.url = url

    def ask(self, method, path, **options):
        answer = requests.request(method, f"{self.url}{path}", timeout=10, **options)
        answer.raise_for_status()
        return answer.json() if answer.content else {}

    def control(self, name, /, **body):
        return self.ask("POST", f"/_fake/{name}", json=body)

    def account(self, name, email, scopes=SCOPES):
        person = {"email": email, "time_zone": "Europe/Brussels", "client_id": CLIENT.id}
        token = self.control("accounts", scopes=list(scopes), **person)["access_token"]
        return Account(name, email, frozenset(scopes), TOLD, token)

    def lab(self, recorder=None, second=True, scopes=SCOPES):
        accounts = [self.account(OWNER, ANN, scopes)]
        accounts += [self.account(SECOND, BOB)] if second else []
        return Lab(Places.at(self.url), CLIENT, accounts, recorder)

    def state(self, email=ANN):
        return self.ask("GET", "/_fake/state", params={"account": email})

    def mails(self):
        return self.ask("GET", "/_fake/requests")["mails"]

    def asked(self):
        return self.ask("GET", "/_fake/requests")["requests"]

    def things(self):
        """All that there is in both accounts, as short as a test can compare it."""
        found = []
        for email in (ANN, BOB):
            state = self.state(email)
            found += [calendar["summary"] for calendar in state["calendars"]]
            living = [event for event in state["events"] if event["status"] != "cancelled"]
            found += [event["summary"] for event in living]
            found += [contact["names"][0]["displayName"] for contact in state["contacts"]]
            found += [group["name"] for group in state["groups"] if "USER" in group["groupType"]]
        return sorted(found)


#: Where the stand-in is not by itself as the ledger says that Google is.
AS_GOOGLE = {"contact_birthdays": "shown"}
