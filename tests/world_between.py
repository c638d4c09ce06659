"""What happens in a world between two requests of the first worker, as its chance decides.

Ana may disconnect in the middle of it, and sign in again later: both sides keep what they have.
"""

from contextlib import contextmanager

from odoo.tools import SQL

from ..google_api.transport.breaker import PROBE_EVERY
from ..sync.workers.presence import ALIVE

#: How often people act, and a second worker comes.
ACTS, SECOND_WORKER = 0.25, 0.1
#: How often people go on with what they have just done, and how often they use a moment: what has
#: its moment while a worker waits for Google, mostly has it afterwards, too.
GOES_ON, USED, AT_ONCE = 0.5, 0.7, 0.5
#: How often Google forgets, or Odoo's clock is set, when people would act.
FORGETS, JUMPS = 0.1, 0.03
#: How often somebody disconnects then, and comes back who has.
LEAVES, RETURNS = 0.03, 0.4


class Between:
    """People who act, and a second worker.

    :param world: the :class:`~.world_case.WorldCase`, whose chance decides
    :ivar is_outside: somebody else than the first worker is at it
    :ivar taken_away: what the second worker has taken from the first
    """

    def __init__(self, world):
        self._world = world
        self._chance = world.chance
        self.is_outside = False
        self.begin_anew()

    def begin_anew(self):
        """What was in Odoo's database is forgotten."""
        self._likely = []  # what people do next
        self.taken_away = set()

    def before_a_request(self):
        if self.is_outside:
            return
        if self._chance.random() < (AT_ONCE if self._moments() else ACTS):
            self.person_acts()
        if self._chance.random() < SECOND_WORKER:
            self._second_worker_comes()

    @contextmanager
    def outside(self):
        self.is_outside = True
        try:
            yield
        finally:
            self.is_outside = False

    # -- people ----------------------------------------------------------------------------------

    def person_acts(self):
        with self.outside(), self._world.google_itself.on_its_pages():
            deed = self._deed()
            self._world.trace.append(getattr(deed, "func", deed).__name__)
            self._likely = deed() or self._likely

    def is_away(self):
        return self._world.account.state == "disconnected"

    def come_and_go(self):
        world = self._world
        if self.is_away():
            world.clock.wait(PROBE_EVERY)  # nobody can sign in while Google is silent
            world.connect(world.ana)
        else:
            world.disconnect(world.ana, "keep")
        world.commit()

    def _deed(self):
        self._world.env.invalidate_all()
        if self.is_away() and self._chance.random() < RETURNS:
            return self.come_and_go
        if (moments := self._moments()) and self._chance.random() < USED:
            return self._chance.choice(moments)
        if self._likely and self._chance.random() < GOES_ON:
            return self._chance.choice(self._likely)
        what = self._chance.random()
        if what < FORGETS:
            return self._world.google_itself.google_forgets
        if what < FORGETS + JUMPS:
            return self._world.clocks.clock_jumps
        if what < FORGETS + JUMPS + LEAVES:
            return self.come_and_go
        return self._chance.choice(self._chance.choice(self._world.scenes).deeds())

    def _moments(self):
        return [deed for scene in self._world.scenes for deed in scene.moments()]

    # -- a second worker -------------------------------------------------------------------------

    def _second_worker_comes(self):
        world = self._world
        world.trace.append("a second worker")
        before = self._claims()
        with self.outside(), world.registry.cursor() as cursor:
            world.env(cr=cursor)["google.sync.account"]._cron_sync()
        self.taken_away |= before - self._claims()
        world.trace.append("it has ended")

    def _claims(self):
        """What living workers have claimed, and which worker has what."""
        cursor = self._world.env.cr
        cursor.execute(SQL("SELECT id, runner FROM google_sync_work WHERE runner IN (%s)", ALIVE))
        return set(cursor.fetchall())
