import { AttendeeCalendarModel } from "@calendar/views/attendee_calendar/attendee_calendar_model";
import { AttendeeCalendarCommonRenderer } from "@calendar/views/attendee_calendar/common/attendee_calendar_common_renderer";
import { deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";
import { session } from "@web/session";

/** What the ids of blocks begin with, which no appointment's does. */
const PREFIX = "google_sync_busy_";

/** The filters of those whose appointments are shown; none where everybody's are. */
function shownPartners(data) {
    const filters = data.filterSections.partner_ids?.filters || [];
    if (filters.some((filter) => filter.type === "all" && filter.active)) {
        return [];
    }
    return filters.filter((filter) => filter.active && Number.isInteger(filter.value));
}

function isBlock(event) {
    return Boolean(event.id?.startsWith(PREFIX));
}

/** Show what somebody has just chosen, though nobody had other calendars when the page was loaded. */
function chosen() {
    session.google_sync_busy = true;
    return { type: "ir.actions.client", tag: "soft_reload" };
}

registry.category("actions").add("google_sync_busy_chosen", chosen);

patch(AttendeeCalendarModel.prototype, {
    /** When the people shown are busy in their other calendars. */
    get busyBlocks() {
        return this.data.busyBlocks || [];
    },

    async updateData(data) {
        await super.updateData(...arguments);
        // Where nobody has other calendars, nobody asks; a year is too coarse to show them.
        if (session.google_sync_busy && this.meta.scale !== "year") {
            data.busyBlocks = await this.loadBusyBlocks(data);
        }
    },

    async loadBusyBlocks(data) {
        const partners = shownPartners(data);
        if (!partners.length) {
            return [];
        }
        const found = await this.orm.silent.call("res.users", "google_sync_busy_blocks", [
            partners.map((filter) => filter.value),
            serializeDateTime(data.range.start),
            serializeDateTime(data.range.end),
        ]);
        const names = Object.fromEntries(partners.map(({ value, label }) => [value, label]));
        return found.map((block, index) => ({
            id: `${PREFIX}${index}`,
            start: deserializeDateTime(block.start),
            end: deserializeDateTime(block.stop),
            // Whose it is goes without saying where there is one person only.
            title: partners.length > 1 ? _t("Busy: %s", names[block.partner_id]) : _t("Busy"),
        }));
    },
});

patch(AttendeeCalendarCommonRenderer.prototype, {
    mapRecordsToEvents() {
        return [...super.mapRecordsToEvents(), ...this.busyEvents()];
    },

    /** A day and a week show them behind the appointments; a month has a line for each. */
    busyEvents() {
        const isMonth = this.props.model.scale === "month";
        return this.props.model.busyBlocks.map(({ id, title, start, end }) => ({
            id,
            title,
            start: start.toISO(),
            end: end.toISO(),
            allDay: false,
            display: isMonth ? "block" : "background",
            editable: false,
        }));
    },

    eventClassNames({ event }) {
        const names = super.eventClassNames(...arguments);
        return isBlock(event) ? [...names, "o_google_sync_busy"] : names;
    },

    /** There is nothing to open: nobody knows more of it than that. */
    onEventClick(info) {
        if (!isBlock(info.event)) {
            super.onEventClick(...arguments);
        }
    },
});
