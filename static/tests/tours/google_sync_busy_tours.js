import { registry } from "@web/core/registry";
import { onGooglePage } from "./google_page";

const tours = registry.category("web_tour.tours");
const LIST = ".o_field_widget[name=google_busy_calendar_ids]";

tours.add("google_sync_busy_choose", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "Choose among the other calendars",
            trigger: "button[name=action_google_choose_busy]",
            run: "click",
        },
        {
            content: "The schedule's own calendar is not among them, and a private one is",
            trigger: ".modal tbody:not(:has(tr:contains(gmail))) .o_data_row:contains(Private)",
        },
        {
            content: "Tick it",
            trigger: ".modal .o_data_row:contains(Private) td[name=is_ticked]",
            run: "click",
        },
        {
            content: "Apply",
            trigger: ".modal button[name=action_apply]",
            run: "click",
        },
        {
            content: "It is on the page",
            trigger: `body:not(:has(.modal)) ${LIST} .o_kanban_record:not(.o_kanban_ghost):contains(Private)`,
        },
        {
            content: "It is asked what happens to bookings at such a time",
            trigger: ".o_field_widget[name=google_busy_booking] input:checked",
        },
    ],
});

tours.add("google_sync_busy_address", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "Add a calendar elsewhere",
            trigger: "button[name=action_google_add_address]",
            run: "click",
        },
        {
            content: "Name it",
            trigger: ".modal [name=name] input",
            run: "edit Second practice",
        },
        {
            content: "An address that is none",
            trigger: ".modal [name=google_sync_ical_address] input",
            run: "edit my calendar",
        },
        {
            content: "Try to add it",
            trigger: ".modal button[name=action_done]",
            run: "click",
        },
        {
            content: "It is said what an address looks like",
            trigger: ".modal:contains(begins with https)",
        },
        {
            content: "Close that",
            trigger: ".modal:contains(begins with https) .modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "Paste the right one",
            trigger: ".modal [name=google_sync_ical_address] input",
            run: "edit https://calendar.example/secret-word.ics",
        },
        {
            content: "Add it",
            trigger: ".modal button[name=action_done]",
            run: "click",
        },
        {
            content: "It is on the page, without its address",
            trigger: `body:not(:has(.modal)):not(:contains(secret-word)) ${LIST} .o_kanban_record:not(.o_kanban_ghost):contains(Second practice)`,
        },
        {
            content: "Remove it",
            trigger: `${LIST} .o_kanban_record:not(.o_kanban_ghost):contains(Second practice) a[name=action_remove]`,
            run: "click",
        },
        {
            content: "It is gone",
            trigger: `body:not(:has(${LIST} .o_kanban_record:not(.o_kanban_ghost))) button[name=action_google_add_address]`,
        },
    ],
});
