/** The settings of Google Sync, when the settings are there already. */
export function onSettingsPage() {
    return [
        {
            content: "Open the settings of Google Sync",
            trigger: ".settings_tab .tab[data-key=google_sync]",
            run: "click",
        },
    ];
}
