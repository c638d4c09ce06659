"""What a suite rests on is all that its tests reach, or it would rest when it should not."""

from __future__ import annotations

import ast
from configparser import ConfigParser

import pytest

from tools import paths, suites

_ADDON = "google_sync"


def imported(file):
    """The names that a file imports, and what it imports from them, without relative ones within
    its folder."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = file.relative_to(paths.ROOT).parts[: -node.level] if node.level else ()
            base = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{base}.{name.name}" for name in node.names)


def found(name, folders):
    """The project's file that has this name, relative to the root; none for what is not ours."""
    parts = name.removeprefix(f"{_ADDON}.").split(".")
    for folder in folders:
        for length in range(len(parts), 0, -1):
            place = folder.joinpath(*parts[:length])
            for file in (place.with_suffix(".py"), place / "__init__.py"):
                if file.is_file():
                    return file.resolve().relative_to(paths.ROOT)
    return None


def search_path(suite):
    """Where the suite's tests find modules: the root, for the addon, and what its settings name."""
    settings = ConfigParser()
    folder = paths.ROOT / "tests" / suite
    settings.read(folder / "pytest.ini")
    return [*(folder / place for place in settings["pytest"]["pythonpath"].split()), paths.ROOT]


@pytest.mark.parametrize("suite", suites.RESTING_ON)
def test_a_suite_rests_on_all_that_its_tests_reach(suite):
    places = [paths.ROOT / place for place in suites.RESTING_ON[suite]]
    own = [f for place in places for f in ([place] if place.is_file() else place.rglob("*.py"))]
    reached = {
        (file.relative_to(paths.ROOT), other)
        for file in own
        if file.suffix == ".py"
        for name in imported(file)
        if (other := found(name, [file.parent, *search_path(suite)]))
    }
    assert reached
    outside = {
        (str(file), str(other))
        for file, other in reached
        if not {paths.ROOT / other, *(paths.ROOT / other).parents}.intersection(places)
    }
    assert not outside
