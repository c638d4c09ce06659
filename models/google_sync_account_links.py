from odoo import fields, models
from odoo.fields import Domain

from ..sync.operations.one_appointment import OneAppointment
from ..sync.store.refs import CONTACT


class GoogleSyncAccount(models.Model):
    """What workers do with an account's links, since people have asked for it."""

    _inherit = "google.sync.account"  # pylint: disable=consider-merging-classes-inherited

    def _take_copy_again(self, links):
        """Let what is on one side only since an undo come to the other side again."""
        resting = self._own_links(links).filtered("only_on")
        resting.write(
            {"only_on": False, "base": False, "sent": False, "retry_at": fields.Datetime.now()}
        )
        self._take_sync()

    def _take_choose(self, link, answer):
        """Somebody has said which record it is on the other side.

        :param dict answer: Google's id, or the record's; empty: neither is
        """
        link = self._own_links([link]).filtered("candidates")
        if not link or link._linked_with(answer):
            return  # it was linked meanwhile; the question stays
        questions = link.search(
            [
                ("account_id", "=", self.id),
                ("collection", "=", link.collection),
                ("candidates", "!=", False),
            ]
        )
        # What was asked from the other side is answered with it.
        (questions - link).filtered(
            lambda other: any(other[name] == value for name, value in answer.items())
        ).unlink()
        questions.exists().write({"retry_at": fields.Datetime.now()})
        link.write({**answer, "candidates": False, "state": "synced", "error": False})

    def _take_say_same(self, link, record):
        """Somebody has said whether two appointments of theirs are the same.

        :param record: the id of the one that this is, too; ``None``: they are two
        """
        link = self._own_links([link]).filtered("candidates")
        candidates = {one["id"]: one for one in link.candidates or ()}
        link.write({"candidates": False, "error": False})
        if record in candidates:
            OneAppointment(self, link).merge(candidates[record])

    def _take_partners_merged(self, former, partner):
        """Contacts were merged in Odoo: the one that stays takes over a link of the others.

        Where it has one of its own it keeps it, and theirs lose the label with them.
        """
        merged = Domain("res_model", "=", CONTACT) & Domain("res_id", "in", [*former, partner])
        links = self._links(merged).sorted("id")
        living = links.filtered(lambda link: link.state != "merged" and not link.candidates)
        for group in links.grouped("collection").values():
            own = group.filtered(lambda link: link.res_id == partner)
            heir = ((own & living) or (group & living))[:1]
            if not heir or heir in own:
                continue
            own.unlink()  # makes room for the one that it takes over
            heir.res_id = partner

    def _take_link_again(self, link, model, record):
        """Odoo has another record in the place of the one that was linked."""
        self._own_links([link]).write({"res_model": model, "res_id": record})
