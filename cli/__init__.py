"""Commands of ``odoo-bin``, which finds them here by their files' names."""
