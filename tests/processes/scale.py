"""How large the tests are: short in ``make test``, long in ``make faults``.

Each number can be given: ``make faults SECONDS=300 SEED=7``. A soak has numbers of its own,
and is long in ``make soak``.
"""

from __future__ import annotations

import os

LONG = os.environ.get("FAULTS") == "long"


def _size(name: str, short: int, long: int) -> int:
    return int(os.environ.get(f"FAULTS_{name}") or (long if LONG else short))


#: People at work at the same time.
USERS = _size("USERS", 8, 8)
#: How long they work.
SECONDS = _size("SECONDS", 6, 100)
#: How often one connects, chooses, pauses and so on.
TIMES = _size("TIMES", 2, 50)
#: How often something is killed, cut or stopped.
BLOWS = _size("BLOWS", 2, 20)
#: Accounts whose workers are compared: as many times the threads of two workers as is whole, or
#: the last ones would wait for as long as a full round, with two workers as with one.
ACCOUNTS = _size("ACCOUNTS", 0, 120)
#: Appointments that one account sends while a small one waits.
SENDS = _size("SENDS", 400, 5000)
#: What happens when is decided by chance, and always in the same way for one seed.
SEED = _size("SEED", 1, 1)


_SOAK_IS_LONG = os.environ.get("SOAK") == "long"


def _soaked(name: str, short: float, long: float) -> float:
    return float(os.environ.get(f"SOAK_{name}") or (long if _SOAK_IS_LONG else short))


#: A soak: so many accounts, for so many minutes of theirs, each of which takes a part of a minute.
SOAK_ACCOUNTS = int(_soaked("ACCOUNTS", 8, 200))
SOAK_MINUTES = _soaked("MINUTES", 4, 60)
SOAK_SPEED = _soaked("SPEED", 12, 12)
#: This part of the requests goes wrong.
SOAK_FAULTS = _soaked("FAULTS", 0.05, 0.05)
SOAK_SEED = os.environ.get("SOAK_SEED") or "1"
