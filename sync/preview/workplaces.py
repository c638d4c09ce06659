"""What the next comparison of working locations is about to do, for people."""

from __future__ import annotations

from typing import Any

from odoo.api import Environment
from odoo.models import BaseModel

from ...engine.events.workplace import Outcome
from ..odoo.workplaces import Workplaces
from ..operations.working_days import why_not_in_odoo
from ..reporting.readable import readable
from ..reporting.run_log import COUNTERS
from ..reporting.workplace_texts import changed, place_name
from ..run.workplaces import Change, WorkplaceRun, changes
from .summary import Summary

#: How many writes are one request.
_BATCH = 50


def summarize_days(run: WorkplaceRun, env: Environment, account: BaseModel) -> Summary:
    """:param run: one that has Google's answer
    :param env: one whose transaction is rolled back afterwards
    """
    texts = account.in_user_lang().env
    if notice := account.in_user_lang().user_id.google_workplaces_notice:
        line = {"verb": "problem", "title": texts._("Working locations"), "details": notice}
        return Summary(lines=[line], line_count=1)
    summary, writes = Summary(), 0
    workplaces = Workplaces(account.user_id)
    rows = env["google.sync.workplace"].of_accounts(account).days()
    for change in changes(workplaces, rows, run.fetched, run.job.days):
        if change.outcome is Outcome.AGREED:
            continue
        line = _line(texts, workplaces, change)
        summary.lines.append(line)
        if line["verb"] != "problem":
            summary.counts[f"{line['side']}_{COUNTERS[line['verb']]}"] += 1
            writes += change.outcome is Outcome.TO_GOOGLE
    summary.line_count = len(summary.lines)
    summary.requests = -(-writes // _BATCH)
    return summary


def _line(env: Environment, workplaces: Workplaces, change: Change) -> dict[str, Any]:
    before, after = change.now.google, change.now.odoo
    shown = {"verb": change.verb, "side": "google", "moment": readable(env, change.day)}
    if change.outcome is Outcome.TO_ODOO:
        before, after, shown["side"] = after, before, "odoo"
        if problem := why_not_in_odoo(workplaces, change.day, after):
            shown.update(verb="problem", details=env._(problem))
    return {
        "title": place_name(env, after or before),
        # A day that is new, or becomes free, has said all by its title.
        "details": changed(env, before, after) if before and after else "",
        **shown,
    }
