import { patch } from "@web/core/utils/patch";
import { SettingsFormController } from "@web/webclient/settings_form_view/settings_form_controller";

/** What these buttons test is what is on the screen: it is saved before they do. */
const TESTS = ["action_google_sync_test", "action_google_sync_test_delegation"];

patch(SettingsFormController.prototype, {
    /** Odoo would ask whether to save, load the page anew, and forget the button. */
    async beforeExecuteActionButton(clickParams) {
        const { root } = this.model;
        if (!TESTS.includes(clickParams.name) || !(await root.isDirty())) {
            return super.beforeExecuteActionButton(...arguments);
        }
        if (!(await root.save())) {
            return false;
        }
        await this.model.orm.call(root.resModel, "action_google_sync_save", [[root.resId]]);
        return true;
    },
});
