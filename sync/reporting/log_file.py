"""Exports the whole log of a run as a file for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from odoo.models import BaseModel
from odoo.tools import format_datetime

from ..store.refs import RecordRef, parse_item
from .masked_addresses import OutsideMask
from .readable import Change, differences

#: Signs that begin a formula, and the same as East Asian fonts have them.
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
#: How nothing must begin that is no formula, for titles come from anybody who may invite: neither a
#: cell, nor what a spreadsheet takes for one that expects other separators.
_FORMULA = re.compile(rf"^(?=[\t\r])|(?:^|(?<=[;\t\r\n]))(?=[\s\"']*[{_SIGNS}])")


def name(run: BaseModel) -> str:
    """:param run: a record of ``google.sync.run`` in the reader's language and time zone"""
    zone = run.env.tz.zone
    moment = format_datetime(run.env, run.started_at, tz=zone, dt_format="yyyy-MM-dd HHmm")
    return f"google-sync {moment}.csv"


def content(run: BaseModel) -> bytes:
    """The log as CSV in UTF-8: a row for each field of each record.

    :param run: a record of ``google.sync.run`` in the reader's language and time zone
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    env = run.env
    writer.writerow(
        [
            env._("Entry"),
            env._("What"),
            env._("On"),
            env._("Field"),
            env._("Before"),
            env._("After"),
            env._("Remark"),
        ]
    )
    mask = OutsideMask(run.account_id.user_id)
    for line in run.line_ids:
        rows = _rows(line, mask)
        # An apostrophe goes wherever a spreadsheet could begin to calculate.
        writer.writerows([_FORMULA.sub("'", text or "") for text in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")  # the mark tells spreadsheets that it is UTF-8


def _rows(line: BaseModel, mask: OutsideMask) -> Iterator[list[str]]:
    ref = RecordRef(line.res_model, line.res_id) if line.res_id else None
    title = mask.name(line.title, ref)
    head = [title, _label(line, "verb"), _label(line, "side")]
    items = (mask.item(parse_item(values)) for values in (line.before, line.after))
    changes = differences(line.env, *items) or [Change("", "", "")]
    for number, (label, before, after) in enumerate(changes):
        yield [*head, label, before, after, "" if number else mask.message(line.message)]


def _label(line: BaseModel, name: str) -> str:
    labels = dict(line._fields[name]._description_selection(line.env))
    return labels.get(line[name], "")
