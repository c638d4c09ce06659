"""What goes wrong in a world at the steps of the first worker."""

from contextlib import contextmanager
from unittest.mock import patch

from fake_google import odd_answers

from . import fault_kinds
from .steps import BATCH, COMMIT, IN_BATCH

#: How often something goes wrong, also with what is written to Google and kept of it; and how often
#: what is wrong with Google's answers stays so until the end of the run.
FAULTS, WRITES_FAIL, STAYS = 0.2, 0.5, 0.5
#: How often Google's server lags that lists all.
LAGS = 0.8
#: What leaves most behind comes most often, and what has a step done again.
_ENDINGS = frozenset({"killed before", "killed after", "half a batch", "serialization"})
_GET, _LIST = "calendar.events.get", "calendar.events.list"
#: How the names of the steps end that only read.
_READS = ("list", "get", "Get", BATCH)


class Troubles:
    """:param world: the :class:`~.world_case.WorldCase`, whose chance decides"""

    def __init__(self, world):
        self._world = world
        self._chance = world.chance
        self._after = None  # the number of a step, and what goes wrong once it is done
        self._has_written = False
        self.server = LaggingServer(world)
        self.end()

    def end(self):
        """What is wrong with Google's answers is over."""
        self._lasting, self._has_denied = {}, False

    def disturb(self, number, name):
        """Before a step is done, see :class:`~.steps.Steps`."""
        self._after = None
        if self._world.between.is_outside:
            return None
        self._world.trace.append(name)
        self._world.clocks.a_step_begins()
        if name in self._lasting:
            return fault_kinds.strike(self._lasting[name], name)
        if _asks_for_one(name) and not self._has_denied and self.server.denies():
            return self._strike(number, name, "404")
        self.server.lags = name == _LIST and self._chance.random() < LAGS
        if name != COMMIT:
            self._has_written = not name.removesuffix(IN_BATCH).endswith(_READS)
        if self._chance.random() >= (WRITES_FAIL if self._has_written else FAULTS):
            return None
        return self._strike(number, name, self._kind(name))

    def done_with(self, number, _name):
        """After a step, see :class:`~.steps.Steps`."""
        if not self._world.between.is_outside and self._after and self._after[0] == number:
            fault_kinds.strike_after(self._after[1])

    def _kind(self, name):
        kinds = fault_kinds.of(name)
        endings = [kind for kind in kinds if kind in _ENDINGS]
        if _asks_for_one(name):  # what is said twice is believed
            kinds = [kind for kind in kinds if kind != "404" or not self._has_denied]
            endings += {"404"}.intersection(kinds)
        favoured = endings and self._chance.random() < 0.5
        return self._chance.choice(endings if favoured else kinds)

    def _strike(self, number, name, kind):
        self._world.trace.append(kind)
        self._after = (number, kind)
        self._has_denied |= kind == "404" and _asks_for_one(name)
        if kind in fault_kinds.LASTING and self._chance.random() < STAYS:
            self._lasting[name] = kind
        return fault_kinds.strike(kind, name)


class LaggingServer:
    """A server of Google's leaves something out of a list of all, which Odoo knows, and does not
    know it when it is asked once.

    :ivar lags: whether it does so in the next list of all
    """

    def __init__(self, world):
        self._world = world
        self._lists_all = self._does_not_know = False
        self.lags = False

    def denies(self):
        """Whether it does not know what it has left out; after that it does."""
        denies, self._does_not_know = self._does_not_know, False
        return denies

    @contextmanager
    def in_place(self):
        page, page_asked = odd_answers.page, odd_answers.page_asked

        def asked(parameters):
            self._lists_all = "syncToken" not in parameters
            return page_asked(parameters)

        with (
            patch.object(odd_answers, "page", lambda *args: self._without_one(page(*args))),
            patch.object(odd_answers, "page_asked", asked),
        ):
            yield

    def _without_one(self, result):
        is_whole = self._lists_all and "items" in result and "nextSyncToken" in result
        if not (self.lags and is_whole):
            return result
        self.lags = False
        listed = {one["id"] for one in result["items"] if one.get("status") == "confirmed"}
        known = sorted(listed & self._known())
        if not known:
            return result
        self._does_not_know, unknown = True, self._world.chance.choice(known)
        self._world.trace.append("the list lags")
        return {**result, "items": [one for one in result["items"] if one["id"] != unknown]}

    def _known(self):
        """Google's ids of the events that both sides have."""
        cursor = self._world.env.cr
        cursor.execute("SELECT google_id FROM google_sync_link WHERE base IS NOT NULL")
        return {google_id for (google_id,) in cursor.fetchall()}


def _asks_for_one(name):
    return name.removesuffix(IN_BATCH) == _GET
