"""What the tests of profiles share."""

from odoo.tests import new_test_user

from ..models.google_sync_profile import mode_of


class ProfilesMixin:
    """Makes users, groups and profiles for them."""

    def person(self, login, **values):
        """A user who is not invited by mail, for that takes as long as all the rest."""
        context = {"no_reset_password": True, "tracking_disable": True}
        return new_test_user(self.env, login, context=context, **values).with_env(self.env)

    def group(self, name, *users, **values):
        users_ = [user.id for user in users]
        return self.env["res.groups"].create({"name": name, "user_ids": users_, **values})

    def profile(self, group, locked=None, proposed=None, **values):
        """One in force.

        :param locked: values by setting
        :param proposed: likewise
        """
        for mode, settings in (("locked", locked), ("proposed", proposed)):
            for name, value in (settings or {}).items():
                values.update({name: value, mode_of(name): mode})
        values.setdefault("name", group.name)
        return self.env["google.sync.profile"].create({"group_ids": group.ids, **values})

    def spread(self):
        """Let the scheduled action give users the rest."""
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cursor:
            self.env(cr=cursor)["google.sync.profile"]._cron_spread()
        self.env.invalidate_all()
