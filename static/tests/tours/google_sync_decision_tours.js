import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";
import { onGooglePage } from "./google_page";

const tours = registry.category("web_tour.tours");

tours.add("google_sync_undo", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "Open the log",
            trigger: "button[name=action_google_open_log]",
            run: "click",
        },
        {
            content: "It says whose log it is",
            trigger: ".o_breadcrumb:contains(Sync log of ana)",
        },
        {
            content: "Open the last run",
            trigger: ".o_list_view .o_data_row:first .o_data_cell[name=started_at]",
            run: "click",
        },
        {
            content: "It tells what it has changed",
            trigger: ".o_form_view [name=line_ids] .o_data_row:contains(Long check-up)",
        },
        {
            content: "Undo it",
            trigger: ".o_form_view button[name=action_undo]",
            run: "click",
        },
        {
            content: "The question says what goes back, field by field",
            trigger:
                ".modal .o_data_row:contains(Long check-up):contains(Long check-up → Check-up)",
        },
        {
            content: "It says what stays, and why",
            trigger: ".modal .o_data_row:contains(Visit):contains(changed or removed in Odoo in the meantime)",
        },
        {
            content: "Confirm",
            trigger: ".modal .modal-footer button[name=action_undo]",
            run: "click",
        },
        {
            content: "The outcome says how far it is",
            trigger: ".o_form_view [name=undo_progress]:contains(2 of 2 changes)",
        },
        {
            content: "It says what it has brought back",
            trigger: ".o_form_view [name=line_ids] .o_data_row:contains(Check-up)",
        },
        {
            content: "Go to what was undone",
            trigger: ".o_form_view [name=undoes_id] a",
            run: "click",
        },
        {
            content: "There it says what was undone",
            trigger: "[name=line_ids] .o_data_row:contains(Check-up) [name=undo]:contains(Undone)",
        },
        {
            content: "And what was left",
            trigger: "[name=line_ids] .o_data_row:contains(Visit) [name=undo]:contains(Left as it is)",
        },
        {
            content: "It says why it was left",
            trigger: "[name=line_ids] .o_data_row:contains(Visit) [name=undo_message]:contains(in the meantime)",
        },
        {
            content: "It cannot be undone twice",
            trigger: ".o_form_view:not(:has(button[name=action_undo]:visible))",
        },
    ],
});

tours.add("google_sync_conflict", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "The page says how many there are to decide",
            trigger: "[name=google_sync_conflict_count]:contains(1)",
        },
        {
            content: "Decide",
            trigger: "button[name=action_google_open_conflicts]:contains(Resolve)",
            run: "click",
        },
        {
            content: "The value that stays is shown",
            trigger: ".o_list_view .o_data_row:contains(title) [name=kept_text]:contains(In Google)",
        },
        {
            content: "The other value is shown",
            trigger: ".o_list_view .o_data_row [name=lost_text]:contains(In Odoo)",
        },
        {
            content: "Use the other",
            trigger: ".o_list_view .o_data_row button[name=action_use]:contains(Use Odoo)",
            run: "click",
        },
        {
            content: "It is said what comes of it",
            trigger: ".o_notification:contains(The next sync sends it to Google)",
        },
        {
            content: "Nothing is left to decide",
            trigger: ".o_list_view:not(:has(.o_data_row))",
        },
        {
            content: "Go back to the page",
            trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item a",
            run: "click",
        },
        ...onGooglePage(),
        {
            content: "The page does not ask any more",
            trigger: ".o_form_view:not(:has(button[name=action_google_open_conflicts]:visible))",
        },
    ],
});

/** Choose how much Google shows, and see what that means. */
function showsInGoogle(level, example) {
    return [
        {
            content: `Choose ${level}`,
            trigger: `[name=google_privacy] .o_radio_item:contains(${level}) input`,
            run: "click",
        },
        {
            content: `The example is “${example}” at once`,
            trigger: `[name=google_privacy_example]:contains(/^${example}$/)`,
        },
    ];
}

tours.add("google_sync_privacy", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "The example shows the whole title",
            trigger: "[name=google_privacy_example]:contains(/^Mrs Anna Weber, first visit$/)",
        },
        ...showsInGoogle("initials only", "A. W."),
        ...showsInGoogle("Reference number only", "Appointment 1234"),
        ...showsInGoogle("Title, description and place", "Mrs Anna Weber, first visit"),
        ...showsInGoogle("“Busy” only", "Busy"),
        {
            content: "It is said what else is hidden",
            trigger: "[name=google_sync_privacy]:contains(video link stay in Odoo)",
        },
        ...stepUtils.saveForm(),
    ],
});

/** Keep private appointments in Odoo, and read how many these are before it is saved. */
tours.add("google_sync_what_stays", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "Nothing is counted as long as nothing stays",
            trigger: "[name=google_sync_kept]:not(:contains(stay in Odoo: ))",
        },
        {
            content: "Keep private appointments in Odoo",
            trigger: "[name=google_keep_private] input",
            run: "click",
        },
        {
            content: "The page says how many there are",
            trigger: "[name=google_kept_notice]:contains(1 stay in Odoo: 1 private)",
        },
        {
            content: "It says that nothing is deleted",
            trigger: "[name=google_sync_kept]:contains(Nothing is deleted)",
        },
        ...stepUtils.saveForm(),
    ],
});

/** Give a tag a color of one's own. */
tours.add("google_sync_tag_colors", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "Choose colors",
            trigger: "button[name=action_google_tag_colors]",
            run: "click",
        },
        {
            content: "It is said what they are for",
            trigger: ".o_view_nocontent:contains(no colors of your own)",
        },
        {
            content: "Add one",
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            content: "Name the tag",
            trigger: ".o_data_row [name=categ_id] input",
            run: "edit Urgent",
        },
        {
            content: "Take the tag",
            trigger: ".o-autocomplete--dropdown-item:contains(Urgent)",
            run: "click",
        },
        {
            content: "Open the colors",
            trigger: ".o_data_row [name=color] input",
            run: "click",
        },
        {
            content: "Choose a color",
            trigger: ".o_select_menu_item:contains(Tomato)",
            run: "click",
        },
        {
            content: "Save it",
            trigger: ".o_list_button_save",
            run: "click",
        },
        {
            content: "It is there",
            trigger: ".o_list_view:not(:has(.o_selected_row)) .o_data_row:contains(Tomato)",
        },
        {
            content: "Go back to the page",
            trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item a",
            run: "click",
        },
        ...onGooglePage(),
        {
            content: "The page tells the color",
            trigger: "[name=google_tag_colors]:contains(Urgent: Tomato)",
        },
    ],
});
