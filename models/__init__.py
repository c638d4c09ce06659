# What others inherit from comes first.
from . import google_sync_claimable, google_sync_status_mixin  # isort: skip
from . import (
    calendar_attendee,
    calendar_event,
    calendar_recurrence,
    google_sync_account,
    google_sync_account_connection,
    google_sync_account_status,
    google_sync_change,
    google_sync_contact_key,
    google_sync_contacts,
    google_sync_link,
    google_sync_overlap,
    google_sync_run,
    google_sync_run_line,
    google_sync_token,
    res_config_settings,
    res_partner,
    res_partner_category,
    res_users,
    res_users_actions,
)
