"""What the Makefile calls: environment, servers, demo, test runner, checks.

``paths``, ``console``, ``locks``, ``steps``, ``apt``, ``odoo_source``, ``venv``, ``chromium`` and
``prepare`` run before the virtual environment exists and use the standard library only.
"""
