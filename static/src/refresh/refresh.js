import { Component, onWillUnmount, xml } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** Shows in a form what a sync of the reader's account has changed, once it is done. */
export class GoogleSyncRefresh extends Component {
    static template = xml``;
    static props = { ...standardWidgetProps };

    setup() {
        const bus = useService("bus_service");
        const show = async ({ busyUntil }) => {
            const { record } = this.props;
            // What somebody is just entering is not taken from them.
            if (!busyUntil && record.resId && !(await record.isDirty())) {
                await record.load();
            }
        };
        bus.subscribe("google_sync.status", show);
        onWillUnmount(() => bus.unsubscribe("google_sync.status", show));
    }
}

registry.category("view_widgets").add("google_sync_refresh", { component: GoogleSyncRefresh });
