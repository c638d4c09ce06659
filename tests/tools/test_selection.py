"""`make test ARGS="-k word"` starts the suites that hold the word, and no other."""

from __future__ import annotations

import pytest

from tools import paths, selection, suites

FILES = {
    "test_names.py": "def test_a_title(): ...\n",
    "test_classes.py": "class TestRooms:\n    def test_it(self): ...\n",
    "test_tables.py": (
        "CASES = ['yoga']\n@mark.parametrize('case', CASES)\n"
        "@mark.parametrize('how', ['quickly'])\n"
        "def test_each(case, how): ...\n"
    ),
    "test_heirs.py": "from helper import Case\nclass TestHeir(Case): ...\n",
    "helper.py": "class Case:\n    def test_inherited(self): ...\n",
    "test_words_only.py": "def test_nothing():\n    'title rooms yoga inherited'\n",
}


@pytest.fixture
def suite(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    suite = suites.Suite("some", (tmp_path / "tests/some").relative_to(tmp_path))
    (tmp_path / suite.folder).mkdir(parents=True)
    for name, text in FILES.items():
        (tmp_path / suite.folder / name).write_text(text)
    return suite


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("-k Title", "test_names.py"),
        ("-x -ktables", "test_tables.py"),
        ("-k rooms", "test_classes.py"),
        ("-k yoga", "test_tables.py"),
        ("-k quickly", "test_tables.py"),
        ("-k inherited", "test_heirs.py"),
        ("-k|title or rooms", "test_classes.py test_names.py"),
        ("-k|title and not rooms", "test_names.py"),
        ("-k neverheard", ""),
    ],
)
def test_only_files_that_hold_the_word_are_opened(suite, options, found):
    options = options.split("|") if "|" in options else options.split()
    targets = suite.narrowed(suite.targets([]), selection.words_of(options))
    assert targets == [f"tests/some/{name}" for name in found.split()]


@pytest.mark.parametrize(
    "options",
    [[], ["-x"], ["-k", "not title"], ["-k", "a or not b"], ["-k", "not (a or b)"]],
)
def test_all_of_the_suite_is_opened_where_any_test_may_be_meant(suite, options):
    words = selection.words_of(options)
    assert suite.narrowed(suite.targets([]), words) == ["tests/some"]


def test_what_is_named_is_opened_as_it_is_named(suite):
    named = ["tests/some/test_names.py::test_a_title", "tests/some/test_tables.py"]
    assert suite.narrowed(named, ["title"]) == named[:1]
    assert suite.narrowed(named, []) == named
    assert suite.narrowed(suite.targets(["tests/other/test_names.py"]), ["title"]) == []
