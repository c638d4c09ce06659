"""What was agreed on is said as it is said from now on, so that nothing is written for its sake.

What Odoo has written about people is a field of its own, and goes from Google where guests are kept
in Odoo; one line of text has no characters that nobody sees.
"""

import logging

from psycopg2.extras import Json

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL

from odoo.addons.google_sync.engine.events import contact_details, item
from odoo.addons.google_sync.engine.text.plain import lines, one_line
from odoo.addons.google_sync.sync.odoo.masks import headings

_logger = logging.getLogger(__name__)

#: Only the log of the last runs can be undone, but all of it is read.
_COLUMNS = {
    "google_sync_link": ("base", "sent", "buried"),
    "google_sync_run_line": ("before", "after"),
}
_PORTION = 1000


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    known = headings()
    told = set()
    for table, columns in _COLUMNS.items():
        for column in columns:
            changed = _renew(cr, table, column, known)
            told |= changed if table == "google_sync_link" else set()
    accounts = env["google.sync.link"].browse(told).account_id
    # Of those who share guests nothing has to go, and to look at everything would invite some more.
    accounts.filtered(lambda one: not one.user_id.shares_google_guests()).ask_worker("compare")
    _logger.info("%s links say apart what Odoo has written about people", len(told))


def _renew(cr, table, column, known):
    """Write the values that are said in another way now.

    :return: the ids of the rows
    """
    names = {"table": SQL.identifier(table), "column": SQL.identifier(column)}
    changed = set()
    last = 0
    while True:
        query = SQL(
            "SELECT id, %(column)s FROM %(table)s "
            "WHERE id > %(last)s AND %(column)s IS NOT NULL ORDER BY id LIMIT %(most)s",
            **names,
            last=last,
            most=_PORTION,
        )
        cr.execute(query)
        rows = cr.fetchall()
        if not rows:
            return changed
        for row_id, values in rows:
            renewed = _of_all(values, known)
            if renewed != values:
                value = Json(renewed)
                update = "UPDATE %(table)s SET %(column)s = %(value)s WHERE id = %(row_id)s"
                cr.execute(SQL(update, **names, value=value, row_id=row_id))
                changed.add(row_id)
        last = rows[-1][0]


def _of_all(values, known):
    """The values of an item, or of what is on its way to Google."""
    if isinstance(values, list):
        parts = ("item", "buried")
        return [
            {name: _of_one(part, known) if name in parts else part for name, part in one.items()}
            for one in values
        ]
    return _of_one(values, known)


def _of_one(values, known):
    if not isinstance(values, dict):
        return values
    if "when" not in values:
        return _visible(values)
    seen = _visible_event(values)
    apart = contact_details.apart(item.load(seen), known)
    # What says nothing new stays as it was stored, be it in an older form.
    return item.dump(apart) if apart != item.load(seen) else seen


def _visible_event(values):
    """The values of an event with nothing unseen in its lines, in all occurrences."""
    changed = {name: one_line(values[name]) for name in ("title", "location") if values.get(name)}
    if values.get("exceptions"):
        changed["exceptions"] = [
            [slot, one and _visible_event(one)] for slot, one in values["exceptions"]
        ]
    return {**values, **changed}


def _visible(value):
    """The values of a contact, likewise."""
    if isinstance(value, str):
        return lines(value)
    if isinstance(value, list):
        return [_visible(one) for one in value]
    if isinstance(value, dict):
        return {name: _visible(one) for name, one in value.items()}
    return value
