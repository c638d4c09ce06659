"""A practice: one database, a fake Google, and as many Odoo servers as a test wants."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from person import ZONE, Person
from server_log import ServerLog

from tools import databases, odoo_process, postgres, processes
from tools.fake_client import FakeClient
from tools.odoo_client import OdooClient, OdooError
from tools.stack import CREDENTIALS, Stack, base_url, stack

_AT_A_TIME = 8  # people who press something
_SHOWN = 20  # problems of those that a failing test names
#: So long a scheduled action may take; short, so that one that takes too long shows. Less would
#: end workers that only wait: they do so for up to 70 seconds.
ACTION_SECONDS = 80


@dataclass
class Office:
    """One Odoo server."""

    server: odoo_process.Server

    @property
    def url(self) -> str:
        return self.server.url

    def log(self) -> ServerLog:
        """What it writes from now on."""
        return ServerLog(self.server.log)

    def kill(self) -> None:
        """As by a power cut: no process of it does anything more."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.server.process.pid, signal.SIGKILL)
        self.server.process.wait()

    def ask_to_stop(self) -> None:
        self.server.process.terminate()

    def sleep(self) -> None:
        """Do nothing until :meth:`wake`, as on a machine that is busy with something else."""
        os.killpg(self.server.process.pid, signal.SIGSTOP)

    def wake(self) -> None:
        os.killpg(self.server.process.pid, signal.SIGCONT)

    def kill_a_worker(self, choose: Callable[[Sequence[int]], int]) -> None:
        """Kill one of the processes that run scheduled actions; its server starts another."""
        os.kill(choose(self.server.cron_workers()), signal.SIGKILL)


class Practice:
    """:ivar fake: the other side, past Google's API and its troubles"""

    def __init__(self, ground: Stack):
        self.ground = ground
        self.fake = FakeClient(ground.fake_url)
        self._count = 0

    @contextmanager
    def office(self, crons: int = 2, workers: int = 0, *options: str) -> Iterator[Office]:
        """A server, for the length of the block; the first one is where people log in."""
        self._count += 1
        port = processes.choose_port("")
        with odoo_process.serving(
            self.ground.database,
            port,
            self.ground.fake_url,
            crons,
            workers,
            (f"--limit-time-real-cron={ACTION_SECONDS}", *options),
            name=f"{self.ground.database}-{self._count}",
        ) as server:
            office = Office(server)
            try:
                yield office
            finally:
                office.kill()  # its database goes next: nothing is worth waiting for

    def admin(self, office: Office) -> OdooClient:
        return self.log_in(office, "admin")

    def log_in(self, office: Office, login: str) -> OdooClient:
        return OdooClient(office.url, self.ground.database, login, "admin")

    def move(self, people: Sequence[Person], office: Office) -> None:
        """From now on these people work at that office."""
        for person in people:
            person.odoo = self.log_in(office, person.email.partition("@")[0])

    def hire(
        self, office: Office, number: int, role: str = "person", kind: type[Person] = Person
    ) -> list[Person]:
        """People with an account at Odoo and one at Google, which know nothing of each other."""
        self._count += 1
        logins = [f"{role}{self._count}x{index}" for index in range(number)]
        admin = self.admin(office)
        ids = admin.call(
            "res.users",
            "create",
            [{"name": login.title(), "login": login, "tz": ZONE} for login in logins],
            context={"no_reset_password": True},
        )
        if kind.RIGHTS:
            groups = [("module", "=", "base"), ("name", "in", kind.RIGHTS)]
            found = admin.call("ir.model.data", "search_read", groups, ["res_id"])
            rights = [(4, group["res_id"]) for group in found]
            admin.call("res.users", "write", ids, {"group_ids": rights})
        # Odoo takes a good part of a second to digest one password: all get that of "admin".
        postgres.sql(
            "UPDATE res_users SET password = (SELECT password FROM res_users WHERE login = 'admin')"
            f" WHERE login = ANY('{{{','.join(logins)}}}')",
            self.ground.database,
        )
        return each(logins, lambda login: self._meet(office, login, kind))

    def _meet(self, office: Office, login: str, kind: type[Person]) -> Person:
        email = f"{login}@gmail.example"
        self.fake.make_account(email, login.title(), ZONE)
        person = kind(self.log_in(office, login), self.fake, email)
        person.save(google_import_events=True)
        return person

    def allow(self, office: Office, allowed: bool) -> None:
        """Turn the switch of the whole company."""
        self.admin(office).call(
            "ir.config_parameter", "set_param", "google_sync.enabled", str(allowed)
        )

    def serves(self, office: Office) -> None:
        """Tell Odoo that this office's address is its own: Google sends people back there."""
        databases.set_parameters(self.ground.database, base_url(int(office.url.rpartition(":")[2])))

    def tick(self, name: str) -> None:
        """Let a scheduled action's time come, for which one would have to wait else.

        :param name: of ours, in the addon's data
        """
        postgres.sql(
            "INSERT INTO ir_cron_trigger (cron_id, call_at) SELECT res_id, now() AT TIME ZONE 'UTC'"
            f" FROM ir_model_data WHERE module = 'google_sync' AND name = '{name}'",
            self.ground.database,
        )
        postgres.sql(f"NOTIFY cron_trigger, '{self.ground.database}'")

    # -- troubles -------------------------------------------------------------------------------

    def cut_connections(self) -> None:
        """Break every connection to the database."""
        postgres.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{self.ground.database}' AND pid != pg_backend_pid()"
        )

    def stop_google(self, seconds: float) -> None:
        """Google's port closes at once, and opens again later."""
        self.fake.request("POST", "/_fake/outage", {"seconds": seconds})

    def slow_google(self, seconds: float) -> None:
        """Each answer of Google's takes so long."""
        self.fake.request("POST", "/_fake/settings", {"latency": seconds})

    def silence_google(self) -> None:
        """Google takes requests and never answers."""
        fault = {"match": "*", "kind": "timeout_before", "times": 0, "seconds": 120}
        self.fake.request("POST", "/_fake/faults", fault)

    def expire_access(self, seconds: float) -> None:
        """Google takes no access token any more, and says nothing for so long when it is asked for
        another one."""
        for fault in (
            {"match": "calendar.events.list", "status": 401, "reason": "authError"},
            {"match": "oauth.token", "kind": "timeout_before", "seconds": seconds},
        ):
            self.fake.request("POST", "/_fake/faults", {**fault, "times": 0})

    def waits_for_access(self) -> bool:
        """Whether Google was asked for a token since :meth:`expire_access`."""
        ordered = self.fake.request("GET", "/_fake/faults")["faults"]
        return any(fault["match"] == "oauth.token" and fault["done"] for fault in ordered)

    def disturb_google(self, share: float, faults: Sequence[Mapping[str, Any]], seed: str) -> None:
        """Part of what the addon asks goes wrong, in one of these ways; what people do does not.

        :param share: of all requests
        :param faults: as the fake's README has them
        """
        for number, fault in enumerate(faults):
            drawn = {"times": 0, "share": share / len(faults), "seed": f"{seed} {number}"}
            narrowed = {"client": CREDENTIALS["google_sync.client_id"], "may_miss": True}
            self.fake.request("POST", "/_fake/faults", {**fault, **drawn, **narrowed})

    def heal_google(self) -> None:
        self.fake.request("DELETE", "/_fake/faults")
        self.slow_google(0)

    # -- what came of it ------------------------------------------------------------------------

    def settle(self, people: Sequence[Person], patience: float) -> float:
        """Wait until both sides and the ledgers are of one mind; "Sync Now" is pressed once.

        Where workers fall behind, as on a machine that is busy with something else, many deletions
        may come in one run. People approve them then: the ledgers say what they have deleted.

        :param patience: seconds
        :return: how long it took
        """
        started = time.monotonic()
        each(people, lambda person: patiently(lambda: person.press("sync_now")))
        waiting = people
        while waiting := [person for person in waiting if person.problems()]:
            if time.monotonic() - started > patience:
                problems = self.problems(people)
                shown = "\n  ".join(problems[:_SHOWN])
                raise AssertionError(
                    f"after {patience} s there are {len(problems)} problems:\n  {shown}\n"
                    f"{self.told(people)}"
                )
            each(waiting, lambda person: patiently(person.approve_if_asked))
            time.sleep(0.5)
        seconds = time.monotonic() - started
        assert self.problems(people) == []  # of those, too, who were done before
        return seconds

    def rest(self, seconds: float = 2) -> None:
        """Wait until Google has not been asked for anything for so long."""
        count = -1
        while count < (count := len(self.requests())):
            time.sleep(seconds)

    def problems(self, people: Sequence[Person]) -> list[str]:
        return [
            problem for found in each(people, lambda person: person.problems()) for problem in found
        ]

    def told(self, people: Sequence[Person]) -> str:
        """What the Google pages say is wrong."""
        messages = each(people, lambda person: person.read("google_sync_message"))
        return "\n".join(
            f"  {person.email} is told: {message}"
            for person, message in zip(people, messages, strict=True)
            if message
        )

    def mails(self) -> list[str]:
        """To whom mail went, or would have gone, who is not a user of this Odoo."""
        by_google = [f"Google to {mail['to']}: {mail['subject']}" for mail in self.fake.mails()]
        by_odoo = postgres.sql(
            "SELECT 'Odoo to ' || partner.email FROM mail_mail_res_partner_rel AS sent"
            " JOIN res_partner AS partner ON partner.id = sent.res_partner_id"
            " WHERE NOT EXISTS (SELECT FROM res_users WHERE partner_id = partner.id)",
            self.ground.database,
        )
        return by_google + by_odoo

    def requests(self) -> list[dict[str, Any]]:
        """What Google was asked since the last :meth:`forget_requests`."""
        return self.fake.request("GET", "/_fake/requests")["requests"]

    def forget_requests(self) -> None:
        self.fake.request("DELETE", "/_fake/requests")


@contextmanager
def ground(
    name: str, addon: bool = True, modules: Sequence[str] = databases.MODULES
) -> Iterator[Stack]:
    """PostgreSQL, the fake Google and a fresh database, without a server.

    :param addon: the addon is installed in the database
    :param modules: modules of Odoo that are installed there
    """
    database = f"google_sync_{name}_{os.getpid()}"
    with postgres.running():
        try:
            with stack(database, modules=modules, addon=addon, serve=False) as made:
                _stop_housekeeping(database)
                _forget_invitations(database)
                yield made
        finally:
            databases.drop(database)


def _stop_housekeeping(database: str) -> None:
    """Odoo tidies a new database for a minute, on one of the workers that are under test."""
    postgres.sql(
        "UPDATE ir_cron SET active = FALSE WHERE id = (SELECT res_id FROM ir_model_data"
        " WHERE module = 'base' AND name = 'autovacuum_job')",
        database,
    )


def _forget_invitations(database: str) -> None:
    """Odoo's own examples invite people on the first days of a month: none of our doing."""
    postgres.sql("DELETE FROM mail_mail", database)


def each(things: Sequence[Any], do: Callable[[Any], Any]) -> list[Any]:
    """Do something with each of several, as many at a time as a server answers.

    :return: what came of it
    """
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        return list(pool.map(do, things))


def patiently(do: Callable[[], Any], seconds: float = 30) -> Any:
    """Do what may fail for a moment after a blow, as a person does who presses once more."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return do()
        except (OSError, OdooError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def wait_until(condition: Callable[[], Any], patience: float, what: str) -> float:
    """:return: seconds until it was so"""
    started = time.monotonic()
    while not condition():
        assert time.monotonic() - started < patience, f"{what} did not come within {patience} s"
        time.sleep(0.1)
    return time.monotonic() - started
