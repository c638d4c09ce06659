{
    "name": "Google Sync",
    "summary": "Each user's Odoo schedule and Google calendar agree, both ways",
    "version": "19.0.0.1.0",
    "category": "Productivity/Calendar",
    "license": "LGPL-3",
    "author": "Google Sync for Odoo contributors",
    "website": "https://github.com/google-sync-for-odoo/google_sync",
    "depends": ["calendar", "contacts"],
    "external_dependencies": {
        "python": [
            "google-api-python-client",
            "google-auth",
            "google-auth-oauthlib",
            "python-dateutil",
            "cryptography",
        ],
    },
    "data": [
        "security/ir.model.access.csv",
        "security/google_sync_security.xml",
        "data/ir_cron_data.xml",
        "views/google_sync_run_views.xml",
        "views/google_sync_account_views.xml",
        "views/calendar_event_views.xml",
        "views/res_users_views.xml",
        "views/res_config_settings_views.xml",
        "views/google_sync_templates.xml",
    ],
    "assets": {
        "web.assets_tests": ["google_sync/static/tests/tours/**/*"],
    },
    "application": True,
}
