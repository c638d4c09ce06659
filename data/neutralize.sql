-- A copy of the database must not touch anybody's calendar, nor have what would let it.
-- It may be older than this file: what it does not have yet, or not any more, is passed over.
DO $neutralize$
DECLARE
    relation text;
    named text;
BEGIN
    FOREACH named IN ARRAY ARRAY[
        'google_sync_secret',          -- the setup's secrets
        'google_sync_service_account',
        'google_sync_grant',           -- what Google has granted
        'google_sync_token',
        'google_sync_consent',
        'google_sync_busy_address',    -- where other calendars could be read
        'google_sync_erasure_words',   -- what else erased clients were called
        'google_sync_revocation',
        'google_sync_migration_access',
        'google_sync_former_access',   -- as it was called until 19.0.0.3.0
        'google_sync_channel',         -- what Google would tell the other database
        'google_sync_hint',
        'google_sync_request',         -- what workers would do, and send
        'google_sync_change',
        'google_sync_preview'          -- what was read of Google for a page that nobody looks at
    ] LOOP
        IF to_regclass(named) IS NOT NULL THEN
            EXECUTE format('DELETE FROM %I', named);
        END IF;
    END LOOP;

    -- Former versions kept the client's secret in the settings' own table as well.
    FOR named IN
        SELECT attname
          FROM pg_attribute
         WHERE attrelid = to_regclass('res_config_settings') AND NOT attisdropped
           AND attname = 'google_sync_client_secret'
    LOOP
        EXECUTE format('UPDATE res_config_settings SET %I = NULL WHERE %1$I IS NOT NULL', named);
    END LOOP;
    DELETE FROM ir_config_parameter WHERE key = 'google_sync.client_secret';
    UPDATE ir_config_parameter SET value = 'False' WHERE key = 'google_sync.enabled';

    -- The cursors and the long work under way, wherever the version has them.
    FOR relation, named IN
        SELECT attrelid::regclass, attname
          FROM pg_attribute
         WHERE attname IN ('sync_token', 'tasks') AND NOT attisdropped
           AND attrelid = ANY(ARRAY[to_regclass('google_sync_work'),
                                    to_regclass('google_sync_account'),
                                    to_regclass('google_sync_contacts')])
    LOOP
        EXECUTE format('UPDATE %s SET %I = NULL WHERE %2$I IS NOT NULL', relation, named);
    END LOOP;

    IF to_regclass('google_sync_work') IS NOT NULL THEN
        UPDATE google_sync_work
           SET finding = 'fine', trouble = NULL, runner = NULL, next_sync = NULL;
        UPDATE google_sync_account
           SET decision = 'disconnected', note = NULL
         WHERE decision != 'disconnected';
    END IF;
    UPDATE google_sync_link SET state = 'synced' WHERE state = 'removing';
END
$neutralize$;
