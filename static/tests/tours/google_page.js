/** The Google page, when the preferences are there already. */
export function onGooglePage() {
    return [
        {
            content: "Open the Google page",
            trigger: ".o_notebook a[name=google_sync]",
            run: "click",
        },
        {
            content: "The Google page is shown",
            trigger: ".o_notebook a[name=google_sync].active",
        },
    ];
}

/** From the user's menu to the Google page of their preferences. */
export function openGooglePage() {
    return [
        {
            content: "Open the user menu",
            trigger: ".o_user_menu button",
            run: "click",
        },
        {
            content: "Open the preferences",
            trigger: ".dropdown-item[data-menu=preferences], .dropdown-item[data-menu=settings]",
            run: "click",
        },
        ...onGooglePage(),
    ];
}
