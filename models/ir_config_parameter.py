from odoo import api, models

from ..sync.google.access import CLIENT_ID
from ..sync.operations.connect import try_client
from ..sync.store.unlogged import SECRET_PARAMETERS


class IrConfigParameter(models.Model):
    """A secret that is set as a parameter is handed over, and never stored as one."""

    _inherit = "ir.config_parameter"

    def init(self, force=False):
        result = super().init(force)
        # Odoo asks for new values where it has just copied the database.
        if force and self.env.registry.ready:
            self.env["google.sync.secret"]._settle()
        return result

    @api.model
    def set_param(self, key, value):
        if key in SECRET_PARAMETERS and not value:
            self.check_access("unlink")
            self.env["google.sync.secret"].forget(key)
        return super().set_param(key, value)

    @api.model_create_multi
    def create(self, vals_list):
        parameters = super().create([self._handed_over(vals) for vals in vals_list])
        parameters._tell_of_client()
        return parameters

    def write(self, vals):
        secret = self.browse()
        for parameter in self:
            key, value = vals.get("key", parameter.key), vals.get("value", parameter.value)
            if key in SECRET_PARAMETERS:
                secret += parameter
                super(IrConfigParameter, parameter).write(
                    {**vals, **self._handed_over({"key": key, "value": value})}
                )
        result = super(IrConfigParameter, self - secret).write(vals)
        self._tell_of_client()
        return result

    @api.model
    def _handed_over(self, vals):
        """The values without the secret that may be among them, which is kept where nobody reads
        it. What remains of the parameter is its name."""
        if vals.get("key") not in SECRET_PARAMETERS:
            return vals
        if vals.get("value"):
            self.env["google.sync.secret"].keep(vals["key"], vals["value"])
        return {**vals, "value": ""}

    def _tell_of_client(self):
        """Another client at Google may have the access that the former one had not."""
        if CLIENT_ID in self.mapped("key"):
            try_client(self.env)
