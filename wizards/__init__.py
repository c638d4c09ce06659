from . import google_sync_choose_calendar
