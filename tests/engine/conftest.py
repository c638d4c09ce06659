"""Lets the tests import the engine without Odoo."""

from __future__ import annotations

import without_odoo

without_odoo.prepare()
