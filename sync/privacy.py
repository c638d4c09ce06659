"""What Google gets in place of the words of Odoo's appointments, as one user has chosen it."""

from ..engine.merge import Side
from ..engine.privacy import Facts, mask_of


class Masks:
    """:param user: in an environment of the superuser"""

    def __init__(self, user):
        self.level = user.google_privacy
        self.lang = user.lang
        self.texts = user.with_context(lang=self.lang).env

    def of(self, event):
        """What Google shows of an event; ``None``: its words.

        :rtype: engine.item.Mask | None
        """
        if self.level == "full":
            return None
        # Colleagues are no secret, and their names would not tell who is to come.
        clients = event.attendee_ids.sorted("id").partner_id.filtered("partner_share")
        names = tuple(client.name or "" for client in clients)
        return self._mask(names, event.with_context(lang=self.lang).google_sync_reference)

    @property
    def neutral(self):
        """What Google shows of an event of which there is no record; ``None``: its words.

        :rtype: engine.item.Mask | None
        """
        return self._mask((), self.texts._("Busy"))

    def example(self):
        """What Google shows of “Mrs Anna Weber, first visit”.

        :rtype: str
        """
        client, reference = self.texts._("Anna Weber"), self.texts._("Appointment 1234")
        mask = self._mask((client,), reference)
        return mask.title if mask else self.texts._("Mrs Anna Weber, first visit")

    def _mask(self, clients, reference):
        return mask_of(self.level, Facts(clients, reference, self.texts._("Busy")))


def title_on(side, env, item):
    """The title of an item for its user; where it is masked in Google, with what that shows.

    :param env: in the user's language
    """
    if side is Side.ODOO or not getattr(item, "mask", None):
        return item.title
    return env._("%(title)s (in Google: %(shown)s)", title=item.title, shown=item.mask.title)
