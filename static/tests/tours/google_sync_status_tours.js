import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

const tours = registry.category("web_tour.tours");

tours.add("google_sync_chip", {
    steps: () => [
        {
            content: "The chip says that all is well",
            trigger: ".o_google_sync_chip[data-look=connected]",
            run: "click",
        },
        {
            content: "It says who is connected",
            trigger: ".o_google_sync_summary:contains(ana@gmail.example)",
        },
        {
            content: "Ask for a sync",
            trigger: ".o_google_sync_now",
            run: "click",
        },
        {
            content: "What is new in Google is there once the server has told of it",
            trigger: ".o_calendar_view .o_event_title:contains(Lunch with Clara)",
        },
        {
            content: "The chip has heard of it, too",
            trigger: ".o_google_sync_chip[data-look=connected]:contains(just now)",
        },
    ],
});

tours.add("google_sync_attention", {
    steps: () => [
        {
            content: "The chip asks for attention",
            trigger: ".o_google_sync_chip[data-look=attention]",
            run: "click",
        },
        {
            content: "It says what is wrong",
            trigger: ".o_google_sync_summary .alert:contains(time zone)",
        },
        {
            content: "It leads to the Google page",
            trigger: ".o_google_sync_page",
            run: "click",
        },
        {
            content: "There it can be put right",
            trigger: ".o_notebook a[name=google_sync].active",
        },
    ],
});

tours.add("google_sync_first_appointment", {
    steps: () => [
        {
            content: "The chip offers to connect",
            trigger: "button.o_google_sync_chip[data-look=disconnected]:contains(Connect Google)",
        },
        {
            content: "Make the first appointment",
            trigger: ".o-calendar-button-new",
            run: "click",
        },
        {
            content: "Name it",
            trigger: ".o_form_view [name=name] input, .o_form_view [name=name] textarea",
            run: "edit Mrs Weber, first visit",
        },
        ...stepUtils.saveForm(),
        {
            content: "The appointment itself says why it is not in Google",
            trigger: "[name=google_sync_reason]:contains(You are not connected)",
        },
        {
            content: "And Google is offered, right there",
            trigger: ".o_notification:contains(not in Google yet) button:contains(Connect Google)",
        },
    ],
});

tours.add("google_sync_retry", {
    steps: () => [
        {
            content: "The appointment says what is wrong",
            trigger: "[name=google_sync_status]:contains(Sync error)",
        },
        {
            content: "And why",
            trigger: "[name=google_sync_reason]:contains(Google refuses it)",
        },
        {
            content: "Try it again",
            trigger: "button[name=action_google_sync_retry]",
            run: "click",
        },
        {
            content: "Sending to Google",
            trigger: "[name=google_sync_status]:contains(Waiting)",
        },
    ],
});

tours.add("google_sync_filter", {
    steps: () => [
        {
            content: "Show the list",
            trigger: ".o_switch_view.o_list",
            run: "click",
        },
        {
            content: "Open the filters",
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
        {
            content: "What is failing",
            trigger: ".o_filter_menu .o_menu_item:contains(Sync errors)",
            run: "click",
        },
        {
            content: "Only that is shown",
            trigger: ".o_list_view:not(:has(.o_data_row:contains(In sync))) .o_data_row",
        },
        {
            content: "Have the groups shown, if the filters have closed",
            trigger: ".o_searchview_dropdown_toggler",
            async run({ click }) {
                if (!document.querySelector(".o_group_by_menu")) {
                    await click();
                }
            },
        },
        {
            content: "Group by it",
            trigger: ".o_group_by_menu .o_menu_item:contains(Google)",
            run: "click",
        },
        {
            content: "The group counts it",
            trigger: ".o_group_header:contains(Sync error):contains(1)",
        },
    ],
});
