import { defineCalendarModels } from "@calendar/../tests/calendar_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { animationFrame, waitFor, waitUntil } from "@odoo/hoot-dom";
import { mockDate } from "@odoo/hoot-mock";
import {
    contains,
    makeMockServer,
    MockServer,
    mountView,
    onRpc,
    patchWithCleanup,
    preloadBundle,
    serverState,
} from "@web/../tests/web_test_helpers";
import { changeScale } from "@web/../tests/views/calendar/calendar_test_helpers";
import { registry } from "@web/core/registry";
import { session } from "@web/session";

defineCalendarModels();
preloadBundle("web.fullcalendar_lib");
describe.current.tags("desktop");

const ARCH = /*xml*/ `
    <calendar js_class="attendee_calendar" date_start="start" date_stop="stop" all_day="allday"
              mode="week" event_open_popup="1">
        <field name="partner_ids" filters="1" widget="many2manyattendeeexpandable"
               write_model="calendar.filters" write_field="partner_id"
               filter_field="partner_checked"/>
        <field name="start"/>
        <field name="stop"/>
        <field name="allday"/>
    </calendar>`;

let colleague;

beforeEach(async () => {
    mockDate("2027-03-02 08:00:00", 0);
    const { env } = await makeMockServer();
    colleague = env["res.partner"].create({ name: "Ben" });
    env["calendar.filters"].create({
        partner_id: colleague,
        partner_checked: true,
        user_id: serverState.userId,
    });
});

/** Open the calendar where somebody has other calendars. */
async function openCalendar(blocks, used = true) {
    patchWithCleanup(session, { google_sync_busy: used });
    onRpc("res.users", "google_sync_busy_blocks", ({ args }) => {
        expect.step("blocks");
        expect(args[0]).toInclude(serverState.partnerId);
        return blocks;
    });
    onRpc("res.users", "has_group", () => true);
    onRpc("res.users", "check_synchronization_status", () => ({}));
    onRpc("res.partner", "get_attendee_detail", () => []);
    onRpc("/calendar/check_credentials", () => ({}));
    onRpc("res.users", "google_sync_browser_values", () => ({ enabled: false }));
    await mountView({ type: "calendar", resModel: "calendar.event", arch: ARCH });
    await animationFrame();
}

function block(partner_id, start = "2027-03-02 09:00:00", stop = "2027-03-02 10:00:00") {
    return { partner_id, start, stop };
}

test("a time that is taken elsewhere is a grey block that opens nothing", async () => {
    await openCalendar([block(serverState.partnerId)]);
    expect.verifySteps(["blocks"]);
    expect(".fc-bg-event.o_google_sync_busy").toHaveCount(1);
    expect(".o_google_sync_busy .fc-event-title").toHaveText(/^Busy/);
    await contains(".o_google_sync_busy").click();
    await animationFrame();
    expect(".o_cw_popover").toHaveCount(0);
});

test("of several people it says whose it is", async () => {
    await openCalendar([block(colleague)]);
    expect.verifySteps(["blocks"]);
    expect(".o_google_sync_busy .fc-event-title").toHaveText("Busy: Ben");
});

test("a month shows it as a line, and a year does not ask", async () => {
    await openCalendar([block(serverState.partnerId)]);
    await changeScale("month");
    await waitFor(".fc-daygrid-event.o_google_sync_busy");
    expect.verifySteps(["blocks", "blocks"]);
});

test("nobody asks where nobody has other calendars", async () => {
    await openCalendar([block(serverState.partnerId)], false);
    expect(".o_google_sync_busy").toHaveCount(0);
    expect.verifySteps([]);
});

test("who has Odoo open when the first one is chosen sees it as soon as they turn the page", async () => {
    await openCalendar([block(serverState.partnerId)], false);
    MockServer.env["bus.bus"]._sendone("broadcast", "google_sync.busy", {});
    await waitUntil(() => session.google_sync_busy);
    await changeScale("day");
    expect.verifySteps(["blocks"]);
});

test("whoever has just chosen one sees it without loading the page anew", async () => {
    patchWithCleanup(session, { google_sync_busy: false });
    const next = registry.category("actions").get("google_sync_busy_chosen")();
    expect(next.tag).toBe("soft_reload");
    await openCalendar([block(serverState.partnerId)], session.google_sync_busy);
    expect.verifySteps(["blocks"]);
});
