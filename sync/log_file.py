"""The whole log of one run as a file that a spreadsheet opens."""

import csv
import io

from odoo.tools import format_datetime

from .readable import differences
from .records import parse_item

#: How a cell must not begin that is no formula: titles come from anybody who may invite.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def name(run):
    """:param run: a record of ``google.sync.run`` in the reader's language and time zone"""
    zone = run.env.tz.zone
    moment = format_datetime(run.env, run.started_at, tz=zone, dt_format="yyyy-MM-dd HHmm")
    return f"google-sync {moment}.csv"


def content(run):
    """The log as CSV in UTF-8: a row for each field of each record.

    :param run: a record of ``google.sync.run`` in the reader's language and time zone
    :rtype: bytes
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    env = run.env
    writer.writerow(
        [
            env._("Record"),
            env._("What"),
            env._("On"),
            env._("Field"),
            env._("Before"),
            env._("After"),
            env._("Remark"),
        ]
    )
    for line in run.line_ids:
        writer.writerows([_cell(text) for text in row] for row in _rows(line))
    return buffer.getvalue().encode("utf-8-sig")  # the mark tells spreadsheets that it is UTF-8


def _rows(line):
    env = line.env
    head = [line.title, _label(line, "verb"), _label(line, "side")]
    changes = differences(env, parse_item(line.before), parse_item(line.after)) or [("", "", "")]
    for number, (label, before, after) in enumerate(changes):
        yield [*head, label, before, after, "" if number else line.message]


def _label(line, name):
    labels = dict(line._fields[name]._description_selection(line.env))
    return labels.get(line[name], "")


def _cell(text):
    text = text or ""
    return f"'{text}" if text.startswith(_FORMULA) else text
