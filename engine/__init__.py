"""The pure core: items, three-way merge, plan and guards. Imports neither Odoo nor Google."""
