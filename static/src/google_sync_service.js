import { reactive } from "@odoo/owl";
import { serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { session } from "@web/session";

const { DateTime } = luxon;

/** So long a sync that was asked for is shown as under way, if the server says nothing of it. */
const PATIENCE = { minutes: 1 };

/**
 * What the browser knows of the user's Google account. The server tells over the bus whatever
 * changes, so nobody has to ask again.
 */
export const googleSyncService = {
    dependencies: ["action", "bus_service", "notification", "orm"],

    start(env, { action, bus_service: bus, notification, orm }) {
        const status = reactive({ enabled: false });
        const waiting = [];
        let closeOffer = () => {};

        /** Do what one of the buttons of the user's Google page does. */
        async function press(name) {
            const next = await orm.call("res.users", name, [[user.userId]]);
            return next && action.doAction(next);
        }

        function offer() {
            closeOffer();
            closeOffer = notification.add(
                _t("Connect Google to have your appointments in your Google calendar, too."),
                {
                    title: _t("Your appointment is not in Google yet"),
                    type: "info",
                    sticky: true,
                    buttons: [
                        {
                            name: _t("Connect Google"),
                            primary: true,
                            onClick: () => press("action_google_connect"),
                        },
                    ],
                }
            );
        }

        bus.subscribe("google_sync.status", (values) => {
            const isSynced = values.lastSync !== status.lastSync;
            Object.assign(status, values);
            if (status.state !== "disconnected") {
                closeOffer();
            }
            if (isSynced) {
                waiting.splice(0).forEach((resolve) => resolve());
            }
        });
        bus.subscribe("google_sync.offer", offer);
        // The first one who has other calendars: from now on it is worth asking for busy times.
        bus.subscribe("google_sync.busy", () => {
            session.google_sync_busy = true;
        });
        bus.start();

        /** Resolves once a sync has been done. */
        function synced() {
            return new Promise((resolve) => waiting.push(resolve));
        }

        return {
            status,
            press,
            synced,
            /** Read the state; returns whether Google is being asked for news. */
            async load() {
                const values = await orm.call("res.users", "google_sync_browser_values", []);
                const { asked, ...shown } = values || {};
                Object.assign(status, shown);
                return asked;
            },
            /** Ask for a sync; resolves once one has been done. */
            async syncNow() {
                const done = synced();
                status.busyUntil = serializeDateTime(DateTime.now().plus(PATIENCE));
                await orm.call("res.users", "action_google_sync_now", [[user.userId]]);
                return done;
            },
        };
    },
};

registry.category("services").add("google_sync", googleSyncService);
