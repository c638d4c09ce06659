import { registry } from "@web/core/registry";
import { SelectionField, selectionField } from "@web/views/fields/selection/selection_field";

/** A choice that says what holds without one, also in rows that nobody is editing. */
export class ChoiceField extends SelectionField {
    get string() {
        return super.string || this.props.placeholder || "";
    }
}

registry.category("fields").add("google_sync_choice", {
    ...selectionField,
    component: ChoiceField,
    supportedTypes: ["selection"],
});
