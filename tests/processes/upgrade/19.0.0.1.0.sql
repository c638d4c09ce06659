-- Data first, whatever refers to what; all of it belongs to Odoo's role.
SET session_replication_role = replica;
SET ROLE odoo;

CREATE TABLE google_sync_account (
    id integer NOT NULL,
    failures integer,
    user_id integer NOT NULL,
    partner_id integer,
    invited_by_id integer,
    populate_done integer,
    populate_total integer,
    paused_by_id integer,
    leaving_total integer,
    sync_token character varying,
    message character varying,
    state character varying NOT NULL,
    google_subject character varying,
    google_email character varying,
    calendar_id character varying,
    calendar_name character varying,
    google_time_zone character varying,
    connected_by character varying NOT NULL,
    refusal character varying,
    pending_deletions jsonb,
    approved_deletions jsonb,
    undo_deletions boolean,
    calendar_lost boolean,
    last_sync timestamp without time zone,
    next_sync timestamp without time zone,
    retry_at timestamp without time zone,
    lease_until timestamp without time zone,
    known_since timestamp without time zone,
    authorized_at timestamp without time zone,
    resumed_at timestamp without time zone,
    access_ends_at timestamp without time zone,
    invited_at timestamp without time zone,
    took_over_at timestamp without time zone,
    offered_at timestamp without time zone
);
CREATE SEQUENCE google_sync_account_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_account_id_seq OWNED BY google_sync_account.id;
CREATE TABLE google_sync_alert (
    id integer NOT NULL,
    account_id integer NOT NULL,
    res_id integer,
    times_told integer,
    key character varying NOT NULL,
    level character varying NOT NULL,
    name character varying,
    message character varying,
    res_model character varying,
    due boolean,
    noticed_at timestamp without time zone NOT NULL,
    told_at timestamp without time zone,
    resolved_at timestamp without time zone
);
CREATE SEQUENCE google_sync_alert_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_alert_id_seq OWNED BY google_sync_alert.id;
CREATE TABLE google_sync_change (
    id integer NOT NULL,
    account_id integer NOT NULL,
    res_id integer NOT NULL,
    res_model character varying NOT NULL,
    noted_at timestamp without time zone NOT NULL
);
CREATE SEQUENCE google_sync_change_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_change_id_seq OWNED BY google_sync_change.id;
CREATE TABLE google_sync_choose_calendar (
    id integer NOT NULL,
    option_id integer,
    create_uid integer,
    write_uid integer,
    choice character varying NOT NULL,
    name character varying,
    appointments character varying NOT NULL,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_choose_calendar_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_choose_calendar_id_seq OWNED BY google_sync_choose_calendar.id;
CREATE TABLE google_sync_choose_calendar_option (
    id integer NOT NULL,
    wizard_id integer NOT NULL,
    create_uid integer,
    write_uid integer,
    google_id character varying NOT NULL,
    name character varying NOT NULL,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_choose_calendar_option_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_choose_calendar_option_id_seq OWNED BY google_sync_choose_calendar_option.id;
CREATE TABLE google_sync_choose_contact (
    id integer NOT NULL,
    link_id integer NOT NULL,
    create_uid integer,
    write_uid integer,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE TABLE google_sync_choose_contact_candidate (
    id integer NOT NULL,
    wizard_id integer NOT NULL,
    create_uid integer,
    write_uid integer,
    key character varying NOT NULL,
    name character varying NOT NULL,
    about text,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_choose_contact_candidate_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_choose_contact_candidate_id_seq OWNED BY google_sync_choose_contact_candidate.id;
CREATE SEQUENCE google_sync_choose_contact_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_choose_contact_id_seq OWNED BY google_sync_choose_contact.id;
CREATE TABLE google_sync_conflict (
    id integer NOT NULL,
    link_id integer NOT NULL,
    account_id integer,
    user_id integer,
    run_id integer,
    title character varying,
    field character varying NOT NULL,
    slot character varying,
    winner character varying NOT NULL,
    state character varying NOT NULL,
    kept jsonb,
    lost jsonb,
    is_private boolean,
    found_at timestamp without time zone NOT NULL
);
CREATE SEQUENCE google_sync_conflict_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_conflict_id_seq OWNED BY google_sync_conflict.id;
CREATE TABLE google_sync_connect_users (
    id integer NOT NULL,
    create_uid integer,
    write_uid integer,
    is_done boolean,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_connect_users_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_connect_users_id_seq OWNED BY google_sync_connect_users.id;
CREATE TABLE google_sync_connect_users_line (
    id integer NOT NULL,
    wizard_id integer NOT NULL,
    user_id integer NOT NULL,
    create_uid integer,
    write_uid integer,
    address character varying,
    result character varying,
    message text,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_connect_users_line_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_connect_users_line_id_seq OWNED BY google_sync_connect_users_line.id;
CREATE TABLE google_sync_contact_key (
    id integer NOT NULL,
    account_id integer NOT NULL,
    google_id character varying NOT NULL,
    digest character varying NOT NULL
);
CREATE SEQUENCE google_sync_contact_key_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_contact_key_id_seq OWNED BY google_sync_contact_key.id;
CREATE TABLE google_sync_contacts (
    id integer NOT NULL,
    failures integer,
    account_id integer NOT NULL,
    category_id integer,
    sync_token character varying,
    message character varying,
    collection character varying,
    state character varying NOT NULL,
    label_id character varying,
    label_name character varying,
    pending_deletions jsonb,
    approved_deletions jsonb,
    former_labels jsonb,
    undo_deletions boolean,
    pictures_wait boolean,
    last_sync timestamp without time zone,
    next_sync timestamp without time zone,
    retry_at timestamp without time zone,
    lease_until timestamp without time zone
);
CREATE SEQUENCE google_sync_contacts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_contacts_id_seq OWNED BY google_sync_contacts.id;
CREATE TABLE google_sync_disconnect (
    id integer NOT NULL,
    user_id integer NOT NULL,
    create_uid integer,
    write_uid integer,
    mode character varying NOT NULL,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_disconnect_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_disconnect_id_seq OWNED BY google_sync_disconnect.id;
CREATE TABLE google_sync_former_access (
    id integer NOT NULL,
    account_id integer NOT NULL,
    ciphertext character varying NOT NULL,
    laid_aside_at timestamp without time zone NOT NULL
);
CREATE SEQUENCE google_sync_former_access_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_former_access_id_seq OWNED BY google_sync_former_access.id;
CREATE TABLE google_sync_invitation (
    id integer NOT NULL,
    create_uid integer,
    write_uid integer,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_invitation_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_invitation_id_seq OWNED BY google_sync_invitation.id;
CREATE TABLE google_sync_invitation_res_users_rel (
    google_sync_invitation_id integer CONSTRAINT google_sync_invitation_res_u_google_sync_invitation_id_not_null NOT NULL,
    res_users_id integer NOT NULL
);
CREATE TABLE google_sync_link (
    id integer NOT NULL,
    account_id integer NOT NULL,
    res_id integer,
    leader_id integer,
    failures integer,
    collection character varying NOT NULL,
    res_model character varying NOT NULL,
    google_id character varying NOT NULL,
    series_id character varying,
    ical_uid character varying,
    title character varying,
    etag character varying,
    role character varying NOT NULL,
    origin character varying NOT NULL,
    picture character varying,
    picture_url character varying,
    made_in character varying,
    only_on character varying,
    state character varying NOT NULL,
    base jsonb,
    remote jsonb,
    candidates jsonb,
    error text,
    taken_over boolean,
    as_singles boolean,
    retry_at timestamp without time zone
);
CREATE SEQUENCE google_sync_link_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_link_id_seq OWNED BY google_sync_link.id;
CREATE TABLE google_sync_overlap (
    id integer NOT NULL,
    account_id integer NOT NULL,
    first_id integer NOT NULL,
    second_id integer NOT NULL
);
CREATE SEQUENCE google_sync_overlap_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_overlap_id_seq OWNED BY google_sync_overlap.id;
CREATE TABLE google_sync_preview (
    id integer NOT NULL,
    create_uid integer,
    write_uid integer,
    state character varying NOT NULL,
    import_events boolean,
    populate_google boolean,
    populate_odoo boolean,
    has_contacts boolean,
    import_contacts boolean,
    switches_on boolean,
    was_outdated boolean,
    as_of timestamp without time zone,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_preview_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_preview_id_seq OWNED BY google_sync_preview.id;
CREATE TABLE google_sync_preview_line (
    id integer NOT NULL,
    preview_id integer NOT NULL,
    part_id integer NOT NULL,
    res_id integer,
    create_uid integer,
    write_uid integer,
    side character varying,
    verb character varying NOT NULL,
    title character varying,
    moment character varying,
    res_model character varying,
    details text,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_preview_line_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_preview_line_id_seq OWNED BY google_sync_preview_line.id;
CREATE TABLE google_sync_preview_part (
    id integer NOT NULL,
    preview_id integer NOT NULL,
    odoo_created integer,
    odoo_updated integer,
    odoo_deleted integer,
    google_created integer,
    google_updated integer,
    google_deleted integer,
    left_out integer,
    requests integer,
    line_count integer,
    create_uid integer,
    write_uid integer,
    kind character varying NOT NULL,
    state character varying NOT NULL,
    message character varying,
    held character varying,
    mailed jsonb,
    lease_until timestamp without time zone,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_preview_part_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_preview_part_id_seq OWNED BY google_sync_preview_part.id;
CREATE TABLE google_sync_run (
    id integer NOT NULL,
    account_id integer NOT NULL,
    user_id integer,
    odoo_created integer,
    odoo_updated integer,
    odoo_deleted integer,
    google_created integer,
    google_updated integer,
    google_deleted integer,
    problems integer,
    undoes_id integer,
    kind character varying,
    state character varying NOT NULL,
    message character varying,
    started_at timestamp without time zone NOT NULL,
    finished_at timestamp without time zone,
    delay double precision
);
CREATE SEQUENCE google_sync_run_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_run_id_seq OWNED BY google_sync_run.id;
CREATE TABLE google_sync_run_line (
    id integer NOT NULL,
    run_id integer NOT NULL,
    res_id integer,
    other_id integer,
    level character varying NOT NULL,
    side character varying,
    verb character varying,
    title character varying,
    res_model character varying,
    google_id character varying,
    undo character varying,
    before jsonb,
    after jsonb,
    message text,
    undo_message text,
    started_at timestamp without time zone
);
CREATE SEQUENCE google_sync_run_line_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_run_line_id_seq OWNED BY google_sync_run_line.id;
CREATE TABLE google_sync_service_account (
    id integer NOT NULL,
    create_uid integer,
    write_uid integer,
    client_email character varying NOT NULL,
    client_id character varying NOT NULL,
    key_id character varying NOT NULL,
    ciphertext character varying NOT NULL,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_service_account_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_service_account_id_seq OWNED BY google_sync_service_account.id;
CREATE TABLE google_sync_settings_check (
    id integer NOT NULL,
    create_uid integer,
    write_uid integer,
    findings text,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_settings_check_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_settings_check_id_seq OWNED BY google_sync_settings_check.id;
CREATE TABLE google_sync_takeover (
    id integer NOT NULL,
    create_uid integer,
    write_uid integer,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_takeover_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_takeover_id_seq OWNED BY google_sync_takeover.id;
CREATE TABLE google_sync_takeover_line (
    id integer NOT NULL,
    wizard_id integer NOT NULL,
    user_id integer NOT NULL,
    create_uid integer,
    write_uid integer,
    chosen boolean,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_takeover_line_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_takeover_line_id_seq OWNED BY google_sync_takeover_line.id;
CREATE TABLE google_sync_token (
    id integer NOT NULL,
    account_id integer NOT NULL,
    ciphertext character varying NOT NULL
);
CREATE SEQUENCE google_sync_token_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_token_id_seq OWNED BY google_sync_token.id;
CREATE TABLE google_sync_undo (
    id integer NOT NULL,
    run_id integer NOT NULL,
    record_count integer,
    create_uid integer,
    write_uid integer,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_undo_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_undo_id_seq OWNED BY google_sync_undo.id;
CREATE TABLE google_sync_undo_record (
    id integer NOT NULL,
    wizard_id integer NOT NULL,
    create_uid integer,
    write_uid integer,
    title character varying,
    text text,
    is_left boolean,
    create_date timestamp without time zone,
    write_date timestamp without time zone
);
CREATE SEQUENCE google_sync_undo_record_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE google_sync_undo_record_id_seq OWNED BY google_sync_undo_record.id;
ALTER TABLE ONLY google_sync_account ALTER COLUMN id SET DEFAULT nextval('google_sync_account_id_seq'::regclass);
ALTER TABLE ONLY google_sync_alert ALTER COLUMN id SET DEFAULT nextval('google_sync_alert_id_seq'::regclass);
ALTER TABLE ONLY google_sync_change ALTER COLUMN id SET DEFAULT nextval('google_sync_change_id_seq'::regclass);
ALTER TABLE ONLY google_sync_choose_calendar ALTER COLUMN id SET DEFAULT nextval('google_sync_choose_calendar_id_seq'::regclass);
ALTER TABLE ONLY google_sync_choose_calendar_option ALTER COLUMN id SET DEFAULT nextval('google_sync_choose_calendar_option_id_seq'::regclass);
ALTER TABLE ONLY google_sync_choose_contact ALTER COLUMN id SET DEFAULT nextval('google_sync_choose_contact_id_seq'::regclass);
ALTER TABLE ONLY google_sync_choose_contact_candidate ALTER COLUMN id SET DEFAULT nextval('google_sync_choose_contact_candidate_id_seq'::regclass);
ALTER TABLE ONLY google_sync_conflict ALTER COLUMN id SET DEFAULT nextval('google_sync_conflict_id_seq'::regclass);
ALTER TABLE ONLY google_sync_connect_users ALTER COLUMN id SET DEFAULT nextval('google_sync_connect_users_id_seq'::regclass);
ALTER TABLE ONLY google_sync_connect_users_line ALTER COLUMN id SET DEFAULT nextval('google_sync_connect_users_line_id_seq'::regclass);
ALTER TABLE ONLY google_sync_contact_key ALTER COLUMN id SET DEFAULT nextval('google_sync_contact_key_id_seq'::regclass);
ALTER TABLE ONLY google_sync_contacts ALTER COLUMN id SET DEFAULT nextval('google_sync_contacts_id_seq'::regclass);
ALTER TABLE ONLY google_sync_disconnect ALTER COLUMN id SET DEFAULT nextval('google_sync_disconnect_id_seq'::regclass);
ALTER TABLE ONLY google_sync_former_access ALTER COLUMN id SET DEFAULT nextval('google_sync_former_access_id_seq'::regclass);
ALTER TABLE ONLY google_sync_invitation ALTER COLUMN id SET DEFAULT nextval('google_sync_invitation_id_seq'::regclass);
ALTER TABLE ONLY google_sync_link ALTER COLUMN id SET DEFAULT nextval('google_sync_link_id_seq'::regclass);
ALTER TABLE ONLY google_sync_overlap ALTER COLUMN id SET DEFAULT nextval('google_sync_overlap_id_seq'::regclass);
ALTER TABLE ONLY google_sync_preview ALTER COLUMN id SET DEFAULT nextval('google_sync_preview_id_seq'::regclass);
ALTER TABLE ONLY google_sync_preview_line ALTER COLUMN id SET DEFAULT nextval('google_sync_preview_line_id_seq'::regclass);
ALTER TABLE ONLY google_sync_preview_part ALTER COLUMN id SET DEFAULT nextval('google_sync_preview_part_id_seq'::regclass);
ALTER TABLE ONLY google_sync_run ALTER COLUMN id SET DEFAULT nextval('google_sync_run_id_seq'::regclass);
ALTER TABLE ONLY google_sync_run_line ALTER COLUMN id SET DEFAULT nextval('google_sync_run_line_id_seq'::regclass);
ALTER TABLE ONLY google_sync_service_account ALTER COLUMN id SET DEFAULT nextval('google_sync_service_account_id_seq'::regclass);
ALTER TABLE ONLY google_sync_settings_check ALTER COLUMN id SET DEFAULT nextval('google_sync_settings_check_id_seq'::regclass);
ALTER TABLE ONLY google_sync_takeover ALTER COLUMN id SET DEFAULT nextval('google_sync_takeover_id_seq'::regclass);
ALTER TABLE ONLY google_sync_takeover_line ALTER COLUMN id SET DEFAULT nextval('google_sync_takeover_line_id_seq'::regclass);
ALTER TABLE ONLY google_sync_token ALTER COLUMN id SET DEFAULT nextval('google_sync_token_id_seq'::regclass);
ALTER TABLE ONLY google_sync_undo ALTER COLUMN id SET DEFAULT nextval('google_sync_undo_id_seq'::regclass);
ALTER TABLE ONLY google_sync_undo_record ALTER COLUMN id SET DEFAULT nextval('google_sync_undo_record_id_seq'::regclass);

ALTER TABLE calendar_event ADD COLUMN google_sync_conference character varying;
ALTER TABLE calendar_event ADD COLUMN google_sync_guests jsonb;
ALTER TABLE calendar_event ADD COLUMN google_sync_organizer character varying;
ALTER TABLE calendar_event ADD COLUMN google_sync_slot timestamp without time zone;
ALTER TABLE calendar_recurrence ADD COLUMN google_sync_replaces integer;
ALTER TABLE calendar_recurrence ADD COLUMN google_sync_start timestamp without time zone;
ALTER TABLE res_company ADD COLUMN google_privacy character varying;
UPDATE res_company SET google_privacy = 'full';
ALTER TABLE res_company ADD COLUMN google_privacy_enforced boolean;
ALTER TABLE res_config_settings ADD COLUMN google_sync_allowed boolean;
ALTER TABLE res_config_settings ADD COLUMN google_sync_calendar_name character varying;
ALTER TABLE res_config_settings ADD COLUMN google_sync_client_id character varying;
ALTER TABLE res_config_settings ADD COLUMN google_sync_client_secret character varying;
ALTER TABLE res_config_settings ADD COLUMN google_sync_connect_by character varying;
ALTER TABLE res_config_settings ADD COLUMN google_sync_domains character varying;
ALTER TABLE res_config_settings ADD COLUMN google_sync_interval integer;
ALTER TABLE res_config_settings ADD COLUMN google_sync_log_days integer;
ALTER TABLE res_config_settings ADD COLUMN google_sync_test_address character varying;
ALTER TABLE res_users ADD COLUMN google_alert_email character varying;
ALTER TABLE res_users ADD COLUMN google_contact_category_id integer;
ALTER TABLE res_users ADD COLUMN google_contact_pictures boolean;
ALTER TABLE res_users ADD COLUMN google_contact_scope character varying;
UPDATE res_users SET google_contact_scope = 'label';
ALTER TABLE res_users ADD COLUMN google_create_guest_contacts boolean;
ALTER TABLE res_users ADD COLUMN google_email_alerts boolean;
ALTER TABLE res_users ADD COLUMN google_email_full_log boolean;
ALTER TABLE res_users ADD COLUMN google_future_days integer;
UPDATE res_users SET google_future_days = '365';
ALTER TABLE res_users ADD COLUMN google_import_birthday boolean;
ALTER TABLE res_users ADD COLUMN google_import_contacts boolean;
ALTER TABLE res_users ADD COLUMN google_import_events boolean;
UPDATE res_users SET google_import_events = 'true';
ALTER TABLE res_users ADD COLUMN google_import_focus_time boolean;
ALTER TABLE res_users ADD COLUMN google_import_from_gmail boolean;
ALTER TABLE res_users ADD COLUMN google_import_out_of_office boolean;
UPDATE res_users SET google_import_out_of_office = 'true';
ALTER TABLE res_users ADD COLUMN google_import_tentative boolean;
ALTER TABLE res_users ADD COLUMN google_import_working_location boolean;
ALTER TABLE res_users ADD COLUMN google_past_days integer;
UPDATE res_users SET google_past_days = '30';
ALTER TABLE res_users ADD COLUMN google_populate_google boolean;
ALTER TABLE res_users ADD COLUMN google_populate_odoo boolean;
ALTER TABLE res_users ADD COLUMN google_privacy_choice character varying;
ALTER TABLE res_users ADD COLUMN google_share_guests character varying;
UPDATE res_users SET google_share_guests = 'no';
ALTER TABLE res_users ADD COLUMN google_sync_enabled boolean;
ALTER TABLE res_users ADD COLUMN google_workspace_email character varying;

COPY res_partner ("id", "create_date", "name", "color", "commercial_partner_id", "create_uid", "write_uid", "complete_name", "lang", "tz", "type", "email", "active", "is_company", "partner_share", "write_date", "message_bounce", "email_normalized", "calendar_last_notif_ack") FROM stdin;
700001	2026-11-29 14:58:06.011392	Anna	0	700001	2	2	Anna	en_US	Europe/Brussels	contact	anna@office.example	t	f	f	2026-11-29 14:58:06.011392	0	anna@office.example	2026-11-29 14:58:06
700002	2026-11-29 14:58:06.011392	Paul	0	700002	2	2	Paul	en_US	Europe/Brussels	contact	paul@office.example	t	f	f	2026-11-29 14:58:06.011392	0	paul@office.example	2026-11-29 14:58:06
700003	2026-11-29 14:58:06.011392	Rita	0	700003	2	2	Rita	en_US	Europe/Brussels	contact	rita@office.example	t	f	f	2026-11-29 14:58:06.011392	0	rita@office.example	2026-11-29 14:58:06
700004	2026-11-29 14:58:06.011392	Emil	0	700004	2	2	Emil	en_US	Europe/Brussels	contact	emil@office.example	t	f	f	2026-11-29 14:58:06.011392	0	emil@office.example	2026-11-29 14:58:06
700005	2026-11-29 14:58:06.011392	Zoe	0	700005	2	700005	Zoe	en_US	America/New_York	contact	zoe@office.example	t	f	f	2026-11-29 14:58:47.665718	0	zoe@office.example	2026-11-29 14:58:06
700006	2026-11-29 14:58:06.011392	Lea	0	700006	2	2	Lea	en_US	Europe/Brussels	contact	lea@office.example	t	f	f	2026-11-29 14:58:06.011392	0	lea@office.example	2026-11-29 14:58:06
700007	2026-11-29 14:58:06.011392	Dora	0	700007	2	2	Dora	en_US	Europe/Brussels	contact	dora@office.example	t	f	f	2026-11-29 14:58:06.011392	0	dora@office.example	2026-11-29 14:58:06
700008	2026-11-29 14:58:06.011392	Iris	0	700008	2	2	Iris	en_US	Europe/Brussels	contact	iris@office.example	t	f	f	2026-11-29 14:58:06.011392	0	iris@office.example	2026-11-29 14:58:06
700009	2026-11-29 14:58:06.011392	Will	0	700009	2	2	Will	en_US	Europe/Brussels	contact	will@office.example	t	f	f	2026-11-29 14:58:06.011392	0	will@office.example	2026-11-29 14:58:06
700010	2026-11-29 14:58:06.011392	Nora	0	700010	2	2	Nora	en_US	Europe/Brussels	contact	nora@office.example	t	f	f	2026-11-29 14:58:06.011392	0	nora@office.example	2026-11-29 14:58:06
700011	2026-11-29 14:58:22.420286	Olga Odoo	0	700011	700001	700001	Olga Odoo	en_US	\N	contact	olga@home.example	t	f	t	2026-11-29 14:58:22.420286	0	olga@home.example	2026-11-29 14:58:22
700013	2026-11-29 14:58:23.451977	Gustav Google	0	700013	700001	1	Gustav Google	en_US	Europe/Brussels	contact	gustav@home.example	t	f	t	2026-11-29 14:58:23.451977	0	gustav@home.example	2026-11-29 14:58:23
\.

COPY res_partner_category ("id", "color", "create_uid", "write_uid", "parent_path", "name", "active", "create_date", "write_date") FROM stdin;
700001	9	700001	700001	700001/	{"en_US": "Patients"}	t	2026-11-29 14:58:18.78999	2026-11-29 14:58:18.78999
\.

COPY res_partner_res_partner_category_rel ("category_id", "partner_id") FROM stdin;
700001	700011
700001	700013
\.

COPY res_users ("id", "company_id", "partner_id", "active", "create_date", "login", "create_uid", "write_uid", "signature", "share", "write_date", "tour_enabled", "notification_type", "google_past_days", "google_future_days", "google_contact_category_id", "google_share_guests", "google_contact_scope", "google_sync_enabled", "google_populate_google", "google_populate_odoo", "google_import_events", "google_import_out_of_office", "google_import_contacts") FROM stdin;
700001	1	700001	t	2026-11-29 14:58:06.011392	anna	2	700001	<div>Anna</div>	f	2026-11-29 14:58:21.991392	f	email	30	365	700001	no	label	t	\N	\N	t	t	t
700002	1	700002	t	2026-11-29 14:58:06.011392	paul	2	700002	<div>Paul</div>	f	2026-11-29 14:58:35.069653	f	email	30	365	\N	no	label	t	t	t	t	t	\N
700003	1	700003	t	2026-11-29 14:58:06.011392	rita	2	700003	<div>Rita</div>	f	2026-11-29 14:58:15.474127	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700004	1	700004	t	2026-11-29 14:58:06.011392	emil	2	700004	<div>Emil</div>	f	2026-11-29 14:58:16.152301	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700005	1	700005	t	2026-11-29 14:58:06.011392	zoe	2	700005	<div>Zoe</div>	f	2026-11-29 14:58:47.665718	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700006	1	700006	t	2026-11-29 14:58:06.011392	lea	2	700006	<div>Lea</div>	f	2026-11-29 14:58:17.217688	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700007	1	700007	t	2026-11-29 14:58:06.011392	dora	2	700007	<div>Dora</div>	f	2026-11-29 14:58:17.740651	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700008	1	700008	t	2026-11-29 14:58:06.011392	iris	2	2	<div>Iris</div>	f	2026-11-29 14:58:18.318779	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700009	1	700009	t	2026-11-29 14:58:06.011392	will	2	700009	<div>Will</div>	f	2026-11-29 14:58:18.423792	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700010	1	700010	t	2026-11-29 14:58:06.011392	nora	2	700010	<div>Nora</div>	f	2026-11-29 14:58:18.399121	f	email	30	365	\N	no	label	\N	t	\N	t	t	\N
\.

COPY res_company_users_rel ("cid", "user_id") FROM stdin;
1	700001
1	700002
1	700003
1	700004
1	700005
1	700006
1	700007
1	700008
1	700009
1	700010
\.

COPY res_users_settings ("id", "user_id", "create_uid", "write_uid", "create_date", "write_date", "voice_active_duration", "is_discuss_sidebar_category_channel_open", "is_discuss_sidebar_category_chat_open", "use_push_to_talk", "calendar_default_privacy") FROM stdin;
700001	700001	2	2	2026-11-29 14:58:06.011392	2026-11-29 14:58:06.011392	200	t	t	f	public
700002	700002	2	2	2026-11-29 14:58:06.011392	2026-11-29 14:58:06.011392	200	t	t	f	public
700003	700003	2	2	2026-11-29 14:58:06.011392	2026-11-29 14:58:06.011392	200	t	t	f	public
700004	700004	2	2	2026-11-29 14:58:06.011392	2026-11-29 14:58:06.011392	200	t	t	f	public
700005	700005	2	2	2026-11-29 14:58:06.011392	2026-11-29 14:58:06.011392	200	t	t	f	public
700006	700006	2	2	2026-11-29 14:58:06.011392	2026-11-29 14:58:06.011392	200	t	t	f	public
700007	700007	2	2	2026-11-29 14:58:06.011392	2026-11-29 14:58:06.011392	200	t	t	f	public
700008	700008	2	2	2026-11-29 14:58:06.011392	2026-11-29 14:58:06.011392	200	t	t	f	public
700009	700009	2	2	2026-11-29 14:58:06.011392	2026-11-29 14:58:06.011392	200	t	t	f	public
700010	700010	2	2	2026-11-29 14:58:06.011392	2026-11-29 14:58:06.011392	200	t	t	f	public
\.

COPY calendar_alarm ("id", "duration", "duration_minutes", "mail_template_id", "create_uid", "write_uid", "alarm_type", "interval", "name", "notify_responsible", "create_date", "write_date") FROM stdin;
700001	10	10	\N	1	1	notification	minutes	{"en_US": "Notification - 10 Minutes"}	f	2026-11-29 14:58:15.038607	2026-11-29 14:58:15.038607
700002	30	30	10	1	1	email	minutes	{"en_US": "Email - 30 Minutes"}	f	2026-11-29 14:58:23.957301	2026-11-29 14:58:23.957301
\.

COPY calendar_recurrence ("id", "base_event_id", "interval", "count", "day", "create_uid", "write_uid", "name", "event_tz", "rrule", "rrule_type", "end_type", "month_by", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "create_date", "write_date", "google_sync_start") FROM stdin;
700001	700016	1	4	1	700001	700001	Every 1 Weeks on Tuesday for 4 events	Europe/Brussels	DTSTART:20261129T145822\nRRULE:FREQ=WEEKLY;WKST=SU;COUNT=4;BYDAY=TU	weekly	count	date	f	t	f	f	f	f	f	2026-11-29 14:58:22.652878	2026-11-29 14:58:22.652878	2027-03-09 09:00:00
700002	700022	1	3	1	700001	1	Every 1 Weeks on Monday for 3 events	Europe/Brussels	DTSTART:20261129T145824\nRRULE:FREQ=WEEKLY;WKST=SU;COUNT=3;BYDAY=MO	weekly	count	date	t	f	f	f	f	f	f	2026-11-29 14:58:23.957301	2026-11-29 14:58:23.957301	2027-03-08 13:00:00
\.

COPY calendar_event ("id", "user_id", "res_id", "recurrence_id", "create_uid", "write_uid", "name", "show_as", "description", "active", "allday", "recurrency", "follow_recurrence", "start", "stop", "create_date", "write_date", "duration", "google_sync_guests", "google_sync_slot") FROM stdin;
700001	700001	0	\N	700001	700001	anna@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:58:14.773004	2026-11-29 14:58:14.773004	0.67	\N	\N
700002	700001	0	\N	700001	1	anna@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:58:15.038607	2026-11-29 14:58:15.038607	0.67	\N	\N
700003	700002	0	\N	700002	700002	paul@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Paul<br><a href="mailto:paul@office.example">paul@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:58:15.388319	2026-11-29 14:58:15.388319	0.67	\N	\N
700004	700002	0	\N	700002	1	paul@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:58:15.524273	2026-11-29 14:58:15.524273	0.67	\N	\N
700005	700003	0	\N	700003	700003	rita@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Rita<br><a href="mailto:rita@office.example">rita@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:58:16.050242	2026-11-29 14:58:16.050242	0.67	\N	\N
700006	700003	0	\N	700003	1	rita@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:58:16.19683	2026-11-29 14:58:16.19683	0.67	\N	\N
700007	700004	0	\N	700004	700004	emil@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:58:16.580332	2026-11-29 14:58:16.580332	0.67	\N	\N
700008	700004	0	\N	700004	1	emil@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:58:16.731264	2026-11-29 14:58:16.731264	0.67	\N	\N
700009	700005	0	\N	700005	700005	zoe@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Zoe<br><a href="mailto:zoe@office.example">zoe@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:58:17.121423	2026-11-29 14:58:17.121423	0.67	\N	\N
700010	700005	0	\N	700005	1	zoe@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:58:17.280091	2026-11-29 14:58:17.280091	0.67	\N	\N
700011	700006	0	\N	700006	700006	lea@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Lea<br><a href="mailto:lea@office.example">lea@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:58:17.624066	2026-11-29 14:58:17.624066	0.67	\N	\N
700012	700006	0	\N	700006	1	lea@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:58:17.802108	2026-11-29 14:58:17.802108	0.67	\N	\N
700013	700007	0	\N	700007	700007	dora@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Dora<br><a href="mailto:dora@office.example">dora@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:58:18.201001	2026-11-29 14:58:18.201001	0.67	\N	\N
700014	700007	0	\N	700007	1	dora@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:58:18.391251	2026-11-29 14:58:18.391251	0.67	\N	\N
700015	700001	0	\N	700001	700001	will is asked	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a><br><br><strong>Contact Details</strong><br>Will<br><a href="mailto:will@office.example">will@office.example</a></div>	t	f	\N	f	2027-03-03 09:00:00	2027-03-03 09:40:00	2026-11-29 14:58:18.496835	2026-11-29 14:58:18.496835	0.67	\N	\N
700016	700001	0	700001	700001	700001	rounds	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	t	t	2027-03-09 09:00:00	2027-03-09 09:40:00	2026-11-29 14:58:22.652878	2026-11-29 14:58:22.652878	0.67	\N	2027-03-09 09:00:00
700017	700001	0	700001	700001	700001	rounds	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	t	t	2027-03-30 08:00:00	2027-03-30 08:40:00	2026-11-29 14:58:22.652878	2026-11-29 14:58:22.652878	0.67	\N	2027-03-30 08:00:00
700018	700001	0	700001	700001	700001	rounds	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	t	f	2027-03-17 12:00:00	2027-03-17 12:40:00	2026-11-29 14:58:22.652878	2026-11-29 14:58:24.404672	0.67	\N	2027-03-16 09:00:00
700019	700001	0	700001	700001	700001	rounds	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	t	t	2027-03-23 09:00:00	2027-03-23 09:40:00	2026-11-29 14:58:22.652878	2026-11-29 14:58:22.652878	0.67	\N	2027-03-23 09:00:00
700020	700001	0	\N	700001	1	mailed by Google	busy	\N	t	f	\N	f	2027-03-04 13:00:00	2027-03-04 13:40:00	2026-11-29 14:58:23.957301	2026-11-29 14:58:23.957301	0.67	\N	\N
700021	700001	0	\N	700001	1	with a guest	busy	\N	t	f	\N	f	2027-03-04 13:00:00	2027-03-04 13:40:00	2026-11-29 14:58:23.957301	2026-11-29 14:58:23.957301	0.67	[{"name": "", "email": "guest@client.example", "answer": "needsAction", "resource": false}]	\N
700022	700001	0	700002	700001	1	yoga	busy	\N	t	f	t	t	2027-03-08 13:00:00	2027-03-08 13:40:00	2026-11-29 14:58:23.957301	2026-11-29 14:58:23.957301	0.67	\N	2027-03-08 13:00:00
700023	700001	0	700002	700001	1	yoga	busy	\N	t	f	t	t	2027-03-15 13:00:00	2027-03-15 13:40:00	2026-11-29 14:58:23.957301	2026-11-29 14:58:23.957301	0.67	\N	2027-03-15 13:00:00
700024	700001	0	700002	700001	1	yoga	busy	\N	t	f	t	t	2027-03-22 13:00:00	2027-03-22 13:40:00	2026-11-29 14:58:23.957301	2026-11-29 14:58:23.957301	0.67	\N	2027-03-22 13:00:00
700025	700001	0	\N	700001	1	open dispute by Google	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-20 09:00:00	2027-03-20 09:40:00	2026-11-29 14:58:24.526887	2026-11-29 14:58:31.80866	0.67	\N	\N
700027	700001	0	\N	700001	1	kept dispute by Google	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-21 09:00:00	2027-03-21 09:40:00	2026-11-29 14:58:26.126535	2026-11-29 14:58:31.80866	0.67	\N	\N
700029	700001	0	\N	700001	700001	refused	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-22 09:00:00	2027-03-22 09:40:00	2026-11-29 14:58:26.839677	2026-11-29 14:58:26.839677	0.67	\N	\N
700031	700001	0	\N	700001	700001	was renamed	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-23 09:00:00	2027-03-23 09:40:00	2026-11-29 14:58:27.095874	2026-11-29 14:58:55.162064	0.67	\N	\N
700033	700001	0	\N	700001	700001	at rest no more	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-25 09:00:00	2027-03-25 09:40:00	2026-11-29 14:58:27.290999	2026-11-29 14:59:04.027277	0.67	\N	\N
700034	700004	0	\N	700004	700004	series of visits 0	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-10 09:00:00	2027-03-10 09:40:00	2026-11-29 14:58:35.96517	2026-11-29 14:58:35.96517	0.67	\N	\N
700036	700004	0	\N	700004	700004	series of visits 1	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-11 09:00:00	2027-03-11 09:40:00	2026-11-29 14:58:37.680555	2026-11-29 14:58:37.680555	0.67	\N	\N
700038	700004	0	\N	700004	700004	series of visits 2	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-12 09:00:00	2027-03-12 09:40:00	2026-11-29 14:58:39.37032	2026-11-29 14:58:39.37032	0.67	\N	\N
700040	700004	0	\N	700004	700004	series of visits 3	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-13 09:00:00	2027-03-13 09:40:00	2026-11-29 14:58:39.938854	2026-11-29 14:58:39.938854	0.67	\N	\N
700042	700004	0	\N	700004	700004	series of visits 4	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-14 09:00:00	2027-03-14 09:40:00	2026-11-29 14:58:40.615731	2026-11-29 14:58:40.615731	0.67	\N	\N
700044	700004	0	\N	700004	700004	series of visits 5	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-15 09:00:00	2027-03-15 09:40:00	2026-11-29 14:58:41.906695	2026-11-29 14:58:41.906695	0.67	\N	\N
700045	700004	0	\N	700004	700004	series of visits 6	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-16 09:00:00	2027-03-16 09:40:00	2026-11-29 14:58:41.997771	2026-11-29 14:58:41.997771	0.67	\N	\N
700047	700004	0	\N	700004	700004	series of visits 7	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-17 09:00:00	2027-03-17 09:40:00	2026-11-29 14:58:42.673784	2026-11-29 14:58:42.673784	0.67	\N	\N
700048	700004	0	\N	700004	700004	series of visits 8	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-18 09:00:00	2027-03-18 09:40:00	2026-11-29 14:58:42.892428	2026-11-29 14:58:42.892428	0.67	\N	\N
700049	700004	0	\N	700004	700004	series of visits 9	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-19 09:00:00	2027-03-19 09:40:00	2026-11-29 14:58:43.017747	2026-11-29 14:58:43.017747	0.67	\N	\N
700050	700004	0	\N	700004	700004	series of visits 10	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-20 09:00:00	2027-03-20 09:40:00	2026-11-29 14:58:43.107735	2026-11-29 14:58:43.107735	0.67	\N	\N
700052	700004	0	\N	700004	700004	series of visits 11	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-21 09:00:00	2027-03-21 09:40:00	2026-11-29 14:58:43.479281	2026-11-29 14:58:43.479281	0.67	\N	\N
700053	700001	0	\N	700001	700001	was made last	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-27 09:00:00	2027-03-27 09:40:00	2026-11-29 14:58:55.373816	2026-11-29 14:58:55.373816	0.67	\N	\N
700054	700001	0	\N	700001	700001	anna@gmail.example not sent yet	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-28 09:00:00	2027-03-28 09:40:00	2026-11-29 14:59:03.648765	2026-11-29 14:59:03.648765	0.67	\N	\N
700055	700002	0	\N	700002	700002	paul@gmail.example not sent yet	busy	<div><strong>Organized by</strong><br>Paul<br><a href="mailto:paul@office.example">paul@office.example</a></div>	t	f	\N	f	2027-03-28 09:00:00	2027-03-28 09:40:00	2026-11-29 14:59:03.897988	2026-11-29 14:59:03.897988	0.67	\N	\N
\.

COPY calendar_attendee ("id", "event_id", "partner_id", "create_uid", "write_uid", "common_name", "state", "create_date", "write_date") FROM stdin;
700001	700001	700001	700001	700001	Anna	accepted	2026-11-29 14:58:14.773004	2026-11-29 14:58:14.773004
700002	700002	700001	700001	1	Anna	accepted	2026-11-29 14:58:15.038607	2026-11-29 14:58:15.038607
700003	700003	700002	700002	700002	Paul	accepted	2026-11-29 14:58:15.388319	2026-11-29 14:58:15.388319
700004	700004	700002	700002	1	Paul	accepted	2026-11-29 14:58:15.524273	2026-11-29 14:58:15.524273
700005	700005	700003	700003	700003	Rita	accepted	2026-11-29 14:58:16.050242	2026-11-29 14:58:16.050242
700006	700006	700003	700003	1	Rita	accepted	2026-11-29 14:58:16.19683	2026-11-29 14:58:16.19683
700007	700007	700004	700004	700004	Emil	accepted	2026-11-29 14:58:16.580332	2026-11-29 14:58:16.580332
700008	700008	700004	700004	1	Emil	accepted	2026-11-29 14:58:16.731264	2026-11-29 14:58:16.731264
700009	700009	700005	700005	700005	Zoe	accepted	2026-11-29 14:58:17.121423	2026-11-29 14:58:17.121423
700010	700010	700005	700005	1	Zoe	accepted	2026-11-29 14:58:17.280091	2026-11-29 14:58:17.280091
700011	700011	700006	700006	700006	Lea	accepted	2026-11-29 14:58:17.624066	2026-11-29 14:58:17.624066
700012	700012	700006	700006	1	Lea	accepted	2026-11-29 14:58:17.802108	2026-11-29 14:58:17.802108
700013	700013	700007	700007	700007	Dora	accepted	2026-11-29 14:58:18.201001	2026-11-29 14:58:18.201001
700014	700014	700007	700007	1	Dora	accepted	2026-11-29 14:58:18.391251	2026-11-29 14:58:18.391251
700015	700015	700009	700001	700001	Will	needsAction	2026-11-29 14:58:18.496835	2026-11-29 14:58:18.496835
700016	700016	700001	700001	700001	Anna	accepted	2026-11-29 14:58:22.652878	2026-11-29 14:58:22.652878
700017	700017	700001	700001	700001	Anna	accepted	2026-11-29 14:58:22.652878	2026-11-29 14:58:22.652878
700018	700018	700001	700001	700001	Anna	accepted	2026-11-29 14:58:22.652878	2026-11-29 14:58:22.652878
700019	700019	700001	700001	700001	Anna	accepted	2026-11-29 14:58:22.652878	2026-11-29 14:58:22.652878
700020	700020	700001	700001	1	Anna	accepted	2026-11-29 14:58:23.957301	2026-11-29 14:58:23.957301
700021	700021	700001	700001	1	Anna	accepted	2026-11-29 14:58:23.957301	2026-11-29 14:58:23.957301
700022	700022	700001	700001	1	Anna	accepted	2026-11-29 14:58:23.957301	2026-11-29 14:58:23.957301
700023	700023	700001	700001	1	Anna	accepted	2026-11-29 14:58:23.957301	2026-11-29 14:58:23.957301
700024	700024	700001	700001	1	Anna	accepted	2026-11-29 14:58:23.957301	2026-11-29 14:58:23.957301
700025	700025	700001	700001	700001	Anna	accepted	2026-11-29 14:58:24.526887	2026-11-29 14:58:24.526887
700027	700027	700001	700001	700001	Anna	accepted	2026-11-29 14:58:26.126535	2026-11-29 14:58:26.126535
700029	700029	700001	700001	700001	Anna	accepted	2026-11-29 14:58:26.839677	2026-11-29 14:58:26.839677
700031	700031	700001	700001	700001	Anna	accepted	2026-11-29 14:58:27.095874	2026-11-29 14:58:27.095874
700033	700033	700001	700001	700001	Anna	accepted	2026-11-29 14:58:27.290999	2026-11-29 14:58:27.290999
700034	700034	700004	700004	700004	Emil	accepted	2026-11-29 14:58:35.96517	2026-11-29 14:58:35.96517
700036	700036	700004	700004	700004	Emil	accepted	2026-11-29 14:58:37.680555	2026-11-29 14:58:37.680555
700038	700038	700004	700004	700004	Emil	accepted	2026-11-29 14:58:39.37032	2026-11-29 14:58:39.37032
700040	700040	700004	700004	700004	Emil	accepted	2026-11-29 14:58:39.938854	2026-11-29 14:58:39.938854
700042	700042	700004	700004	700004	Emil	accepted	2026-11-29 14:58:40.615731	2026-11-29 14:58:40.615731
700044	700044	700004	700004	700004	Emil	accepted	2026-11-29 14:58:41.906695	2026-11-29 14:58:41.906695
700045	700045	700004	700004	700004	Emil	accepted	2026-11-29 14:58:41.997771	2026-11-29 14:58:41.997771
700047	700047	700004	700004	700004	Emil	accepted	2026-11-29 14:58:42.673784	2026-11-29 14:58:42.673784
700048	700048	700004	700004	700004	Emil	accepted	2026-11-29 14:58:42.892428	2026-11-29 14:58:42.892428
700049	700049	700004	700004	700004	Emil	accepted	2026-11-29 14:58:43.017747	2026-11-29 14:58:43.017747
700050	700050	700004	700004	700004	Emil	accepted	2026-11-29 14:58:43.107735	2026-11-29 14:58:43.107735
700052	700052	700004	700004	700004	Emil	accepted	2026-11-29 14:58:43.479281	2026-11-29 14:58:43.479281
700053	700053	700001	700001	700001	Anna	accepted	2026-11-29 14:58:55.373816	2026-11-29 14:58:55.373816
700054	700054	700001	700001	700001	Anna	accepted	2026-11-29 14:59:03.648765	2026-11-29 14:59:03.648765
700055	700055	700002	700002	700002	Paul	accepted	2026-11-29 14:59:03.897988	2026-11-29 14:59:03.897988
\.

COPY calendar_event_res_partner_rel ("res_partner_id", "calendar_event_id") FROM stdin;
700001	700021
700001	700023
700001	700019
700001	700020
700001	700022
700001	700002
700001	700001
700001	700054
700001	700053
700001	700033
700001	700031
700001	700029
700001	700027
700001	700025
700001	700024
700001	700016
700001	700017
700001	700018
700002	700003
700002	700004
700002	700055
700003	700006
700003	700005
700004	700007
700004	700045
700004	700047
700004	700048
700004	700049
700004	700050
700004	700052
700004	700008
700004	700034
700004	700036
700004	700038
700004	700040
700004	700042
700004	700044
700005	700009
700005	700010
700006	700011
700006	700012
700007	700014
700007	700013
700009	700015
\.

COPY calendar_alarm_calendar_event_rel ("calendar_event_id", "calendar_alarm_id") FROM stdin;
700002	700001
700004	700001
700006	700001
700008	700001
700010	700001
700012	700001
700014	700001
700020	700002
700021	700002
700022	700002
700023	700002
700024	700002
\.

COPY google_sync_account ("id", "failures", "user_id", "partner_id", "invited_by_id", "populate_done", "populate_total", "paused_by_id", "leaving_total", "sync_token", "message", "state", "google_subject", "google_email", "calendar_id", "calendar_name", "google_time_zone", "connected_by", "refusal", "pending_deletions", "approved_deletions", "undo_deletions", "calendar_lost", "last_sync", "next_sync", "retry_at", "lease_until", "known_since", "authorized_at", "resumed_at", "access_ends_at", "invited_at", "took_over_at", "offered_at") FROM stdin;
1	0	700001	700001	\N	\N	\N	\N	\N	eyJjYWxlbmRhciI6ICJhbm5hQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNzEsICJpc3N1ZWQiOiAxNzk1OTY0MzM1LjczMDMzMiwgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	\N	connected	100061661476021245349	anna@gmail.example	anna@gmail.example	anna@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:58:32	2026-11-29 15:04:00.674202	\N	2026-11-29 15:13:55	2026-11-29 14:58:13	2026-11-29 14:58:22	\N	\N	\N	\N	\N
2	0	700002	700002	\N	\N	\N	2	\N	eyJjYWxlbmRhciI6ICJwYXVsQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNDUsICJpc3N1ZWQiOiAxNzk1OTY0MzA3LjkxOTg5LCAiZ2VuZXJhdGlvbiI6IDAsICJwYXJhbWV0ZXJzIjogeyJzaG93RGVsZXRlZCI6IHRydWV9fQ==	Paused by Mitchell Admin on 11/29/26, 3:58 PM. Changes are noted meanwhile, and go across when it is resumed.	paused	100560396225510566505	paul@gmail.example	paul@gmail.example	paul@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:58:27	2026-11-29 15:02:31.149742	\N	\N	2026-11-29 14:58:14	2026-11-29 14:58:14	\N	\N	\N	\N	\N
3	1	700003	700003	\N	\N	\N	\N	\N	eyJjYWxlbmRhciI6ICJyaXRhQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNDUsICJpc3N1ZWQiOiAxNzk1OTY0MzA4LjEzNzY2NCwgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	Google no longer lets Odoo act for you. Press “Authorize Again” on your Google page.	reauthorize	100333130556434340152	rita@gmail.example	rita@gmail.example	rita@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:58:28	\N	2026-11-29 14:59:45.784979	\N	2026-11-29 14:58:15	2026-11-29 14:58:15	\N	\N	\N	\N	\N
4	0	700004	700004	\N	\N	\N	\N	\N	eyJjYWxlbmRhciI6ICJlbWlsQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNTksICJpc3N1ZWQiOiAxNzk1OTY0MzI0LjEzODE4MSwgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	This sync would remove 12 appointments from Odoo. Nothing was changed. Approve it if that is what you want, or have them brought back.	approval	100917194751453105631	emil@gmail.example	emil@gmail.example	emil@gmail.example	Europe/Brussels	consent	\N	{"odoo": ["0d31eccd21d0432e8794de8b19744d7d", "11c8d802cfe54e709ab3a0be83e62cdd", "121a435dbe404b3484f2d09d7c2a02a6", "29582ad42e5c43cb9d182ee42bd917b6", "49ba7045107e406186f0b47fe53d9a2b", "66ebe4eda3124e8eb2fba75958390603", "83e1c7292fcf4b96958f9826f1d7deb3", "9a07f30568884a8e910fc4a079e5f369", "a329607459e84a20b1fddf532ae6795c", "b93e6415cb7b48f9b3560085720f21f4", "fc5fa39145f34f2d9661ec648e668387", "fe8ff0a6ef204fec87aad4a188b03507"], "google": []}	\N	f	f	2026-11-29 14:58:44	2026-11-29 15:03:47	\N	\N	2026-11-29 14:58:16	2026-11-29 14:58:16	\N	\N	\N	\N	\N
5	0	700005	700005	\N	\N	\N	\N	\N	eyJjYWxlbmRhciI6ICJ6b2VAZ21haWwuZXhhbXBsZSIsICJjaGFuZ2UiOiA0NSwgImlzc3VlZCI6IDE3OTU5NjQzMDguNTQxODEyLCAiZ2VuZXJhdGlvbiI6IDAsICJwYXJhbWV0ZXJzIjogeyJzaG93RGVsZXRlZCI6IHRydWV9fQ==	Your time zone is America/New_York in Odoo and Europe/Brussels in Google. Nothing is synchronized until they are the same.	zone	100026308851912863038	zoe@gmail.example	zoe@gmail.example	zoe@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:58:28	2026-11-29 15:03:47	\N	\N	2026-11-29 14:58:16	2026-11-29 14:58:16	\N	\N	\N	\N	\N
6	1	700006	700006	\N	\N	\N	\N	1	eyJjYWxlbmRhciI6ICJsZWFAZ21haWwuZXhhbXBsZSIsICJjaGFuZ2UiOiA0NSwgImlzc3VlZCI6IDE3OTU5NjQzMDguNTExMjUsICJnZW5lcmF0aW9uIjogMCwgInBhcmFtZXRlcnMiOiB7InNob3dEZWxldGVkIjogdHJ1ZX19	Google did not answer (Backend Error). It is tried again by itself.	leaving	100966196564068198968	lea@gmail.example	lea@gmail.example	lea@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:58:28	\N	2026-11-29 14:59:57.118319	\N	2026-11-29 14:58:17	2026-11-29 14:58:17	\N	\N	\N	\N	\N
7	0	700007	700007	\N	\N	\N	\N	0	eyJjYWxlbmRhciI6ICJkb3JhQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNDUsICJpc3N1ZWQiOiAxNzk1OTY0MzA4LjQ5MzYzMiwgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	\N	disconnected	100610816201451608488	dora@gmail.example	dora@gmail.example	dora@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:58:28	2026-11-29 15:03:36.92006	\N	\N	2026-11-29 14:58:17	2026-11-29 14:58:17	\N	\N	\N	\N	\N
8	\N	700008	700008	2	\N	\N	\N	\N	\N	\N	disconnected	\N	\N	\N	\N	\N	consent	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-29 14:58:18	\N	\N
9	\N	700009	700009	\N	\N	\N	\N	\N	\N	\N	disconnected	\N	\N	\N	\N	\N	consent	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-29 14:58:18	\N	\N
\.

COPY google_sync_change ("id", "account_id", "res_id", "res_model", "noted_at") FROM stdin;
9	9	700015	calendar.event	2026-11-29 14:58:18.496835
48	1	700054	calendar.event	2026-11-29 14:59:03.648765
49	2	700055	calendar.event	2026-11-29 14:59:03.897988
50	1	700033	calendar.event	2026-11-29 14:59:04.027277
\.

COPY google_sync_conflict ("id", "link_id", "account_id", "user_id", "run_id", "title", "field", "slot", "winner", "state", "kept", "lost", "is_private", "found_at") FROM stdin;
1	24	1	700001	17	open dispute by Google	title	\N	google	open	"open dispute by Google"	"open dispute by Odoo"	f	2026-11-29 14:58:31
2	25	1	700001	17	kept dispute by Google	title	\N	google	kept	"kept dispute by Google"	"kept dispute by Odoo"	f	2026-11-29 14:58:31
\.

COPY google_sync_contact_key ("id", "account_id", "google_id", "digest") FROM stdin;
2	1	people/c3582001948843684071	ec11bebb303e9247fb35811eff8f2cc3a60ba0b876b8bc06d3e90b1b00d41ae2
\.

COPY google_sync_contacts ("id", "failures", "account_id", "category_id", "sync_token", "message", "collection", "state", "label_id", "label_name", "pending_deletions", "approved_deletions", "former_labels", "undo_deletions", "pictures_wait", "last_sync", "next_sync", "retry_at", "lease_until") FROM stdin;
2	0	1	700001	eyJlbWFpbCI6ICJhbm5hQGdtYWlsLmV4YW1wbGUiLCAiZ2VuZXJhdGlvbiI6IDAsICJjaGFuZ2UiOiAyLCAiZnVsbCI6IDE3OTU5NjQzMDIuMjE2MjczLCAicXVlcnkiOiB7InBhZ2VTaXplIjogMTAwMCwgInBlcnNvbkZpZWxkcyI6ICJuYW1lcyxlbWFpbEFkZHJlc3NlcyxwaG9uZU51bWJlcnMsYWRkcmVzc2VzLG9yZ2FuaXphdGlvbnMsdXJscyxiaXJ0aGRheXMsYmlvZ3JhcGhpZXMsbmlja25hbWVzLG1lbWJlcnNoaXBzLG1ldGFkYXRhLGNsaWVudERhdGEscGhvdG9zIiwgInNvdXJjZXMiOiBbIlJFQURfU09VUkNFX1RZUEVfQ09OVEFDVCJdfX0=	\N	contacts/700001	connected	contactGroups/2be50d69d66976fe	Patients	\N	\N	{"False": [false, false]}	f	f	2026-11-29 14:58:55	2026-11-29 15:03:34.201993	\N	\N
\.

COPY google_sync_disconnect ("id", "user_id", "create_uid", "write_uid", "mode", "create_date", "write_date") FROM stdin;
1	700007	700007	700007	keep	2026-11-29 14:58:48.130976	2026-11-29 14:58:48.163872
2	700006	700006	700006	remove	2026-11-29 14:58:48.260623	2026-11-29 14:58:48.287808
\.

COPY google_sync_link ("id", "account_id", "res_id", "leader_id", "failures", "collection", "res_model", "google_id", "series_id", "ical_uid", "title", "etag", "role", "origin", "picture", "picture_url", "made_in", "only_on", "state", "base", "remote", "candidates", "error", "taken_over", "as_singles", "retry_at") FROM stdin;
1	1	700001	\N	0	anna@gmail.example	calendar.event	9730c58c8fa74869b8d7797fe7134e6f	\N	9730c58c8fa74869b8d7797fe7134e6f@google.com	anna@gmail.example made in Odoo	"1795964295182000022"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "anna@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
2	1	700002	\N	0	anna@gmail.example	calendar.event	qqgt365odc6lomgtbdsj7vpeqo	\N	qqgt365odc6lomgtbdsj7vpeqo@google.com	anna@gmail.example made in Google	"1795964294899000021"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "anna@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
3	2	700003	\N	0	paul@gmail.example	calendar.event	8364a733321e4d8b84c265f8a5061d08	\N	8364a733321e4d8b84c265f8a5061d08@google.com	paul@gmail.example made in Odoo	"1795964295736000024"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "paul@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Paul<br><a href=\\"mailto:paul@office.example\\">paul@office.example</a>"}	\N	\N	\N	f	\N	\N
4	2	700004	\N	0	paul@gmail.example	calendar.event	bio134hno5t9ohp1fv0l3gpvc8	\N	bio134hno5t9ohp1fv0l3gpvc8@google.com	paul@gmail.example made in Google	"1795964295432000023"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "paul@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
5	3	700005	\N	0	rita@gmail.example	calendar.event	86f1779e71374a5abbee6b3d7e69536d	\N	86f1779e71374a5abbee6b3d7e69536d@google.com	rita@gmail.example made in Odoo	"1795964296288000026"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "rita@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Rita<br><a href=\\"mailto:rita@office.example\\">rita@office.example</a>"}	\N	\N	\N	f	\N	\N
6	3	700006	\N	0	rita@gmail.example	calendar.event	cehg0tfjs8rfk9c8jdanujvljk	\N	cehg0tfjs8rfk9c8jdanujvljk@google.com	rita@gmail.example made in Google	"1795964296122000025"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "rita@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
7	4	700007	\N	0	emil@gmail.example	calendar.event	e30646fbbf1f4a3d9c8180ab675be302	\N	e30646fbbf1f4a3d9c8180ab675be302@google.com	emil@gmail.example made in Odoo	"1795964296847000028"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "emil@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
8	4	700008	\N	0	emil@gmail.example	calendar.event	n2til00g4u7nndlkglicbmedg7	\N	n2til00g4u7nndlkglicbmedg7@google.com	emil@gmail.example made in Google	"1795964296663000027"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "emil@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
9	5	700009	\N	0	zoe@gmail.example	calendar.event	37829da3ead3475e863526dc52dfe043	\N	37829da3ead3475e863526dc52dfe043@google.com	zoe@gmail.example made in Odoo	"1795964297354000030"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "zoe@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Zoe<br><a href=\\"mailto:zoe@office.example\\">zoe@office.example</a>"}	\N	\N	\N	f	\N	\N
10	5	700010	\N	0	zoe@gmail.example	calendar.event	afuic3asqin3pdqg791g88d0j0	\N	afuic3asqin3pdqg791g88d0j0@google.com	zoe@gmail.example made in Google	"1795964297179000029"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "zoe@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
11	6	700011	\N	0	lea@gmail.example	calendar.event	26ec1efef8554cd2b47a023d50dbbc1d	\N	26ec1efef8554cd2b47a023d50dbbc1d@google.com	lea@gmail.example made in Odoo	"1795964297968000032"	organizer	odoo	\N	\N	odoo	\N	removing	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "lea@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Lea<br><a href=\\"mailto:lea@office.example\\">lea@office.example</a>"}	\N	\N	\N	f	\N	\N
12	6	700012	\N	0	lea@gmail.example	calendar.event	p31ea5d2t24lvqi6tv2o9g3c9l	\N	p31ea5d2t24lvqi6tv2o9g3c9l@google.com	lea@gmail.example made in Google	"1795964297716000031"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "lea@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
13	7	700013	\N	0	dora@gmail.example	calendar.event	2f81bf71c28d4292a45f45333e485bd6	\N	2f81bf71c28d4292a45f45333e485bd6@google.com	dora@gmail.example made in Odoo	"1795964298529000034"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "dora@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Dora<br><a href=\\"mailto:dora@office.example\\">dora@office.example</a>"}	\N	\N	\N	f	\N	\N
14	7	700014	\N	0	dora@gmail.example	calendar.event	cq1tk3h988qh4sumpu91u81p81	\N	cq1tk3h988qh4sumpu91u81p81@google.com	dora@gmail.example made in Google	"1795964298312000033"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "dora@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
15	1	700015	\N	0	anna@gmail.example	calendar.event	b8666df64b2146598d3ab78a5873757f	\N	b8666df64b2146598d3ab78a5873757f@google.com	will is asked	"1795964298902000035"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-03T09:00:00+00:00", "2027-03-03T09:40:00+00:00"]}, "title": "will is asked", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a><br><br><b>Contact Details</b><br>Will<br><a href=\\"mailto:will@office.example\\">will@office.example</a>"}	\N	\N	\N	f	\N	\N
18	1	700011	\N	0	contacts/700001	res.partner	people/c5697379448213430774	\N	\N	Olga Odoo	%cGVyc29uLzU2OTczNzk0NDgyMTM0MzA3NzQvMTE=	organizer	odoo	\N	\N	odoo	\N	synced	{"job": "", "name": "Olga Odoo", "email": "olga@home.example", "notes": "", "phone": "", "address": {"zip": "", "city": "", "state": "", "street": "", "country": "", "street2": ""}, "company": "", "website": "", "birthday": null, "is_company": false}	{"etag": "%cGVyc29uLzU2OTczNzk0NDgyMTM0MzA3NzQvMTE=", "names": [{"metadata": {"primary": true, "sourcePrimary": true}, "givenName": "Olga", "familyName": "Odoo", "displayName": "Olga Odoo", "unstructuredName": "Olga Odoo"}], "metadata": {"sources": [{"id": "4f11286c115f61f6", "etag": "#c291cmNlLzU2OTczNzk0NDgyMTM0MzA3NzQvMTE=", "type": "CONTACT", "updateTime": "2026-11-29T14:58:23.637137Z"}]}, "resourceName": "people/c5697379448213430774", "emailAddresses": [{"value": "olga@home.example", "metadata": {"primary": true, "sourcePrimary": true}}]}	\N	\N	\N	\N	\N
19	1	700013	\N	0	contacts/700001	res.partner	people/c3582001948843684071	\N	\N	Gustav Google	%cGVyc29uLzM1ODIwMDE5NDg4NDM2ODQwNzEvMTA=	organizer	google	\N	\N	google	\N	synced	{"job": "", "name": "Gustav Google", "email": "gustav@home.example", "notes": "", "phone": "", "address": {"zip": "", "city": "", "state": "", "street": "", "country": "", "street2": ""}, "company": "", "website": "", "birthday": null, "is_company": false}	{"etag": "%cGVyc29uLzM1ODIwMDE5NDg4NDM2ODQwNzEvMTA=", "names": [{"metadata": {"primary": true, "sourcePrimary": true}, "givenName": "Gustav", "familyName": "Google", "displayName": "Gustav Google", "unstructuredName": "Gustav Google"}], "metadata": {"sources": [{"id": "31b5d3cb5195b0e7", "etag": "#c291cmNlLzM1ODIwMDE5NDg4NDM2ODQwNzEvMTA=", "type": "CONTACT", "updateTime": "2026-11-29T14:58:22.623365Z"}]}, "resourceName": "people/c3582001948843684071", "emailAddresses": [{"value": "gustav@home.example", "metadata": {"primary": true, "sourcePrimary": true}}]}	\N	\N	\N	\N	\N
20	1	700001	\N	0	anna@gmail.example	calendar.recurrence	f900ed55891f4d1fb6b20ec9dd09f6e0	\N	f900ed55891f4d1fb6b20ec9dd09f6e0@google.com	rounds	"1795964304124000039"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-09T09:00:00+00:00", "2027-03-09T09:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [["2027-03-16T09:00:00+00:00", {"busy": true, "mask": null, "when": {"time": ["2027-03-17T12:00:00+00:00", "2027-03-17T12:40:00+00:00"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}]], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
21	1	700020	\N	0	anna@gmail.example	calendar.event	pl6g2sc2r96o2oi539buvmaka8	\N	pl6g2sc2r96o2oi539buvmaka8@google.com	mailed by Google	"1795964302634000036"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-04T13:00:00+00:00", "2027-03-04T13:40:00+00:00"]}, "title": "mailed by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
22	1	700021	\N	0	anna@gmail.example	calendar.event	gehe9kruta04gc8ivv3k36bp2i	\N	gehe9kruta04gc8ivv3k36bp2i@google.com	with a guest	"1795964302637000037"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-04T13:00:00+00:00", "2027-03-04T13:40:00+00:00"]}, "title": "with a guest", "video": "", "guests": [["guest@client.example", "needsAction", "", false]], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
23	1	700002	\N	0	anna@gmail.example	calendar.recurrence	eg37h7i4idol7gpinbls5322m1	\N	eg37h7i4idol7gpinbls5322m1@google.com	yoga	"1795964302640000038"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-08T13:00:00+00:00", "2027-03-08T13:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO"]}, "title": "yoga", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
24	1	700025	\N	0	anna@gmail.example	calendar.event	6ca6e6a88ebb4d87be9f5742fcbfc98c	\N	6ca6e6a88ebb4d87be9f5742fcbfc98c@google.com	open dispute by Google	"1795964311556000046"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "open dispute by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
25	1	700027	\N	0	anna@gmail.example	calendar.event	188a0bb71b6a4767b138a5a28af01b0e	\N	188a0bb71b6a4767b138a5a28af01b0e@google.com	kept dispute by Google	"1795964311595000047"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "kept dispute by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
26	1	700029	\N	1	anna@gmail.example	calendar.event	64c039b02639431385b22612a8799b7b	\N	64c039b02639431385b22612a8799b7b@google.com	refused	\N	organizer	odoo	\N	\N	odoo	\N	failed	\N	\N	\N	Google refuses it: badRequest. Change it and it is sent again.	\N	\N	2026-11-29 15:03:27
27	1	700031	\N	0	anna@gmail.example	calendar.event	8562c88c459f41029d12f3c32677979e	\N	8562c88c459f41029d12f3c32677979e@google.com	was renamed	"1795964307621000043"	organizer	odoo	\N	\N	odoo	\N	pending	{"busy": true, "mask": null, "when": {"time": ["2027-03-23T09:00:00+00:00", "2027-03-23T09:40:00+00:00"]}, "title": "to be renamed", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	2026-11-29 15:13:55
28	1	700032	\N	0	anna@gmail.example	calendar.event	0776581167e8487fa5755a8a41788b16	\N	0776581167e8487fa5755a8a41788b16@google.com	to be deleted	\N	organizer	odoo	\N	\N	odoo	\N	pending	{"busy": true, "mask": null, "when": {"time": ["2027-03-24T09:00:00+00:00", "2027-03-24T09:40:00+00:00"]}, "title": "to be deleted", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	2026-11-29 15:13:55
29	1	700033	\N	0	anna@gmail.example	calendar.event	7814aefc0ea6466abc36793495ee4598	\N	7814aefc0ea6466abc36793495ee4598@google.com	at rest	"1795964307621000045"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-25T09:00:00+00:00", "2027-03-25T09:40:00+00:00"]}, "title": "at rest", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
30	4	700034	\N	0	emil@gmail.example	calendar.event	fc5fa39145f34f2d9661ec648e668387	\N	fc5fa39145f34f2d9661ec648e668387@google.com	series of visits 0	"1795964316722000048"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-10T09:00:00+00:00", "2027-03-10T09:40:00+00:00"]}, "title": "series of visits 0", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
31	4	700036	\N	0	emil@gmail.example	calendar.event	83e1c7292fcf4b96958f9826f1d7deb3	\N	83e1c7292fcf4b96958f9826f1d7deb3@google.com	series of visits 1	"1795964318423000049"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-11T09:00:00+00:00", "2027-03-11T09:40:00+00:00"]}, "title": "series of visits 1", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
32	4	700038	\N	0	emil@gmail.example	calendar.event	49ba7045107e406186f0b47fe53d9a2b	\N	49ba7045107e406186f0b47fe53d9a2b@google.com	series of visits 2	"1795964319796000050"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-12T09:00:00+00:00", "2027-03-12T09:40:00+00:00"]}, "title": "series of visits 2", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
33	4	700040	\N	0	emil@gmail.example	calendar.event	b93e6415cb7b48f9b3560085720f21f4	\N	b93e6415cb7b48f9b3560085720f21f4@google.com	series of visits 3	"1795964320266000051"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-13T09:00:00+00:00", "2027-03-13T09:40:00+00:00"]}, "title": "series of visits 3", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
34	4	700042	\N	0	emil@gmail.example	calendar.event	9a07f30568884a8e910fc4a079e5f369	\N	9a07f30568884a8e910fc4a079e5f369@google.com	series of visits 4	"1795964321619000052"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-14T09:00:00+00:00", "2027-03-14T09:40:00+00:00"]}, "title": "series of visits 4", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
35	4	700045	\N	0	emil@gmail.example	calendar.event	11c8d802cfe54e709ab3a0be83e62cdd	\N	11c8d802cfe54e709ab3a0be83e62cdd@google.com	series of visits 6	"1795964322414000053"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-16T09:00:00+00:00", "2027-03-16T09:40:00+00:00"]}, "title": "series of visits 6", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
36	4	700044	\N	0	emil@gmail.example	calendar.event	66ebe4eda3124e8eb2fba75958390603	\N	66ebe4eda3124e8eb2fba75958390603@google.com	series of visits 5	"1795964322414000054"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-15T09:00:00+00:00", "2027-03-15T09:40:00+00:00"]}, "title": "series of visits 5", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
37	4	700047	\N	0	emil@gmail.example	calendar.event	0d31eccd21d0432e8794de8b19744d7d	\N	0d31eccd21d0432e8794de8b19744d7d@google.com	series of visits 7	"1795964323144000055"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-17T09:00:00+00:00", "2027-03-17T09:40:00+00:00"]}, "title": "series of visits 7", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
38	4	700048	\N	0	emil@gmail.example	calendar.event	fe8ff0a6ef204fec87aad4a188b03507	\N	fe8ff0a6ef204fec87aad4a188b03507@google.com	series of visits 8	"1795964323145000056"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-18T09:00:00+00:00", "2027-03-18T09:40:00+00:00"]}, "title": "series of visits 8", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
39	4	700050	\N	0	emil@gmail.example	calendar.event	29582ad42e5c43cb9d182ee42bd917b6	\N	29582ad42e5c43cb9d182ee42bd917b6@google.com	series of visits 10	"1795964323414000057"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "series of visits 10", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
40	4	700049	\N	0	emil@gmail.example	calendar.event	121a435dbe404b3484f2d09d7c2a02a6	\N	121a435dbe404b3484f2d09d7c2a02a6@google.com	series of visits 9	"1795964323414000058"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-19T09:00:00+00:00", "2027-03-19T09:40:00+00:00"]}, "title": "series of visits 9", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
41	4	700052	\N	0	emil@gmail.example	calendar.event	a329607459e84a20b1fddf532ae6795c	\N	a329607459e84a20b1fddf532ae6795c@google.com	series of visits 11	"1795964323747000059"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "series of visits 11", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
42	1	700053	\N	\N	anna@gmail.example	calendar.event	0209c74564ed4e2183d2c2db97dff3be	\N	0209c74564ed4e2183d2c2db97dff3be@google.com	was made last	\N	organizer	odoo	\N	\N	odoo	\N	pending	\N	\N	\N	\N	\N	\N	2026-11-29 15:13:55
\.

COPY google_sync_overlap ("id", "account_id", "first_id", "second_id") FROM stdin;
1	1	700020	700021
2	1	700019	700031
\.

COPY google_sync_run ("id", "account_id", "user_id", "odoo_created", "odoo_updated", "odoo_deleted", "google_created", "google_updated", "google_deleted", "problems", "undoes_id", "kind", "state", "message", "started_at", "finished_at", "delay") FROM stdin;
1	1	700001	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:15	2026-11-29 14:58:15	0.226996
2	2	700002	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:15	2026-11-29 14:58:15	0
3	3	700003	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:16	2026-11-29 14:58:16	0
4	4	700004	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:16	2026-11-29 14:58:16	0
5	5	700005	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:17	2026-11-29 14:58:17	0
6	6	700006	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:17	2026-11-29 14:58:17	0
7	7	700007	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:18	2026-11-29 14:58:18	0
8	1	700001	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:18	2026-11-29 14:58:18	0
9	1	700001	\N	\N	\N	\N	\N	\N	\N	\N	contacts	failed	A permission is missing. Press “Authorize Again” and tick every box on Google's page.	2026-11-29 14:58:20	2026-11-29 14:58:20	\N
11	1	700001	1	\N	\N	1	\N	\N	\N	\N	contacts	done	\N	2026-11-29 14:58:23	2026-11-29 14:58:23	0.579714
12	1	700001	3	\N	\N	1	\N	\N	1	\N	calendar	warnings	\N	2026-11-29 14:58:24	2026-11-29 14:58:24	1.367
13	1	700001	\N	\N	\N	1	1	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:24	2026-11-29 14:58:24	0
14	1	700001	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:26	2026-11-29 14:58:26	0
15	1	700001	\N	\N	\N	\N	\N	\N	1	\N	calendar	warnings	\N	2026-11-29 14:58:27	2026-11-29 14:58:27	0.160323
16	1	700001	\N	\N	\N	3	\N	\N	1	\N	calendar	warnings	\N	2026-11-29 14:58:27	2026-11-29 14:58:27	0
17	1	700001	\N	2	\N	\N	\N	\N	2	\N	calendar	warnings	\N	2026-11-29 14:58:31	2026-11-29 14:58:31	0
18	3	700003	\N	\N	\N	\N	\N	\N	\N	\N	calendar	failed	Google no longer lets Odoo act for you. Press “Authorize Again” on your Google page.	2026-11-29 14:58:35	2026-11-29 14:58:35	\N
19	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:36	2026-11-29 14:58:36	0.03483
20	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:38	2026-11-29 14:58:38	0.319445
21	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:39	2026-11-29 14:58:39	0
22	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:40	2026-11-29 14:58:40	0.061146
23	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:41	2026-11-29 14:58:41	0.384269
24	4	700004	\N	\N	\N	2	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:42	2026-11-29 14:58:42	0.093305
25	4	700004	\N	\N	\N	2	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:43	2026-11-29 14:58:43	0.326216
26	4	700004	\N	\N	\N	2	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:43	2026-11-29 14:58:43	0
27	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:58:43	2026-11-29 14:58:43	0
28	4	700004	\N	\N	\N	\N	\N	\N	\N	\N	calendar	stopped	This sync would remove 12 appointments from Odoo. Nothing was changed. Approve it if that is what you want, or have them brought back.	2026-11-29 14:58:47	2026-11-29 14:58:47	\N
29	5	700005	\N	\N	\N	\N	\N	\N	\N	\N	calendar	stopped	Your time zone is America/New_York in Odoo and Europe/Brussels in Google. Nothing is synchronized until they are the same.	2026-11-29 14:58:47	2026-11-29 14:58:47	\N
30	6	700006	\N	\N	\N	\N	\N	\N	\N	\N	calendar	failed	Google did not answer (Backend Error). It is tried again by itself.	2026-11-29 14:58:51	2026-11-29 14:58:51	\N
\.

COPY google_sync_run_line ("id", "run_id", "res_id", "other_id", "level", "side", "verb", "title", "res_model", "google_id", "undo", "before", "after", "message", "undo_message", "started_at") FROM stdin;
1	1	700002	\N	info	odoo	create	anna@gmail.example made in Google	calendar.event	qqgt365odc6lomgtbdsj7vpeqo	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "anna@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:58:15
2	1	700001	\N	info	google	create	anna@gmail.example made in Odoo	calendar.event	9730c58c8fa74869b8d7797fe7134e6f	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "anna@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:58:15
3	2	700004	\N	info	odoo	create	paul@gmail.example made in Google	calendar.event	bio134hno5t9ohp1fv0l3gpvc8	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "paul@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:58:15
4	2	700003	\N	info	google	create	paul@gmail.example made in Odoo	calendar.event	8364a733321e4d8b84c265f8a5061d08	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "paul@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Paul<br><a href=\\"mailto:paul@office.example\\">paul@office.example</a>"}		\N	2026-11-29 14:58:15
5	3	700006	\N	info	odoo	create	rita@gmail.example made in Google	calendar.event	cehg0tfjs8rfk9c8jdanujvljk	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "rita@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:58:16
6	3	700005	\N	info	google	create	rita@gmail.example made in Odoo	calendar.event	86f1779e71374a5abbee6b3d7e69536d	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "rita@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Rita<br><a href=\\"mailto:rita@office.example\\">rita@office.example</a>"}		\N	2026-11-29 14:58:16
7	4	700008	\N	info	odoo	create	emil@gmail.example made in Google	calendar.event	n2til00g4u7nndlkglicbmedg7	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "emil@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:58:16
8	4	700007	\N	info	google	create	emil@gmail.example made in Odoo	calendar.event	e30646fbbf1f4a3d9c8180ab675be302	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "emil@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:58:16
9	5	700010	\N	info	odoo	create	zoe@gmail.example made in Google	calendar.event	afuic3asqin3pdqg791g88d0j0	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "zoe@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:58:17
10	5	700009	\N	info	google	create	zoe@gmail.example made in Odoo	calendar.event	37829da3ead3475e863526dc52dfe043	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "zoe@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Zoe<br><a href=\\"mailto:zoe@office.example\\">zoe@office.example</a>"}		\N	2026-11-29 14:58:17
11	6	700012	\N	info	odoo	create	lea@gmail.example made in Google	calendar.event	p31ea5d2t24lvqi6tv2o9g3c9l	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "lea@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:58:17
12	6	700011	\N	info	google	create	lea@gmail.example made in Odoo	calendar.event	26ec1efef8554cd2b47a023d50dbbc1d	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "lea@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Lea<br><a href=\\"mailto:lea@office.example\\">lea@office.example</a>"}		\N	2026-11-29 14:58:17
13	7	700014	\N	info	odoo	create	dora@gmail.example made in Google	calendar.event	cq1tk3h988qh4sumpu91u81p81	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "dora@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:58:18
14	7	700013	\N	info	google	create	dora@gmail.example made in Odoo	calendar.event	2f81bf71c28d4292a45f45333e485bd6	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "dora@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Dora<br><a href=\\"mailto:dora@office.example\\">dora@office.example</a>"}		\N	2026-11-29 14:58:18
15	8	700015	\N	info	google	create	will is asked	calendar.event	b8666df64b2146598d3ab78a5873757f	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-03T09:00:00+00:00", "2027-03-03T09:40:00+00:00"]}, "title": "will is asked", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a><br><br><b>Contact Details</b><br>Will<br><a href=\\"mailto:will@office.example\\">will@office.example</a>"}		\N	2026-11-29 14:58:18
17	11	700013	\N	info	odoo	create	Gustav Google	res.partner	people/c3582001948843684071	\N	\N	{"job": "", "name": "Gustav Google", "email": "gustav@home.example", "notes": "", "phone": "", "address": {"zip": "", "city": "", "state": "", "street": "", "country": "", "street2": ""}, "company": "", "website": "", "birthday": null, "is_company": false}		\N	2026-11-29 14:58:23
18	11	700011	\N	info	google	create	Olga Odoo	res.partner	people/c5697379448213430774	\N	\N	{"job": "", "name": "Olga Odoo", "email": "olga@home.example", "notes": "", "phone": "", "address": {"zip": "", "city": "", "state": "", "street": "", "country": "", "street2": ""}, "company": "", "website": "", "birthday": null, "is_company": false}		\N	2026-11-29 14:58:23
19	12	700020	\N	info	odoo	create	mailed by Google	calendar.event	pl6g2sc2r96o2oi539buvmaka8	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-04T13:00:00+00:00", "2027-03-04T13:40:00+00:00"]}, "title": "mailed by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:58:24
20	12	700021	\N	info	odoo	create	with a guest	calendar.event	gehe9kruta04gc8ivv3k36bp2i	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-04T13:00:00+00:00", "2027-03-04T13:40:00+00:00"]}, "title": "with a guest", "video": "", "guests": [["guest@client.example", "needsAction", "", false]], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:58:24
21	12	700022	\N	info	odoo	create	yoga	calendar.event	eg37h7i4idol7gpinbls5322m1	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-08T13:00:00+00:00", "2027-03-08T13:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO"]}, "title": "yoga", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:58:24
22	12	700020	700021	warning	\N	\N	mailed by Google	calendar.event	\N	\N	\N	\N	“mailed by Google” (3/4/27, 2:00 PM) and “with a guest” (3/4/27, 2:00 PM) are at the same time. Both stay; move one of them.	\N	2026-11-29 14:58:24
23	12	700016	\N	info	google	create	rounds	calendar.event	f900ed55891f4d1fb6b20ec9dd09f6e0	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-09T09:00:00+00:00", "2027-03-09T09:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:58:24
24	13	700016	\N	info	google	update	rounds	calendar.event	f900ed55891f4d1fb6b20ec9dd09f6e0	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-09T09:00:00+00:00", "2027-03-09T09:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	{"busy": true, "mask": null, "when": {"time": ["2027-03-09T09:00:00+00:00", "2027-03-09T09:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [["2027-03-16T09:00:00+00:00", {"busy": true, "mask": null, "when": {"time": ["2027-03-17T12:00:00+00:00", "2027-03-17T12:40:00+00:00"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}]], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:58:24
25	13	700025	\N	info	google	create	open dispute	calendar.event	6ca6e6a88ebb4d87be9f5742fcbfc98c	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "open dispute", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:58:24
26	14	700027	\N	info	google	create	kept dispute	calendar.event	188a0bb71b6a4767b138a5a28af01b0e	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "kept dispute", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:58:26
27	15	700029	0	error	\N	\N	refused	calendar.event	64c039b02639431385b22612a8799b7b	\N	\N	\N	Google refuses it: badRequest. Change it and it is sent again.	\N	2026-11-29 14:58:27
28	16	700019	700031	warning	\N	\N	rounds	calendar.event	\N	\N	\N	\N	“rounds” (3/23/27, 10:00 AM) and “to be renamed” (3/23/27, 10:00 AM) are at the same time. Both stay; move one of them.	\N	2026-11-29 14:58:27
29	16	700031	\N	info	google	create	to be renamed	calendar.event	8562c88c459f41029d12f3c32677979e	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-23T09:00:00+00:00", "2027-03-23T09:40:00+00:00"]}, "title": "to be renamed", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:58:27
30	16	700032	\N	info	google	create	to be deleted	calendar.event	0776581167e8487fa5755a8a41788b16	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-24T09:00:00+00:00", "2027-03-24T09:40:00+00:00"]}, "title": "to be deleted", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:58:27
31	16	700033	\N	info	google	create	at rest	calendar.event	7814aefc0ea6466abc36793495ee4598	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-25T09:00:00+00:00", "2027-03-25T09:40:00+00:00"]}, "title": "at rest", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:58:27
32	17	700025	\N	warning	odoo	update	open dispute by Google	calendar.event	6ca6e6a88ebb4d87be9f5742fcbfc98c	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "open dispute by Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "open dispute by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	Both sides changed the title: Google's stays; the other was “open dispute by Odoo”.	\N	2026-11-29 14:58:31
33	17	700027	\N	warning	odoo	update	kept dispute by Google	calendar.event	188a0bb71b6a4767b138a5a28af01b0e	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "kept dispute by Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "kept dispute by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	Both sides changed the title: Google's stays; the other was “kept dispute by Odoo”.	\N	2026-11-29 14:58:31
34	19	700034	\N	info	google	create	series of visits 0	calendar.event	fc5fa39145f34f2d9661ec648e668387	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-10T09:00:00+00:00", "2027-03-10T09:40:00+00:00"]}, "title": "series of visits 0", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:58:36
35	20	700036	\N	info	google	create	series of visits 1	calendar.event	83e1c7292fcf4b96958f9826f1d7deb3	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-11T09:00:00+00:00", "2027-03-11T09:40:00+00:00"]}, "title": "series of visits 1", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:58:38
36	21	700038	\N	info	google	create	series of visits 2	calendar.event	49ba7045107e406186f0b47fe53d9a2b	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-12T09:00:00+00:00", "2027-03-12T09:40:00+00:00"]}, "title": "series of visits 2", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:58:39
37	22	700040	\N	info	google	create	series of visits 3	calendar.event	b93e6415cb7b48f9b3560085720f21f4	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-13T09:00:00+00:00", "2027-03-13T09:40:00+00:00"]}, "title": "series of visits 3", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:58:40
38	23	700042	\N	info	google	create	series of visits 4	calendar.event	9a07f30568884a8e910fc4a079e5f369	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-14T09:00:00+00:00", "2027-03-14T09:40:00+00:00"]}, "title": "series of visits 4", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:58:41
39	24	700045	\N	info	google	create	series of visits 6	calendar.event	11c8d802cfe54e709ab3a0be83e62cdd	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-16T09:00:00+00:00", "2027-03-16T09:40:00+00:00"]}, "title": "series of visits 6", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:58:42
40	24	700044	\N	info	google	create	series of visits 5	calendar.event	66ebe4eda3124e8eb2fba75958390603	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-15T09:00:00+00:00", "2027-03-15T09:40:00+00:00"]}, "title": "series of visits 5", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:58:42
41	25	700047	\N	info	google	create	series of visits 7	calendar.event	0d31eccd21d0432e8794de8b19744d7d	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-17T09:00:00+00:00", "2027-03-17T09:40:00+00:00"]}, "title": "series of visits 7", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:58:43
42	25	700048	\N	info	google	create	series of visits 8	calendar.event	fe8ff0a6ef204fec87aad4a188b03507	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-18T09:00:00+00:00", "2027-03-18T09:40:00+00:00"]}, "title": "series of visits 8", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:58:43
43	26	700050	\N	info	google	create	series of visits 10	calendar.event	29582ad42e5c43cb9d182ee42bd917b6	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "series of visits 10", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:58:43
44	26	700049	\N	info	google	create	series of visits 9	calendar.event	121a435dbe404b3484f2d09d7c2a02a6	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-19T09:00:00+00:00", "2027-03-19T09:40:00+00:00"]}, "title": "series of visits 9", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:58:43
45	27	700052	\N	info	google	create	series of visits 11	calendar.event	a329607459e84a20b1fddf532ae6795c	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "series of visits 11", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:58:43
\.

COPY google_sync_token ("id", "account_id", "ciphertext") FROM stdin;
1	1	anna@gmail.example
2	2	paul@gmail.example
3	3	rita@gmail.example
4	4	emil@gmail.example
5	5	zoe@gmail.example
6	6	lea@gmail.example
\.

SELECT setval('google_sync_account_id_seq', 9);

SELECT setval('google_sync_change_id_seq', 50);

SELECT setval('google_sync_conflict_id_seq', 2);

SELECT setval('google_sync_contact_key_id_seq', 2);

SELECT setval('google_sync_contacts_id_seq', 2);

SELECT setval('google_sync_disconnect_id_seq', 2);

SELECT setval('google_sync_link_id_seq', 42);

SELECT setval('google_sync_overlap_id_seq', 2);

SELECT setval('google_sync_run_id_seq', 30);

SELECT setval('google_sync_run_line_id_seq', 45);

SELECT setval('google_sync_token_id_seq', 7);

UPDATE ir_config_parameter SET value = '3a1f5740-ec02-11f1-817a-02fc00000001' WHERE key = 'database.uuid';

ALTER TABLE ONLY google_sync_account
    ADD CONSTRAINT google_sync_account_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_account
    ADD CONSTRAINT google_sync_account_user_unique UNIQUE (user_id);
COMMENT ON CONSTRAINT google_sync_account_user_unique ON google_sync_account IS 'UNIQUE(user_id)';
ALTER TABLE ONLY google_sync_alert
    ADD CONSTRAINT google_sync_alert_key_unique UNIQUE (account_id, key);
COMMENT ON CONSTRAINT google_sync_alert_key_unique ON google_sync_alert IS 'UNIQUE(account_id, key)';
ALTER TABLE ONLY google_sync_alert
    ADD CONSTRAINT google_sync_alert_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_change
    ADD CONSTRAINT google_sync_change_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_choose_calendar_option
    ADD CONSTRAINT google_sync_choose_calendar_option_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_choose_calendar
    ADD CONSTRAINT google_sync_choose_calendar_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_choose_contact_candidate
    ADD CONSTRAINT google_sync_choose_contact_candidate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_choose_contact
    ADD CONSTRAINT google_sync_choose_contact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_conflict
    ADD CONSTRAINT google_sync_conflict_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_connect_users_line
    ADD CONSTRAINT google_sync_connect_users_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_connect_users
    ADD CONSTRAINT google_sync_connect_users_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_contact_key
    ADD CONSTRAINT google_sync_contact_key_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_contacts
    ADD CONSTRAINT google_sync_contacts_account_unique UNIQUE (account_id);
COMMENT ON CONSTRAINT google_sync_contacts_account_unique ON google_sync_contacts IS 'UNIQUE(account_id)';
ALTER TABLE ONLY google_sync_contacts
    ADD CONSTRAINT google_sync_contacts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_disconnect
    ADD CONSTRAINT google_sync_disconnect_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_former_access
    ADD CONSTRAINT google_sync_former_access_account_unique UNIQUE (account_id);
COMMENT ON CONSTRAINT google_sync_former_access_account_unique ON google_sync_former_access IS 'UNIQUE(account_id)';
ALTER TABLE ONLY google_sync_former_access
    ADD CONSTRAINT google_sync_former_access_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_invitation
    ADD CONSTRAINT google_sync_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_invitation_res_users_rel
    ADD CONSTRAINT google_sync_invitation_res_users_rel_pkey PRIMARY KEY (google_sync_invitation_id, res_users_id);
ALTER TABLE ONLY google_sync_link
    ADD CONSTRAINT google_sync_link_google_unique UNIQUE (account_id, collection, google_id);
COMMENT ON CONSTRAINT google_sync_link_google_unique ON google_sync_link IS 'UNIQUE(account_id, collection, google_id)';
ALTER TABLE ONLY google_sync_link
    ADD CONSTRAINT google_sync_link_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_overlap
    ADD CONSTRAINT google_sync_overlap_pair_unique UNIQUE (account_id, first_id, second_id);
COMMENT ON CONSTRAINT google_sync_overlap_pair_unique ON google_sync_overlap IS 'UNIQUE(account_id, first_id, second_id)';
ALTER TABLE ONLY google_sync_overlap
    ADD CONSTRAINT google_sync_overlap_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_preview_line
    ADD CONSTRAINT google_sync_preview_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_preview_part
    ADD CONSTRAINT google_sync_preview_part_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_preview
    ADD CONSTRAINT google_sync_preview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_run_line
    ADD CONSTRAINT google_sync_run_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_run
    ADD CONSTRAINT google_sync_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_service_account
    ADD CONSTRAINT google_sync_service_account_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_settings_check
    ADD CONSTRAINT google_sync_settings_check_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_takeover_line
    ADD CONSTRAINT google_sync_takeover_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_takeover
    ADD CONSTRAINT google_sync_takeover_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_token
    ADD CONSTRAINT google_sync_token_account_unique UNIQUE (account_id);
COMMENT ON CONSTRAINT google_sync_token_account_unique ON google_sync_token IS 'UNIQUE(account_id)';
ALTER TABLE ONLY google_sync_token
    ADD CONSTRAINT google_sync_token_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_undo
    ADD CONSTRAINT google_sync_undo_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_undo_record
    ADD CONSTRAINT google_sync_undo_record_pkey PRIMARY KEY (id);
CREATE INDEX google_sync_account__partner_id_index ON google_sync_account USING btree (partner_id);
CREATE UNIQUE INDEX google_sync_account_calendar_unique ON google_sync_account USING btree (calendar_id) WHERE ((state)::text <> 'disconnected'::text);
COMMENT ON INDEX google_sync_account_calendar_unique IS 'UNIQUE INDEX (calendar_id) WHERE state != ''disconnected''';
CREATE UNIQUE INDEX google_sync_account_subject_unique ON google_sync_account USING btree (google_subject) WHERE ((state)::text <> 'disconnected'::text);
COMMENT ON INDEX google_sync_account_subject_unique IS 'UNIQUE INDEX (google_subject) WHERE state != ''disconnected''';
CREATE INDEX google_sync_alert__account_id_index ON google_sync_alert USING btree (account_id);
CREATE INDEX google_sync_change__account_id_index ON google_sync_change USING btree (account_id);
CREATE INDEX google_sync_conflict__account_id_index ON google_sync_conflict USING btree (account_id);
CREATE INDEX google_sync_conflict__link_id_index ON google_sync_conflict USING btree (link_id);
CREATE INDEX google_sync_conflict__run_id_index ON google_sync_conflict USING btree (run_id);
CREATE INDEX google_sync_conflict__user_id_index ON google_sync_conflict USING btree (user_id);
CREATE INDEX google_sync_contact_key_digest_index ON google_sync_contact_key USING btree (account_id, digest);
COMMENT ON INDEX google_sync_contact_key_digest_index IS 'INDEX (account_id, digest)';
CREATE INDEX google_sync_contact_key_google_index ON google_sync_contact_key USING btree (account_id, google_id);
COMMENT ON INDEX google_sync_contact_key_google_index IS 'INDEX (account_id, google_id)';
CREATE INDEX google_sync_invitation_res_us_res_users_id_google_sync_invi_idx ON google_sync_invitation_res_users_rel USING btree (res_users_id, google_sync_invitation_id);
CREATE INDEX google_sync_link__leader_id_index ON google_sync_link USING btree (leader_id) WHERE (leader_id IS NOT NULL);
CREATE INDEX google_sync_link_due_index ON google_sync_link USING btree (account_id, retry_at) WHERE (retry_at IS NOT NULL);
COMMENT ON INDEX google_sync_link_due_index IS 'INDEX (account_id, retry_at) WHERE retry_at IS NOT NULL';
CREATE INDEX google_sync_link_failed_index ON google_sync_link USING btree (account_id) WHERE ((state)::text = 'failed'::text);
COMMENT ON INDEX google_sync_link_failed_index IS 'INDEX (account_id) WHERE state = ''failed''';
CREATE INDEX google_sync_link_leaving_index ON google_sync_link USING btree (account_id) WHERE ((state)::text = ANY ((ARRAY['frozen'::character varying, 'removing'::character varying])::text[]));
COMMENT ON INDEX google_sync_link_leaving_index IS 'INDEX (account_id) WHERE state IN (''frozen'', ''removing'')';
CREATE INDEX google_sync_link_meeting_index ON google_sync_link USING btree (ical_uid) WHERE (ical_uid IS NOT NULL);
COMMENT ON INDEX google_sync_link_meeting_index IS 'INDEX (ical_uid) WHERE ical_uid IS NOT NULL';
CREATE INDEX google_sync_link_moving_index ON google_sync_link USING btree (account_id) WHERE ((state)::text = ANY ((ARRAY['moving'::character varying, 'leaving'::character varying])::text[]));
COMMENT ON INDEX google_sync_link_moving_index IS 'INDEX (account_id) WHERE state IN (''moving'', ''leaving'')';
CREATE INDEX google_sync_link_record_index ON google_sync_link USING btree (res_model, res_id);
COMMENT ON INDEX google_sync_link_record_index IS 'INDEX (res_model, res_id)';
CREATE UNIQUE INDEX google_sync_link_record_unique ON google_sync_link USING btree (account_id, collection, res_model, res_id) WHERE (res_id <> 0);
COMMENT ON INDEX google_sync_link_record_unique IS 'UNIQUE INDEX (account_id, collection, res_model, res_id) WHERE res_id != 0';
CREATE INDEX google_sync_link_series_index ON google_sync_link USING btree (series_id) WHERE (series_id IS NOT NULL);
COMMENT ON INDEX google_sync_link_series_index IS 'INDEX (series_id) WHERE series_id IS NOT NULL';
CREATE INDEX google_sync_overlap__first_id_index ON google_sync_overlap USING btree (first_id);
CREATE INDEX google_sync_overlap__second_id_index ON google_sync_overlap USING btree (second_id);
CREATE INDEX google_sync_preview_line__part_id_index ON google_sync_preview_line USING btree (part_id);
CREATE INDEX google_sync_preview_line__preview_id_index ON google_sync_preview_line USING btree (preview_id);
CREATE INDEX google_sync_preview_part__preview_id_index ON google_sync_preview_part USING btree (preview_id);
CREATE INDEX google_sync_run__account_id_index ON google_sync_run USING btree (account_id);
CREATE INDEX google_sync_run__started_at_index ON google_sync_run USING btree (started_at);
CREATE INDEX google_sync_run__undoes_id_index ON google_sync_run USING btree (undoes_id) WHERE (undoes_id IS NOT NULL);
CREATE INDEX google_sync_run__user_id_index ON google_sync_run USING btree (user_id);
CREATE INDEX google_sync_run_line__run_id_index ON google_sync_run_line USING btree (run_id);
CREATE INDEX google_sync_run_line_waiting_index ON google_sync_run_line USING btree (run_id) WHERE ((undo)::text = 'waiting'::text);
COMMENT ON INDEX google_sync_run_line_waiting_index IS 'INDEX (run_id) WHERE undo = ''waiting''';
CREATE UNIQUE INDEX google_sync_run_undo_unique ON google_sync_run USING btree (undoes_id) WHERE (undoes_id IS NOT NULL);
COMMENT ON INDEX google_sync_run_undo_unique IS 'UNIQUE INDEX (undoes_id) WHERE undoes_id IS NOT NULL';
CREATE UNIQUE INDEX google_sync_service_account_one_only ON google_sync_service_account USING btree ((true));
COMMENT ON INDEX google_sync_service_account_one_only IS 'UNIQUE INDEX ((TRUE))';
ALTER TABLE ONLY google_sync_account
    ADD CONSTRAINT google_sync_account_invited_by_id_fkey FOREIGN KEY (invited_by_id) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_account
    ADD CONSTRAINT google_sync_account_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES res_partner(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_account
    ADD CONSTRAINT google_sync_account_paused_by_id_fkey FOREIGN KEY (paused_by_id) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_account
    ADD CONSTRAINT google_sync_account_user_id_fkey FOREIGN KEY (user_id) REFERENCES res_users(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_alert
    ADD CONSTRAINT google_sync_alert_account_id_fkey FOREIGN KEY (account_id) REFERENCES google_sync_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_change
    ADD CONSTRAINT google_sync_change_account_id_fkey FOREIGN KEY (account_id) REFERENCES google_sync_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_choose_calendar
    ADD CONSTRAINT google_sync_choose_calendar_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_choose_calendar_option
    ADD CONSTRAINT google_sync_choose_calendar_option_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_choose_calendar
    ADD CONSTRAINT google_sync_choose_calendar_option_id_fkey FOREIGN KEY (option_id) REFERENCES google_sync_choose_calendar_option(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_choose_calendar_option
    ADD CONSTRAINT google_sync_choose_calendar_option_wizard_id_fkey FOREIGN KEY (wizard_id) REFERENCES google_sync_choose_calendar(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_choose_calendar_option
    ADD CONSTRAINT google_sync_choose_calendar_option_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_choose_calendar
    ADD CONSTRAINT google_sync_choose_calendar_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_choose_contact_candidate
    ADD CONSTRAINT google_sync_choose_contact_candidate_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_choose_contact_candidate
    ADD CONSTRAINT google_sync_choose_contact_candidate_wizard_id_fkey FOREIGN KEY (wizard_id) REFERENCES google_sync_choose_contact(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_choose_contact_candidate
    ADD CONSTRAINT google_sync_choose_contact_candidate_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_choose_contact
    ADD CONSTRAINT google_sync_choose_contact_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_choose_contact
    ADD CONSTRAINT google_sync_choose_contact_link_id_fkey FOREIGN KEY (link_id) REFERENCES google_sync_link(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_choose_contact
    ADD CONSTRAINT google_sync_choose_contact_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_conflict
    ADD CONSTRAINT google_sync_conflict_account_id_fkey FOREIGN KEY (account_id) REFERENCES google_sync_account(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_conflict
    ADD CONSTRAINT google_sync_conflict_link_id_fkey FOREIGN KEY (link_id) REFERENCES google_sync_link(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_conflict
    ADD CONSTRAINT google_sync_conflict_run_id_fkey FOREIGN KEY (run_id) REFERENCES google_sync_run(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_conflict
    ADD CONSTRAINT google_sync_conflict_user_id_fkey FOREIGN KEY (user_id) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_connect_users
    ADD CONSTRAINT google_sync_connect_users_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_connect_users_line
    ADD CONSTRAINT google_sync_connect_users_line_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_connect_users_line
    ADD CONSTRAINT google_sync_connect_users_line_user_id_fkey FOREIGN KEY (user_id) REFERENCES res_users(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_connect_users_line
    ADD CONSTRAINT google_sync_connect_users_line_wizard_id_fkey FOREIGN KEY (wizard_id) REFERENCES google_sync_connect_users(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_connect_users_line
    ADD CONSTRAINT google_sync_connect_users_line_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_connect_users
    ADD CONSTRAINT google_sync_connect_users_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_contact_key
    ADD CONSTRAINT google_sync_contact_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES google_sync_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_contacts
    ADD CONSTRAINT google_sync_contacts_account_id_fkey FOREIGN KEY (account_id) REFERENCES google_sync_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_contacts
    ADD CONSTRAINT google_sync_contacts_category_id_fkey FOREIGN KEY (category_id) REFERENCES res_partner_category(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_disconnect
    ADD CONSTRAINT google_sync_disconnect_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_disconnect
    ADD CONSTRAINT google_sync_disconnect_user_id_fkey FOREIGN KEY (user_id) REFERENCES res_users(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_disconnect
    ADD CONSTRAINT google_sync_disconnect_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_former_access
    ADD CONSTRAINT google_sync_former_access_account_id_fkey FOREIGN KEY (account_id) REFERENCES google_sync_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_invitation
    ADD CONSTRAINT google_sync_invitation_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_invitation_res_users_rel
    ADD CONSTRAINT google_sync_invitation_res_users_google_sync_invitation_id_fkey FOREIGN KEY (google_sync_invitation_id) REFERENCES google_sync_invitation(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_invitation_res_users_rel
    ADD CONSTRAINT google_sync_invitation_res_users_rel_res_users_id_fkey FOREIGN KEY (res_users_id) REFERENCES res_users(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_invitation
    ADD CONSTRAINT google_sync_invitation_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_link
    ADD CONSTRAINT google_sync_link_account_id_fkey FOREIGN KEY (account_id) REFERENCES google_sync_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_link
    ADD CONSTRAINT google_sync_link_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES google_sync_link(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_overlap
    ADD CONSTRAINT google_sync_overlap_account_id_fkey FOREIGN KEY (account_id) REFERENCES google_sync_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_overlap
    ADD CONSTRAINT google_sync_overlap_first_id_fkey FOREIGN KEY (first_id) REFERENCES calendar_event(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_overlap
    ADD CONSTRAINT google_sync_overlap_second_id_fkey FOREIGN KEY (second_id) REFERENCES calendar_event(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_preview
    ADD CONSTRAINT google_sync_preview_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_preview_line
    ADD CONSTRAINT google_sync_preview_line_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_preview_line
    ADD CONSTRAINT google_sync_preview_line_part_id_fkey FOREIGN KEY (part_id) REFERENCES google_sync_preview_part(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_preview_line
    ADD CONSTRAINT google_sync_preview_line_preview_id_fkey FOREIGN KEY (preview_id) REFERENCES google_sync_preview(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_preview_line
    ADD CONSTRAINT google_sync_preview_line_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_preview_part
    ADD CONSTRAINT google_sync_preview_part_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_preview_part
    ADD CONSTRAINT google_sync_preview_part_preview_id_fkey FOREIGN KEY (preview_id) REFERENCES google_sync_preview(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_preview_part
    ADD CONSTRAINT google_sync_preview_part_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_preview
    ADD CONSTRAINT google_sync_preview_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_run
    ADD CONSTRAINT google_sync_run_account_id_fkey FOREIGN KEY (account_id) REFERENCES google_sync_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_run_line
    ADD CONSTRAINT google_sync_run_line_run_id_fkey FOREIGN KEY (run_id) REFERENCES google_sync_run(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_run
    ADD CONSTRAINT google_sync_run_undoes_id_fkey FOREIGN KEY (undoes_id) REFERENCES google_sync_run(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_run
    ADD CONSTRAINT google_sync_run_user_id_fkey FOREIGN KEY (user_id) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_service_account
    ADD CONSTRAINT google_sync_service_account_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_service_account
    ADD CONSTRAINT google_sync_service_account_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_settings_check
    ADD CONSTRAINT google_sync_settings_check_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_settings_check
    ADD CONSTRAINT google_sync_settings_check_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_takeover
    ADD CONSTRAINT google_sync_takeover_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_takeover_line
    ADD CONSTRAINT google_sync_takeover_line_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_takeover_line
    ADD CONSTRAINT google_sync_takeover_line_user_id_fkey FOREIGN KEY (user_id) REFERENCES res_users(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_takeover_line
    ADD CONSTRAINT google_sync_takeover_line_wizard_id_fkey FOREIGN KEY (wizard_id) REFERENCES google_sync_takeover(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_takeover_line
    ADD CONSTRAINT google_sync_takeover_line_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_takeover
    ADD CONSTRAINT google_sync_takeover_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_token
    ADD CONSTRAINT google_sync_token_account_id_fkey FOREIGN KEY (account_id) REFERENCES google_sync_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_undo
    ADD CONSTRAINT google_sync_undo_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_undo_record
    ADD CONSTRAINT google_sync_undo_record_create_uid_fkey FOREIGN KEY (create_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_undo_record
    ADD CONSTRAINT google_sync_undo_record_wizard_id_fkey FOREIGN KEY (wizard_id) REFERENCES google_sync_undo(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_undo_record
    ADD CONSTRAINT google_sync_undo_record_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
ALTER TABLE ONLY google_sync_undo
    ADD CONSTRAINT google_sync_undo_run_id_fkey FOREIGN KEY (run_id) REFERENCES google_sync_run(id) ON DELETE CASCADE;
ALTER TABLE ONLY google_sync_undo
    ADD CONSTRAINT google_sync_undo_write_uid_fkey FOREIGN KEY (write_uid) REFERENCES res_users(id) ON DELETE SET NULL;
