-- A copy of the database must not touch anybody's calendar.
UPDATE ir_config_parameter SET value = 'False' WHERE key = 'google_sync.enabled';
DELETE FROM ir_config_parameter WHERE key = 'google_sync.client_secret';
DELETE FROM google_sync_token;
DELETE FROM google_sync_grant;
DELETE FROM google_sync_revocation;
DELETE FROM google_sync_consent;
DELETE FROM google_sync_service_account;
DELETE FROM google_sync_former_access;
UPDATE google_sync_link SET state = 'synced' WHERE state = 'removing';
UPDATE google_sync_account SET decision = 'disconnected', note = NULL WHERE decision != 'disconnected';
UPDATE google_sync_work SET finding = 'fine', trouble = NULL, sync_token = NULL, runner = NULL;
DELETE FROM google_sync_request;
