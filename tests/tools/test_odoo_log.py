"""What of Odoo's log counts as trouble."""

import pytest

from tools.odoo_log import records

_TIME = "2028-06-01 05:00:00,000 7"


@pytest.mark.parametrize(
    ("line", "is_trouble"),
    [
        ("INFO one odoo.modules.loading: 12 modules loaded", False),
        ("WARNING one odoo.fields: unknown parameter", True),
        ("ERROR one odoo.sql_db: bad query", True),
        ("WARNING one py.warnings: /a/b.py:1: DeprecationWarning: old\n  File b.py", True),
        (
            "WARNING one py.warnings: /v/google/api_core/_python_version_support.py:212: Old\n  it",
            False,
        ),
    ],
)
def test_trouble(tmp_path, line, is_trouble):
    log = tmp_path / "odoo.log"
    log.write_text(f"{_TIME} {line}\n")
    (record,) = records(log)
    assert record.trouble is is_trouble
