"""Rows of Odoo's as no form would leave them: what imports, former versions and other programs have
written past it.

Each mistake is a statement about one row, whose id it takes as often as it names it. One seed makes
always the same ones.
"""

from odoo.tools import SQL

_CONTROLS = "".join(map(chr, (*range(1, 32), 127, 0x85, 0x2028)))
_BIDI = "\u202e\u2066gnp.exe\u2069\u200f\u202c"
#: Text in columns that people read.
TEXTS = (
    "", " ", f"a{_CONTROLS}b", _BIDI, "x" * 5_000, "e\u0301\u0327" * 500, "\ufffe\uffff",
    "\n" * 300, "<script>alert(1)</script>", "'; DROP TABLE res_users; --", "%(a)s %s {0}",
)  # fmt: skip
#: Text in columns that hold HTML.
DOCUMENTS = (
    *TEXTS, "<div>" * 5_000, "<b>" * 20_000, "<!--" * 10_000, "&lt;" * 20_000,
    "<table><tr>" * 3_000, "<p" * 9_000, "]]>" * 9_000, "<p>x" * 9_000,
    '<a href="javascript:alert(1)">x</a>',
)  # fmt: skip
PAST_BEGINNING, PAST_END = "0001-01-01 00:00:00", "9999-12-31 23:59:59"

#: The columns that Odoo keeps filled, and that stay empty where they were when it began to.
_REQUIRED = {
    "calendar_event": ("name", "start", "stop", "privacy", "show_as"),
    "calendar_attendee": ("event_id", "partner_id"),
    "calendar_recurrence": (),
    "res_partner": ("name",),
}


def _set(table, **values):
    pairs = SQL(", ").join(SQL("%s = %s", SQL.identifier(name), values[name]) for name in values)
    return lambda row: SQL("UPDATE %s SET %s WHERE id = %s", SQL.identifier(table), pairs, row)


def _of_attendees(**values):
    pairs = SQL(", ").join(SQL("%s = %s", SQL.identifier(name), values[name]) for name in values)
    return lambda row: SQL("UPDATE calendar_attendee SET %s WHERE event_id = %s", pairs, row)


def _of_first(**values):
    """Of the first occurrence of a series."""
    pairs = SQL(", ").join(SQL("%s = %s", SQL.identifier(name), values[name]) for name in values)
    first = "SELECT min(id) FROM calendar_event WHERE recurrence_id = %s"
    return lambda row: SQL("UPDATE calendar_event SET %s WHERE id = (%s)", pairs, SQL(first, row))


def _says(statement):
    return lambda row: SQL(statement, row=row)


EVENT = (
    _set("calendar_event", write_date=None, create_date=None),
    _says("UPDATE calendar_event SET stop = start - interval '1 hour' WHERE id = %(row)s"),
    _set("calendar_event", stop=None),
    _set("calendar_event", start=None, stop=None),
    _set("calendar_event", start=PAST_BEGINNING),
    _set("calendar_event", stop=PAST_END),
    _set("calendar_event", start="-infinity", stop="infinity"),
    _set("calendar_event", allday=True, start_date=None, stop_date=None),
    _set("calendar_event", allday=True, start_date="2027-03-05", stop_date="2027-03-01"),
    _set("calendar_event", allday=True, start_date="9999-12-31", stop_date="9999-12-31"),
    _set("calendar_event", allday=None, active=None),
    _set("calendar_event", name=None),
    _set("calendar_event", privacy="secret", show_as="away"),
    _set("calendar_event", privacy=None, show_as=None, user_id=None),
    _set("calendar_event", recurrency=True, google_sync_original_start="2027-03-01 09:00:00"),
    _set("calendar_event", videocall_location="javascript:alert(1)\x07"),
    _set("calendar_event", google_sync_guests='"x"'),
    _set("calendar_event", google_sync_guests='[{"email": 5}]'),
    _set("calendar_event", res_model="no.such.model", res_id=5),
    *(_set("calendar_event", name=text, location=text) for text in TEXTS),
    *(_set("calendar_event", description=text) for text in DOCUMENTS),
    _of_attendees(partner_id=None),
    _of_attendees(state=None),
    _of_attendees(state="maybe", common_name=_BIDI),
    _says("DELETE FROM calendar_attendee WHERE event_id = %(row)s"),
    _says("DELETE FROM calendar_event_res_partner_rel WHERE calendar_event_id = %(row)s"),
    _says(
        """
        INSERT INTO calendar_attendee (event_id, partner_id, state, access_token)
        SELECT event_id, partner_id, 'declined', md5(random()::text)
          FROM calendar_attendee WHERE event_id = %(row)s
        """
    ),
)

SERIES = (
    _set("calendar_recurrence", end_type="end_date", until=None),
    _set("calendar_recurrence", end_type="end_date", until="2020-01-01"),
    _set("calendar_recurrence", end_type=None, count=None, interval=None),
    _set("calendar_recurrence", interval=0),
    _set("calendar_recurrence", interval=-1, count=-1),
    _set("calendar_recurrence", count=100_000),
    _set("calendar_recurrence", rrule_type=None),
    _set("calendar_recurrence", rrule_type="hourly"),
    _set("calendar_recurrence", rrule_type="monthly", month_by=None, day=None, byday=None),
    _set("calendar_recurrence", rrule_type="monthly", month_by="date", day=99),
    _set("calendar_recurrence", rrule_type="monthly", month_by="day", weekday="XX", byday="9"),
    _set("calendar_recurrence", mon=False, tue=None),
    _set("calendar_recurrence", base_event_id=None),
    _set("calendar_recurrence", event_tz="Mars/Olympus"),
    _set("calendar_recurrence", event_tz=None, google_sync_start=None),
    _set("calendar_recurrence", google_sync_start=PAST_BEGINNING),
    _says(
        "UPDATE calendar_event SET google_sync_original_start = NULL WHERE recurrence_id = %(row)s"
    ),
    _says(
        """
        UPDATE calendar_event SET google_sync_original_start = '2027-03-01 09:00:00'
         WHERE recurrence_id = %(row)s
        """
    ),
    _says("UPDATE calendar_event SET active = NULL WHERE recurrence_id = %(row)s"),
    _says("UPDATE calendar_event SET stop = '2020-01-01' WHERE recurrence_id = %(row)s"),
    _says("UPDATE calendar_event SET recurrence_id = NULL WHERE recurrence_id = %(row)s"),
    _of_first(stop=PAST_END),
    _of_first(start=None, stop=None),
    _of_first(allday=True, start_date=None, stop_date=None),
    _of_first(google_sync_guests='"x"'),
    *(_of_first(description=text) for text in DOCUMENTS),
)

CONTACT = (
    _set("res_partner", write_date=None, create_date=None),
    _set("res_partner", email="a;b,c", phone="+" * 300),
    _set("res_partner", email=_CONTROLS, email_normalized=_CONTROLS),
    _set("res_partner", active=None),
    _set("res_partner", lang="xx_XX", tz="Mars/Olympus"),
    _set("res_partner", website="javascript:alert(1)"),
    _set("res_partner", is_company=None, type=None),
    _set("res_partner", type="elsewhere", street=_BIDI, zip="x" * 999),
    _says("UPDATE res_partner SET parent_id = id, type = 'contact' WHERE id = %(row)s"),
    _says("UPDATE res_partner SET commercial_partner_id = NULL WHERE id = %(row)s"),
    *(_set("res_partner", name=text, function=text, street=text, city=text) for text in TEXTS),
    *(_set("res_partner", comment=text) for text in DOCUMENTS),
)


def let_be_empty(env):
    """As in a database whose columns had empty rows when Odoo came to require them."""
    for table, names in _REQUIRED.items():
        for name in names:
            env.cr.execute(
                SQL(
                    "ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL",
                    SQL.identifier(table),
                    SQL.identifier(name),
                )
            )


def spoil(env, row, mistakes):
    """Write them into a row, past Odoo."""
    env.flush_all()
    for mistake in mistakes:
        env.cr.execute(mistake(row))
    env.invalidate_all()


def attend(env, event, count):
    """Let so many contacts attend, past Odoo."""
    env.flush_all()
    env.cr.execute(
        SQL(
            """
            WITH guest AS (
                INSERT INTO res_partner (name, complete_name, email, email_normalized, active, type)
                SELECT 'Guest ' || n, 'Guest ' || n, mail, mail, TRUE, 'contact'
                  FROM generate_series(1, %(count)s) AS n,
                       LATERAL (SELECT 'guest' || n || '@mail.example' AS mail) AS address
                RETURNING id, email
            ), attending AS (
                INSERT INTO calendar_event_res_partner_rel (calendar_event_id, res_partner_id)
                SELECT %(event)s, id FROM guest
            )
            INSERT INTO calendar_attendee (event_id, partner_id, state, access_token)
            SELECT %(event)s, id, 'needsAction', md5(email) FROM guest
            """,
            count=count,
            event=event.id,
        )
    )
    env.invalidate_all()
