"""The log of a run: a record for the run once there is something to tell, and its lines."""

from odoo import fields

from ..engine.merge import Side
from .privacy import shown_title
from .records import dump_item

_COUNTERS = {"create": "created", "restore": "created", "update": "updated", "delete": "deleted"}


class RunLog:
    """Collects lines, and writes them in one go.

    :param run_id: the run's record, where an earlier step of the run has made it
    """

    def __init__(self, env, account, run_id=None):
        self.account = account
        self.texts = account._in_user_lang().env
        self.runs = env["google.sync.run"]
        self.run_id = run_id
        self.lines = []

    def wrote(self, side, write, *, ref, google_id, message=""):
        """One write that was done on one side.

        :param ref: the record that shows it, of a series one of its occurrences
        """
        item = write.after or write.before
        title = item.title if item else ""
        if side is Side.GOOGLE and getattr(item, "mask", None):
            title = shown_title(self.texts, item)
        self.lines.append(
            {
                "side": side.value,
                "verb": write.verb,
                "level": "warning" if message else "info",
                "title": title,
                "res_model": ref and ref.model,
                "res_id": ref and ref.id,
                "google_id": google_id,
                "before": write.before and dump_item(write.before),
                "after": write.after and dump_item(write.after),
                "message": message,
            }
        )

    def remark(self, message, *, title, level="warning", ref=None, google_id=False, other=None):
        """Something that the user should know, about one record.

        :param other: another record of the same model that it is about
        """
        self.lines.append(
            {
                "level": level,
                "title": title,
                "res_model": ref and ref.model,
                "res_id": ref and ref.id,
                "google_id": google_id,
                "other_id": other and other.id,
                "message": message,
            }
        )

    def write(self):
        """Store the lines collected so far.

        :return: the id of the run's record; ``None`` while there is nothing to tell
        """
        if self.lines:
            run = self._run()
            run.write(self._counted(run))
            self.runs.env["google.sync.run.line"].create(
                [{"run_id": run.id, **line} for line in self.lines]
            )
            self.lines = []
        return self.run_id

    def close(self, state=None, message=False):
        """Store how the run ended; by itself, that is with or without remarks."""
        self.write()
        run = self._run()
        state = state or ("warnings" if run.problems else "done")
        run.write({"state": state, "message": message, "finished_at": fields.Datetime.now()})

    def _run(self):
        if not self.run_id:
            values = {"account_id": self.account.id, "started_at": fields.Datetime.now()}
            self.run_id = self.runs.create(values).id
        return self.runs.browse(self.run_id)

    def _counted(self, run):
        counts = {}
        for line in self.lines:
            if line["level"] != "info":
                counts["problems"] = counts.get("problems", run.problems) + 1
            if verb := line.get("verb"):
                name = f"{line['side']}_{_COUNTERS[verb]}"
                counts[name] = counts.get(name, run[name]) + 1
        return counts
