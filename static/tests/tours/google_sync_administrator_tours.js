import { registry } from "@web/core/registry";
import { onGooglePage } from "./google_page";
import { onSettingsPage } from "./settings_page";

const tours = registry.category("web_tour.tours");

tours.add("google_sync_pause", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "Pause",
            trigger: "button[name=action_google_pause]",
            run: "click",
        },
        {
            content: "It is said that nothing is lost",
            trigger: ".o_notification:contains(Nothing is lost meanwhile)",
        },
        {
            content: "The page says who has paused it",
            trigger: ".alert-warning:contains(Paused by Ana)",
        },
        {
            content: "It can be resumed, and not be synchronized meanwhile",
            trigger:
                ".o_form_view:not(:has(button[name=action_google_sync_now]:visible)) button[name=action_google_resume]",
        },
    ],
});

tours.add("google_sync_resume", {
    steps: () => [
        {
            content: "The figures tell of it",
            trigger: ".o_google_sync_dashboard [data-name=paused]:contains(1)",
        },
        {
            content: "See the list",
            trigger: ".o_switch_view.o_list",
            run: "click",
        },
        {
            content: "It says who has paused it",
            trigger: ".o_data_row:contains(ana@gmail.example):contains(Paused by Ana)",
        },
        {
            content: "Choose the account",
            trigger: ".o_data_row:contains(ana@gmail.example) .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Resume it",
            trigger: ".o_control_panel button[name=action_resume]",
            run: "click",
        },
        {
            content: "It is said whose was resumed",
            trigger: ".o_notification:contains(Resumed: Ana.)",
        },
        {
            content: "It is connected again",
            trigger: ".o_data_row:contains(ana@gmail.example) [name=health]:contains(In sync)",
        },
    ],
});

function chooseServiceAccount() {
    return [
        {
            content: "A service account acts for the users",
            trigger: "[name=google_sync_connect_by] .o_radio_item:contains(service account) input",
            run: "click",
        },
        {
            content: "What was for consent is not asked any more",
            trigger: ".o_form_view:not(:has([name=google_sync_client_secret]:visible))",
        },
        {
            content: "The key is there",
            trigger: "[name=google_sync_key_email]:contains(@)",
        },
        {
            content: "Say whose domain it is",
            trigger: "[name=google_sync_domains] input",
            run: "edit practice.example",
        },
        {
            content: "Say with whom to try it",
            trigger: "[name=google_sync_test_address] input",
            run: "edit lea@practice.example",
        },
    ];
}

const TEST = "button[name=action_google_sync_test_delegation]";

tours.add("google_sync_service_account", {
    steps: () => [
        ...onSettingsPage(),
        ...chooseServiceAccount(),
        {
            content: "What is to be copied to the admin console is there",
            trigger: "[name=google_sync_scopes]:contains(auth/calendar.events)",
        },
        {
            content: "Try it, and save nothing before",
            trigger: TEST,
            run: "click",
        },
        {
            content: "It works",
            trigger: ".o_notification:contains(may act for lea@practice.example)",
        },
        {
            content: "Connect users",
            trigger: "#google_sync_try button:contains(Connect Users)",
            run: "click",
        },
        {
            content: "Whose address is in the Workspace is proposed with it",
            trigger: ".modal .o_data_row:contains(lea@practice.example)",
        },
        {
            content: "Connect them",
            trigger: ".modal .modal-footer button[name=action_connect]:contains(Connect)",
            run: "click",
        },
        {
            content: "It says who is connected",
            trigger: ".modal .o_data_row:contains(lea@practice.example):contains(Connected)",
        },
        {
            content: "It says what is missing of the others",
            trigger: ".modal .o_data_row:contains(ana):contains(Enter the address)",
        },
        {
            content: "Close",
            trigger: ".modal .modal-footer button:contains(Close)",
            run: "click",
        },
        {
            content: "The settings are back",
            trigger: `body:not(:has(.modal)) ${TEST}`,
        },
    ],
});

tours.add("google_sync_one_click", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "It says as whom, and that nothing is asked",
            trigger: "[name=google_connect_hint]:contains(One click connects lea@practice.example)",
        },
        {
            content: "Connect",
            trigger: "button[name=action_google_connect]:contains(Connect Google)",
            run: "click",
        },
        {
            content: "It is said that it was done",
            trigger: ".o_notification:contains(Connected as lea@practice.example)",
        },
        {
            content: "The page says who is connected",
            trigger: "[name=google_sync_email]:contains(lea@practice.example)",
        },
    ],
});

tours.add("google_sync_delegation_missing", {
    steps: () => [
        ...onSettingsPage(),
        {
            content: "Try it",
            trigger: TEST,
            run: "click",
        },
        {
            content: "It says what is missing, and where",
            trigger: ".modal .modal-body:contains(add the client id):contains(auth/calendar.events)",
        },
        {
            content: "Close it",
            trigger: ".modal .modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "The settings are back",
            trigger: `body:not(:has(.modal)) ${TEST}`,
        },
    ],
});
