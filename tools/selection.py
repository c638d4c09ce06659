"""Which files of tests can hold what ``-k`` asks for: no session is started for the others."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from . import paths

_TESTS = "test_"


def words_of(options: Sequence[str]) -> list[str]:
    """Names of which a test must have one, in small letters; none if ``-k`` names none such."""
    tokens = re.findall(r"[()]|[^()\s]+", _expression(options).lower())
    if "not" in tokens and {"or", "("} & set(tokens):
        return []  # such as "x or not y": nearly every test may be meant
    return [
        token
        for before, token in itertools.pairwise(["", *tokens])
        if token not in {"and", "or", "not", "(", ")"} and before != "not"
    ]


def narrowed(files: Sequence[Path], helpers: Sequence[Path], words: Sequence[str]) -> list[Path]:
    """The files in which a test has one of the words in its name, or inherits such a test.

    It may be a few too many: pytest itself looks again. Names that are put together while tests
    run are not found.

    :param files: files of tests, relative to the root
    :param helpers: what they may inherit tests from
    """
    texts = {file: (paths.ROOT / file).read_text() for file in {*files, *helpers}}
    found = [file for file in texts if _is_in(words, _names(file, texts[file]))]
    if not found:
        return []
    heard_of = re.compile(rf"\b({'|'.join(re.escape(file.stem) for file in found)})\b")
    return [file for file in files if file in found or heard_of.search(texts[file])]


def _expression(options: Sequence[str]) -> str:
    """What follows ``-k``; the last one counts."""
    found = ""
    for option, following in itertools.pairwise([*options, ""]):
        if option == "-k":
            found = following
        elif option.startswith("-k"):
            found = option[2:].removeprefix("=")
    return found


def _is_in(words: Sequence[str], names: str) -> bool:
    return any(word in names for word in words)


def _names(file: Path, text: str) -> str:
    """What pytest may call the tests of a file; of a helper, those that others inherit."""
    is_test = file.name.startswith(_TESTS)
    body = ast.parse(text).body
    names = [file.name] if is_test else []
    names += _functions(body)
    if is_test:
        names += [node.name for node in body if isinstance(node, ast.ClassDef)]
    if "parametrize" in text:
        names += [ast.unparse(node) for node in body if isinstance(node, ast.Assign)]
    return "\n".join(names).lower()


def _functions(body: Sequence[ast.stmt]) -> Iterator[str]:
    """The tests, with the tables that they go through."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from map(ast.unparse, node.decorator_list)
            yield from _functions(node.body)
        elif isinstance(node, ast.FunctionDef) and node.name.startswith(_TESTS):
            yield node.name
            yield from map(ast.unparse, node.decorator_list)
