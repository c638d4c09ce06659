import { registry } from "@web/core/registry";
import { onGooglePage } from "./google_page";

const tours = registry.category("web_tour.tours");

/** From the Google page to the question what is to become of what is there, with an answer. */
function leave(answer) {
    return [
        ...onGooglePage(),
        {
            content: "Disconnect",
            trigger: "button[name=action_google_disconnect]",
            run: "click",
        },
        {
            content: "To keep everything is proposed",
            trigger: ".modal .o_radio_item:contains(Keep everything) input:checked",
        },
        {
            content: "Say what is to become of what is there",
            trigger: `.modal .o_radio_item:contains(${answer}) input`,
            run: "click",
        },
    ];
}

function isDisconnected() {
    return [
        {
            content: "The page offers to connect again",
            trigger: "button[name=action_google_connect]:contains(Connect Google)",
        },
    ];
}

tours.add("google_sync_refused", {
    steps: () => [
        ...onGooglePage(),
        ...isDisconnected(),
        {
            content: "It says that nothing is connected, and warns of nothing",
            trigger: ".o_form_view:contains(Not connected):not(:has(.alert-warning:visible))",
        },
    ],
});

tours.add("google_sync_access_lost", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "The page says that access is gone",
            trigger: ".alert-warning:contains(Google has ended)",
        },
        {
            content: "It offers to authorize again",
            trigger: ".alert-warning button[name=action_google_connect]:contains(Authorize Again)",
        },
    ],
});

tours.add("google_sync_contacts_refused", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "What is missing is said where the contacts are",
            trigger: "[name=google_contacts_message]:contains(A permission is missing)",
        },
        {
            content: "It offers to authorize again",
            trigger:
                ".alert:has([name=google_contacts_message]) button:contains(Authorize Again)",
        },
        {
            content: "The appointments are not troubled",
            trigger: "button[name=action_google_sync_now]",
        },
    ],
});

tours.add("google_sync_leave_and_keep", {
    steps: () => [
        ...leave("Keep everything"),
        {
            content: "It says what becomes of it",
            trigger: ".modal .alert:contains(stay in Odoo and in Google)",
        },
        {
            content: "Disconnect",
            trigger: ".modal button[name=action_apply]:contains(Disconnect)",
            run: "click",
        },
        {
            content: "It is said that it was done",
            trigger: ".o_notification:contains(Your appointments stay in Odoo and in Google)",
        },
        ...isDisconnected(),
    ],
});

tours.add("google_sync_leave_and_remove", {
    steps: () => [
        ...leave("Remove from Google"),
        {
            content: "It says how many go",
            trigger: ".modal .alert li:contains(Appointments created in Odoo):contains(2)",
        },
        {
            content: "It says what stays",
            trigger: ".modal .alert li:contains(Entries created in Google stay there)",
        },
        {
            content: "Remove",
            trigger: ".modal button[name=action_apply]:contains(Remove and Disconnect)",
            run: "click",
        },
        {
            content: "It is said that it begins",
            trigger: ".o_notification:contains(Odoo removes from Google what was created in Odoo)",
        },
        {
            content: "The page says how far it is",
            trigger: ".o_google_sync_task[data-kind=remove]:contains(0 of 2) .o_google_sync_stop",
        },
        {
            content: "Nothing else can be asked for meanwhile than to stop",
            trigger:
                ".o_form_view:not(:has(button[name=action_google_disconnect]:visible)) .o_google_sync_stop",
        },
    ],
});

tours.add("google_sync_leave_and_freeze", {
    steps: () => [
        ...leave("Freeze"),
        {
            content: "It says what becomes of it",
            trigger: ".modal .alert:contains(Everything stays as it is now)",
        },
        {
            content: "Disconnect",
            trigger: ".modal button[name=action_apply]:contains(Disconnect)",
            run: "click",
        },
        {
            content: "It is said that it was done",
            trigger: ".o_notification:contains(Everything stays as it is now)",
        },
        ...isDisconnected(),
    ],
});

tours.add("google_sync_unfreeze", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "The page says how many are frozen",
            trigger: "[name=google_sync_frozen_count]:contains(3)",
        },
        {
            content: "Take them up again",
            trigger: "button[name=action_google_unfreeze]",
            run: "click",
        },
        {
            content: "Confirm",
            trigger: ".modal .modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "It is said that it begins",
            trigger: ".o_notification:contains(The sync starts shortly)",
        },
        {
            content: "Nothing is frozen any more",
            trigger: ".o_form_view:not(:has([name=google_sync_frozen_count]:visible))",
        },
    ],
});
