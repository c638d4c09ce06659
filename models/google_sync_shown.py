from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class GoogleSyncShown(models.AbstractModel):
    """Fields that are computed from rows of several writers, and so are not stored. People search,
    sort and group by them all the same."""

    _name = "google.sync.shown"
    _description = "Google Sync: fields computed from several models"

    #: The dependencies of the field ``state``, which all of these models have.
    _state_depends = ()

    @api.depends(lambda self: self._state_depends)
    def _compute_state(self):
        self._compute_shown("state")

    @api.model
    def _search_state(self, operator, value):
        return self._search_shown("state", operator, value)

    def _shown_query(self, name):
        """A query of ``id`` and ``value`` of one of those fields, for all records; ``None`` for
        any other field."""
        return

    def _search_shown(self, name, operator, value):
        if operator != "in":
            return NotImplemented
        found = SQL(
            "(SELECT shown.id FROM (%s) AS shown WHERE shown.value = ANY(%s))",
            self._shown_query(name),
            [one for one in value if one],
        )
        return Domain("id", "in", found)

    def _compute_shown(self, name):
        values = dict(
            self.env.execute_query(
                SQL(
                    "SELECT shown.id, shown.value FROM (%s) AS shown WHERE shown.id = ANY(%s)",
                    self._shown_query(name),
                    self._origin.ids,
                )
            )
        )
        for record in self:
            record[name] = values.get(record._origin.id, False)

    def _field_to_sql(self, alias, field_expr, query=None):
        shown = query is not None and self._shown_query(field_expr)
        if not shown:
            return super()._field_to_sql(alias, field_expr, query)
        joined = query.make_alias(alias, field_expr)
        if joined not in query._joins:
            same = SQL("%s = %s", SQL.identifier(joined, "id"), SQL.identifier(alias, "id"))
            query.add_join("LEFT JOIN", joined, SQL("(%s)", shown), same)
        return SQL.identifier(joined, "value")
