"""Mails say what to press, and lead there. A template that somebody has changed stays as it is."""

from odoo import SUPERUSER_ID, api
from odoo.tools import convert_file


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    template = env.ref("google_sync.mail_template_alert", raise_if_not_found=False)
    if template and template.write_uid.id == SUPERUSER_ID:
        convert_file(env, "google_sync", "data/mail_template_data.xml", {}, mode="init")
