import { registry } from "@web/core/registry";
import { onSettingsPage } from "./settings_page";

const tours = registry.category("web_tour.tours");

function openMigration() {
    return [
        ...onSettingsPage(),
        {
            content: "Open the dialogue",
            trigger: "#google_sync_migration button:contains(Take Over)",
            run: "click",
        },
    ];
}

tours.add("google_sync_migration", {
    steps: () => [
        ...openMigration(),
        {
            content: "All are proposed, with what is linked of theirs",
            trigger: ".modal .o_data_row:contains(Ana):contains(To be taken over) [name=appointments]:contains(2)",
        },
        {
            content: "Leave Ben out",
            trigger: ".modal .o_data_row:contains(Ben) [name=chosen] input",
            run: "click",
        },
        {
            content: "He is left out",
            trigger: ".modal .o_data_row:contains(Ben) [name=chosen] input:not(:checked)",
        },
        {
            content: "Take over",
            trigger: ".modal .modal-footer button[name=action_apply]",
            run: "click",
        },
        {
            content: "It is said who was, and what they have to do",
            trigger: ".o_notification:contains(Taken over: Ana.):contains(asked to)",
        },
        {
            content: "The settings are back",
            trigger: "body:not(:has(.modal)) #google_sync_migration",
        },
        ...openMigration(),
        {
            content: "It waits for her, and can be undone",
            trigger:
                ".modal .o_data_row:contains(Ana):contains(Not connected yet) button:contains(Go Back)",
        },
        {
            content: "He is still to be taken over",
            trigger: ".modal .o_data_row:contains(Ben):contains(To be taken over)",
        },
        {
            content: "Close",
            trigger: ".modal .modal-footer button:contains(Close)",
            run: "click",
        },
        {
            content: "It is closed",
            trigger: "body:not(:has(.modal)) #google_sync_migration",
        },
    ],
});

tours.add("google_sync_give_back", {
    steps: () => [
        ...openMigration(),
        {
            content: "Go back",
            trigger: ".modal .o_data_row:contains(Ana) button[name=action_give_back]",
            run: "click",
        },
        {
            content: "It says what comes of it",
            trigger: ".modal:contains(schedule again. Continue?) .modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "She is to be taken over again, and nobody can go back",
            trigger:
                ".modal:not(:has(button[name=action_give_back])) .o_data_row:contains(Ana):contains(To be taken over)",
        },
    ],
});

tours.add("google_sync_migrated", {
    steps: () => [
        ...openMigration(),
        {
            content: "It is done, and stays so",
            trigger:
                ".modal .o_data_row:contains(Ana):contains(/Taken over/):not(:has(button:contains(Go Back)))",
        },
    ],
});
