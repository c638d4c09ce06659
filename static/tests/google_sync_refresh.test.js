import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { animationFrame, runAllTimers, waitFor } from "@odoo/hoot-dom";
import {
    contains,
    defineModels,
    fields,
    getService,
    MockServer,
    models,
    mountView,
} from "@web/../tests/web_test_helpers";

class GoogleSyncRun extends models.Model {
    _name = "google.sync.run";

    name = fields.Char();
    message = fields.Char();

    _records = [{ id: 1, name: "Undo", message: "Running" }];
}

defineMailModels();
defineModels([GoogleSyncRun]);
describe.current.tags("desktop");

async function mountForm() {
    await mountView({
        type: "form",
        resModel: "google.sync.run",
        resId: 1,
        arch: `
            <form>
                <widget name="google_sync_refresh" />
                <field name="name" />
                <field name="message" readonly="1" />
            </form>`,
    });
}

/** The server has done a sync, or is about to. */
async function sync(busyUntil = false) {
    MockServer.env["google.sync.run"].write([1], { message: "Done" });
    const told = new Promise((resolve) =>
        getService("bus_service").subscribe("google_sync.status", resolve)
    );
    MockServer.env["bus.bus"]._sendone("broadcast", "google_sync.status", { busyUntil });
    await told;
    await runAllTimers();
    await animationFrame();
}

test("what a sync has changed is shown once it is done", async () => {
    await mountForm();
    await sync("2027-03-01 09:15:00");
    expect(".o_field_widget[name=message]").toHaveText("Running");
    await sync();
    await waitFor(".o_field_widget[name=message]:contains(Done)");
});

test("what is being entered is kept", async () => {
    await mountForm();
    await contains(".o_field_widget[name=name] input").edit("Mine", { confirm: false });
    await sync();
    expect(".o_field_widget[name=name] input").toHaveValue("Mine");
    expect(".o_field_widget[name=message]").toHaveText("Running");
});
