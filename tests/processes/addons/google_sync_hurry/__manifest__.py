{
    "name": "Google Sync in a hurry",
    "summary": "For tests: waits less long, for an hour that takes minutes",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "license": "LGPL-3",
    "author": "Google Sync for Odoo contributors",
    "website": "https://github.com/google-sync-for-odoo/google_sync",
    "depends": ["google_sync"],
    "post_load": "wait_less",
}
