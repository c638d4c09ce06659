"""Odoo finds the tests here, wherever they lie."""

from importlib import import_module
from pathlib import Path

for _file in sorted(Path(__file__).parent.glob("odoo/*/test_*.py")):
    globals()[_file.stem] = import_module(f".odoo.{_file.parent.name}.{_file.stem}", __name__)
