"""What the tests of conflicts share."""

from .undo_case import UndoCase


class ConflictCase(UndoCase):
    def conflict(self, user=None, **domain):
        """The only conflict that a user has to decide on."""
        self.env.invalidate_all()
        conflicts = self.env["google.sync.conflict"].with_user(user or self.ana)
        return conflicts.search([("state", "=", "open")]).ensure_one()

    def older_in_odoo(self, record):
        """What was changed in Odoo was changed before what was changed in Google."""
        self.commit()
        table = record._table
        self.env.cr.execute(
            f"UPDATE {table} SET write_date = now() - interval '1 hour' WHERE id IN %s",  # noqa: S608
            [tuple(record.ids)],
        )
        self.env.invalidate_all()
