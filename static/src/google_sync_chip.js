import { Component, onWillStart, onWillUnmount, status, useState } from "@odoo/owl";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { describe, GoogleSyncTasks, isAtWork } from "./tasks/tasks";

const { DateTime } = luxon;

/** How the sync is when it goes on by itself; see sync/reporting/health.py. */
const WELL = ["fine", "attention", "new"];

/** "3 minutes ago" is written anew this often. */
const TICK = 15000;

const ICONS = {
    off: "fa-pause-circle o_google_sync_muted",
    disconnected: "fa-chain-broken text-warning",
    paused: "fa-pause-circle text-warning",
    attention: "fa-exclamation-triangle text-warning",
    new: "fa-clock-o text-info",
    syncing: "fa-refresh fa-spin text-info",
    working: "fa-refresh fa-spin text-info",
    connected: "fa-check text-success",
};

/** The state of the user's Google account, with what they can do about it. */
export class GoogleSyncChip extends Component {
    static template = "google_sync.Chip";
    static components = { Dropdown, DropdownItem, GoogleSyncTasks };
    static props = {
        // Called when a sync is done that the user has asked for, or that opening has started.
        onSynced: { type: Function, optional: true },
    };

    setup() {
        this.sync = useService("google_sync");
        this.status = useState(this.sync.status);
        this.clock = useState({ now: DateTime.now() });
        this.userId = user.userId;
        const timer = setInterval(() => this.tick(), TICK);
        onWillStart(async () => {
            if (await this.sync.load()) {
                this.showNews();
            }
        });
        onWillUnmount(() => clearInterval(timer));
    }

    /** The server tells of what happens; that nothing has happened for too long is asked for. */
    tick() {
        this.clock.now = DateTime.now();
        const { health, lateAt } = this.status;
        if (lateAt && WELL.includes(health) && deserializeDateTime(lateAt) < this.clock.now) {
            this.sync.load();
        }
    }

    /** One word for everything, as the server says it: a key of ICONS. */
    get look() {
        const { busyUntil, health, state } = this.status;
        if (["off", "disconnected", "paused"].includes(health)) {
            return health;
        }
        if (this.task && ["connected", "disconnecting"].includes(state)) {
            return "working";
        }
        if (busyUntil && deserializeDateTime(busyUntil) > this.clock.now) {
            return "syncing";
        }
        return { fine: "connected", new: "new" }[health] || "attention";
    }

    /** How much there is for the user to look at. */
    get count() {
        const { conflicts, failed, overlaps } = this.status;
        return this.isConnected ? failed + conflicts + overlaps : 0;
    }

    /** Whether the sync itself is held up, as the dashboard counts it. */
    get isBroken() {
        return !WELL.includes(this.status.health);
    }

    get icon() {
        return ICONS[this.look];
    }

    get label() {
        return {
            off: _t("Google is switched off"),
            disconnected: _t("Google is not connected"),
            paused: _t("Google is paused"),
            attention: this.isBroken ? _t("Google needs attention") : _t("Items to check"),
            syncing: _t("Syncing with Google…"),
            working: this.task && this.howFar(this.task),
            new: this.lastSync,
            connected: this.justDone || this.lastSync,
        }[this.look];
    }

    get tasks() {
        return this.status.tasks || [];
    }

    /** The long work that is under way, if any. */
    get task() {
        return this.tasks.find(isAtWork);
    }

    howFar(task) {
        const percent = task.total && Math.floor((100 * task.done) / task.total);
        return percent ? `${describe(task)} (${percent} %)` : `${describe(task)}…`;
    }

    /** What has just been done. */
    get justDone() {
        const since = this.clock.now.minus({ minutes: 1 });
        const task = this.tasks.find(
            ({ ended }) => ended && deserializeDateTime(ended) > since
        );
        return task && describe(task);
    }

    get lastSync() {
        const { lastSync } = this.status;
        if (!lastSync) {
            return _t("Not synced yet");
        }
        const moment = deserializeDateTime(lastSync);
        if (this.isBroken) {
            return _t("Last sync: %(ago)s", { ago: moment.toRelative({ base: this.clock.now }) });
        }
        if (this.clock.now.diff(moment, "minutes").minutes < 1) {
            return _t("Synced just now");
        }
        return _t("Synced %(ago)s", { ago: moment.toRelative({ base: this.clock.now }) });
    }

    get calendar() {
        // Google calls the main calendar by the address, which is shown already.
        if (this.status.calendar === this.status.email) {
            return _t("Main calendar");
        }
        return _t("Calendar “%(name)s”", { name: this.status.calendar });
    }

    get isConnected() {
        return this.status.state !== "disconnected";
    }

    /** Whether a single click is all that is wanted of the chip. */
    get offersToConnect() {
        return !this.isConnected && this.status.mayConnect && this.status.allowed !== false;
    }

    get canSync() {
        return this.status.allowed && this.status.state === "connected";
    }

    async syncNow() {
        const synced = this.sync.syncNow();
        this.clock.now = DateTime.now();
        await this.showNews(synced);
    }

    /** Show what a sync brings, once it is done. */
    async showNews(synced = this.sync.synced()) {
        await synced;
        if (status(this) !== "destroyed") {
            this.props.onSynced?.();
        }
    }
}
