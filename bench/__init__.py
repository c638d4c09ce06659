"""Benchmarks: this addon and Odoo's own ``google_calendar``, side by side in one run."""
