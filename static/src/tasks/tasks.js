import { Component, onWillStart, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatInteger } from "@web/views/fields/formatters";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const { DateTime } = luxon;

/** What each kind of work is called, what is said when it is done, and what it means to stop it. */
const WORDS = {
    to_google: {
        title: () => _t("Copying to Google"),
        done: (count) => _t("%s copied to Google", count),
        nothing: () => _t("Nothing had to be copied to Google"),
        stopped: (count) => _t("Copying to Google was stopped. Copied: %s", count),
        stop: () =>
            _t(
                "What has been copied stays in Google and stays in sync. The other existing appointments are not copied. New and changed ones still are."
            ),
    },
    to_odoo: {
        title: () => _t("Copying to Odoo"),
        done: (count) => _t("%s copied to Odoo", count),
        nothing: () => _t("Nothing had to be copied to Odoo"),
        stopped: (count) => _t("Copying to Odoo was stopped. Copied: %s", count),
        stop: () =>
            _t(
                "What has been copied stays in Odoo and stays in sync. The other existing appointments are not copied. New and changed ones still are."
            ),
    },
    move: {
        title: () => _t("Moving to the other calendar"),
        done: (count) => _t("%s moved to the other calendar", count),
        nothing: () => _t("Nothing had to be moved"),
        stopped: (count) => _t("Moving was stopped. Moved: %s", count),
        stop: () =>
            _t(
                "What has been moved stays in the new calendar. The rest stays in the former one and is not in sync any more."
            ),
    },
    remove: {
        title: () => _t("Removing from Google"),
        done: (count) => _t("%s removed from Google", count),
        nothing: () => _t("Nothing had to be removed from Google"),
        stopped: (count) => _t("Removing was stopped. Removed: %s", count),
        stop: () => _t("Odoo disconnects now. Entries that are still in Google stay there."),
    },
    undo: {
        title: () => _t("Undoing"),
        done: (count) => _t("%s undone", count),
        nothing: () => _t("Nothing had to be undone"),
        stopped: (count) => _t("The undo was stopped. Undone: %s", count),
        stop: () => _t("What has been undone stays undone. The rest stays as it is."),
    },
};

/** So long it is shown that something is done. */
const TOLD = { minutes: 10 };

export const isAtWork = (task) => ["running", "stopping"].includes(task.state);
/** Waiting is what goes on once something has been put right. */
const isUnderWay = (task) => isAtWork(task) || task.state === "waiting";

/** What the work is called, and how far it is, in a few words. */
export function describe({ kind, state, done, total }) {
    const words = WORDS[kind];
    if (state === "done") {
        return total ? words.done(formatInteger(done)) : words.nothing();
    }
    if (state === "stopped") {
        return words.stopped(formatInteger(done));
    }
    return words.title();
}

/** How far a piece of work is: a bar, the counts, the minutes that are left, and Stop. */
export class GoogleSyncTasks extends Component {
    static template = "google_sync.Tasks";
    static props = {
        tasks: { type: Array },
        userId: { type: Number },
    };

    setup() {
        this.dialog = useService("dialog");
        this.orm = useService("orm");
        this.isAsking = false;
        this.describe = describe;
        this.isUnderWay = isUnderWay;
    }

    get shown() {
        const since = DateTime.now().minus(TOLD);
        return this.props.tasks.filter(
            (task) => isUnderWay(task) || deserializeDateTime(task.ended) > since
        );
    }

    /** Stripes fill the bar while nobody knows how much there is. */
    percent({ done, total, state }) {
        if (!total) {
            return state === "waiting" ? 0 : 100;
        }
        return Math.floor((100 * done) / total);
    }

    counts({ done, total, minutes, state }) {
        if (state === "stopping") {
            return _t("Stopping…");
        }
        if (!total) {
            return state === "waiting" ? _t("Waiting until the sync goes on") : _t("Preparing…");
        }
        const numbers = _t("%(done)s of %(total)s", {
            done: formatInteger(done),
            total: formatInteger(total),
        });
        if (state === "waiting") {
            const waits = _t("waiting until the sync goes on");
            return `${numbers}, ${waits}`;
        }
        return minutes === false || done === total ? numbers : `${numbers}, ${this.timeLeft(minutes)}`;
    }

    timeLeft(minutes) {
        if (minutes <= 1) {
            return _t("less than a minute left");
        }
        return _t("about %(count)s minutes left", { count: formatInteger(minutes) });
    }

    /** Say first what it means; once, if somebody clicks twice. */
    stop({ kind }) {
        if (this.isAsking) {
            return;
        }
        this.isAsking = true;
        const question = {
            title: _t("Stop?"),
            body: WORDS[kind].stop(),
            confirmLabel: _t("Stop"),
            confirm: () =>
                this.orm.call("res.users", "action_google_stop", [[this.props.userId]], { kind }),
            cancelLabel: _t("Keep Going"),
            cancel: () => {},
        };
        const onClose = () => (this.isAsking = false);
        this.dialog.add(ConfirmationDialog, question, { onClose });
    }
}

/** The same in a form of a user, or of an account; live for whoever looks at their own. */
export class GoogleSyncTasksWidget extends Component {
    static template = "google_sync.TasksWidget";
    static components = { GoogleSyncTasks };
    static props = { ...standardWidgetProps };

    setup() {
        this.sync = useService("google_sync");
        this.status = useState(this.sync.status);
        onWillStart(() => this.isMine && this.sync.load());
    }

    get isMine() {
        return this.props.record.data.google_sync_is_mine;
    }

    get userId() {
        const { record } = this.props;
        return record.resModel === "res.users" ? record.resId : record.data.user_id?.id;
    }

    get tasks() {
        const { google_sync_tasks, shown_tasks } = this.props.record.data;
        return (this.isMine ? this.status.tasks : google_sync_tasks || shown_tasks) || [];
    }
}

const onUsers = [
    { name: "google_sync_tasks", type: "json" },
    { name: "google_sync_is_mine", type: "boolean" },
];
registry
    .category("view_widgets")
    .add("google_sync_tasks", { component: GoogleSyncTasksWidget, fieldDependencies: onUsers });
registry.category("view_widgets").add("google_sync_account_tasks", {
    component: GoogleSyncTasksWidget,
    fieldDependencies: [{ name: "shown_tasks", type: "json" }],
});
