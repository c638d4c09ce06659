import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { advanceTime, animationFrame, queryOne, waitFor, waitForNone } from "@odoo/hoot-dom";
import { mockDate } from "@odoo/hoot-mock";
import {
    contains,
    getService,
    MockServer,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";
import { GoogleSyncChip } from "@google_sync/google_sync_chip";

defineMailModels();
describe.current.tags("desktop");

const CONNECTED = {
    enabled: true,
    allowed: true,
    state: "connected",
    health: "fine",
    lateAt: "2027-03-01 09:30:00",
    remedy: false,
    email: "ana@gmail.example",
    calendar: "Ana",
    lastSync: "2027-03-01 08:57:00",
    busyUntil: false,
    message: false,
    failed: 0,
    conflicts: 0,
    overlaps: 0,
    mayResume: false,
};

/** Show the chip as the server says it is. */
async function mountChip(values = {}, props = {}) {
    mockDate("2027-03-01 09:00:00", 0);
    onRpc("res.users", "google_sync_browser_values", () => ({ ...CONNECTED, ...values }));
    await mountWithCleanup(GoogleSyncChip, { props });
}

/** Let the server tell of a change. */
async function tell(values, type = "google_sync.status") {
    MockServer.env["bus.bus"]._sendone("broadcast", type, values);
}

async function openChip() {
    await contains(".o_google_sync_chip").click();
}

test("says who is connected, and when the last sync was", async () => {
    await mountChip();
    expect(".o_google_sync_chip").toHaveAttribute("data-look", "connected");
    expect(".o_google_sync_chip").toHaveText("Synced 3 minutes ago");
    await openChip();
    expect(".o_google_sync_summary").toHaveText(/Connected as ana@gmail\.example/);
    await advanceTime(120000);
    await animationFrame();
    expect(".o_google_sync_chip").toHaveText("Synced 5 minutes ago");
});

test("shows what opening the calendar brings in", async () => {
    let shown = 0;
    await mountChip({ asked: true }, { onSynced: () => shown++ });
    await tell({ ...CONNECTED, state: "connected" });
    await animationFrame();
    expect(shown).toBe(0);
    await tell({ ...CONNECTED, lastSync: "2027-03-01 09:00:00" });
    await waitFor(".o_google_sync_chip:contains(Synced just now)");
    expect(shown).toBe(1);
    await tell({ ...CONNECTED, lastSync: "2027-03-01 09:05:00" });
    await animationFrame();
    expect(shown).toBe(1);
});

test("is not there for who does without", async () => {
    await mountChip({ enabled: false });
    expect(".o_google_sync_chip").toHaveCount(0);
});

test("follows what the server tells, without asking", async () => {
    let asked = 0;
    onRpc("res.users", "google_sync_browser_values", () => {
        asked++;
    });
    await mountChip();
    await tell({ ...CONNECTED, busyUntil: "2027-03-01 09:15:00" });
    await waitFor(".o_google_sync_chip[data-look=syncing]");
    await tell({ ...CONNECTED, lastSync: "2027-03-01 09:00:00" });
    await waitFor(".o_google_sync_chip:contains(Synced just now)");
    await tell({
        ...CONNECTED,
        state: "reauthorize",
        health: "reauthorize",
        remedy: "authorize",
        message: "Press “Authorize Again”.",
    });
    await waitFor(".o_google_sync_chip[data-look=attention]");
    await openChip();
    expect(".o_google_sync_summary .alert").toHaveText("Press “Authorize Again”.");
    expect(".o_google_sync_authorize").toHaveCount(1);
    expect(".o_google_sync_now").toHaveCount(0);
    expect(asked).toBeLessThan(2);
});

test("a worker that died is not at work for ever", async () => {
    await mountChip({ busyUntil: "2027-03-01 09:01:00" });
    expect(".o_google_sync_chip").toHaveAttribute("data-look", "syncing");
    await advanceTime(90000);
    await animationFrame();
    expect(".o_google_sync_chip").toHaveAttribute("data-look", "connected");
});

test("does not say that it has just synced while Google is down", async () => {
    const down = { health: "failing", message: "Google did not answer." };
    await mountChip({ ...down, lastSync: "2027-03-01 08:59:50" });
    expect(".o_google_sync_chip").toHaveText("Google needs attention");
    await openChip();
    expect(".o_google_sync_summary").toHaveText(/Last sync: 10 seconds ago/);
    expect(".o_google_sync_summary").not.toHaveText(/just now/);
});

test("says the same as all pages while only single items are to be checked", async () => {
    await mountChip({ health: "attention", conflicts: 1 });
    expect(".o_google_sync_chip").toHaveAttribute("data-look", "attention");
    expect(".o_google_sync_chip").toHaveText(/Items to check/);
});

test("asks the server once it has been silent for too long", async () => {
    await mountChip();
    const late = { health: "late", message: "Nothing has been synchronized." };
    onRpc("res.users", "google_sync_browser_values", () => ({ ...CONNECTED, ...late }));
    await advanceTime(31 * 60000);
    await waitFor(".o_google_sync_chip[data-look=attention]");
    await openChip();
    expect(".o_google_sync_summary .alert").toHaveText("Nothing has been synchronized.");
});

test("time zones that differ are put right where that is said", async () => {
    onRpc("res.users", "action_google_use_google_zone", () => {
        expect.step("use Google's");
        return false;
    });
    await mountChip({ state: "zone", health: "zone", message: "The time zones differ." });
    await openChip();
    await contains(".o_google_sync_zone").click();
    expect.verifySteps(["use Google's"]);
});

test("a calendar that is lost is replaced where that is said", async () => {
    onRpc("res.users", "action_google_choose_calendar", () => {
        expect.step("choose");
        return { type: "ir.actions.act_window_close" };
    });
    await mountChip({ health: "calendar", message: "The Google calendar was deleted." });
    await openChip();
    await contains(".o_google_sync_calendar").click();
    expect.verifySteps(["choose"]);
});

test("a sync that is asked for", async () => {
    onRpc("res.users", "action_google_sync_now", () => {
        expect.step("sync now");
        return false;
    });
    await mountChip({}, { onSynced: () => expect.step("show what came") });
    await openChip();
    await contains(".o_google_sync_now").click();
    await waitFor(".o_google_sync_chip[data-look=syncing]");
    expect.verifySteps(["sync now"]);
    await tell({ ...CONNECTED, lastSync: "2027-03-01 09:00:01" });
    await waitFor(".o_google_sync_chip[data-look=connected]");
    expect.verifySteps(["show what came"]);
});

test("what is failing can be looked at", async () => {
    onRpc("res.users", "action_google_open_failing", () => {
        expect.step("show what is failing");
        return { type: "ir.actions.act_window_close" };
    });
    await mountChip({ health: "attention", failed: 2 });
    expect(".o_google_sync_chip").toHaveAttribute("data-look", "attention");
    await openChip();
    expect(queryOne(".o_google_sync_failing .badge")).toHaveText("2");
    await contains(".o_google_sync_failing").click();
    expect.verifySteps(["show what is failing"]);
});

test("what was changed on both sides can be decided", async () => {
    onRpc("res.users", "action_google_open_conflicts", () => {
        expect.step("show the conflicts");
        return { type: "ir.actions.act_window_close" };
    });
    await mountChip({ health: "attention", conflicts: 1, overlaps: 2 });
    expect(".o_google_sync_chip").toHaveAttribute("data-look", "attention");
    expect(".o_google_sync_count").toHaveText("3");
    await openChip();
    expect(queryOne(".o_google_sync_overlaps .badge")).toHaveText("2");
    expect(queryOne(".o_google_sync_conflicts .badge")).toHaveText("1");
    await contains(".o_google_sync_conflicts").click();
    expect.verifySteps(["show the conflicts"]);
});

test("does not say the address of the main calendar twice", async () => {
    await mountChip({ calendar: CONNECTED.email });
    await openChip();
    expect(".o_google_sync_summary").toHaveText(/Main calendar/);
});

test("a pause is called so, and ended by who may", async () => {
    onRpc("res.users", "action_google_resume", () => {
        expect.step("resume");
        return { type: "ir.actions.act_window_close" };
    });
    const paused = { state: "paused", health: "paused" };
    await mountChip({ ...paused, message: "Paused by Ana.", mayResume: true });
    expect(".o_google_sync_chip").toHaveText("Google is paused");
    await openChip();
    expect(".o_google_sync_summary").toHaveText(/Calendar “Ana”/);
    expect(".o_google_sync_now").toHaveCount(0);
    await contains(".o_google_sync_resume").click();
    expect.verifySteps(["resume"]);
    await openChip();
    await tell({ ...CONNECTED, ...paused, message: "Paused by Eve." });
    await waitFor(".o_google_sync_summary .alert:contains(Paused by Eve.)");
    expect(".o_google_sync_resume").toHaveCount(0);
});

test("who may connect needs one click", async () => {
    onRpc("res.users", "action_google_connect", () => {
        expect.step("connect");
        return { type: "ir.actions.act_window_close" };
    });
    await mountChip({ enabled: false, state: "disconnected", mayConnect: true });
    expect(".o_google_sync_chip").toHaveText("Connect Google");
    await contains(".o_google_sync_chip").click();
    expect.verifySteps(["connect"]);
    await tell(CONNECTED);
    await waitFor(".o_google_sync_chip[data-look=connected]");
});

test("long work shows how far it is, can be stopped, and says when it is done", async () => {
    onRpc("res.users", "action_google_stop", ({ kwargs }) => {
        expect.step(`stop ${kwargs.kind}`);
        return true;
    });
    const task = { kind: "to_google", state: "running", done: 0, total: 0, minutes: false };
    await mountChip({ tasks: [task] });
    expect(".o_google_sync_chip").toHaveText("Copying to Google…");
    await openChip();
    expect(".o_google_sync_counts").toHaveText("Preparing…");
    await tell({ ...CONNECTED, tasks: [{ ...task, done: 500, total: 2000, minutes: 3 }] });
    await waitFor(".o_google_sync_chip:contains(25 %)");
    expect(".o_google_sync_counts").toHaveText("500 of 2,000, about 3 minutes left");
    await contains(".o_google_sync_stop").dblclick();
    expect(".modal").toHaveCount(1);
    expect(".modal-body").toHaveText(/What has been copied stays in Google/);
    await contains(".modal-footer .btn-primary").click();
    expect.verifySteps(["stop to_google"]);
    const stuck = { ...CONNECTED, health: "failing", message: "Google did not answer." };
    await tell({ ...stuck, tasks: [{ ...task, state: "waiting", done: 500, total: 2000 }] });
    await waitFor(".o_google_sync_chip[data-look=attention]");
    expect(".o_google_sync_counts").toHaveText("500 of 2,000, waiting until the sync goes on");
    expect(".o_google_sync_stop").toHaveCount(1);
    const ended = { state: "done", done: 2000, total: 2000, ended: "2027-03-01 09:00:00" };
    await tell({ ...CONNECTED, tasks: [{ ...task, ...ended }] });
    await waitFor(".o_google_sync_chip:contains(2,000 copied to Google)");
});

test("the first appointment leads to Google", async () => {
    onRpc("res.users", "action_google_connect", () => {
        expect.step("connect");
        return { type: "ir.actions.act_window_close" };
    });
    await mountWithCleanup(WebClient);
    getService("google_sync");
    await tell({}, "google_sync.offer");
    await contains(".o_notification button:contains(Connect Google)").click();
    expect.verifySteps(["connect"]);
});

test("who has connected meanwhile is not asked any more", async () => {
    await mountWithCleanup(WebClient);
    await tell({}, "google_sync.offer");
    await waitFor(".o_notification:contains(not in Google yet)");
    await tell(CONNECTED);
    await waitForNone(".o_notification");
});
