from odoo import models


class IrRule(models.Model):
    """Set up together with the groups, which ``res_groups.py`` extends.

    Both models say what becomes of a rule's group that is deleted, and the rules' word counts: it
    is refused. Where the groups are set up alone, PostgreSQL would let such a rule hold for all.
    """

    _inherit = "ir.rule"
