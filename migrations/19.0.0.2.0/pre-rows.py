"""Part what people decide from what workers keep: until 19.0.0.1.0 both were in one row."""

from odoo.tools import SQL

#: What moves from an account, or its contacts, to a row of ``google_sync_work`` as it is.
_MOVED = (
    ("sync_token", "varchar"),
    ("last_sync", "timestamp"),
    ("next_sync", "timestamp"),
    ("retry_at", "timestamp"),
    ("failures", "integer"),
    ("pending_deletions", "jsonb"),
    ("approved_deletions", "jsonb"),
    ("undo_deletions", "boolean"),
)
_MOVED_FROM_ACCOUNTS = (
    ("refusal", "varchar"),
    ("calendar_lost", "boolean"),
    ("google_time_zone", "varchar"),
    ("populate_done", "integer"),
    ("populate_total", "integer"),
    ("leaving_total", "integer"),
)
_MOVED_FROM_CONTACTS = (("pictures_wait", "boolean"),)

_TYPES = {
    "varchar": SQL("varchar"),
    "timestamp": SQL("timestamp"),
    "integer": SQL("integer"),
    "jsonb": SQL("jsonb"),
    "boolean": SQL("boolean"),
}


def migrate(cr, version):
    if not version:
        return
    _make_accounts(cr)
    _make_work(cr)
    _part_accounts(cr)
    _part_contacts(cr)
    _drop(cr, "google_sync_preview_part", "lease_until")
    _free_outbox(cr)
    _part_conflicts(cr)


def _make_accounts(cr):
    """For those who have ticked a box before they ever had an account: it is kept there now."""
    cr.execute(
        """
        INSERT INTO google_sync_account (user_id, partner_id, state, connected_by)
        SELECT id, partner_id, 'disconnected', 'consent'
          FROM res_users AS app_user
         WHERE (google_populate_google OR google_populate_odoo)
           AND NOT EXISTS (SELECT FROM google_sync_account WHERE user_id = app_user.id)
        """
    )


def _make_work(cr):
    columns = (*_MOVED, *_MOVED_FROM_ACCOUNTS, *_MOVED_FROM_CONTACTS)
    moved = [SQL("%s %s", SQL.identifier(name), _TYPES[kind]) for name, kind in columns]
    cr.execute(
        SQL(
            """
            CREATE TABLE google_sync_work (
                id serial PRIMARY KEY, %s,
                finding varchar, trouble varchar, token_of varchar, labels jsonb,
                populate_google boolean, populate_odoo boolean, waiting_told_at timestamp,
                account_id integer, contacts_id integer)
            """,
            SQL(", ").join(moved),
        )
    )


def _part_accounts(cr):
    moved = _names(_MOVED, _MOVED_FROM_ACCOUNTS)
    cr.execute(
        SQL(
            """
            INSERT INTO google_sync_work (%(kept)s, account_id, token_of, finding, trouble,
                                          populate_google, populate_odoo, waiting_told_at)
            SELECT %(former)s, account.id, account.calendar_id,
                   CASE WHEN account.state IN ('reauthorize', 'zone', 'approval')
                        THEN account.state ELSE 'fine' END,
                   CASE WHEN account.state NOT IN ('disconnected', 'paused')
                        THEN account.message END,
                   app_user.google_populate_google, app_user.google_populate_odoo,
                   CASE WHEN account.invited_by_id IS NULL THEN account.invited_at END
              FROM google_sync_account AS account
              JOIN res_users AS app_user ON app_user.id = account.user_id
            """,
            kept=SQL(", ").join(map(SQL.identifier, moved)),
            former=SQL(", ").join(SQL.identifier("account", name) for name in moved),
        )
    )
    cr.execute(
        """
        ALTER TABLE google_sync_account
            ADD COLUMN work_id integer, ADD COLUMN decision varchar, ADD COLUMN note varchar
        """
    )
    cr.execute(
        """
        UPDATE google_sync_account AS account
           SET work_id = work.id,
               decision = CASE WHEN account.state IN ('disconnected', 'paused', 'leaving')
                               THEN account.state
                               WHEN account.state = 'reauthorize' AND EXISTS (
                                    SELECT FROM google_sync_link AS link
                                     WHERE link.account_id = account.id
                                       AND link.state = 'removing')
                               THEN 'leaving'
                               ELSE 'connected' END,
               note = CASE WHEN account.state IN ('disconnected', 'paused')
                           THEN account.message END,
               invited_at = CASE WHEN account.invited_by_id IS NOT NULL
                                 THEN account.invited_at END
          FROM google_sync_work AS work
         WHERE work.account_id = account.id
        """
    )
    _drop(cr, "google_sync_account", *_names(_MOVED, _MOVED_FROM_ACCOUNTS))
    _drop(cr, "google_sync_account", "state", "message", "lease_until")
    _drop(cr, "res_users", "google_populate_google", "google_populate_odoo")


def _part_contacts(cr):
    moved = SQL(", ").join(map(SQL.identifier, _names(_MOVED, _MOVED_FROM_CONTACTS)))
    cr.execute(
        SQL(
            """
            INSERT INTO google_sync_work (%(moved)s, contacts_id, token_of, finding, trouble,
                                          labels)
            SELECT %(moved)s, id, collection,
                   CASE WHEN state IN ('reauthorize', 'approval') THEN state ELSE 'fine' END,
                   message,
                   COALESCE(former_labels, '{}')
                   || CASE WHEN category_id IS NULL OR label_id IS NULL THEN '{}'
                           ELSE jsonb_build_object(category_id::text,
                                                   jsonb_build_array(label_id, label_name)) END
              FROM google_sync_contacts
            """,
            moved=moved,
        )
    )
    cr.execute("ALTER TABLE google_sync_contacts ADD COLUMN work_id integer")
    cr.execute(
        """
        UPDATE google_sync_contacts AS contacts SET work_id = work.id
          FROM google_sync_work AS work WHERE work.contacts_id = contacts.id
        """
    )
    _drop(cr, "google_sync_contacts", *_names(_MOVED, _MOVED_FROM_CONTACTS))
    _drop(cr, "google_sync_contacts", "state", "message", "lease_until")
    _drop(cr, "google_sync_contacts", "label_id", "label_name", "former_labels")
    _drop(cr, "google_sync_work", "account_id", "contacts_id")


def _free_outbox(cr):
    """Its foreign key made saves wait for whoever changed the account."""
    cr.execute(
        """
        ALTER TABLE google_sync_change
            DROP CONSTRAINT IF EXISTS google_sync_change_account_id_fkey
        """
    )


def _part_conflicts(cr):
    cr.execute(
        """
        ALTER TABLE google_sync_conflict ADD COLUMN answer varchar, ADD COLUMN place varchar;
        UPDATE google_sync_conflict
           SET answer = NULLIF(state, 'open'),
               place = concat_ws('/', field, COALESCE(slot, ''),
                                 CASE field WHEN 'guests' THEN lost #>> '{0,0}' ELSE '' END)
        """
    )
    _drop(cr, "google_sync_conflict", "state")


def _names(*groups):
    return [name for group in groups for name, _kind in group]


def _drop(cr, table, *columns):
    dropped = [SQL("DROP COLUMN IF EXISTS %s CASCADE", SQL.identifier(name)) for name in columns]
    cr.execute(SQL("ALTER TABLE %s %s", SQL.identifier(table), SQL(", ").join(dropped)))
