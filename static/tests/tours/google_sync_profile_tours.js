import { registry } from "@web/core/registry";
import { onGooglePage } from "./google_page";

const tours = registry.category("web_tour.tours");

function choose(name, label) {
    return [
        {
            content: `Open the choice of ${name}`,
            trigger: `[name=${name}] input`,
            run: "click",
        },
        {
            content: `Choose “${label}”`,
            trigger: `.o_select_menu_item:contains(/^${label}$/)`,
            run: "click",
        },
    ];
}

tours.add("google_sync_profile", {
    steps: () => [
        {
            content: "Make a profile",
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            content: "Name it",
            trigger: "[name=name] input",
            run: "edit Doctors",
        },
        {
            content: "Nobody has it yet",
            trigger: "[name=outlook]:contains(Nobody has this profile yet)",
        },
        {
            content: "Look for the group",
            trigger: "[name=group_ids] input",
            run: "edit Doctors",
        },
        {
            content: "Choose it",
            trigger: ".o-autocomplete--dropdown-item:contains(Doctors)",
            run: "click",
        },
        {
            content: "What users decide has no value here",
            trigger: ".o_form_view:not(:has([name=google_privacy]:visible))",
        },
        ...choose("google_privacy_mode", "Locked"),
        {
            content: "Choose what all of them have",
            trigger: "[name=google_privacy] input[data-value=busy]",
            run: "click",
        },
        {
            content: "Whom it will change is said before it is saved",
            trigger: "[name=outlook]:contains(Ana: What Google can see)",
        },
        {
            content: "Save it",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "Ana has it",
            trigger: "[name=outlook]:contains(Saving changes no setting)",
        },
    ],
});

tours.add("google_sync_locked", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "It is said who has locked what",
            trigger:
                "[name=google_locks]:contains(profile “Doctors”: What Google can see. Ask Mitchell Admin)",
        },
        {
            content: "A padlock marks it",
            trigger:
                "[name=google_sync_privacy] div:has(> .o_form_label:contains(What Google can see)) > .fa-lock[title=Locked]",
        },
        {
            content: "It cannot be chosen",
            trigger: "[name=google_privacy] input:disabled:not(:checked)",
        },
        {
            content: "Whatever else can be",
            trigger: "[name=google_import_birthday] input:enabled",
            run: "click",
        },
        {
            content: "Save it",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "It is saved",
            trigger: ".o_form_saved, .o_form_view:not(:has(.o_form_button_save:visible))",
        },
    ],
});

tours.add("google_sync_manager", {
    steps: () => [
        {
            content: "The figures are those of the accounts",
            trigger:
                ".o_google_sync_dashboard:not(:has([data-name=requests])) [data-name=well]:contains(1)",
        },
        {
            content: "See the list",
            trigger: ".o_switch_view.o_list",
            run: "click",
        },
        {
            content: "Open it",
            trigger: ".o_data_row [name=google_email]:contains(ana@gmail.example)",
            run: "click",
        },
        {
            content: "The log is for administrators",
            trigger:
                ".o_form_view:not(:has(button[name=action_open_runs])) [name=google_email]:contains(ana@gmail.example)",
        },
        {
            content: "Back to the list",
            trigger: ".o_breadcrumb .o_back_button",
            run: "click",
        },
        {
            content: "Choose the account",
            trigger: ".o_data_row:contains(ana@gmail.example) .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Pause it; disconnecting is for administrators",
            trigger:
                ".o_control_panel:not(:has(button[name=action_disconnect])) button[name=action_pause]",
            run: "click",
        },
        {
            content: "It is said whose was paused",
            trigger: ".o_notification:contains(Paused: Ana.)",
        },
    ],
});
