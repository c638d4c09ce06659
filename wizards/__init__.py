from . import (
    base_partner_merge,
    google_sync_choose_calendar,
    google_sync_choose_contact,
    google_sync_connect_users,
    google_sync_disconnect,
    google_sync_invitation,
    google_sync_migration,
    google_sync_preview,
    google_sync_preview_line,
    google_sync_preview_part,
    google_sync_settings_check,
    google_sync_undo,
)
