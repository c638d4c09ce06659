"""The runner: joins the engine, Google and Odoo's records. Plain Python beside the ORM.

``models`` call it; it calls ``google_api`` and ``engine``.
"""
