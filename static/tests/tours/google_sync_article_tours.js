import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";
import { onGooglePage } from "./google_page";

/** Tick a setting of the Google page. */
function tick(name, what) {
    return { content: what, trigger: `[name=${name}] input[type=checkbox]`, run: "check" };
}

const tours = registry.category("web_tour.tours");

/** What both help articles have a user set, from top to bottom (tests/ARTICLES.md). */
tours.add("google_sync_articles", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "Google Sync is enabled",
            trigger: "[name=google_sync_enabled] input:checked",
        },
        {
            content: "Choose the calendar",
            trigger: "button[name=action_google_choose_calendar]",
            run: "click",
        },
        {
            content: "Not one of the list, but by its name",
            trigger: ".modal .o_radio_item:contains(A new calendar for Odoo) input",
            run: "click",
        },
        {
            content: "Exactly this name",
            trigger: ".modal [name=name] input",
            run: "edit Practice Calendar",
        },
        {
            content: "Use it",
            trigger: ".modal button[name=action_apply]",
            run: "click",
        },
        {
            content: "The dialogue is gone",
            trigger: "body:not(:has(.modal))",
        },
        ...onGooglePage(),
        {
            content: "The page says which calendar it is",
            trigger: "[name=google_sync_calendar_name]:contains(Practice Calendar)",
        },
        {
            content: "The page says which group of clients it is",
            trigger: "[name=google_contact_category_id] input:value(Jenny's Sync Group)",
        },
        {
            content: "It is said what so large a group takes",
            trigger: "[name=google_contacts_notice]:contains(A smaller group is easier)",
        },
        tick("google_populate_google", "Copy what Odoo has"),
        tick("google_populate_odoo", "Copy what Google has"),
        tick("google_import_events", "Let Google's changes come to Odoo"),
        tick("google_import_tentative", "The tentative ones, too"),
        tick("google_import_contacts", "Let Google's contacts come to Odoo"),
        tick("google_email_alerts", "Be mailed of trouble"),
        tick("google_email_full_log", "And what each sync has done"),
        {
            content: "At this address",
            trigger: "[name=google_alert_email] input",
            run: "edit jenny@practice.example",
        },
        ...stepUtils.saveForm(),
    ],
});

/** An administrator looks at the same page in the form of the user. */
tours.add("google_sync_articles_checked", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "It says which calendar it is",
            trigger: "[name=google_sync_calendar_name]:contains(Practice Calendar)",
        },
        {
            content: "What was to be copied once was copied once",
            trigger:
                ".o_form_view:not(:has([name^=google_populate] input:checked)) [name=google_populate_odoo]",
        },
    ],
});

/** Two bookings at one time, a room, and two contacts that were merged in Google. */
tours.add("google_sync_articles_tips", {
    steps: () => [
        ...onGooglePage(),
        {
            content: "Two bookings at one time are counted",
            trigger: "[name=google_sync_overlap_count]:contains(1)",
        },
        {
            content: "Show them",
            trigger: "button[name=action_google_open_overlaps]",
            run: "click",
        },
        {
            content: "Both are there, and both may stay",
            trigger: ".o_data_row:contains(Check-up):contains(Lunch) button[name=action_keep]",
        },
        {
            content: "Open one of them",
            trigger: ".o_data_row [name=first_id] a, .o_data_row [name=first_id] button",
            run: "click",
        },
        {
            content: "The room in Google has no schedule in Odoo",
            trigger: ".o_form_view:not(:contains(Library)) [name=google_sync_status]:contains(In sync)",
        },
        {
            content: "Go back to the page",
            trigger: ".breadcrumb-item a:first",
            run: "click",
        },
        ...onGooglePage(),
        {
            content: "Open the log",
            trigger: "button[name=action_google_open_log]",
            run: "click",
        },
        {
            content: "Open the last sync",
            trigger: ".o_list_view .o_data_row:first .o_data_cell[name=started_at]",
            run: "click",
        },
        {
            content: "It tells which contacts were merged in Google, and merges them here, too",
            trigger:
                "[name=line_ids] .o_data_row:contains(were merged in Google) button[name=action_merge]",
        },
    ],
});

/** An address is one field in Google, and several here; and a contact comes into a new group. */
tours.add("google_sync_articles_contact", {
    steps: () => [
        ...Object.entries({
            street: "12 Rue du Lac",
            street2: "2nd floor",
            zip: "75011",
            city: "Paris",
        }).map(([name, value]) => ({
            content: `It has its part: ${value}`,
            trigger: `.o_form_view [name=${name}] input:value(${value})`,
        })),
        {
            content: "Name a new group",
            trigger: ".o_form_view [name=category_id] input",
            run: "edit Jenny's Sync Group",
        },
        {
            content: "Make it",
            trigger: ".o-autocomplete--dropdown-item:contains(Create):contains(Jenny)",
            run: "click",
        },
        {
            content: "The contact is in it",
            trigger: ".o_form_view [name=category_id] .o_tag:contains(Jenny's Sync Group)",
        },
        ...stepUtils.saveForm(),
    ],
});

/** The front desk makes an appointment for somebody else. */
tours.add("google_sync_articles_front_desk", {
    steps: () => [
        {
            content: "Make an appointment",
            trigger: ".o-calendar-button-new",
            run: "click",
        },
        {
            content: "Name it",
            trigger: ".o_form_view [name=name] input, .o_form_view [name=name] textarea",
            run: "edit Mrs Weber, first visit",
        },
        {
            content: "Whose it is",
            trigger: ".o_form_view [name=partner_ids] input",
            run: "edit Ana Keller",
        },
        {
            content: "It is hers",
            trigger: ".o-autocomplete--dropdown-item:contains(Ana Keller)",
            run: "click",
        },
        {
            content: "She is invited",
            trigger: ".o_form_view [name=partner_ids] .o_tag:contains(Ana Keller)",
        },
        ...stepUtils.saveForm(),
    ],
});
