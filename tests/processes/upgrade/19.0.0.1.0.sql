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
700001	2026-11-29 14:51:36.390088	Anna	0	700001	2	2	Anna	en_US	Europe/Brussels	contact	anna@office.example	t	f	f	2026-11-29 14:51:36.390088	0	anna@office.example	2026-11-29 14:51:36
700002	2026-11-29 14:51:36.390088	Paul	0	700002	2	2	Paul	en_US	Europe/Brussels	contact	paul@office.example	t	f	f	2026-11-29 14:51:36.390088	0	paul@office.example	2026-11-29 14:51:36
700003	2026-11-29 14:51:36.390088	Rita	0	700003	2	2	Rita	en_US	Europe/Brussels	contact	rita@office.example	t	f	f	2026-11-29 14:51:36.390088	0	rita@office.example	2026-11-29 14:51:36
700004	2026-11-29 14:51:36.390088	Emil	0	700004	2	2	Emil	en_US	Europe/Brussels	contact	emil@office.example	t	f	f	2026-11-29 14:51:36.390088	0	emil@office.example	2026-11-29 14:51:36
700005	2026-11-29 14:51:36.390088	Zoe	0	700005	2	700005	Zoe	en_US	America/New_York	contact	zoe@office.example	t	f	f	2026-11-29 14:52:25.523295	0	zoe@office.example	2026-11-29 14:51:36
700006	2026-11-29 14:51:36.390088	Lea	0	700006	2	2	Lea	en_US	Europe/Brussels	contact	lea@office.example	t	f	f	2026-11-29 14:51:36.390088	0	lea@office.example	2026-11-29 14:51:36
700007	2026-11-29 14:51:36.390088	Dora	0	700007	2	2	Dora	en_US	Europe/Brussels	contact	dora@office.example	t	f	f	2026-11-29 14:51:36.390088	0	dora@office.example	2026-11-29 14:51:36
700008	2026-11-29 14:51:36.390088	Iris	0	700008	2	2	Iris	en_US	Europe/Brussels	contact	iris@office.example	t	f	f	2026-11-29 14:51:36.390088	0	iris@office.example	2026-11-29 14:51:36
700009	2026-11-29 14:51:36.390088	Will	0	700009	2	2	Will	en_US	Europe/Brussels	contact	will@office.example	t	f	f	2026-11-29 14:51:36.390088	0	will@office.example	2026-11-29 14:51:36
700010	2026-11-29 14:51:54.597243	Olga Odoo	0	700010	700001	700001	Olga Odoo	en_US	\N	contact	olga@home.example	t	f	t	2026-11-29 14:51:54.597243	0	olga@home.example	2026-11-29 14:51:54
700012	2026-11-29 14:51:55.385486	Gustav Google	0	700012	700001	1	Gustav Google	en_US	Europe/Brussels	contact	gustav@home.example	t	f	t	2026-11-29 14:51:55.385486	0	gustav@home.example	2026-11-29 14:51:55
\.

COPY res_partner_category ("id", "color", "create_uid", "write_uid", "parent_path", "name", "active", "create_date", "write_date") FROM stdin;
700001	11	700001	700001	700001/	{"en_US": "Patients"}	t	2026-11-29 14:51:53.10288	2026-11-29 14:51:53.10288
\.

COPY res_partner_res_partner_category_rel ("category_id", "partner_id") FROM stdin;
700001	700010
700001	700012
\.

COPY res_users ("id", "company_id", "partner_id", "active", "create_date", "login", "create_uid", "write_uid", "signature", "share", "write_date", "tour_enabled", "notification_type", "google_past_days", "google_future_days", "google_contact_category_id", "google_share_guests", "google_contact_scope", "google_sync_enabled", "google_populate_google", "google_populate_odoo", "google_import_events", "google_import_out_of_office", "google_import_contacts") FROM stdin;
700001	1	700001	t	2026-11-29 14:51:36.390088	anna	2	700001	<div>Anna</div>	f	2026-11-29 14:51:54.206247	f	email	30	365	700001	no	label	t	\N	\N	t	t	t
700002	1	700002	t	2026-11-29 14:51:36.390088	paul	2	700002	<div>Paul</div>	f	2026-11-29 14:52:10.527118	f	email	30	365	\N	no	label	t	t	t	t	t	\N
700003	1	700003	t	2026-11-29 14:51:36.390088	rita	2	700003	<div>Rita</div>	f	2026-11-29 14:51:49.570162	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700004	1	700004	t	2026-11-29 14:51:36.390088	emil	2	700004	<div>Emil</div>	f	2026-11-29 14:51:50.421437	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700005	1	700005	t	2026-11-29 14:51:36.390088	zoe	2	700005	<div>Zoe</div>	f	2026-11-29 14:52:25.523295	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700006	1	700006	t	2026-11-29 14:51:36.390088	lea	2	700006	<div>Lea</div>	f	2026-11-29 14:51:51.621442	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700007	1	700007	t	2026-11-29 14:51:36.390088	dora	2	700007	<div>Dora</div>	f	2026-11-29 14:51:52.127717	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700008	1	700008	t	2026-11-29 14:51:36.390088	iris	2	2	<div>Iris</div>	f	2026-11-29 14:51:52.626111	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700009	1	700009	t	2026-11-29 14:51:36.390088	will	2	700009	<div>Will</div>	f	2026-11-29 14:51:52.704219	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
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
\.

COPY res_users_settings ("id", "user_id", "create_uid", "write_uid", "create_date", "write_date", "voice_active_duration", "is_discuss_sidebar_category_channel_open", "is_discuss_sidebar_category_chat_open", "use_push_to_talk", "calendar_default_privacy") FROM stdin;
700001	700001	2	2	2026-11-29 14:51:36.390088	2026-11-29 14:51:36.390088	200	t	t	f	public
700002	700002	2	2	2026-11-29 14:51:36.390088	2026-11-29 14:51:36.390088	200	t	t	f	public
700003	700003	2	2	2026-11-29 14:51:36.390088	2026-11-29 14:51:36.390088	200	t	t	f	public
700004	700004	2	2	2026-11-29 14:51:36.390088	2026-11-29 14:51:36.390088	200	t	t	f	public
700005	700005	2	2	2026-11-29 14:51:36.390088	2026-11-29 14:51:36.390088	200	t	t	f	public
700006	700006	2	2	2026-11-29 14:51:36.390088	2026-11-29 14:51:36.390088	200	t	t	f	public
700007	700007	2	2	2026-11-29 14:51:36.390088	2026-11-29 14:51:36.390088	200	t	t	f	public
700008	700008	2	2	2026-11-29 14:51:36.390088	2026-11-29 14:51:36.390088	200	t	t	f	public
700009	700009	2	2	2026-11-29 14:51:36.390088	2026-11-29 14:51:36.390088	200	t	t	f	public
\.

COPY calendar_alarm ("id", "duration", "duration_minutes", "mail_template_id", "create_uid", "write_uid", "alarm_type", "interval", "name", "notify_responsible", "create_date", "write_date") FROM stdin;
700001	10	10	\N	1	1	notification	minutes	{"en_US": "Notification - 10 Minutes"}	f	2026-11-29 14:51:49.057827	2026-11-29 14:51:49.057827
700002	30	30	10	1	1	email	minutes	{"en_US": "Email - 30 Minutes"}	f	2026-11-29 14:51:55.610974	2026-11-29 14:51:55.610974
\.

COPY calendar_recurrence ("id", "base_event_id", "interval", "count", "day", "create_uid", "write_uid", "name", "event_tz", "rrule", "rrule_type", "end_type", "month_by", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "create_date", "write_date", "google_sync_start") FROM stdin;
700001	700016	1	4	1	700001	700001	Every 1 Weeks on Tuesday for 4 events	Europe/Brussels	DTSTART:20261129T145154\nRRULE:FREQ=WEEKLY;WKST=SU;COUNT=4;BYDAY=TU	weekly	count	date	f	t	f	f	f	f	f	2026-11-29 14:51:54.755835	2026-11-29 14:51:54.755835	2027-03-09 09:00:00
700002	700022	1	3	1	700001	1	Every 1 Weeks on Monday for 3 events	Europe/Brussels	DTSTART:20261129T145155\nRRULE:FREQ=WEEKLY;WKST=SU;COUNT=3;BYDAY=MO	weekly	count	date	t	f	f	f	f	f	f	2026-11-29 14:51:55.610974	2026-11-29 14:51:55.610974	2027-03-08 13:00:00
\.

COPY calendar_event ("id", "user_id", "res_id", "recurrence_id", "create_uid", "write_uid", "name", "show_as", "description", "active", "allday", "recurrency", "follow_recurrence", "start", "stop", "create_date", "write_date", "duration", "google_sync_guests", "google_sync_slot") FROM stdin;
700001	700001	0	\N	700001	700001	anna@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:51:48.817131	2026-11-29 14:51:48.817131	0.67	\N	\N
700002	700001	0	\N	700001	1	anna@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:51:49.057827	2026-11-29 14:51:49.057827	0.67	\N	\N
700003	700002	0	\N	700002	700002	paul@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Paul<br><a href="mailto:paul@office.example">paul@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:51:49.458683	2026-11-29 14:51:49.458683	0.67	\N	\N
700004	700002	0	\N	700002	1	paul@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:51:49.668014	2026-11-29 14:51:49.668014	0.67	\N	\N
700005	700003	0	\N	700003	700003	rita@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Rita<br><a href="mailto:rita@office.example">rita@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:51:50.282052	2026-11-29 14:51:50.282052	0.67	\N	\N
700006	700003	0	\N	700003	1	rita@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:51:50.571465	2026-11-29 14:51:50.571465	0.67	\N	\N
700007	700004	0	\N	700004	700004	emil@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:51:50.916382	2026-11-29 14:51:50.916382	0.67	\N	\N
700008	700004	0	\N	700004	1	emil@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:51:51.118772	2026-11-29 14:51:51.118772	0.67	\N	\N
700009	700005	0	\N	700005	700005	zoe@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Zoe<br><a href="mailto:zoe@office.example">zoe@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:51:51.52236	2026-11-29 14:51:51.52236	0.67	\N	\N
700010	700005	0	\N	700005	1	zoe@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:51:51.656546	2026-11-29 14:51:51.656546	0.67	\N	\N
700011	700006	0	\N	700006	700006	lea@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Lea<br><a href="mailto:lea@office.example">lea@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:51:52.043162	2026-11-29 14:51:52.043162	0.67	\N	\N
700012	700006	0	\N	700006	1	lea@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:51:52.184458	2026-11-29 14:51:52.184458	0.67	\N	\N
700013	700007	0	\N	700007	700007	dora@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Dora<br><a href="mailto:dora@office.example">dora@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	2026-11-29 14:51:52.560965	2026-11-29 14:51:52.560965	0.67	\N	\N
700014	700007	0	\N	700007	1	dora@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	2026-11-29 14:51:52.68267	2026-11-29 14:51:52.68267	0.67	\N	\N
700015	700001	0	\N	700001	700001	will is asked	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a><br><br><strong>Contact Details</strong><br>Will<br><a href="mailto:will@office.example">will@office.example</a></div>	t	f	\N	f	2027-03-03 09:00:00	2027-03-03 09:40:00	2026-11-29 14:51:52.766288	2026-11-29 14:51:52.766288	0.67	\N	\N
700016	700001	0	700001	700001	700001	rounds	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	t	t	2027-03-09 09:00:00	2027-03-09 09:40:00	2026-11-29 14:51:54.755835	2026-11-29 14:51:54.755835	0.67	\N	2027-03-09 09:00:00
700017	700001	0	700001	700001	700001	rounds	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	t	t	2027-03-23 09:00:00	2027-03-23 09:40:00	2026-11-29 14:51:54.755835	2026-11-29 14:51:54.755835	0.67	\N	2027-03-23 09:00:00
700018	700001	0	700001	700001	700001	rounds	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	t	f	2027-03-17 12:00:00	2027-03-17 12:40:00	2026-11-29 14:51:54.755835	2026-11-29 14:51:56.139953	0.67	\N	2027-03-16 09:00:00
700019	700001	0	700001	700001	700001	rounds	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	t	t	2027-03-30 08:00:00	2027-03-30 08:40:00	2026-11-29 14:51:54.755835	2026-11-29 14:51:54.755835	0.67	\N	2027-03-30 08:00:00
700020	700001	0	\N	700001	1	mailed by Google	busy	\N	t	f	\N	f	2027-03-04 13:00:00	2027-03-04 13:40:00	2026-11-29 14:51:55.610974	2026-11-29 14:51:55.610974	0.67	\N	\N
700021	700001	0	\N	700001	1	with a guest	busy	\N	t	f	\N	f	2027-03-04 13:00:00	2027-03-04 13:40:00	2026-11-29 14:51:55.610974	2026-11-29 14:51:55.610974	0.67	[{"name": "", "email": "guest@client.example", "answer": "needsAction", "resource": false}]	\N
700022	700001	0	700002	700001	1	yoga	busy	\N	t	f	t	t	2027-03-08 13:00:00	2027-03-08 13:40:00	2026-11-29 14:51:55.610974	2026-11-29 14:51:55.610974	0.67	\N	2027-03-08 13:00:00
700023	700001	0	700002	700001	1	yoga	busy	\N	t	f	t	t	2027-03-15 13:00:00	2027-03-15 13:40:00	2026-11-29 14:51:55.610974	2026-11-29 14:51:55.610974	0.67	\N	2027-03-15 13:00:00
700024	700001	0	700002	700001	1	yoga	busy	\N	t	f	t	t	2027-03-22 13:00:00	2027-03-22 13:40:00	2026-11-29 14:51:55.610974	2026-11-29 14:51:55.610974	0.67	\N	2027-03-22 13:00:00
700026	700001	0	\N	700001	1	open dispute by Google	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-20 09:00:00	2027-03-20 09:40:00	2026-11-29 14:51:58.089753	2026-11-29 14:52:07.254415	0.67	\N	\N
700028	700001	0	\N	700001	1	kept dispute by Google	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-21 09:00:00	2027-03-21 09:40:00	2026-11-29 14:51:59.027086	2026-11-29 14:52:07.254415	0.67	\N	\N
700030	700001	0	\N	700001	700001	refused	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-22 09:00:00	2027-03-22 09:40:00	2026-11-29 14:52:00.187162	2026-11-29 14:52:00.187162	0.67	\N	\N
700032	700001	0	\N	700001	700001	was renamed	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-23 09:00:00	2027-03-23 09:40:00	2026-11-29 14:52:01.477788	2026-11-29 14:52:32.542417	0.67	\N	\N
700036	700001	0	\N	700001	700001	at rest no more	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-25 09:00:00	2027-03-25 09:40:00	2026-11-29 14:52:02.915452	2026-11-29 14:52:36.95614	0.67	\N	\N
700037	700004	0	\N	700004	700004	series of visits 0	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-10 09:00:00	2027-03-10 09:40:00	2026-11-29 14:52:10.960963	2026-11-29 14:52:10.960963	0.67	\N	\N
700039	700004	0	\N	700004	700004	series of visits 1	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-11 09:00:00	2027-03-11 09:40:00	2026-11-29 14:52:11.788427	2026-11-29 14:52:11.788427	0.67	\N	\N
700040	700004	0	\N	700004	700004	series of visits 2	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-12 09:00:00	2027-03-12 09:40:00	2026-11-29 14:52:11.844425	2026-11-29 14:52:11.844425	0.67	\N	\N
700042	700004	0	\N	700004	700004	series of visits 3	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-13 09:00:00	2027-03-13 09:40:00	2026-11-29 14:52:12.96907	2026-11-29 14:52:12.96907	0.67	\N	\N
700044	700004	0	\N	700004	700004	series of visits 4	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-14 09:00:00	2027-03-14 09:40:00	2026-11-29 14:52:13.656227	2026-11-29 14:52:13.656227	0.67	\N	\N
700046	700004	0	\N	700004	700004	series of visits 5	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-15 09:00:00	2027-03-15 09:40:00	2026-11-29 14:52:15.294844	2026-11-29 14:52:15.294844	0.67	\N	\N
700048	700004	0	\N	700004	700004	series of visits 6	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-16 09:00:00	2027-03-16 09:40:00	2026-11-29 14:52:15.909074	2026-11-29 14:52:15.909074	0.67	\N	\N
700050	700004	0	\N	700004	700004	series of visits 7	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-17 09:00:00	2027-03-17 09:40:00	2026-11-29 14:52:17.923696	2026-11-29 14:52:17.923696	0.67	\N	\N
700052	700004	0	\N	700004	700004	series of visits 8	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-18 09:00:00	2027-03-18 09:40:00	2026-11-29 14:52:19.232322	2026-11-29 14:52:19.232322	0.67	\N	\N
700054	700004	0	\N	700004	700004	series of visits 9	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-19 09:00:00	2027-03-19 09:40:00	2026-11-29 14:52:20.108125	2026-11-29 14:52:20.108125	0.67	\N	\N
700056	700004	0	\N	700004	700004	series of visits 10	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-20 09:00:00	2027-03-20 09:40:00	2026-11-29 14:52:21.436698	2026-11-29 14:52:21.436698	0.67	\N	\N
700058	700004	0	\N	700004	700004	series of visits 11	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-21 09:00:00	2027-03-21 09:40:00	2026-11-29 14:52:21.584486	2026-11-29 14:52:21.584486	0.67	\N	\N
700059	700001	0	\N	700001	700001	was made last	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-27 09:00:00	2027-03-27 09:40:00	2026-11-29 14:52:32.643326	2026-11-29 14:52:32.643326	0.67	\N	\N
700060	700001	0	\N	700001	700001	anna@gmail.example not sent yet	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-28 09:00:00	2027-03-28 09:40:00	2026-11-29 14:52:36.832563	2026-11-29 14:52:36.832563	0.67	\N	\N
700061	700002	0	\N	700002	700002	paul@gmail.example not sent yet	busy	<div><strong>Organized by</strong><br>Paul<br><a href="mailto:paul@office.example">paul@office.example</a></div>	t	f	\N	f	2027-03-28 09:00:00	2027-03-28 09:40:00	2026-11-29 14:52:36.903802	2026-11-29 14:52:36.903802	0.67	\N	\N
\.

COPY calendar_attendee ("id", "event_id", "partner_id", "create_uid", "write_uid", "common_name", "state", "create_date", "write_date") FROM stdin;
700001	700001	700001	700001	700001	Anna	accepted	2026-11-29 14:51:48.817131	2026-11-29 14:51:48.817131
700002	700002	700001	700001	1	Anna	accepted	2026-11-29 14:51:49.057827	2026-11-29 14:51:49.057827
700003	700003	700002	700002	700002	Paul	accepted	2026-11-29 14:51:49.458683	2026-11-29 14:51:49.458683
700004	700004	700002	700002	1	Paul	accepted	2026-11-29 14:51:49.668014	2026-11-29 14:51:49.668014
700005	700005	700003	700003	700003	Rita	accepted	2026-11-29 14:51:50.282052	2026-11-29 14:51:50.282052
700006	700006	700003	700003	1	Rita	accepted	2026-11-29 14:51:50.571465	2026-11-29 14:51:50.571465
700007	700007	700004	700004	700004	Emil	accepted	2026-11-29 14:51:50.916382	2026-11-29 14:51:50.916382
700008	700008	700004	700004	1	Emil	accepted	2026-11-29 14:51:51.118772	2026-11-29 14:51:51.118772
700009	700009	700005	700005	700005	Zoe	accepted	2026-11-29 14:51:51.52236	2026-11-29 14:51:51.52236
700010	700010	700005	700005	1	Zoe	accepted	2026-11-29 14:51:51.656546	2026-11-29 14:51:51.656546
700011	700011	700006	700006	700006	Lea	accepted	2026-11-29 14:51:52.043162	2026-11-29 14:51:52.043162
700012	700012	700006	700006	1	Lea	accepted	2026-11-29 14:51:52.184458	2026-11-29 14:51:52.184458
700013	700013	700007	700007	700007	Dora	accepted	2026-11-29 14:51:52.560965	2026-11-29 14:51:52.560965
700014	700014	700007	700007	1	Dora	accepted	2026-11-29 14:51:52.68267	2026-11-29 14:51:52.68267
700015	700015	700009	700001	700001	Will	needsAction	2026-11-29 14:51:52.766288	2026-11-29 14:51:52.766288
700016	700016	700001	700001	700001	Anna	accepted	2026-11-29 14:51:54.755835	2026-11-29 14:51:54.755835
700017	700017	700001	700001	700001	Anna	accepted	2026-11-29 14:51:54.755835	2026-11-29 14:51:54.755835
700018	700018	700001	700001	700001	Anna	accepted	2026-11-29 14:51:54.755835	2026-11-29 14:51:54.755835
700019	700019	700001	700001	700001	Anna	accepted	2026-11-29 14:51:54.755835	2026-11-29 14:51:54.755835
700020	700020	700001	700001	1	Anna	accepted	2026-11-29 14:51:55.610974	2026-11-29 14:51:55.610974
700021	700021	700001	700001	1	Anna	accepted	2026-11-29 14:51:55.610974	2026-11-29 14:51:55.610974
700022	700022	700001	700001	1	Anna	accepted	2026-11-29 14:51:55.610974	2026-11-29 14:51:55.610974
700023	700023	700001	700001	1	Anna	accepted	2026-11-29 14:51:55.610974	2026-11-29 14:51:55.610974
700024	700024	700001	700001	1	Anna	accepted	2026-11-29 14:51:55.610974	2026-11-29 14:51:55.610974
700026	700026	700001	700001	700001	Anna	accepted	2026-11-29 14:51:58.089753	2026-11-29 14:51:58.089753
700028	700028	700001	700001	700001	Anna	accepted	2026-11-29 14:51:59.027086	2026-11-29 14:51:59.027086
700030	700030	700001	700001	700001	Anna	accepted	2026-11-29 14:52:00.187162	2026-11-29 14:52:00.187162
700032	700032	700001	700001	700001	Anna	accepted	2026-11-29 14:52:01.477788	2026-11-29 14:52:01.477788
700036	700036	700001	700001	700001	Anna	accepted	2026-11-29 14:52:02.915452	2026-11-29 14:52:02.915452
700037	700037	700004	700004	700004	Emil	accepted	2026-11-29 14:52:10.960963	2026-11-29 14:52:10.960963
700039	700039	700004	700004	700004	Emil	accepted	2026-11-29 14:52:11.788427	2026-11-29 14:52:11.788427
700040	700040	700004	700004	700004	Emil	accepted	2026-11-29 14:52:11.844425	2026-11-29 14:52:11.844425
700042	700042	700004	700004	700004	Emil	accepted	2026-11-29 14:52:12.96907	2026-11-29 14:52:12.96907
700044	700044	700004	700004	700004	Emil	accepted	2026-11-29 14:52:13.656227	2026-11-29 14:52:13.656227
700046	700046	700004	700004	700004	Emil	accepted	2026-11-29 14:52:15.294844	2026-11-29 14:52:15.294844
700048	700048	700004	700004	700004	Emil	accepted	2026-11-29 14:52:15.909074	2026-11-29 14:52:15.909074
700050	700050	700004	700004	700004	Emil	accepted	2026-11-29 14:52:17.923696	2026-11-29 14:52:17.923696
700052	700052	700004	700004	700004	Emil	accepted	2026-11-29 14:52:19.232322	2026-11-29 14:52:19.232322
700054	700054	700004	700004	700004	Emil	accepted	2026-11-29 14:52:20.108125	2026-11-29 14:52:20.108125
700056	700056	700004	700004	700004	Emil	accepted	2026-11-29 14:52:21.436698	2026-11-29 14:52:21.436698
700058	700058	700004	700004	700004	Emil	accepted	2026-11-29 14:52:21.584486	2026-11-29 14:52:21.584486
700059	700059	700001	700001	700001	Anna	accepted	2026-11-29 14:52:32.643326	2026-11-29 14:52:32.643326
700060	700060	700001	700001	700001	Anna	accepted	2026-11-29 14:52:36.832563	2026-11-29 14:52:36.832563
700061	700061	700002	700002	700002	Paul	accepted	2026-11-29 14:52:36.903802	2026-11-29 14:52:36.903802
\.

COPY calendar_event_res_partner_rel ("res_partner_id", "calendar_event_id") FROM stdin;
700001	700021
700001	700023
700001	700019
700001	700020
700001	700022
700001	700002
700001	700001
700001	700060
700001	700059
700001	700036
700001	700032
700001	700030
700001	700028
700001	700026
700001	700024
700001	700016
700001	700017
700001	700018
700002	700003
700002	700004
700002	700061
700003	700006
700003	700005
700004	700007
700004	700048
700004	700050
700004	700052
700004	700054
700004	700056
700004	700058
700004	700008
700004	700037
700004	700039
700004	700040
700004	700042
700004	700044
700004	700046
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
1	0	700001	700001	\N	\N	\N	\N	\N	eyJjYWxlbmRhciI6ICJhbm5hQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNjksICJpc3N1ZWQiOiAxNzk1OTYzOTUyLjg0NzE3MSwgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	\N	connected	100351522252850922495	anna@gmail.example	anna@gmail.example	anna@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:52:07	2026-11-29 14:58:28.39416	\N	2026-11-29 15:07:32	2026-11-29 14:51:47	2026-11-29 14:51:54	\N	\N	\N	\N	\N
2	0	700002	700002	\N	\N	\N	2	\N	eyJjYWxlbmRhciI6ICJwYXVsQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNDMsICJpc3N1ZWQiOiAxNzk1OTYzOTIzLjUyNjMxNiwgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	Paused by Mitchell Admin on 11/29/26, 3:52 PM. Changes are noted meanwhile, and go across when it is resumed.	paused	100115713243810512218	paul@gmail.example	paul@gmail.example	paul@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:52:03	2026-11-29 14:56:50.85478	\N	\N	2026-11-29 14:51:49	2026-11-29 14:51:49	\N	\N	\N	\N	\N
3	1	700003	700003	\N	\N	\N	\N	\N	eyJjYWxlbmRhciI6ICJyaXRhQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNDMsICJpc3N1ZWQiOiAxNzk1OTYzOTIzLjcwMjgzMSwgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	Google no longer lets Odoo act for you. Press “Authorize Again” on your Google page.	reauthorize	100814915901719211612	rita@gmail.example	rita@gmail.example	rita@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:52:03	\N	2026-11-29 14:53:17.117347	\N	2026-11-29 14:51:49	2026-11-29 14:51:49	\N	\N	\N	\N	\N
4	0	700004	700004	\N	\N	\N	\N	\N	eyJjYWxlbmRhciI6ICJlbWlsQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNTcsICJpc3N1ZWQiOiAxNzk1OTYzOTQyLjEyMDg4MSwgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	This sync would remove 12 appointments from Odoo. Nothing was changed. Approve it if that is what you want, or have them brought back.	approval	100689971619707752829	emil@gmail.example	emil@gmail.example	emil@gmail.example	Europe/Brussels	consent	\N	{"odoo": ["062a21738ab44d3b99ded9d1b3368a15", "0c2b81acd84f4853a225d18d9297b37e", "109b12fc89e04f9eaa506cc78b045113", "47666292895248ae852f2eb1360f75dc", "7af16c7d89b14e4e861408d6349249b9", "88269bc982ff486bbb8e5cdf531373fe", "9217ad4cd6244238b8883db99c0ef8dc", "b847283514584b55962f25ae485ee13c", "befd52dbdb7740468c9b0e9ccb5319d1", "d16e95e856a04285b075187f9e72bd92", "dd3789dd7afe42e18e6945189b012e7f", "f11c771301db49e291831a6ca19a3030"], "google": []}	\N	f	f	2026-11-29 14:52:22	2026-11-29 14:57:25	\N	\N	2026-11-29 14:51:50	2026-11-29 14:51:50	\N	\N	\N	\N	\N
5	0	700005	700005	\N	\N	\N	\N	\N	eyJjYWxlbmRhciI6ICJ6b2VAZ21haWwuZXhhbXBsZSIsICJjaGFuZ2UiOiA0MywgImlzc3VlZCI6IDE3OTU5NjM5MjQuMDA5NzA2LCAiZ2VuZXJhdGlvbiI6IDAsICJwYXJhbWV0ZXJzIjogeyJzaG93RGVsZXRlZCI6IHRydWV9fQ==	Your time zone is America/New_York in Odoo and Europe/Brussels in Google. Nothing is synchronized until they are the same.	zone	100307319381402712816	zoe@gmail.example	zoe@gmail.example	zoe@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:52:04	2026-11-29 14:57:25	\N	\N	2026-11-29 14:51:51	2026-11-29 14:51:51	\N	\N	\N	\N	\N
6	1	700006	700006	\N	\N	\N	\N	1	eyJjYWxlbmRhciI6ICJsZWFAZ21haWwuZXhhbXBsZSIsICJjaGFuZ2UiOiA0MywgImlzc3VlZCI6IDE3OTU5NjM5MjMuOTgxMTE2LCAiZ2VuZXJhdGlvbiI6IDAsICJwYXJhbWV0ZXJzIjogeyJzaG93RGVsZXRlZCI6IHRydWV9fQ==	Google did not answer (Backend Error). It is tried again by itself.	leaving	100383869072605686832	lea@gmail.example	lea@gmail.example	lea@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:52:04	\N	2026-11-29 14:53:41.083521	\N	2026-11-29 14:51:51	2026-11-29 14:51:51	\N	\N	\N	\N	\N
7	0	700007	700007	\N	\N	\N	\N	0	eyJjYWxlbmRhciI6ICJkb3JhQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNDMsICJpc3N1ZWQiOiAxNzk1OTYzOTIzLjk4NjE2NywgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	\N	disconnected	100042942718840918340	dora@gmail.example	dora@gmail.example	dora@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:52:04	2026-11-29 14:57:05.377162	\N	\N	2026-11-29 14:51:52	2026-11-29 14:51:52	\N	\N	\N	\N	\N
8	\N	700008	700008	2	\N	\N	\N	\N	\N	\N	disconnected	\N	\N	\N	\N	\N	consent	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-29 14:51:52	\N	\N
9	\N	700009	700009	\N	\N	\N	\N	\N	\N	\N	disconnected	\N	\N	\N	\N	\N	consent	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-29 14:51:53	\N	\N
\.

COPY google_sync_change ("id", "account_id", "res_id", "res_model", "noted_at") FROM stdin;
9	9	700015	calendar.event	2026-11-29 14:51:52.766288
54	1	700060	calendar.event	2026-11-29 14:52:36.832563
55	2	700061	calendar.event	2026-11-29 14:52:36.903802
56	1	700036	calendar.event	2026-11-29 14:52:36.95614
\.

COPY google_sync_conflict ("id", "link_id", "account_id", "user_id", "run_id", "title", "field", "slot", "winner", "state", "kept", "lost", "is_private", "found_at") FROM stdin;
1	24	1	700001	21	open dispute by Google	title	\N	google	open	"open dispute by Google"	"open dispute by Odoo"	f	2026-11-29 14:52:07
2	25	1	700001	21	kept dispute by Google	title	\N	google	kept	"kept dispute by Google"	"kept dispute by Odoo"	f	2026-11-29 14:52:07
\.

COPY google_sync_contact_key ("id", "account_id", "google_id", "digest") FROM stdin;
2	1	people/c1402008277658453729	ec11bebb303e9247fb35811eff8f2cc3a60ba0b876b8bc06d3e90b1b00d41ae2
\.

COPY google_sync_contacts ("id", "failures", "account_id", "category_id", "sync_token", "message", "collection", "state", "label_id", "label_name", "pending_deletions", "approved_deletions", "former_labels", "undo_deletions", "pictures_wait", "last_sync", "next_sync", "retry_at", "lease_until") FROM stdin;
2	0	1	700001	eyJlbWFpbCI6ICJhbm5hQGdtYWlsLmV4YW1wbGUiLCAiZ2VuZXJhdGlvbiI6IDAsICJjaGFuZ2UiOiAyLCAiZnVsbCI6IDE3OTU5NjM5MTQuMzY0MjgxLCAicXVlcnkiOiB7InBhZ2VTaXplIjogMTAwMCwgInBlcnNvbkZpZWxkcyI6ICJuYW1lcyxlbWFpbEFkZHJlc3NlcyxwaG9uZU51bWJlcnMsYWRkcmVzc2VzLG9yZ2FuaXphdGlvbnMsdXJscyxiaXJ0aGRheXMsYmlvZ3JhcGhpZXMsbmlja25hbWVzLG1lbWJlcnNoaXBzLG1ldGFkYXRhLGNsaWVudERhdGEscGhvdG9zIiwgInNvdXJjZXMiOiBbIlJFQURfU09VUkNFX1RZUEVfQ09OVEFDVCJdfX0=	\N	contacts/700001	connected	contactGroups/c1a4deff8f172f2a	Patients	\N	\N	{"False": [false, false]}	f	f	2026-11-29 14:52:32	2026-11-29 14:57:18.312548	\N	\N
\.

COPY google_sync_disconnect ("id", "user_id", "create_uid", "write_uid", "mode", "create_date", "write_date") FROM stdin;
1	700007	700007	700007	keep	2026-11-29 14:52:25.867718	2026-11-29 14:52:25.880679
2	700006	700006	700006	remove	2026-11-29 14:52:25.92194	2026-11-29 14:52:25.940532
\.

COPY google_sync_link ("id", "account_id", "res_id", "leader_id", "failures", "collection", "res_model", "google_id", "series_id", "ical_uid", "title", "etag", "role", "origin", "picture", "picture_url", "made_in", "only_on", "state", "base", "remote", "candidates", "error", "taken_over", "as_singles", "retry_at") FROM stdin;
1	1	700001	\N	0	anna@gmail.example	calendar.event	c3f8e882954943ad8d6d51a451e87baf	\N	c3f8e882954943ad8d6d51a451e87baf@google.com	anna@gmail.example made in Odoo	"1795963909226000020"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "anna@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
2	1	700002	\N	0	anna@gmail.example	calendar.event	59aglhe5ocprf63b3k404upngt	\N	59aglhe5ocprf63b3k404upngt@google.com	anna@gmail.example made in Google	"1795963908933000019"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "anna@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
3	2	700003	\N	0	paul@gmail.example	calendar.event	748d36fce1ff43b189ce8c9a9bf4ceff	\N	748d36fce1ff43b189ce8c9a9bf4ceff@google.com	paul@gmail.example made in Odoo	"1795963910032000022"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "paul@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Paul<br><a href=\\"mailto:paul@office.example\\">paul@office.example</a>"}	\N	\N	\N	f	\N	\N
4	2	700004	\N	0	paul@gmail.example	calendar.event	hec7lobh0o4ledaf7lgu3vr2gs	\N	hec7lobh0o4ledaf7lgu3vr2gs@google.com	paul@gmail.example made in Google	"1795963909530000021"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "paul@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
5	3	700005	\N	0	rita@gmail.example	calendar.event	8b9b2610cd404b978c009fc801947b16	\N	8b9b2610cd404b978c009fc801947b16@google.com	rita@gmail.example made in Odoo	"1795963910644000024"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "rita@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Rita<br><a href=\\"mailto:rita@office.example\\">rita@office.example</a>"}	\N	\N	\N	f	\N	\N
6	3	700006	\N	0	rita@gmail.example	calendar.event	krn9g5dbm3j5nq3n0hn2fcmjh8	\N	krn9g5dbm3j5nq3n0hn2fcmjh8@google.com	rita@gmail.example made in Google	"1795963910367000023"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "rita@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
7	4	700007	\N	0	emil@gmail.example	calendar.event	7be293bb703849c7b1d33293acab6f1b	\N	7be293bb703849c7b1d33293acab6f1b@google.com	emil@gmail.example made in Odoo	"1795963911275000026"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "emil@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
8	4	700008	\N	0	emil@gmail.example	calendar.event	7uqr05q3vdlu8iqg2d1qn1k7rc	\N	7uqr05q3vdlu8iqg2d1qn1k7rc@google.com	emil@gmail.example made in Google	"1795963910972000025"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "emil@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
9	5	700009	\N	0	zoe@gmail.example	calendar.event	c4d79de0a81846b18e7c5af9fadce8be	\N	c4d79de0a81846b18e7c5af9fadce8be@google.com	zoe@gmail.example made in Odoo	"1795963911743000028"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "zoe@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Zoe<br><a href=\\"mailto:zoe@office.example\\">zoe@office.example</a>"}	\N	\N	\N	f	\N	\N
10	5	700010	\N	0	zoe@gmail.example	calendar.event	ljc5tqvr4tr8hjtvgo51h5ubll	\N	ljc5tqvr4tr8hjtvgo51h5ubll@google.com	zoe@gmail.example made in Google	"1795963911582000027"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "zoe@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
11	6	700011	\N	0	lea@gmail.example	calendar.event	8df02a8c7ea4469b8064db4fdf634433	\N	8df02a8c7ea4469b8064db4fdf634433@google.com	lea@gmail.example made in Odoo	"1795963912272000030"	organizer	odoo	\N	\N	odoo	\N	removing	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "lea@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Lea<br><a href=\\"mailto:lea@office.example\\">lea@office.example</a>"}	\N	\N	\N	f	\N	\N
12	6	700012	\N	0	lea@gmail.example	calendar.event	3c07i3speijilb8ch2t8e7b15i	\N	3c07i3speijilb8ch2t8e7b15i@google.com	lea@gmail.example made in Google	"1795963912098000029"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "lea@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
13	7	700013	\N	0	dora@gmail.example	calendar.event	d39130adbe1043c9b2a625beaa426a68	\N	d39130adbe1043c9b2a625beaa426a68@google.com	dora@gmail.example made in Odoo	"1795963912811000032"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "dora@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Dora<br><a href=\\"mailto:dora@office.example\\">dora@office.example</a>"}	\N	\N	\N	f	\N	\N
14	7	700014	\N	0	dora@gmail.example	calendar.event	tu0hj57gahk4arprtskve540nj	\N	tu0hj57gahk4arprtskve540nj@google.com	dora@gmail.example made in Google	"1795963912621000031"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "dora@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
15	1	700015	\N	0	anna@gmail.example	calendar.event	12b96cdc4d9241cca4fcc24b68d2c0f8	\N	12b96cdc4d9241cca4fcc24b68d2c0f8@google.com	will is asked	"1795963913191000033"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-03T09:00:00+00:00", "2027-03-03T09:40:00+00:00"]}, "title": "will is asked", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a><br><br><b>Contact Details</b><br>Will<br><a href=\\"mailto:will@office.example\\">will@office.example</a>"}	\N	\N	\N	f	\N	\N
18	1	700010	\N	0	contacts/700001	res.partner	people/c1479428014270467780	\N	\N	Olga Odoo	%cGVyc29uLzE0Nzk0MjgwMTQyNzA0Njc3ODAvMTE=	organizer	odoo	\N	\N	odoo	\N	synced	{"job": "", "name": "Olga Odoo", "email": "olga@home.example", "notes": "", "phone": "", "address": {"zip": "", "city": "", "state": "", "street": "", "country": "", "street2": ""}, "company": "", "website": "", "birthday": null, "is_company": false}	{"etag": "%cGVyc29uLzE0Nzk0MjgwMTQyNzA0Njc3ODAvMTE=", "names": [{"metadata": {"primary": true, "sourcePrimary": true}, "givenName": "Olga", "familyName": "Odoo", "displayName": "Olga Odoo", "unstructuredName": "Olga Odoo"}], "metadata": {"sources": [{"id": "1487fbf0cd5a4ec4", "etag": "#c291cmNlLzE0Nzk0MjgwMTQyNzA0Njc3ODAvMTE=", "type": "CONTACT", "updateTime": "2026-11-29T14:51:55.465804Z"}]}, "resourceName": "people/c1479428014270467780", "emailAddresses": [{"value": "olga@home.example", "metadata": {"primary": true, "sourcePrimary": true}}]}	\N	\N	\N	\N	\N
19	1	700012	\N	0	contacts/700001	res.partner	people/c1402008277658453729	\N	\N	Gustav Google	%cGVyc29uLzE0MDIwMDgyNzc2NTg0NTM3MjkvMTA=	organizer	google	\N	\N	google	\N	synced	{"job": "", "name": "Gustav Google", "email": "gustav@home.example", "notes": "", "phone": "", "address": {"zip": "", "city": "", "state": "", "street": "", "country": "", "street2": ""}, "company": "", "website": "", "birthday": null, "is_company": false}	{"etag": "%cGVyc29uLzE0MDIwMDgyNzc2NTg0NTM3MjkvMTA=", "names": [{"metadata": {"primary": true, "sourcePrimary": true}, "givenName": "Gustav", "familyName": "Google", "displayName": "Gustav Google", "unstructuredName": "Gustav Google"}], "metadata": {"sources": [{"id": "1374ef19b1fd46e1", "etag": "#c291cmNlLzE0MDIwMDgyNzc2NTg0NTM3MjkvMTA=", "type": "CONTACT", "updateTime": "2026-11-29T14:51:54.705965Z"}]}, "resourceName": "people/c1402008277658453729", "emailAddresses": [{"value": "gustav@home.example", "metadata": {"primary": true, "sourcePrimary": true}}]}	\N	\N	\N	\N	\N
20	1	700001	\N	0	anna@gmail.example	calendar.recurrence	1014330fd6f34d3f86441b03d0ee6fea	\N	1014330fd6f34d3f86441b03d0ee6fea@google.com	rounds	"1795963915700000037"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-09T09:00:00+00:00", "2027-03-09T09:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [["2027-03-16T09:00:00+00:00", {"busy": true, "mask": null, "when": {"time": ["2027-03-17T12:00:00+00:00", "2027-03-17T12:40:00+00:00"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}]], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
21	1	700020	\N	0	anna@gmail.example	calendar.event	d03rt4t4ucuj47sa78rvljb4a8	\N	d03rt4t4ucuj47sa78rvljb4a8@google.com	mailed by Google	"1795963914718000034"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-04T13:00:00+00:00", "2027-03-04T13:40:00+00:00"]}, "title": "mailed by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
22	1	700021	\N	0	anna@gmail.example	calendar.event	kpf4gl1sfi97690sdmu0ia79ug	\N	kpf4gl1sfi97690sdmu0ia79ug@google.com	with a guest	"1795963914725000035"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-04T13:00:00+00:00", "2027-03-04T13:40:00+00:00"]}, "title": "with a guest", "video": "", "guests": [["guest@client.example", "needsAction", "", false]], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
23	1	700002	\N	0	anna@gmail.example	calendar.recurrence	itdr25ap8atcfncmtc6nh4obv3	\N	itdr25ap8atcfncmtc6nh4obv3@google.com	yoga	"1795963914735000036"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-08T13:00:00+00:00", "2027-03-08T13:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO"]}, "title": "yoga", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
24	1	700026	\N	0	anna@gmail.example	calendar.event	f4f14bf419984db3b30cc46f1e33e8fd	\N	f4f14bf419984db3b30cc46f1e33e8fd@google.com	open dispute by Google	"1795963927020000044"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "open dispute by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
25	1	700028	\N	0	anna@gmail.example	calendar.event	0ae22e05f8054a9790851618f05c1d7f	\N	0ae22e05f8054a9790851618f05c1d7f@google.com	kept dispute by Google	"1795963927059000045"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "kept dispute by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
26	1	700030	\N	1	anna@gmail.example	calendar.event	5b0020da5a0845268799c5984b699058	\N	5b0020da5a0845268799c5984b699058@google.com	refused	\N	organizer	odoo	\N	\N	odoo	\N	failed	\N	\N	\N	Google refuses it: badRequest. Change it and it is sent again.	\N	\N	2026-11-29 14:57:00
27	1	700032	\N	0	anna@gmail.example	calendar.event	13ed27a1275d4b59a25a7abbbed9f19f	\N	13ed27a1275d4b59a25a7abbbed9f19f@google.com	was renamed	"1795963921672000041"	organizer	odoo	\N	\N	odoo	\N	pending	{"busy": true, "mask": null, "when": {"time": ["2027-03-23T09:00:00+00:00", "2027-03-23T09:40:00+00:00"]}, "title": "to be renamed", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	2026-11-29 15:07:32
28	1	700034	\N	0	anna@gmail.example	calendar.event	ac569835387f4c5abaef6e04d436c35f	\N	ac569835387f4c5abaef6e04d436c35f@google.com	to be deleted	\N	organizer	odoo	\N	\N	odoo	\N	pending	{"busy": true, "mask": null, "when": {"time": ["2027-03-24T09:00:00+00:00", "2027-03-24T09:40:00+00:00"]}, "title": "to be deleted", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	2026-11-29 15:07:32
29	1	700036	\N	0	anna@gmail.example	calendar.event	0ff50eda796d4df78b561f5e9aa4e221	\N	0ff50eda796d4df78b561f5e9aa4e221@google.com	at rest	"1795963923272000043"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-25T09:00:00+00:00", "2027-03-25T09:40:00+00:00"]}, "title": "at rest", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
30	4	700037	\N	0	emil@gmail.example	calendar.event	109b12fc89e04f9eaa506cc78b045113	\N	109b12fc89e04f9eaa506cc78b045113@google.com	series of visits 0	"1795963931232000046"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-10T09:00:00+00:00", "2027-03-10T09:40:00+00:00"]}, "title": "series of visits 0", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
31	4	700039	\N	0	emil@gmail.example	calendar.event	88269bc982ff486bbb8e5cdf531373fe	\N	88269bc982ff486bbb8e5cdf531373fe@google.com	series of visits 1	"1795963932035000047"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-11T09:00:00+00:00", "2027-03-11T09:40:00+00:00"]}, "title": "series of visits 1", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
32	4	700040	\N	0	emil@gmail.example	calendar.event	062a21738ab44d3b99ded9d1b3368a15	\N	062a21738ab44d3b99ded9d1b3368a15@google.com	series of visits 2	"1795963932035000048"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-12T09:00:00+00:00", "2027-03-12T09:40:00+00:00"]}, "title": "series of visits 2", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
33	4	700042	\N	0	emil@gmail.example	calendar.event	9217ad4cd6244238b8883db99c0ef8dc	\N	9217ad4cd6244238b8883db99c0ef8dc@google.com	series of visits 3	"1795963933172000049"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-13T09:00:00+00:00", "2027-03-13T09:40:00+00:00"]}, "title": "series of visits 3", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
34	4	700044	\N	0	emil@gmail.example	calendar.event	befd52dbdb7740468c9b0e9ccb5319d1	\N	befd52dbdb7740468c9b0e9ccb5319d1@google.com	series of visits 4	"1795963933854000050"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-14T09:00:00+00:00", "2027-03-14T09:40:00+00:00"]}, "title": "series of visits 4", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
35	4	700046	\N	0	emil@gmail.example	calendar.event	b847283514584b55962f25ae485ee13c	\N	b847283514584b55962f25ae485ee13c@google.com	series of visits 5	"1795963935433000051"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-15T09:00:00+00:00", "2027-03-15T09:40:00+00:00"]}, "title": "series of visits 5", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
36	4	700048	\N	0	emil@gmail.example	calendar.event	0c2b81acd84f4853a225d18d9297b37e	\N	0c2b81acd84f4853a225d18d9297b37e@google.com	series of visits 6	"1795963936049000052"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-16T09:00:00+00:00", "2027-03-16T09:40:00+00:00"]}, "title": "series of visits 6", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
37	4	700050	\N	0	emil@gmail.example	calendar.event	47666292895248ae852f2eb1360f75dc	\N	47666292895248ae852f2eb1360f75dc@google.com	series of visits 7	"1795963938069000053"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-17T09:00:00+00:00", "2027-03-17T09:40:00+00:00"]}, "title": "series of visits 7", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
38	4	700052	\N	0	emil@gmail.example	calendar.event	d16e95e856a04285b075187f9e72bd92	\N	d16e95e856a04285b075187f9e72bd92@google.com	series of visits 8	"1795963939364000054"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-18T09:00:00+00:00", "2027-03-18T09:40:00+00:00"]}, "title": "series of visits 8", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
39	4	700054	\N	0	emil@gmail.example	calendar.event	7af16c7d89b14e4e861408d6349249b9	\N	7af16c7d89b14e4e861408d6349249b9@google.com	series of visits 9	"1795963940259000055"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-19T09:00:00+00:00", "2027-03-19T09:40:00+00:00"]}, "title": "series of visits 9", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
40	4	700056	\N	0	emil@gmail.example	calendar.event	dd3789dd7afe42e18e6945189b012e7f	\N	dd3789dd7afe42e18e6945189b012e7f@google.com	series of visits 10	"1795963941683000056"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "series of visits 10", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
41	4	700058	\N	0	emil@gmail.example	calendar.event	f11c771301db49e291831a6ca19a3030	\N	f11c771301db49e291831a6ca19a3030@google.com	series of visits 11	"1795963941823000057"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "series of visits 11", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
42	1	700059	\N	\N	anna@gmail.example	calendar.event	7dbda403bd8c48cf9582758d5f3c6c3b	\N	7dbda403bd8c48cf9582758d5f3c6c3b@google.com	was made last	\N	organizer	odoo	\N	\N	odoo	\N	pending	\N	\N	\N	\N	\N	\N	2026-11-29 15:07:32
\.

COPY google_sync_overlap ("id", "account_id", "first_id", "second_id") FROM stdin;
1	1	700020	700021
2	1	700017	700032
\.

COPY google_sync_run ("id", "account_id", "user_id", "odoo_created", "odoo_updated", "odoo_deleted", "google_created", "google_updated", "google_deleted", "problems", "undoes_id", "kind", "state", "message", "started_at", "finished_at", "delay") FROM stdin;
1	1	700001	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:51:49	2026-11-29 14:51:49	0.182869
2	2	700002	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:51:49	2026-11-29 14:51:50	0.541317
3	3	700003	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:51:50	2026-11-29 14:51:50	0
4	4	700004	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:51:51	2026-11-29 14:51:51	0.083618
5	5	700005	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:51:51	2026-11-29 14:51:51	0
6	6	700006	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:51:52	2026-11-29 14:51:52	0
7	7	700007	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:51:52	2026-11-29 14:51:52	0
8	1	700001	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:51:53	2026-11-29 14:51:53	0.233712
9	1	700001	\N	\N	\N	\N	\N	\N	\N	\N	contacts	failed	A permission is missing. Press “Authorize Again” and tick every box on Google's page.	2026-11-29 14:51:53	2026-11-29 14:51:53	\N
11	1	700001	1	\N	\N	1	\N	\N	\N	\N	contacts	done	\N	2026-11-29 14:51:55	2026-11-29 14:51:55	0.402757
12	1	700001	3	\N	\N	1	\N	\N	1	\N	calendar	warnings	\N	2026-11-29 14:51:55	2026-11-29 14:51:55	0.282
13	1	700001	\N	\N	\N	\N	1	\N	\N	\N	calendar	done	\N	2026-11-29 14:51:56	2026-11-29 14:51:56	0
14	1	700001	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:51:58	2026-11-29 14:51:58	0
15	1	700001	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:51:59	2026-11-29 14:51:59	0
16	1	700001	\N	\N	\N	\N	\N	\N	1	\N	calendar	warnings	\N	2026-11-29 14:52:00	2026-11-29 14:52:00	0
17	1	700001	\N	\N	\N	1	\N	\N	1	\N	calendar	warnings	\N	2026-11-29 14:52:01	2026-11-29 14:52:01	0
19	1	700001	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:52:03	2026-11-29 14:52:03	0.269239
20	1	700001	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:52:03	2026-11-29 14:52:03	0.084548
21	1	700001	\N	2	\N	\N	\N	\N	2	\N	calendar	warnings	\N	2026-11-29 14:52:07	2026-11-29 14:52:07	0
22	3	700003	\N	\N	\N	\N	\N	\N	\N	\N	calendar	failed	Google no longer lets Odoo act for you. Press “Authorize Again” on your Google page.	2026-11-29 14:52:10	2026-11-29 14:52:10	\N
23	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:52:11	2026-11-29 14:52:11	0.039037
24	4	700004	\N	\N	\N	2	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:52:12	2026-11-29 14:52:12	0.211573
25	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:52:13	2026-11-29 14:52:13	0.03093
26	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:52:13	2026-11-29 14:52:13	0
27	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:52:15	2026-11-29 14:52:15	0
28	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:52:16	2026-11-29 14:52:16	0.090926
29	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:52:18	2026-11-29 14:52:18	0.076304
30	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:52:19	2026-11-29 14:52:19	0
31	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:52:20	2026-11-29 14:52:20	0
32	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:52:21	2026-11-29 14:52:21	0
33	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:52:21	2026-11-29 14:52:21	0
34	4	700004	\N	\N	\N	\N	\N	\N	\N	\N	calendar	stopped	This sync would remove 12 appointments from Odoo. Nothing was changed. Approve it if that is what you want, or have them brought back.	2026-11-29 14:52:25	2026-11-29 14:52:25	\N
35	5	700005	\N	\N	\N	\N	\N	\N	\N	\N	calendar	stopped	Your time zone is America/New_York in Odoo and Europe/Brussels in Google. Nothing is synchronized until they are the same.	2026-11-29 14:52:25	2026-11-29 14:52:25	\N
36	6	700006	\N	\N	\N	\N	\N	\N	\N	\N	calendar	failed	Google did not answer (Backend Error). It is tried again by itself.	2026-11-29 14:52:29	2026-11-29 14:52:29	\N
\.

COPY google_sync_run_line ("id", "run_id", "res_id", "other_id", "level", "side", "verb", "title", "res_model", "google_id", "undo", "before", "after", "message", "undo_message", "started_at") FROM stdin;
1	1	700002	\N	info	odoo	create	anna@gmail.example made in Google	calendar.event	59aglhe5ocprf63b3k404upngt	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "anna@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:51:49
2	1	700001	\N	info	google	create	anna@gmail.example made in Odoo	calendar.event	c3f8e882954943ad8d6d51a451e87baf	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "anna@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:51:49
3	2	700004	\N	info	odoo	create	paul@gmail.example made in Google	calendar.event	hec7lobh0o4ledaf7lgu3vr2gs	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "paul@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:51:49
4	2	700003	\N	info	google	create	paul@gmail.example made in Odoo	calendar.event	748d36fce1ff43b189ce8c9a9bf4ceff	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "paul@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Paul<br><a href=\\"mailto:paul@office.example\\">paul@office.example</a>"}		\N	2026-11-29 14:51:49
5	3	700006	\N	info	odoo	create	rita@gmail.example made in Google	calendar.event	krn9g5dbm3j5nq3n0hn2fcmjh8	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "rita@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:51:50
6	3	700005	\N	info	google	create	rita@gmail.example made in Odoo	calendar.event	8b9b2610cd404b978c009fc801947b16	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "rita@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Rita<br><a href=\\"mailto:rita@office.example\\">rita@office.example</a>"}		\N	2026-11-29 14:51:50
7	4	700008	\N	info	odoo	create	emil@gmail.example made in Google	calendar.event	7uqr05q3vdlu8iqg2d1qn1k7rc	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "emil@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:51:51
8	4	700007	\N	info	google	create	emil@gmail.example made in Odoo	calendar.event	7be293bb703849c7b1d33293acab6f1b	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "emil@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:51:51
9	5	700010	\N	info	odoo	create	zoe@gmail.example made in Google	calendar.event	ljc5tqvr4tr8hjtvgo51h5ubll	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "zoe@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:51:51
10	5	700009	\N	info	google	create	zoe@gmail.example made in Odoo	calendar.event	c4d79de0a81846b18e7c5af9fadce8be	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "zoe@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Zoe<br><a href=\\"mailto:zoe@office.example\\">zoe@office.example</a>"}		\N	2026-11-29 14:51:51
11	6	700012	\N	info	odoo	create	lea@gmail.example made in Google	calendar.event	3c07i3speijilb8ch2t8e7b15i	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "lea@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:51:52
12	6	700011	\N	info	google	create	lea@gmail.example made in Odoo	calendar.event	8df02a8c7ea4469b8064db4fdf634433	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "lea@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Lea<br><a href=\\"mailto:lea@office.example\\">lea@office.example</a>"}		\N	2026-11-29 14:51:52
13	7	700014	\N	info	odoo	create	dora@gmail.example made in Google	calendar.event	tu0hj57gahk4arprtskve540nj	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "dora@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:51:52
14	7	700013	\N	info	google	create	dora@gmail.example made in Odoo	calendar.event	d39130adbe1043c9b2a625beaa426a68	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "dora@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Dora<br><a href=\\"mailto:dora@office.example\\">dora@office.example</a>"}		\N	2026-11-29 14:51:52
15	8	700015	\N	info	google	create	will is asked	calendar.event	12b96cdc4d9241cca4fcc24b68d2c0f8	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-03T09:00:00+00:00", "2027-03-03T09:40:00+00:00"]}, "title": "will is asked", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a><br><br><b>Contact Details</b><br>Will<br><a href=\\"mailto:will@office.example\\">will@office.example</a>"}		\N	2026-11-29 14:51:53
17	11	700012	\N	info	odoo	create	Gustav Google	res.partner	people/c1402008277658453729	\N	\N	{"job": "", "name": "Gustav Google", "email": "gustav@home.example", "notes": "", "phone": "", "address": {"zip": "", "city": "", "state": "", "street": "", "country": "", "street2": ""}, "company": "", "website": "", "birthday": null, "is_company": false}		\N	2026-11-29 14:51:55
18	11	700010	\N	info	google	create	Olga Odoo	res.partner	people/c1479428014270467780	\N	\N	{"job": "", "name": "Olga Odoo", "email": "olga@home.example", "notes": "", "phone": "", "address": {"zip": "", "city": "", "state": "", "street": "", "country": "", "street2": ""}, "company": "", "website": "", "birthday": null, "is_company": false}		\N	2026-11-29 14:51:55
19	12	700020	\N	info	odoo	create	mailed by Google	calendar.event	d03rt4t4ucuj47sa78rvljb4a8	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-04T13:00:00+00:00", "2027-03-04T13:40:00+00:00"]}, "title": "mailed by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:51:55
20	12	700021	\N	info	odoo	create	with a guest	calendar.event	kpf4gl1sfi97690sdmu0ia79ug	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-04T13:00:00+00:00", "2027-03-04T13:40:00+00:00"]}, "title": "with a guest", "video": "", "guests": [["guest@client.example", "needsAction", "", false]], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:51:55
21	12	700022	\N	info	odoo	create	yoga	calendar.event	itdr25ap8atcfncmtc6nh4obv3	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-08T13:00:00+00:00", "2027-03-08T13:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO"]}, "title": "yoga", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:51:55
22	12	700020	700021	warning	\N	\N	mailed by Google	calendar.event	\N	\N	\N	\N	“mailed by Google” (3/4/27, 2:00 PM) and “with a guest” (3/4/27, 2:00 PM) are at the same time. Both stay; move one of them.	\N	2026-11-29 14:51:55
23	12	700016	\N	info	google	create	rounds	calendar.event	1014330fd6f34d3f86441b03d0ee6fea	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-09T09:00:00+00:00", "2027-03-09T09:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:51:55
24	13	700016	\N	info	google	update	rounds	calendar.event	1014330fd6f34d3f86441b03d0ee6fea	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-09T09:00:00+00:00", "2027-03-09T09:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	{"busy": true, "mask": null, "when": {"time": ["2027-03-09T09:00:00+00:00", "2027-03-09T09:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [["2027-03-16T09:00:00+00:00", {"busy": true, "mask": null, "when": {"time": ["2027-03-17T12:00:00+00:00", "2027-03-17T12:40:00+00:00"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}]], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:51:56
25	14	700026	\N	info	google	create	open dispute	calendar.event	f4f14bf419984db3b30cc46f1e33e8fd	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "open dispute", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:51:58
26	15	700028	\N	info	google	create	kept dispute	calendar.event	0ae22e05f8054a9790851618f05c1d7f	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "kept dispute", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:51:59
27	16	700030	0	error	\N	\N	refused	calendar.event	5b0020da5a0845268799c5984b699058	\N	\N	\N	Google refuses it: badRequest. Change it and it is sent again.	\N	2026-11-29 14:52:00
28	17	700017	700032	warning	\N	\N	rounds	calendar.event	\N	\N	\N	\N	“rounds” (3/23/27, 10:00 AM) and “to be renamed” (3/23/27, 10:00 AM) are at the same time. Both stay; move one of them.	\N	2026-11-29 14:52:01
29	17	700032	\N	info	google	create	to be renamed	calendar.event	13ed27a1275d4b59a25a7abbbed9f19f	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-23T09:00:00+00:00", "2027-03-23T09:40:00+00:00"]}, "title": "to be renamed", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:52:01
31	19	700034	\N	info	google	create	to be deleted	calendar.event	ac569835387f4c5abaef6e04d436c35f	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-24T09:00:00+00:00", "2027-03-24T09:40:00+00:00"]}, "title": "to be deleted", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:52:03
32	20	700036	\N	info	google	create	at rest	calendar.event	0ff50eda796d4df78b561f5e9aa4e221	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-25T09:00:00+00:00", "2027-03-25T09:40:00+00:00"]}, "title": "at rest", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:52:03
33	21	700026	\N	warning	odoo	update	open dispute by Google	calendar.event	f4f14bf419984db3b30cc46f1e33e8fd	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "open dispute by Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "open dispute by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	Both sides changed the title: Google's stays; the other was “open dispute by Odoo”.	\N	2026-11-29 14:52:07
34	21	700028	\N	warning	odoo	update	kept dispute by Google	calendar.event	0ae22e05f8054a9790851618f05c1d7f	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "kept dispute by Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "kept dispute by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	Both sides changed the title: Google's stays; the other was “kept dispute by Odoo”.	\N	2026-11-29 14:52:07
35	23	700037	\N	info	google	create	series of visits 0	calendar.event	109b12fc89e04f9eaa506cc78b045113	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-10T09:00:00+00:00", "2027-03-10T09:40:00+00:00"]}, "title": "series of visits 0", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:52:11
36	24	700039	\N	info	google	create	series of visits 1	calendar.event	88269bc982ff486bbb8e5cdf531373fe	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-11T09:00:00+00:00", "2027-03-11T09:40:00+00:00"]}, "title": "series of visits 1", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:52:12
37	24	700040	\N	info	google	create	series of visits 2	calendar.event	062a21738ab44d3b99ded9d1b3368a15	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-12T09:00:00+00:00", "2027-03-12T09:40:00+00:00"]}, "title": "series of visits 2", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:52:12
38	25	700042	\N	info	google	create	series of visits 3	calendar.event	9217ad4cd6244238b8883db99c0ef8dc	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-13T09:00:00+00:00", "2027-03-13T09:40:00+00:00"]}, "title": "series of visits 3", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:52:13
39	26	700044	\N	info	google	create	series of visits 4	calendar.event	befd52dbdb7740468c9b0e9ccb5319d1	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-14T09:00:00+00:00", "2027-03-14T09:40:00+00:00"]}, "title": "series of visits 4", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:52:13
40	27	700046	\N	info	google	create	series of visits 5	calendar.event	b847283514584b55962f25ae485ee13c	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-15T09:00:00+00:00", "2027-03-15T09:40:00+00:00"]}, "title": "series of visits 5", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:52:15
41	28	700048	\N	info	google	create	series of visits 6	calendar.event	0c2b81acd84f4853a225d18d9297b37e	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-16T09:00:00+00:00", "2027-03-16T09:40:00+00:00"]}, "title": "series of visits 6", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:52:16
42	29	700050	\N	info	google	create	series of visits 7	calendar.event	47666292895248ae852f2eb1360f75dc	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-17T09:00:00+00:00", "2027-03-17T09:40:00+00:00"]}, "title": "series of visits 7", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:52:18
43	30	700052	\N	info	google	create	series of visits 8	calendar.event	d16e95e856a04285b075187f9e72bd92	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-18T09:00:00+00:00", "2027-03-18T09:40:00+00:00"]}, "title": "series of visits 8", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:52:19
44	31	700054	\N	info	google	create	series of visits 9	calendar.event	7af16c7d89b14e4e861408d6349249b9	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-19T09:00:00+00:00", "2027-03-19T09:40:00+00:00"]}, "title": "series of visits 9", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:52:20
45	32	700056	\N	info	google	create	series of visits 10	calendar.event	dd3789dd7afe42e18e6945189b012e7f	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "series of visits 10", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:52:21
46	33	700058	\N	info	google	create	series of visits 11	calendar.event	f11c771301db49e291831a6ca19a3030	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "series of visits 11", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:52:21
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

SELECT setval('google_sync_change_id_seq', 56);

SELECT setval('google_sync_conflict_id_seq', 2);

SELECT setval('google_sync_contact_key_id_seq', 2);

SELECT setval('google_sync_contacts_id_seq', 2);

SELECT setval('google_sync_disconnect_id_seq', 2);

SELECT setval('google_sync_link_id_seq', 42);

SELECT setval('google_sync_overlap_id_seq', 2);

SELECT setval('google_sync_run_id_seq', 36);

SELECT setval('google_sync_run_line_id_seq', 46);

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
