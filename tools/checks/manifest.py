"""The manifest must name what there is, and nothing else."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_VERSION = re.compile(r"19\.0\.\d+\.\d+\.\d+")
_LICENCE = "LGPL-3"
_ODOO = Requirement("odoo==19.0.*")
_DATA_FOLDERS = {"data", "report", "security", "views", "wizards"}
_DATA_SUFFIXES = {".csv", ".xml"}


def problems(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield where the manifest disagrees with the files or with our conventions."""
    source = root / "__manifest__.py"
    if not source.exists():
        yield "__manifest__.py: missing"
        return
    manifest = ast.literal_eval(source.read_text())
    if not _VERSION.fullmatch(manifest.get("version", "")):
        yield "__manifest__.py: version must look like 19.0.1.2.3"
    if manifest.get("license") != _LICENCE:
        yield f"__manifest__.py: license must be {_LICENCE}"
    files = list(files)
    yield from _data_files(manifest, files)
    yield from _assets(manifest, files)
    yield from _dependencies(root, manifest)


def _data_files(manifest: dict, files: list[Path]) -> Iterator[str]:
    listed = [*manifest.get("data", ()), *manifest.get("demo", ())]
    present = {
        str(path)
        for path in files
        if path.parts[0] in {*_DATA_FOLDERS, "demo"} and path.suffix in _DATA_SUFFIXES
    }
    for name in sorted({name for name in listed if listed.count(name) > 1}):
        yield f"__manifest__.py: {name} is listed twice"
    for name in sorted(set(listed) - set(map(str, files))):
        yield f"__manifest__.py: {name} is listed but missing"
    for name in sorted(present - set(listed)):
        yield f"{name}: not listed in the manifest, so Odoo never loads it"


def _assets(manifest: dict, files: list[Path]) -> Iterator[str]:
    for bundle, entries in manifest.get("assets", {}).items():
        for entry in entries:
            pattern = entry if isinstance(entry, str) else entry[-1]
            addon, _, inside = pattern.partition("/")
            if addon == "google_sync" and not any(_matches(path, inside) for path in files):
                yield f"__manifest__.py: {bundle}: no file matches {pattern}"


def _matches(path: Path, pattern: str) -> bool:
    """Whether Odoo's glob ``pattern`` names ``path``; ``**`` also stands for no folder."""
    translated = re.escape(pattern).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
    return re.fullmatch(translated, str(path)) is not None


def _dependencies(root: Path, manifest: dict) -> Iterator[str]:
    """``external_dependencies``, pyproject.toml, requirements.txt and the pins must agree."""
    python = manifest.get("external_dependencies", {}).get("python", ())
    wanted = _by_name(map(Requirement, python))
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    if {*map(Requirement, python), _ODOO} != set(map(Requirement, project["dependencies"])):
        yield f"pyproject.toml: dependencies must be {_ODOO} and those of the manifest"
    ranges = _requirements(root / "requirements.txt")
    pins = _requirements(root / "requirements-dev.in")
    for name in sorted(wanted.keys() ^ ranges.keys()):
        yield f"{name}: not in both the manifest and requirements.txt"
    for name in sorted(wanted.keys() & ranges.keys()):
        yield from _range(name, wanted[name][0], ranges[name][0], pins.get(name, ()))
    yield from _hashes(root / "requirements-dev.txt", pins)


def _range(
    name: str, wanted: Requirement, known: Requirement, pins: Iterable[Requirement]
) -> Iterator[str]:
    if wanted.specifier != known.specifier:
        yield f"__manifest__.py: {name} has another range in requirements.txt"
    if not any(one.operator == "<" for one in known.specifier):
        yield f"requirements.txt: {name} has no upper bound"
    if not pins:
        yield f"requirements-dev.in: {name} is not pinned"
    for pin in pins:
        version = str(pin.specifier).removeprefix("==")
        if version not in known.specifier:
            yield f"requirements-dev.in: {name} {version} is outside requirements.txt"


def _hashes(path: Path, pins: dict[str, list[Requirement]]) -> Iterator[str]:
    """What is installed must be what was written down, and each of it with hashes."""
    found: dict[str, set[str]] = {}
    for entry in path.read_text().replace("\\\n", " ").splitlines():
        requirement, *hashes = entry.split("--hash=")
        known = Requirement(requirement)
        found.setdefault(canonicalize_name(known.name), set()).add(str(known.specifier))
        if not hashes:
            yield f"{path.name}: {requirement.strip()} has no hash"
    written = {name: {str(pin.specifier) for pin in some} for name, some in pins.items()}
    for name in sorted(written.keys() | found.keys()):
        if written.get(name) != found.get(name):
            yield f"{path.name}: {name} is not as in requirements-dev.in: see there"


def _requirements(path: Path) -> dict[str, list[Requirement]]:
    lines = path.read_text().splitlines()
    return _by_name(
        Requirement(line) for line in lines if line.strip() and not line.startswith("#")
    )


def _by_name(requirements: Iterable[Requirement]) -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {}
    for requirement in requirements:
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found
