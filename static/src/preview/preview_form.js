import { onWillUnmount } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";

/** Shows the preview as soon as the server has made it. */
export class PreviewFormController extends FormController {
    setup() {
        super.setup();
        const bus = useService("bus_service");
        const show = async () => {
            await this.model.whenReady; // it may be made before this form is there
            // Whichever one was made: the one that is shown here may not be the newest any more.
            if (this.model.root.data.state !== "draft") {
                await this.model.root.load();
            }
        };
        bus.subscribe("google_sync_preview", show);
        onWillUnmount(() => bus.unsubscribe("google_sync_preview", show));
    }
}

registry.category("views").add("google_sync_preview_form", {
    ...formView,
    Controller: PreviewFormController,
});
