"""Whoever clones the project under any name, or has pip install it, gets the addon by its name."""

from __future__ import annotations

import ast
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import PathDistribution

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from practice import Practice, ground

from tools import odoo_source, paths
from tools.files import copy_project
from tools.odoo_client import OdooError

#: No other folder and no file of the project is for Odoo.
FOR_ODOO = {
    *("__init__.py", "__manifest__.py", "cli", "controllers", "data", "engine", "google_api"),
    *("hooks.py", "i18n", "migrations", "models", "security", "static", "sync", "views", "wizards"),
}
OFFLINE = ("--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A clone by another name."""
    folder = tmp_path_factory.mktemp("clones") / "googlesync"
    copy_project(folder)
    git = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.com"]
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "All"]):
        subprocess.run([*git, *words], check=True)
    return folder


@pytest.fixture(scope="module")
def wheel(clone, tmp_path_factory):
    """What `python -m build` makes: the sources, and of these the wheel."""
    out = tmp_path_factory.mktemp("dist")
    python("build", "--no-isolation", "--outdir", str(out), str(clone))
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder into which pip has installed it."""
    target = tmp_path_factory.mktemp("site")
    python("pip", "install", *OFFLINE, "--no-index", "--target", str(target), str(wheel))
    return target


def test_the_package_has_what_odoo_needs_and_nothing_else(clone, wheel, installed):
    inside = {path.name for path in (installed / "odoo/addons/google_sync").iterdir()}
    assert inside - {"__pycache__"} == FOR_ODOO
    assert {path.name for path in (installed / "odoo").iterdir()} == {"addons"}
    packed = files_of(wheel)
    assert not [name for name in packed if "/tests/" in name]
    for folder in FOR_ODOO:
        own = {f"odoo/addons/google_sync/{name}" for name in tracked(clone, folder)}
        assert {name for name in own if "/static/tests/" not in name} <= packed
    with tarfile.open(next(wheel.parent.glob("*.tar.gz"))) as sources:
        beside = {name.split("/")[1] for name in sources.getnames()} - FOR_ODOO
    assert beside == {".gitignore", "COPYING", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml"}


def test_the_package_says_which_odoo_and_which_libraries_it_needs(installed):
    about = PathDistribution(next(installed.glob("*.dist-info")))
    needs = {need.name: need.specifier for need in map(Requirement, about.requires)}
    assert about.metadata["Name"] == "odoo-addon-google_sync"
    assert about.version.startswith("19.0.")
    assert needs.pop("odoo") == SpecifierSet("==19.0.*")
    manifest = ast.literal_eval((paths.ROOT / "__manifest__.py").read_text())
    assert needs.keys() == {
        Requirement(one).name for one in manifest["external_dependencies"]["python"]
    }
    assert all("<" in str(bounds) and ">=" in str(bounds) for bounds in needs.values())


@pytest.mark.parametrize("address", [str, lambda clone: f"git+{clone.as_uri()}"])
def test_other_ways_to_the_same_package(clone, wheel, tmp_path, address):
    python("pip", "wheel", *OFFLINE, "--no-index", "--wheel-dir", str(tmp_path), address(clone))
    (made,) = tmp_path.iterdir()
    assert made.name == wheel.name
    assert files_of(made) == files_of(wheel)


def test_an_administrator_installs_it(clone, installed, monkeypatch):
    """At first from a clone by another name; Odoo says what to do about that."""
    monkeypatch.setenv("PYTHONPATH", str(installed))
    addons = (*odoo_source.locate().addons, clone.parent)
    places = f"--addons-path={','.join(map(str, addons))}"
    with ground("packaging", addon=False) as made, Practice(made).office(0, 0, places) as office:
        admin = Practice(made).admin(office)
        admin.call("ir.module.module", "update_list")
        with pytest.raises(OdooError, match="Rename the folder to “google_sync”"):
            install(admin, "googlesync")
        log = office.log()
        install(admin, "google_sync")
        assert state(admin, "google_sync") == "installed"
        assert state(admin, "googlesync") == "uninstalled"
        troubles = [str(record) for record in log.records() if record.trouble]
        _page, text = admin.open("/google_sync/static/description/index.html")
    assert troubles == []
    assert "Google Sync" in text


def install(admin, name):
    (module,) = admin.call("ir.module.module", "search", [("name", "=", name)])
    admin.call("ir.module.module", "button_immediate_install", [module])


def state(admin, name):
    (module,) = admin.call("ir.module.module", "search_read", [("name", "=", name)], ["state"])
    return module["state"]


def python(module, *words):
    done = subprocess.run(
        [sys.executable, "-m", module, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def tracked(clone, place):
    words = ["git", "-C", str(clone), "ls-files", "-z", "--", place]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return filter(None, done.stdout.split("\0"))


def files_of(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}
