import { Component, onWillStart, onWillUpdateProps } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListRenderer } from "@web/views/list/list_renderer";
import { listView } from "@web/views/list/list_view";

/** The figures above the accounts; each leads to what it counts. */
export class GoogleSyncDashboard extends Component {
    static template = "google_sync.Dashboard";
    static props = {};

    setup() {
        this.action = useService("action");
        const orm = useService("orm");
        const load = async () => {
            this.tiles = await orm.call("google.sync.account", "retrieve_dashboard");
        };
        onWillStart(load);
        onWillUpdateProps(load);
    }

    open(tile) {
        return tile.action ? this.action.doAction(tile.action) : this.filter(tile.filter);
    }

    /** Show the accounts that the filter of this name finds, and no others. */
    filter(name) {
        const search = this.env.searchModel;
        const [item] = search.getSearchItems((each) => each.name === name);
        search.clearQuery();
        search.toggleSearchItem(item.id);
    }
}

class AccountKanbanRenderer extends KanbanRenderer {
    static template = "google_sync.AccountKanbanRenderer";
    static components = { ...KanbanRenderer.components, GoogleSyncDashboard };
}

class AccountListRenderer extends ListRenderer {
    static template = "google_sync.AccountListRenderer";
    static components = { ...ListRenderer.components, GoogleSyncDashboard };
}

const views = registry.category("views");
views.add("google_sync_account_kanban", { ...kanbanView, Renderer: AccountKanbanRenderer });
views.add("google_sync_account_list", { ...listView, Renderer: AccountListRenderer });
