import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";
import { onGooglePage, openGooglePage } from "./google_page";
import { onSettingsPage } from "./settings_page";

const tours = registry.category("web_tour.tours");

tours.add("google_sync_connect", {
    steps: () => [
        ...openGooglePage(),
        {
            content: "The button that leads to Google is offered",
            trigger: "button[name=action_google_connect]:contains(Connect Google)",
        },
    ],
});

tours.add("google_sync_own_page", {
    steps: () => [
        {
            content: "One's own page is shown, on which Google is connected",
            trigger:
                ".o_form_view .tab-pane.active button[name=action_google_connect]:contains(Connect Google)",
        },
        {
            content: "The address names the user now",
            trigger: "body:not(:has(.modal))",
            run: () => {
                if (!/\/my-google-page\/\d+$/.test(window.location.pathname)) {
                    throw new Error(`${window.location.pathname} is nobody's page`);
                }
            },
        },
    ],
});

tours.add("google_sync_connected", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "The page says who is connected",
            trigger: "[name=google_sync_email]:contains(ana@gmail.example)",
        },
        {
            content: "It can be taken back",
            trigger: "button[name=action_google_disconnect]",
        },
    ],
});

tours.add("google_sync_new_appointment", {
    steps: () => [
        {
            content: "Create an appointment",
            trigger: ".o-calendar-button-new",
            run: "click",
        },
        {
            content: "Name it",
            trigger: ".o_form_view [name=name] input, .o_form_view [name=name] textarea",
            run: "edit Mrs Weber, first visit",
        },
        {
            content: "Say where",
            trigger: ".o_form_view [name=location] input",
            run: "edit Room 2",
        },
        ...stepUtils.saveForm(),
    ],
});

tours.add("google_sync_changed_in_google", {
    steps: () => [
        {
            content: "What was renamed in Google has its new name in Odoo",
            trigger: ".o_calendar_view .o_event_title:contains(Mrs Weber, second visit)",
        },
    ],
});

tours.add("google_sync_log", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "Ask for a sync",
            trigger: "button[name=action_google_sync_now]",
            run: "click",
        },
        {
            content: "It is said that it will come",
            trigger: ".o_notification:contains(The sync starts shortly)",
        },
        ...onGooglePage(),
        {
            content: "Open the log",
            trigger: "button[name=action_google_open_log]",
            run: "click",
        },
        {
            content: "Open the last run",
            trigger: ".o_list_view .o_data_row:first .o_data_cell[name=started_at]",
            run: "click",
        },
        {
            content: "It tells what was done",
            trigger: ".o_form_view [name=line_ids] .o_data_row:contains(Lunch)",
        },
    ],
});

tours.add("google_sync_administrator", {
    steps: () => [
        ...onSettingsPage(),
        {
            content: "The redirect address can be copied",
            trigger: "[name=google_sync_redirect_uri]:contains(/google_sync/oauth/callback)",
        },
        {
            content: "Enter the secret, and do not save it",
            trigger: "[name=google_sync_client_secret] input",
            run: "edit demo-secret",
        },
        {
            content: "Test the client",
            trigger: "button[name=action_google_sync_test]",
            run: "click",
        },
        {
            content: "It is saved without a question, and Google accepts it",
            trigger: "body:not(:has(.modal)) .o_notification:contains(Google accepts)",
        },
        {
            content: "Open the accounts",
            trigger: "#google_sync_accounts button:contains(Google Accounts)",
            run: "click",
        },
        {
            content: "Everybody's state is there",
            trigger: ".o_kanban_group:contains(In sync) .o_kanban_record:contains(ana@gmail.example)",
        },
    ],
});

tours.add("google_sync_time_zone", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "The page says what is wrong and mends it",
            trigger: ".alert-warning:contains(America/New_York)",
        },
        {
            content: "Take over Google's time zone",
            trigger: "button[name=action_google_use_google_zone]",
            run: "click",
        },
        {
            content: "Look at the calendar preferences",
            trigger: ".o_notebook .nav-link:contains(Calendar)",
            run: "click",
        },
        {
            content: "The time zone is that of the Google calendar",
            trigger: ".o_form_view [name=tz] input:value(Europe/Paris)",
        },
    ],
});

tours.add("google_sync_approval", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "The page says what would be removed",
            trigger: ".alert-warning:contains(11 appointments)",
        },
        {
            content: "Approve it",
            trigger: "button[name=action_google_approve_deletions]",
            run: "click",
        },
        {
            content: "Confirm",
            trigger: ".modal .modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "The warning is gone",
            trigger: ".o_form_view:not(:has(.alert-warning:visible))",
        },
    ],
});

tours.add("google_sync_same_contact", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "See what is not in sync",
            trigger: "button[name=action_google_open_failing]",
            run: "click",
        },
        {
            content: "Say which contact it is",
            trigger: ".o_data_row:contains(Nora Field) button[name=action_choose]",
            run: "click",
        },
        {
            content: "The two of that name are told apart by what else is known",
            trigger: ".modal .o_data_row:contains(Lyon) button[name=action_choose]",
            run: "click",
        },
        {
            content: "The question is answered",
            trigger: ".o_list_view:not(:has(.o_data_row:contains(Nora Field)))",
        },
    ],
});

tours.add("google_sync_preview", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "Look at the next sync",
            trigger: "button[name=action_google_preview]:contains(Preview)",
            run: "click",
        },
        {
            content: "Think of copying everything from Google",
            trigger: ".modal [name=populate_odoo] input",
            run: "check",
        },
        {
            content: "Have it shown",
            trigger: ".modal button[name=action_show]:contains(Show Preview)",
            run: "click",
        },
        {
            content: "It says how many are new",
            trigger: ".modal .o_kanban_record tr:contains(In Odoo):contains(2)",
        },
        {
            content: "Nobody is mailed",
            trigger: ".modal .o_kanban_record:contains(0 people will be mailed)",
        },
        {
            content: "Each appointment is shown",
            trigger: ".modal .o_data_row:contains(Mrs Weber)",
        },
        {
            content: "That is what is wanted",
            trigger: ".modal button[name=action_apply]",
            run: "click",
        },
        {
            content: "It is said that it begins",
            trigger: ".o_notification:contains(The sync starts shortly)",
        },
        {
            content: "The page is back",
            trigger: "body:not(:has(.modal))",
        },
    ],
});

tours.add("google_sync_dashboard", {
    steps: () => [
        {
            content: "The figures are above the accounts, which stand by their state",
            trigger: ".o_google_sync_dashboard [data-name=well]:contains(1)",
        },
        {
            content: "Each state that somebody is in has its column",
            trigger: ".o_kanban_group:contains(In sync)",
        },
        {
            content: "The account is there",
            trigger: ".o_kanban_record:contains(ana@gmail.example)",
        },
        {
            content: "See the list",
            trigger: ".o_switch_view.o_list",
            run: "click",
        },
        {
            content: "Choose the account",
            trigger: ".o_data_row:contains(ana@gmail.example) .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Pause it",
            trigger: ".o_list_buttons button[name=action_pause], .o_control_panel button[name=action_pause]",
            run: "click",
        },
        {
            content: "It is said whose was paused",
            trigger: ".o_notification:contains(Paused: Ana.)",
        },
        {
            content: "The figures are new",
            trigger: ".o_google_sync_dashboard [data-name=paused]:contains(1)",
            run: "click",
        },
        {
            content: "The tile shows those it counts",
            trigger: ".o_searchview_facet:contains(Paused)",
        },
        {
            content: "Invite somebody",
            trigger: ".o_control_panel button:contains(Invite Users)",
            run: "click",
        },
        {
            content: "Say whom",
            trigger: ".modal [name=user_ids] input",
            run: "edit Ben",
        },
        {
            content: "Choose them",
            trigger: ".o-autocomplete--dropdown-item:contains(Ben)",
            run: "click",
        },
        {
            content: "Invite them",
            trigger: ".modal button[name=action_invite]",
            run: "click",
        },
        {
            content: "It is said who was invited",
            trigger: ".o_notification:contains(Invited: Ben.)",
        },
        {
            content: "Look how fresh it is",
            trigger: ".o_google_sync_dashboard [data-name=freshness]",
            run: "click",
        },
        {
            content: "The graph is shown",
            trigger: ".o_graph_view canvas",
        },
    ],
});

tours.add("google_sync_settings_check", {
    steps: () => [
        ...onSettingsPage(),
        {
            content: "Check them",
            trigger: "#google_sync_check button",
            run: "click",
        },
        {
            content: "What is wrong is said, with the remedy",
            trigger: ".o_google_sync_problem:contains(switched off):contains(Switch it on)",
        },
        {
            content: "What is right, too",
            trigger: ".o_google_sync_ok:contains(Google accepts the client id and secret)",
        },
        {
            content: "Look again",
            trigger: "button[name=action_open]",
            run: "click",
        },
        {
            content: "It is shown anew",
            trigger: ".o_google_sync_ok:contains(Google accepts the client id and secret)",
        },
    ],
});
