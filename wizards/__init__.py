from . import (
    base_partner_merge,
    google_sync_choose_calendar,
    google_sync_choose_contact,
    google_sync_disconnect,
    google_sync_takeover,
)
