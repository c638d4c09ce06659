"""Who may do what: all that the addon adds and somebody could call, read or write by RPC.

``test_security_rights`` walks the registry and fails for whatever is not in here. So whoever adds a
model, a field, a method or a route says here for whom it is.

The persons: *ana*, whose the records are; *ben*, a colleague; *chris*, who works for another
company; *admin*, an administrator; *manager*, who manages users and is no administrator of Odoo;
*overseer*, a manager of Google Sync, who is neither; *portal* and *public*, who are from outside.
Whoever is not named may not.
"""

OWNER = frozenset({"ana"})
ADMIN = frozenset({"admin"})
#: Who looks after the accounts of others.
MANAGERS = ADMIN | {"overseer"}
OWNER_OR_ADMIN = OWNER | ADMIN
OWNER_OR_MANAGERS = OWNER | MANAGERS
#: Everybody who works with this Odoo, for what concerns the caller's own records alone.
INSIDE = frozenset({"ana", "ben", "chris", "admin", "manager", "overseer"})

_ALL = "read write create unlink"
_NOBODY = {}
_OWN_DIALOGUE = {"ana": _ALL}
_ADMINS_DIALOGUE = {"admin": _ALL}

#: By model what each person may do with a record of Ana's; with one of the administrator's, where
#: it is a dialogue of administrators.
RIGHTS = {
    "google.sync.account": {"ana": "read", "admin": "read unlink", "overseer": "read"},
    "google.sync.alert": {"ana": "read"},
    "google.sync.busy.address": _NOBODY,
    "google.sync.busy.calendar": {"ana": "read"},
    "google.sync.busy.choice": _OWN_DIALOGUE,
    "google.sync.busy.choice.line": _OWN_DIALOGUE,
    "google.sync.busy.feed": _OWN_DIALOGUE,
    "google.sync.busy.interval": _NOBODY,
    "google.sync.busy.reading": _NOBODY,
    "google.sync.change": _NOBODY,
    "google.sync.channel": _NOBODY,
    "google.sync.choose.calendar": _OWN_DIALOGUE,
    "google.sync.claim.mixin": _NOBODY,
    "google.sync.client.mixin": _NOBODY,
    "google.sync.encrypted.mixin": _NOBODY,
    "google.sync.choose.calendar.option": _OWN_DIALOGUE,
    "google.sync.choose.contact": _OWN_DIALOGUE,
    "google.sync.choose.contact.candidate": _OWN_DIALOGUE,
    "google.sync.lease.mixin": _NOBODY,
    "google.sync.conflict": {"ana": "read", "admin": "read unlink"},
    "google.sync.connect.users": _ADMINS_DIALOGUE,
    "google.sync.connect.users.line": _ADMINS_DIALOGUE,
    "google.sync.consent": _NOBODY,
    "google.sync.contact.key": _NOBODY,
    "google.sync.contacts": {"ana": "read", "admin": "read"},
    "google.sync.disconnect": _OWN_DIALOGUE,
    "google.sync.migration.access": _NOBODY,
    "google.sync.erase": _ADMINS_DIALOGUE,
    "google.sync.erasure": {"admin": "read"},
    "google.sync.erasure.part": {"admin": "read"},
    "google.sync.erasure.words": _NOBODY,
    "google.sync.filters.mixin": _NOBODY,
    "google.sync.freshness": {"admin": "read"},
    "google.sync.grant": _NOBODY,
    "google.sync.guarded.mixin": _NOBODY,
    "google.sync.hint": _NOBODY,
    "google.sync.invitation": _ADMINS_DIALOGUE,
    "google.sync.link": {"ana": "read"},
    "google.sync.overlap": {"ana": "read"},
    "google.sync.offer": _NOBODY,
    "google.sync.owned.mixin": _NOBODY,
    "google.sync.pace": _NOBODY,
    "google.sync.preview": {"ana": "read write create"},
    "google.sync.preview.line": {"ana": "read"},
    "google.sync.preview.part": {"ana": "read"},
    "google.sync.profile": _ADMINS_DIALOGUE,
    "google.sync.request": _NOBODY,
    "google.sync.revocation": _NOBODY,
    "google.sync.run": {"ana": "read", "admin": "read unlink"},
    "google.sync.run.line": {"ana": "read"},
    "google.sync.run.part": {"admin": "read"},
    "google.sync.secret": _NOBODY,
    "google.sync.service.account": _NOBODY,
    "google.sync.settings.check": _ADMINS_DIALOGUE,
    "google.sync.setup": _ADMINS_DIALOGUE,
    "google.sync.shown": _NOBODY,
    "google.sync.status.mixin": _NOBODY,
    "google.sync.migration": _ADMINS_DIALOGUE,
    "google.sync.migration.line": _ADMINS_DIALOGUE,
    "google.sync.tag.color": {"ana": _ALL, "admin": _ALL},
    "google.sync.token": _NOBODY,
    "google.sync.usage": {"admin": "read"},
    "google.sync.usage.day": {"admin": "read"},
    "google.sync.undo": _OWN_DIALOGUE,
    "google.sync.undo.record": _OWN_DIALOGUE,
    "google.sync.workplace": _NOBODY,
    "google.sync.workplace.day": _NOBODY,
    "google.sync.work": {"ana": "read", "admin": "read", "overseer": "read"},
}

_APPROVALS = {
    "action_approve_deletions": OWNER_OR_ADMIN,
    "action_sync_now": OWNER_OR_ADMIN,
    "action_undo_deletions": OWNER_OR_ADMIN,
}
_STATUS = {
    "action_google_sync_again": INSIDE,
    "action_google_sync_choose": INSIDE,
    "action_google_sync_connect": INSIDE,
    "action_google_sync_open": INSIDE,
    "action_google_sync_page": INSIDE,
    "action_google_sync_retry": INSIDE,
}

#: By model and public method who may call it for such a record.
METHODS = {
    # Whoever may write an appointment may invite people to it.
    "calendar.event": {**_STATUS, "action_google_sync_make_contacts": INSIDE},
    "google.sync.account": {
        **_APPROVALS,
        "action_disconnect": ADMIN,
        "action_invite": MANAGERS,
        "action_open_runs": OWNER_OR_ADMIN,
        "action_pause": MANAGERS,
        "action_reset": MANAGERS,
        "action_resume": MANAGERS,
        "action_sync": MANAGERS,
        "action_sync_now": OWNER_OR_MANAGERS,
        "action_use_google_zone": ADMIN,
        "retrieve_dashboard": MANAGERS,
    },
    "google.sync.busy.calendar": {"action_read_again": OWNER, "action_remove": OWNER},
    "google.sync.busy.choice": {"action_apply": OWNER},
    "google.sync.busy.feed": {"action_done": OWNER},
    "google.sync.choose.calendar": {"action_apply": OWNER},
    "google.sync.choose.contact": {"action_none": OWNER},
    "google.sync.choose.contact.candidate": {"action_choose": OWNER},
    "google.sync.lease.mixin": _APPROVALS,
    "google.sync.conflict": {
        "action_keep": OWNER_OR_ADMIN,
        "action_open_record": OWNER_OR_ADMIN,
        "action_use": OWNER_OR_ADMIN,
        "action_use_anyway": OWNER_OR_ADMIN,
    },
    "google.sync.connect.users": {"action_connect": ADMIN},
    "google.sync.contacts": _APPROVALS,
    "google.sync.disconnect": {"action_apply": OWNER},
    "google.sync.erase": {"action_erase": ADMIN},
    "google.sync.erasure": {"action_lift": ADMIN},
    "google.sync.erasure.part": {"action_settle": ADMIN},
    "google.sync.invitation": {"action_invite": ADMIN},
    "google.sync.link": {
        "action_choose": OWNER,
        "action_open_record": OWNER,
        "action_retry": OWNER,
        "action_synchronize_again": OWNER,
    },
    "google.sync.overlap": {
        "action_keep": OWNER,
        "action_open_first": OWNER,
        "action_open_second": OWNER,
    },
    "google.sync.preview": {
        "action_apply": OWNER,
        "action_back": OWNER,
        "action_look_again": OWNER,
        "action_open_newest": OWNER,
        "action_show": OWNER,
    },
    "google.sync.preview.line": {"action_open_record": OWNER},
    "google.sync.run": {"action_undo": OWNER_OR_ADMIN},
    "google.sync.run.line": {
        "action_merge": OWNER,
        "action_open_other": OWNER,
        "action_open_record": OWNER,
        "action_open_run": OWNER,
        "action_synchronize_again": OWNER,
    },
    "google.sync.settings.check": {"action_open": ADMIN},
    "google.sync.setup": {
        "action_back": ADMIN,
        "action_check": ADMIN,
        "action_connect": ADMIN,
        "action_invite": ADMIN,
        "action_next": ADMIN,
    },
    "google.sync.status.mixin": _STATUS,
    "google.sync.migration": {"action_apply": ADMIN, "action_open": ADMIN},
    "google.sync.migration.line": {"action_give_back": ADMIN},
    "google.sync.undo": {"action_undo": OWNER},
    "res.config.settings": {
        "action_google_sync_open_jobs": ADMIN,
        "action_google_sync_remove_client_secret": ADMIN,
        "action_google_sync_remove_key": ADMIN,
        "action_google_sync_save": ADMIN,
        "action_google_sync_take_client": ADMIN,
        "action_google_sync_test": ADMIN,
        "action_google_sync_test_delegation": ADMIN,
    },
    "res.partner": _STATUS,
    "res.users": {
        "action_google_add_address": OWNER,
        "action_google_approve_contacts": OWNER_OR_ADMIN,
        "action_google_approve_deletions": OWNER_OR_ADMIN,
        "action_google_choose_busy": OWNER,
        "action_google_choose_calendar": OWNER,
        "action_google_connect": OWNER,
        "action_google_disconnect": OWNER_OR_ADMIN,
        "action_google_disconnect_now": OWNER_OR_ADMIN,
        "action_google_invite": MANAGERS,
        "action_google_open_conflicts": OWNER_OR_ADMIN,
        "action_google_open_failing": OWNER_OR_ADMIN,
        "action_google_open_log": OWNER_OR_ADMIN,
        "action_google_open_overlaps": OWNER,
        "action_google_open_page": OWNER,
        "action_google_pause": OWNER_OR_ADMIN,
        "action_google_preview": OWNER,
        "action_google_reset": ADMIN,
        "action_google_resume": OWNER_OR_ADMIN,
        "action_google_stop": OWNER_OR_ADMIN,
        "action_google_sync_now": OWNER_OR_ADMIN,
        "action_google_tag_colors": OWNER,
        "action_google_unfreeze": OWNER_OR_ADMIN,
        "action_google_undo_contacts": OWNER_OR_ADMIN,
        "action_google_undo_deletions": OWNER_OR_ADMIN,
        "action_google_use_google_zone": OWNER_OR_ADMIN,
        "google_sync_browser_values": INSIDE,
        "google_sync_busy_blocks": INSIDE,
    },
}

#: Fields that are computed for whoever reads them, of their own, and that nobody writes.
_OF_THE_READER = frozenset(
    {"google_sync_status", "google_sync_reason", "google_sync_remedy", "google_sync_url"}
)

#: What a manager of Google Sync reads in others' accounts, with the states that workers keep. Of
#: texts there are the user's, Google's name of the account and of the calendar, and what is wrong.
SEEN_BY_MANAGERS = frozenset(
    {
        *("away_refused", "calendar_id", "calendar_name", "delegation_error", "google_email"),
        *("google_time_zone", "message", "note", "tasks", "trouble"),
    }
)

#: Our fields of Odoo's own models, by what they are:
#: *own*: read and searched by the user and administrators, and written by them if it is a setting;
#: *sync*: written by the sync alone; *reader*: computed for the reader; *admin*: of administrators;
#: *event*: written by whoever may write the event.
#: Of users whatever is named ``google_`` is their own.
FIELDS = {
    "calendar.event": {
        "sync": {
            "google_sync_closed",
            "google_sync_conference",
            "google_sync_erased",
            "google_sync_guests",
            "google_sync_organizer",
            "google_sync_reminders",
            "google_sync_original_start",
        },
        "reader": _OF_THE_READER
        | {"google_sync_guests_text", "google_sync_reminders_text", "google_sync_reference"}
        | {"google_sync_offers_meet"},
        "event": {"google_sync_meet"},
    },
    "calendar.event.type": {"admin": {"google_privacy"}},
    "calendar.recurrence": {"sync": {"google_sync_replaces", "google_sync_start"}},
    "res.company": {
        "admin": {
            "google_erased_contacts",
            "google_privacy",
            "google_privacy_enforced",
            "google_privacy_of_tags",
        },
    },
    "res.partner": {"reader": _OF_THE_READER, "admin": {"google_sync_email_claimed"}},
}

#: Our routes for people who work with this Odoo, with how they are asked. What is posted needs the
#: token of the session, as always in Odoo.
ROUTES = {
    "/google_sync/connect": ["GET"],
    "/google_sync/guide": ["GET"],
    "/google_sync/guide/<string:page>": ["GET"],
    "/google_sync/my_data": ["GET"],
    "/google_sync/oauth/callback": ["GET"],
    "/google_sync/start": ["GET"],
    "/google_sync/start/begin": ["POST"],
}

#: The one for Google's messages, by which a stranger changes nothing.
PUBLIC_ROUTE = "/google_sync/push"
