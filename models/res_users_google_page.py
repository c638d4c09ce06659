from lxml import etree

from odoo import api, models

from .google_sync_profile import OFFERED


class ResUsers(models.Model):
    """The Google page, which the preferences and the administrators' form of a user share."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Fill each page named ``google_sync`` that has nothing in it yet.

        Views inherit from one view only, so that what two forms show needs a view of its own; this
        is how Odoo puts a country's address into the forms of contacts.
        """
        arch, view = super()._get_view(view_id, view_type, **options)
        for page in arch.xpath("//page[@name='google_sync'][not(*)]"):
            content = self.env.ref("google_sync.res_users_view_form_google_page")
            (parts,) = super()._get_view(content.id)[0].xpath("/form/div")
            _show_locks(parts, title=self.env._("Locked"))
            page.extend(list(parts))
        return arch, view

    def _get_view_postprocessed(self, view, arch, **options):
        """Show users on the page what they may read of their own, although others may not read it.
        Odoo does the same in the preferences, but there are several forms of them."""
        arch, models = super()._get_view_postprocessed(view, arch, **options)
        tree = etree.fromstring(arch)
        # What the page refers to may stand elsewhere in a form that is one's own anyway.
        is_own = view == self.env.ref("google_sync.res_users_view_form_page")
        readable = self.SELF_READABLE_FIELDS
        inside = "" if is_own else "//page[@name='google_sync']"
        for node in tree.xpath(f"{inside}//*[@__groups_key__]"):
            # A label has the readers of its field.
            if node.get("name", node.get("for")) in readable:
                del node.attrib["__groups_key__"]
        return etree.tostring(tree), models


def _show_locks(parts, title):
    """Let nobody edit on the page what a profile has locked, and mark it with a padlock."""
    labels = {label.get("for"): label for label in parts.iter("label")}
    for node in [node for node in parts.iter("field") if node.get("name") in OFFERED]:
        name = node.get("name")
        locked = f"google_locked and '{name}' in google_locked"
        own = node.get("readonly", "0")
        node.set("readonly", locked if own == "0" else f"({own}) or ({locked})")
        padlock = parts.makeelement(
            "i", {"class": "fa fa-lock ms-1", "title": title, "invisible": f"not ({locked})"}
        )
        if name not in labels:
            node.addnext(padlock)
            continue
        label = labels[name]
        beside = parts.makeelement("div", {"class": "d-flex align-items-baseline"})
        label.addprevious(beside)
        beside.extend([label, padlock])
