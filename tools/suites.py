"""Which test suites there are, and where their files lie.

``tests/engine`` and every other folder below ``tests`` with a ``pytest.ini`` hold pure tests, run
without Odoo. ``tests/processes`` is one more of them, but starts real servers, and those of its
files that measure time need the machine for themselves. ``tests/contract`` shows that the fake does
what Google does, and ``tests/verify`` that ``make verify-google`` finds out whether Google does.
What needs no Odoo rests for the day once it has passed, while nothing has changed that it is about.
``tests/with_NAME`` holds tests for a database that has other modules of Odoo as well: its
``modules.txt`` names them, one a line. All other files in ``tests`` are Odoo tests for a database
with the addon and what it depends on.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import files, paths, selection, sharding, steps
from .databases import MODULES

_TESTS = Path("tests")
_OTHER_MODULES = "modules.txt"
_PROCESSES = "processes"
_PACKAGES = ("requirements.txt", "requirements-dev.txt")
_FOR_ENGINE = ("engine", "tests/engine", "tests/figures.py", "tests/world_seeds.py", *_PACKAGES)
#: What these suites show depends on nothing but these folders and files.
RESTING_ON = {
    "engine": _FOR_ENGINE,
    "google_api": (
        *_FOR_ENGINE,
        "google_api",
        "fake_google",
        "tests/google_api",
        "tests/bad_payloads.py",
    ),
    "contract": ("fake_google", "tests/contract", *_PACKAGES),
    "verify": (
        "fake_google",
        "tools/verify_google",
        "tools/console.py",
        "google_api",
        "engine",
        "tests/verify",
        "tests/google_api/world.py",
        "tests/engine/without_odoo.py",
        *_PACKAGES,
    ),
}
#: What the long commands run, unless they are told what: ``make faults``, ``make worlds`` …
LONG = {
    "faults": [
        "tests/odoo/reliability/test_faults.py",
        "tests/odoo/reliability/test_bad_input.py",
        "tests/google_api/test_bad_payloads.py",
        "tests/processes",
    ],
    "worlds": ["tests/engine/test_worlds.py", "tests/odoo/reliability/test_worlds.py"],
    "soak": ["tests/processes/test_soak.py"],
}
_PASSED = "passed-"


@dataclass(frozen=True)
class Suite:
    """Tests that run in one pytest session.

    :ivar folder: relative to the root
    :ivar excluded: folders in it that belong to other suites
    :ivar modules: Odoo modules of its database; None where pytest runs without Odoo
    :ivar measures: some of its files measure time, so nothing may run beside these
    """

    name: str
    folder: Path
    excluded: tuple[Path, ...] = ()
    modules: tuple[str, ...] | None = None
    measures: bool = False

    @property
    def has_passed(self) -> bool:
        """Whether it has passed as a whole today, and what it rests on is the same still."""
        return self.name in RESTING_ON and steps.is_done(_PASSED + self.name, self._rests_on())

    def note_passed(self) -> None:
        """Remember that it has passed as a whole."""
        if self.name in RESTING_ON:
            steps.note(_PASSED + self.name, self._rests_on())

    def _rests_on(self) -> list[str]:
        # The day, too, for on another one Hypothesis tries other examples.
        return [files.digest_of(RESTING_ON[self.name]), time.strftime("%Y-%m-%d")]

    def targets(self, wanted: Sequence[str]) -> list[str]:
        """What of ``wanted`` (paths, maybe with ``::test``) is in this suite; all if none given."""
        if not wanted:
            return [str(self.folder)]
        return [target for target in wanted if self._holds(Path(target.split("::")[0]))]

    def files(self, targets: Sequence[str] = ()) -> list[Path]:
        """The files of tests at these targets, or all, relative to the root."""
        places = [Path(target.split("::")[0]) for target in targets] or [self.folder]
        found = {
            file.relative_to(paths.ROOT)
            for place in map(paths.ROOT.joinpath, places)
            for file in (place.rglob("test_*.py") if place.is_dir() else [place])
        }
        return sorted(filter(self._holds, found))

    def apart(self, targets: Sequence[str]) -> tuple[list[str], list[str]]:
        """What of these may run beside other suites, and what has to run alone."""
        if not self.measures:
            return list(targets), []
        single = [target for target in targets if "::" in target]
        whole = [target for target in targets if target not in single]
        parts = single + [str(file) for file in (self.files(whole) if whole else ())]
        alone = [part for part in parts if sharding.is_alone(Path(part.split("::")[0]))]
        return [part for part in parts if part not in alone], alone

    def narrowed(self, targets: Sequence[str], words: Sequence[str]) -> list[str]:
        """Those of the targets, or of the files in them, that can hold tests of such names."""
        if not words or not targets:
            return list(targets)
        tests = self.files(targets)
        helpers = filter(self._holds, self._sources())
        files = set(map(str, selection.narrowed(tests, list(helpers), words)))
        exact = [target for target in targets if "::" in target and target.split("::")[0] in files]
        return sorted(files.difference(target.split("::")[0] for target in exact)) + exact

    def _sources(self) -> list[Path]:
        found = (paths.ROOT / self.folder).rglob("*.py")
        return [file.relative_to(paths.ROOT) for file in found]

    def _holds(self, path: Path) -> bool:
        own = path == self.folder or self.folder in path.parents
        return own and not any(path == other or other in path.parents for other in self.excluded)


def find(kind: str) -> list[Suite]:
    """The suites that exist.

    :param kind: ``pure``, ``odoo``, ``processes``, ``all``, or one of :data:`LONG`
    """
    folders = sorted(path for path in (paths.ROOT / _TESTS).glob("*") if path.is_dir())
    own = [
        Suite(path.name, _TESTS / path.name, measures=path.name == _PROCESSES)
        for path in folders
        if (path / "pytest.ini").exists()
    ]
    extra = [
        Suite(path.name, _TESTS / path.name, modules=(*MODULES, *file.read_text().split()))
        for path in folders
        if (file := path / _OTHER_MODULES).exists()
    ]
    others = tuple(suite.folder for suite in (*own, *extra))
    main = [Suite("odoo", _TESTS, excluded=others, modules=MODULES)]
    kinds = {
        "pure": [suite for suite in own if not suite.measures],
        "odoo": main + extra,
        "processes": [suite for suite in own if suite.measures],
    }
    return kinds.get(kind, own + main + extra)
