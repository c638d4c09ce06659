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

COPY res_partner ("id", "name", "color", "commercial_partner_id", "complete_name", "lang", "tz", "type", "email", "active", "is_company", "partner_share", "message_bounce", "email_normalized", "calendar_last_notif_ack") FROM stdin;
700001	Anna	0	700001	Anna	en_US	Europe/Brussels	contact	anna@office.example	t	f	f	0	anna@office.example	2026-11-29 14:46:35
700002	Paul	0	700002	Paul	en_US	Europe/Brussels	contact	paul@office.example	t	f	f	0	paul@office.example	2026-11-29 14:46:35
700003	Rita	0	700003	Rita	en_US	Europe/Brussels	contact	rita@office.example	t	f	f	0	rita@office.example	2026-11-29 14:46:35
700004	Emil	0	700004	Emil	en_US	Europe/Brussels	contact	emil@office.example	t	f	f	0	emil@office.example	2026-11-29 14:46:35
700005	Zoe	0	700005	Zoe	en_US	America/New_York	contact	zoe@office.example	t	f	f	0	zoe@office.example	2026-11-29 14:46:35
700006	Lea	0	700006	Lea	en_US	Europe/Brussels	contact	lea@office.example	t	f	f	0	lea@office.example	2026-11-29 14:46:35
700007	Dora	0	700007	Dora	en_US	Europe/Brussels	contact	dora@office.example	t	f	f	0	dora@office.example	2026-11-29 14:46:35
700008	Iris	0	700008	Iris	en_US	Europe/Brussels	contact	iris@office.example	t	f	f	0	iris@office.example	2026-11-29 14:46:35
700009	Will	0	700009	Will	en_US	Europe/Brussels	contact	will@office.example	t	f	f	0	will@office.example	2026-11-29 14:46:35
700010	Olga Odoo	0	700010	Olga Odoo	en_US	\N	contact	olga@home.example	t	f	t	0	olga@home.example	2026-11-29 14:46:50
700012	Gustav Google	0	700012	Gustav Google	en_US	Europe/Brussels	contact	gustav@home.example	t	f	t	0	gustav@home.example	2026-11-29 14:46:51
\.

COPY res_partner_category ("id", "color", "parent_path", "name", "active") FROM stdin;
700001	2	700001/	{"en_US": "Patients"}	t
\.

COPY res_partner_res_partner_category_rel ("category_id", "partner_id") FROM stdin;
700001	700010
700001	700012
\.

COPY res_users ("id", "company_id", "partner_id", "active", "login", "signature", "share", "tour_enabled", "notification_type", "google_past_days", "google_future_days", "google_contact_category_id", "google_share_guests", "google_contact_scope", "google_sync_enabled", "google_populate_google", "google_populate_odoo", "google_import_events", "google_import_out_of_office", "google_import_contacts") FROM stdin;
700001	1	700001	t	anna	<div>Anna</div>	f	f	email	30	365	700001	no	label	t	\N	\N	t	t	t
700002	1	700002	t	paul	<div>Paul</div>	f	f	email	30	365	\N	no	label	t	t	t	t	t	\N
700003	1	700003	t	rita	<div>Rita</div>	f	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700004	1	700004	t	emil	<div>Emil</div>	f	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700005	1	700005	t	zoe	<div>Zoe</div>	f	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700006	1	700006	t	lea	<div>Lea</div>	f	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700007	1	700007	t	dora	<div>Dora</div>	f	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700008	1	700008	t	iris	<div>Iris</div>	f	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
700009	1	700009	t	will	<div>Will</div>	f	f	email	30	365	\N	no	label	t	\N	\N	t	t	\N
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

COPY res_users_settings ("id", "user_id", "voice_active_duration", "is_discuss_sidebar_category_channel_open", "is_discuss_sidebar_category_chat_open", "use_push_to_talk", "calendar_default_privacy") FROM stdin;
700001	700001	200	t	t	f	public
700002	700002	200	t	t	f	public
700003	700003	200	t	t	f	public
700004	700004	200	t	t	f	public
700005	700005	200	t	t	f	public
700006	700006	200	t	t	f	public
700007	700007	200	t	t	f	public
700008	700008	200	t	t	f	public
700009	700009	200	t	t	f	public
\.

COPY calendar_alarm ("id", "duration", "duration_minutes", "mail_template_id", "alarm_type", "interval", "name", "notify_responsible") FROM stdin;
700001	10	10	\N	notification	minutes	{"en_US": "Notification - 10 Minutes"}	f
700002	30	30	10	email	minutes	{"en_US": "Email - 30 Minutes"}	f
\.

COPY calendar_recurrence ("id", "base_event_id", "interval", "count", "day", "name", "event_tz", "rrule", "rrule_type", "end_type", "month_by", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "google_sync_start") FROM stdin;
700001	700016	1	4	1	Every 1 Weeks on Tuesday for 4 events	Europe/Brussels	DTSTART:20261129T144651\nRRULE:FREQ=WEEKLY;WKST=SU;COUNT=4;BYDAY=TU	weekly	count	date	f	t	f	f	f	f	f	2027-03-09 09:00:00
700002	700022	1	3	1	Every 1 Weeks on Monday for 3 events	Europe/Brussels	DTSTART:20261129T144651\nRRULE:FREQ=WEEKLY;WKST=SU;COUNT=3;BYDAY=MO	weekly	count	date	t	f	f	f	f	f	f	2027-03-08 13:00:00
\.

COPY calendar_event ("id", "user_id", "res_id", "recurrence_id", "name", "show_as", "description", "active", "allday", "recurrency", "follow_recurrence", "start", "stop", "duration", "google_sync_guests", "google_sync_slot") FROM stdin;
700001	700001	0	\N	anna@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	0.67	\N	\N
700002	700001	0	\N	anna@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	0.67	\N	\N
700003	700002	0	\N	paul@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Paul<br><a href="mailto:paul@office.example">paul@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	0.67	\N	\N
700004	700002	0	\N	paul@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	0.67	\N	\N
700005	700003	0	\N	rita@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Rita<br><a href="mailto:rita@office.example">rita@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	0.67	\N	\N
700006	700003	0	\N	rita@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	0.67	\N	\N
700007	700004	0	\N	emil@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	0.67	\N	\N
700008	700004	0	\N	emil@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	0.67	\N	\N
700009	700005	0	\N	zoe@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Zoe<br><a href="mailto:zoe@office.example">zoe@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	0.67	\N	\N
700010	700005	0	\N	zoe@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	0.67	\N	\N
700011	700006	0	\N	lea@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Lea<br><a href="mailto:lea@office.example">lea@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	0.67	\N	\N
700012	700006	0	\N	lea@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	0.67	\N	\N
700013	700007	0	\N	dora@gmail.example made in Odoo	busy	<div><strong>Organized by</strong><br>Dora<br><a href="mailto:dora@office.example">dora@office.example</a></div>	t	f	\N	f	2027-03-01 09:00:00	2027-03-01 09:40:00	0.67	\N	\N
700014	700001	0	\N	will is asked	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a><br><br><strong>Contact Details</strong><br>Will<br><a href="mailto:will@office.example">will@office.example</a></div>	t	f	\N	f	2027-03-03 09:00:00	2027-03-03 09:40:00	0.67	\N	\N
700015	700007	0	\N	dora@gmail.example made in Google	busy	\N	t	f	\N	f	2027-03-02 13:00:00	2027-03-02 13:40:00	0.67	\N	\N
700016	700001	0	700001	rounds	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	t	t	2027-03-09 09:00:00	2027-03-09 09:40:00	0.67	\N	2027-03-09 09:00:00
700017	700001	0	700001	rounds	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	t	t	2027-03-30 08:00:00	2027-03-30 08:40:00	0.67	\N	2027-03-30 08:00:00
700018	700001	0	700001	rounds	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	t	t	2027-03-23 09:00:00	2027-03-23 09:40:00	0.67	\N	2027-03-23 09:00:00
700019	700001	0	700001	rounds	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	t	f	2027-03-17 12:00:00	2027-03-17 12:40:00	0.67	\N	2027-03-16 09:00:00
700020	700001	0	\N	mailed by Google	busy	\N	t	f	\N	f	2027-03-04 13:00:00	2027-03-04 13:40:00	0.67	\N	\N
700021	700001	0	\N	with a guest	busy	\N	t	f	\N	f	2027-03-04 13:00:00	2027-03-04 13:40:00	0.67	[{"name": "", "email": "guest@client.example", "answer": "needsAction", "resource": false}]	\N
700022	700001	0	700002	yoga	busy	\N	t	f	t	t	2027-03-08 13:00:00	2027-03-08 13:40:00	0.67	\N	2027-03-08 13:00:00
700023	700001	0	700002	yoga	busy	\N	t	f	t	t	2027-03-15 13:00:00	2027-03-15 13:40:00	0.67	\N	2027-03-15 13:00:00
700024	700001	0	700002	yoga	busy	\N	t	f	t	t	2027-03-22 13:00:00	2027-03-22 13:40:00	0.67	\N	2027-03-22 13:00:00
700025	700001	0	\N	open dispute by Google	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-20 09:00:00	2027-03-20 09:40:00	0.67	\N	\N
700027	700001	0	\N	kept dispute by Google	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-21 09:00:00	2027-03-21 09:40:00	0.67	\N	\N
700028	700001	0	\N	refused	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-22 09:00:00	2027-03-22 09:40:00	0.67	\N	\N
700029	700001	0	\N	was renamed	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-23 09:00:00	2027-03-23 09:40:00	0.67	\N	\N
700031	700001	0	\N	at rest no more	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-25 09:00:00	2027-03-25 09:40:00	0.67	\N	\N
700032	700004	0	\N	series of visits 0	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-10 09:00:00	2027-03-10 09:40:00	0.67	\N	\N
700034	700004	0	\N	series of visits 1	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-11 09:00:00	2027-03-11 09:40:00	0.67	\N	\N
700036	700004	0	\N	series of visits 2	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-12 09:00:00	2027-03-12 09:40:00	0.67	\N	\N
700038	700004	0	\N	series of visits 3	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-13 09:00:00	2027-03-13 09:40:00	0.67	\N	\N
700040	700004	0	\N	series of visits 4	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-14 09:00:00	2027-03-14 09:40:00	0.67	\N	\N
700042	700004	0	\N	series of visits 5	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-15 09:00:00	2027-03-15 09:40:00	0.67	\N	\N
700044	700004	0	\N	series of visits 6	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-16 09:00:00	2027-03-16 09:40:00	0.67	\N	\N
700046	700004	0	\N	series of visits 7	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-17 09:00:00	2027-03-17 09:40:00	0.67	\N	\N
700047	700004	0	\N	series of visits 8	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-18 09:00:00	2027-03-18 09:40:00	0.67	\N	\N
700049	700004	0	\N	series of visits 9	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-19 09:00:00	2027-03-19 09:40:00	0.67	\N	\N
700051	700004	0	\N	series of visits 10	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-20 09:00:00	2027-03-20 09:40:00	0.67	\N	\N
700053	700004	0	\N	series of visits 11	busy	<div><strong>Organized by</strong><br>Emil<br><a href="mailto:emil@office.example">emil@office.example</a></div>	t	f	\N	f	2027-03-21 09:00:00	2027-03-21 09:40:00	0.67	\N	\N
700054	700001	0	\N	was made last	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-27 09:00:00	2027-03-27 09:40:00	0.67	\N	\N
700055	700001	0	\N	anna@gmail.example not sent yet	busy	<div><strong>Organized by</strong><br>Anna<br><a href="mailto:anna@office.example">anna@office.example</a></div>	t	f	\N	f	2027-03-28 09:00:00	2027-03-28 09:40:00	0.67	\N	\N
700056	700002	0	\N	paul@gmail.example not sent yet	busy	<div><strong>Organized by</strong><br>Paul<br><a href="mailto:paul@office.example">paul@office.example</a></div>	t	f	\N	f	2027-03-28 09:00:00	2027-03-28 09:40:00	0.67	\N	\N
\.

COPY calendar_attendee ("id", "event_id", "partner_id", "common_name", "state") FROM stdin;
700001	700001	700001	Anna	accepted
700002	700002	700001	Anna	accepted
700003	700003	700002	Paul	accepted
700004	700004	700002	Paul	accepted
700005	700005	700003	Rita	accepted
700006	700006	700003	Rita	accepted
700007	700007	700004	Emil	accepted
700008	700008	700004	Emil	accepted
700009	700009	700005	Zoe	accepted
700010	700010	700005	Zoe	accepted
700011	700011	700006	Lea	accepted
700012	700012	700006	Lea	accepted
700013	700013	700007	Dora	accepted
700014	700014	700009	Will	needsAction
700015	700015	700007	Dora	accepted
700016	700016	700001	Anna	accepted
700017	700017	700001	Anna	accepted
700018	700018	700001	Anna	accepted
700019	700019	700001	Anna	accepted
700020	700020	700001	Anna	accepted
700021	700021	700001	Anna	accepted
700022	700022	700001	Anna	accepted
700023	700023	700001	Anna	accepted
700024	700024	700001	Anna	accepted
700025	700025	700001	Anna	accepted
700027	700027	700001	Anna	accepted
700028	700028	700001	Anna	accepted
700029	700029	700001	Anna	accepted
700031	700031	700001	Anna	accepted
700032	700032	700004	Emil	accepted
700034	700034	700004	Emil	accepted
700036	700036	700004	Emil	accepted
700038	700038	700004	Emil	accepted
700040	700040	700004	Emil	accepted
700042	700042	700004	Emil	accepted
700044	700044	700004	Emil	accepted
700046	700046	700004	Emil	accepted
700047	700047	700004	Emil	accepted
700049	700049	700004	Emil	accepted
700051	700051	700004	Emil	accepted
700053	700053	700004	Emil	accepted
700054	700054	700001	Anna	accepted
700055	700055	700001	Anna	accepted
700056	700056	700002	Paul	accepted
\.

COPY calendar_event_res_partner_rel ("res_partner_id", "calendar_event_id") FROM stdin;
700001	700021
700001	700023
700001	700019
700001	700020
700001	700022
700001	700002
700001	700001
700001	700055
700001	700054
700001	700031
700001	700029
700001	700028
700001	700027
700001	700025
700001	700024
700001	700016
700001	700017
700001	700018
700002	700003
700002	700004
700002	700056
700003	700006
700003	700005
700004	700007
700004	700044
700004	700046
700004	700047
700004	700049
700004	700051
700004	700053
700004	700008
700004	700032
700004	700034
700004	700036
700004	700038
700004	700040
700004	700042
700005	700009
700005	700010
700006	700011
700006	700012
700007	700013
700007	700015
700009	700014
\.

COPY calendar_alarm_calendar_event_rel ("calendar_event_id", "calendar_alarm_id") FROM stdin;
700002	700001
700004	700001
700006	700001
700008	700001
700010	700001
700012	700001
700015	700001
700020	700002
700021	700002
700022	700002
700023	700002
700024	700002
\.

COPY google_sync_account ("id", "failures", "user_id", "partner_id", "invited_by_id", "populate_done", "populate_total", "paused_by_id", "leaving_total", "sync_token", "message", "state", "google_subject", "google_email", "calendar_id", "calendar_name", "google_time_zone", "connected_by", "refusal", "pending_deletions", "approved_deletions", "undo_deletions", "calendar_lost", "last_sync", "next_sync", "retry_at", "lease_until", "known_since", "authorized_at", "resumed_at", "access_ends_at", "invited_at", "took_over_at", "offered_at") FROM stdin;
1	0	700001	700001	\N	\N	\N	\N	\N	eyJjYWxlbmRhciI6ICJhbm5hQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNjksICJpc3N1ZWQiOiAxNzk1OTYzNjQ4LjYxMDAwNywgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	\N	connected	100758351445363978639	anna@gmail.example	anna@gmail.example	anna@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:46:58	2026-11-29 14:52:08.17872	\N	2026-11-29 15:02:28	2026-11-29 14:46:44	2026-11-29 14:46:50	\N	\N	\N	\N	\N
2	0	700002	700002	\N	\N	\N	2	\N	eyJjYWxlbmRhciI6ICJwYXVsQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNDMsICJpc3N1ZWQiOiAxNzk1OTYzNjE0Ljk1NjY2NywgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	Paused by Mitchell Admin on 11/29/26, 3:47 PM. Changes are noted meanwhile, and go across when it is resumed.	paused	100507518437487980258	paul@gmail.example	paul@gmail.example	paul@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:46:55	2026-11-29 14:52:18.140048	\N	\N	2026-11-29 14:46:45	2026-11-29 14:46:45	\N	\N	\N	\N	\N
3	1	700003	700003	\N	\N	\N	\N	\N	eyJjYWxlbmRhciI6ICJyaXRhQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNDMsICJpc3N1ZWQiOiAxNzk1OTYzNjE1LjA5ODgzNCwgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	Google no longer lets Odoo act for you. Press “Authorize Again” on your Google page.	reauthorize	100952742670381054279	rita@gmail.example	rita@gmail.example	rita@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:46:55	\N	2026-11-29 14:48:10.178864	\N	2026-11-29 14:46:45	2026-11-29 14:46:45	\N	\N	\N	\N	\N
4	0	700004	700004	\N	\N	\N	\N	\N	eyJjYWxlbmRhciI6ICJlbWlsQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNTcsICJpc3N1ZWQiOiAxNzk1OTYzNjM1LjQ3OTgwMywgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	This sync would remove 12 appointments from Odoo. Nothing was changed. Approve it if that is what you want, or have them brought back.	approval	100701740312009096019	emil@gmail.example	emil@gmail.example	emil@gmail.example	Europe/Brussels	consent	\N	{"odoo": ["167b034ee20c400ba5301837bc384ba6", "46a3761b5b164655b2a141ea56ef7861", "47bbcd713351428b995baded2edd9cee", "52d45d4736de4969815b6117ee39ce75", "53886c44db7140f7a5a3171b97e722fd", "541f3b44c0da443fb010c7f56872b232", "75266591f84747d083a9bcbd5888dfbb", "7a24dd5aa82340d5a89f05ab7ff1b8a4", "c67daa1ac6c14a5c9fc2595a29a69f6b", "d3a83e688f8d47b09a1c6847a44b943b", "d7cdec7e97ea4dddb646dd7e03657031", "e0e28b21e33040629dec5963d9f421dc"], "google": []}	\N	f	f	2026-11-29 14:47:15	2026-11-29 14:52:18	\N	\N	2026-11-29 14:46:46	2026-11-29 14:46:46	\N	\N	\N	\N	\N
5	0	700005	700005	\N	\N	\N	\N	\N	eyJjYWxlbmRhciI6ICJ6b2VAZ21haWwuZXhhbXBsZSIsICJjaGFuZ2UiOiA0MywgImlzc3VlZCI6IDE3OTU5NjM2MTUuMjkwODk5LCAiZ2VuZXJhdGlvbiI6IDAsICJwYXJhbWV0ZXJzIjogeyJzaG93RGVsZXRlZCI6IHRydWV9fQ==	Your time zone is America/New_York in Odoo and Europe/Brussels in Google. Nothing is synchronized until they are the same.	zone	100898979285330095220	zoe@gmail.example	zoe@gmail.example	zoe@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:46:55	2026-11-29 14:52:19	\N	\N	2026-11-29 14:46:47	2026-11-29 14:46:47	\N	\N	\N	\N	\N
6	1	700006	700006	\N	\N	\N	\N	1	eyJjYWxlbmRhciI6ICJsZWFAZ21haWwuZXhhbXBsZSIsICJjaGFuZ2UiOiA0MywgImlzc3VlZCI6IDE3OTU5NjM2MTUuMjg5MzMsICJnZW5lcmF0aW9uIjogMCwgInBhcmFtZXRlcnMiOiB7InNob3dEZWxldGVkIjogdHJ1ZX19	Google did not answer (Backend Error). It is tried again by itself.	leaving	100883638730374984166	lea@gmail.example	lea@gmail.example	lea@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:46:55	\N	2026-11-29 14:48:30.320995	\N	2026-11-29 14:46:47	2026-11-29 14:46:47	\N	\N	\N	\N	\N
7	0	700007	700007	\N	\N	\N	\N	0	eyJjYWxlbmRhciI6ICJkb3JhQGdtYWlsLmV4YW1wbGUiLCAiY2hhbmdlIjogNDMsICJpc3N1ZWQiOiAxNzk1OTYzNjE1LjI3NzMzOCwgImdlbmVyYXRpb24iOiAwLCAicGFyYW1ldGVycyI6IHsic2hvd0RlbGV0ZWQiOiB0cnVlfX0=	\N	disconnected	100934343903588283566	dora@gmail.example	dora@gmail.example	dora@gmail.example	Europe/Brussels	consent	\N	\N	\N	f	f	2026-11-29 14:46:55	2026-11-29 14:52:25.826648	\N	\N	2026-11-29 14:46:48	2026-11-29 14:46:48	\N	\N	\N	\N	\N
8	\N	700008	700008	2	\N	\N	\N	\N	\N	\N	disconnected	\N	\N	\N	\N	\N	consent	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-29 14:46:48	\N	\N
9	\N	700009	700009	\N	\N	\N	\N	\N	\N	\N	disconnected	\N	\N	\N	\N	\N	consent	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-29 14:46:48	\N	\N
\.

COPY google_sync_change ("id", "account_id", "res_id", "res_model", "noted_at") FROM stdin;
9	9	700014	calendar.event	2026-11-29 14:46:48.810636
49	1	700055	calendar.event	2026-11-29 14:47:31.852535
50	2	700056	calendar.event	2026-11-29 14:47:31.940097
51	1	700031	calendar.event	2026-11-29 14:47:31.99614
\.

COPY google_sync_conflict ("id", "link_id", "account_id", "user_id", "run_id", "title", "field", "slot", "winner", "state", "kept", "lost", "is_private", "found_at") FROM stdin;
1	24	1	700001	15	open dispute by Google	title	\N	google	open	"open dispute by Google"	"open dispute by Odoo"	f	2026-11-29 14:46:58
2	28	1	700001	15	kept dispute by Google	title	\N	google	kept	"kept dispute by Google"	"kept dispute by Odoo"	f	2026-11-29 14:46:58
\.

COPY google_sync_contact_key ("id", "account_id", "google_id", "digest") FROM stdin;
2	1	people/c5400748666966669313	ec11bebb303e9247fb35811eff8f2cc3a60ba0b876b8bc06d3e90b1b00d41ae2
\.

COPY google_sync_contacts ("id", "failures", "account_id", "category_id", "sync_token", "message", "collection", "state", "label_id", "label_name", "pending_deletions", "approved_deletions", "former_labels", "undo_deletions", "pictures_wait", "last_sync", "next_sync", "retry_at", "lease_until") FROM stdin;
1	0	1	700001	eyJlbWFpbCI6ICJhbm5hQGdtYWlsLmV4YW1wbGUiLCAiZ2VuZXJhdGlvbiI6IDAsICJjaGFuZ2UiOiAyLCAiZnVsbCI6IDE3OTU5NjM2MTAuNTk2Njc3LCAicXVlcnkiOiB7InBhZ2VTaXplIjogMTAwMCwgInBlcnNvbkZpZWxkcyI6ICJuYW1lcyxlbWFpbEFkZHJlc3NlcyxwaG9uZU51bWJlcnMsYWRkcmVzc2VzLG9yZ2FuaXphdGlvbnMsdXJscyxiaXJ0aGRheXMsYmlvZ3JhcGhpZXMsbmlja25hbWVzLG1lbWJlcnNoaXBzLG1ldGFkYXRhLGNsaWVudERhdGEscGhvdG9zIiwgInNvdXJjZXMiOiBbIlJFQURfU09VUkNFX1RZUEVfQ09OVEFDVCJdfX0=	\N	contacts/700001	connected	contactGroups/35ebea1a70fc57da	Patients	\N	\N	{"False": [false, false]}	f	f	2026-11-29 14:47:28	2026-11-29 14:51:20.256487	\N	\N
\.

COPY google_sync_disconnect ("id", "user_id", "create_uid", "write_uid", "mode", "create_date", "write_date") FROM stdin;
1	700007	700007	700007	keep	2026-11-29 14:47:19.358834	2026-11-29 14:47:19.375483
2	700006	700006	700006	remove	2026-11-29 14:47:19.413026	2026-11-29 14:47:19.422608
\.

COPY google_sync_link ("id", "account_id", "res_id", "leader_id", "failures", "collection", "res_model", "google_id", "series_id", "ical_uid", "title", "etag", "role", "origin", "picture", "picture_url", "made_in", "only_on", "state", "base", "remote", "candidates", "error", "taken_over", "as_singles", "retry_at") FROM stdin;
1	1	700001	\N	0	anna@gmail.example	calendar.event	3915aa0e67854ddba9ead84d0b8861f0	\N	3915aa0e67854ddba9ead84d0b8861f0@google.com	anna@gmail.example made in Odoo	"1795963605458000020"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "anna@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
2	1	700002	\N	0	anna@gmail.example	calendar.event	cctp1f40979ltpqdi7g8pdfnlr	\N	cctp1f40979ltpqdi7g8pdfnlr@google.com	anna@gmail.example made in Google	"1795963605177000019"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "anna@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
3	2	700003	\N	0	paul@gmail.example	calendar.event	00c1f933352b47dcb6ead737f2a75235	\N	00c1f933352b47dcb6ead737f2a75235@google.com	paul@gmail.example made in Odoo	"1795963606056000022"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "paul@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Paul<br><a href=\\"mailto:paul@office.example\\">paul@office.example</a>"}	\N	\N	\N	f	\N	\N
4	2	700004	\N	0	paul@gmail.example	calendar.event	2999hjnmj40uiatgune7j3ip53	\N	2999hjnmj40uiatgune7j3ip53@google.com	paul@gmail.example made in Google	"1795963605762000021"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "paul@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
5	3	700005	\N	0	rita@gmail.example	calendar.event	75cd5344f3e94ad4bef10f6264447bc4	\N	75cd5344f3e94ad4bef10f6264447bc4@google.com	rita@gmail.example made in Odoo	"1795963606583000024"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "rita@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Rita<br><a href=\\"mailto:rita@office.example\\">rita@office.example</a>"}	\N	\N	\N	f	\N	\N
6	3	700006	\N	0	rita@gmail.example	calendar.event	kdqvdtke5ruuo6d75icnf8o68h	\N	kdqvdtke5ruuo6d75icnf8o68h@google.com	rita@gmail.example made in Google	"1795963606416000023"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "rita@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
7	4	700007	\N	0	emil@gmail.example	calendar.event	6d3a793704d04ac9bb52260b004eddeb	\N	6d3a793704d04ac9bb52260b004eddeb@google.com	emil@gmail.example made in Odoo	"1795963607199000026"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "emil@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
8	4	700008	\N	0	emil@gmail.example	calendar.event	4n67k0rfo9p4t082rr6sbl1ni5	\N	4n67k0rfo9p4t082rr6sbl1ni5@google.com	emil@gmail.example made in Google	"1795963606959000025"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "emil@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
9	5	700009	\N	0	zoe@gmail.example	calendar.event	c0e8eb039ced45e5a988458a27d1278b	\N	c0e8eb039ced45e5a988458a27d1278b@google.com	zoe@gmail.example made in Odoo	"1795963607728000028"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "zoe@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Zoe<br><a href=\\"mailto:zoe@office.example\\">zoe@office.example</a>"}	\N	\N	\N	f	\N	\N
10	5	700010	\N	0	zoe@gmail.example	calendar.event	0cmf6poq30vsk3bhhvjksvesgu	\N	0cmf6poq30vsk3bhhvjksvesgu@google.com	zoe@gmail.example made in Google	"1795963607549000027"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "zoe@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
11	6	700011	\N	0	lea@gmail.example	calendar.event	ad28f704c39e415cac8d8ccd79ddde63	\N	ad28f704c39e415cac8d8ccd79ddde63@google.com	lea@gmail.example made in Odoo	"1795963608319000030"	organizer	odoo	\N	\N	odoo	\N	removing	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "lea@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Lea<br><a href=\\"mailto:lea@office.example\\">lea@office.example</a>"}	\N	\N	\N	f	\N	\N
12	6	700012	\N	0	lea@gmail.example	calendar.event	m9pk47fnciq53e0daohfc5l6he	\N	m9pk47fnciq53e0daohfc5l6he@google.com	lea@gmail.example made in Google	"1795963608065000029"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "lea@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
13	7	700013	\N	0	dora@gmail.example	calendar.event	9451e62380504281a9333d67c37613cc	\N	9451e62380504281a9333d67c37613cc@google.com	dora@gmail.example made in Odoo	"1795963608976000032"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "dora@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Dora<br><a href=\\"mailto:dora@office.example\\">dora@office.example</a>"}	\N	\N	\N	f	\N	\N
14	7	700015	\N	0	dora@gmail.example	calendar.event	u37537nffn2pbrlo3rhnte8m31	\N	u37537nffn2pbrlo3rhnte8m31@google.com	dora@gmail.example made in Google	"1795963608675000031"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "dora@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
15	1	700014	\N	0	anna@gmail.example	calendar.event	f1ed20289c214b10a0e18e3b96d5c1d3	\N	f1ed20289c214b10a0e18e3b96d5c1d3@google.com	will is asked	"1795963609284000033"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-03T09:00:00+00:00", "2027-03-03T09:40:00+00:00"]}, "title": "will is asked", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a><br><br><b>Contact Details</b><br>Will<br><a href=\\"mailto:will@office.example\\">will@office.example</a>"}	\N	\N	\N	f	\N	\N
18	1	700010	\N	0	contacts/700001	res.partner	people/c5277654996609690037	\N	\N	Olga Odoo	%cGVyc29uLzUyNzc2NTQ5OTY2MDk2OTAwMzcvMTE=	organizer	odoo	\N	\N	odoo	\N	synced	{"job": "", "name": "Olga Odoo", "email": "olga@home.example", "notes": "", "phone": "", "address": {"zip": "", "city": "", "state": "", "street": "", "country": "", "street2": ""}, "company": "", "website": "", "birthday": null, "is_company": false}	{"etag": "%cGVyc29uLzUyNzc2NTQ5OTY2MDk2OTAwMzcvMTE=", "names": [{"metadata": {"primary": true, "sourcePrimary": true}, "givenName": "Olga", "familyName": "Odoo", "displayName": "Olga Odoo", "unstructuredName": "Olga Odoo"}], "metadata": {"sources": [{"id": "493dff41d7fc69b5", "etag": "#c291cmNlLzUyNzc2NTQ5OTY2MDk2OTAwMzcvMTE=", "type": "CONTACT", "updateTime": "2026-11-29T14:46:51.638661Z"}]}, "resourceName": "people/c5277654996609690037", "emailAddresses": [{"value": "olga@home.example", "metadata": {"primary": true, "sourcePrimary": true}}]}	\N	\N	\N	\N	\N
19	1	700012	\N	0	contacts/700001	res.partner	people/c5400748666966669313	\N	\N	Gustav Google	%cGVyc29uLzU0MDA3NDg2NjY5NjY2NjkzMTMvMTA=	organizer	google	\N	\N	google	\N	synced	{"job": "", "name": "Gustav Google", "email": "gustav@home.example", "notes": "", "phone": "", "address": {"zip": "", "city": "", "state": "", "street": "", "country": "", "street2": ""}, "company": "", "website": "", "birthday": null, "is_company": false}	{"etag": "%cGVyc29uLzU0MDA3NDg2NjY5NjY2NjkzMTMvMTA=", "names": [{"metadata": {"primary": true, "sourcePrimary": true}, "givenName": "Gustav", "familyName": "Google", "displayName": "Gustav Google", "unstructuredName": "Gustav Google"}], "metadata": {"sources": [{"id": "4af3504c57b67801", "etag": "#c291cmNlLzU0MDA3NDg2NjY5NjY2NjkzMTMvMTA=", "type": "CONTACT", "updateTime": "2026-11-29T14:46:50.902499Z"}]}, "resourceName": "people/c5400748666966669313", "emailAddresses": [{"value": "gustav@home.example", "metadata": {"primary": true, "sourcePrimary": true}}]}	\N	\N	\N	\N	\N
20	1	700001	\N	0	anna@gmail.example	calendar.recurrence	94b38421409546aaa23701aeb676b9ef	\N	94b38421409546aaa23701aeb676b9ef@google.com	rounds	"1795963611853000037"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-09T09:00:00+00:00", "2027-03-09T09:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [["2027-03-16T09:00:00+00:00", {"busy": true, "mask": null, "when": {"time": ["2027-03-17T12:00:00+00:00", "2027-03-17T12:40:00+00:00"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}]], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
21	1	700020	\N	0	anna@gmail.example	calendar.event	dadc7mnju2g0ujcvfd9jgtp8te	\N	dadc7mnju2g0ujcvfd9jgtp8te@google.com	mailed by Google	"1795963610910000034"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-04T13:00:00+00:00", "2027-03-04T13:40:00+00:00"]}, "title": "mailed by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
22	1	700021	\N	0	anna@gmail.example	calendar.event	53vg947takgmi657cq8at8lug3	\N	53vg947takgmi657cq8at8lug3@google.com	with a guest	"1795963610917000035"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-04T13:00:00+00:00", "2027-03-04T13:40:00+00:00"]}, "title": "with a guest", "video": "", "guests": [["guest@client.example", "needsAction", "", false]], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
23	1	700002	\N	0	anna@gmail.example	calendar.recurrence	h0g0rs2ehhptnkfnrpv7bo96lk	\N	h0g0rs2ehhptnkfnrpv7bo96lk@google.com	yoga	"1795963610919000036"	organizer	google	\N	\N	google	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-08T13:00:00+00:00", "2027-03-08T13:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO"]}, "title": "yoga", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}	\N	\N	\N	f	\N	\N
24	1	700025	\N	0	anna@gmail.example	calendar.event	930ae056e5c14984913379dcca506613	\N	930ae056e5c14984913379dcca506613@google.com	open dispute by Google	"1795963618339000044"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "open dispute by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
25	1	700029	\N	0	anna@gmail.example	calendar.event	74b86f3065ac4e1b9904982b3c78b251	\N	74b86f3065ac4e1b9904982b3c78b251@google.com	was renamed	"1795963614678000040"	organizer	odoo	\N	\N	odoo	\N	pending	{"busy": true, "mask": null, "when": {"time": ["2027-03-23T09:00:00+00:00", "2027-03-23T09:40:00+00:00"]}, "title": "to be renamed", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	2026-11-29 15:02:28
26	1	700028	\N	1	anna@gmail.example	calendar.event	6fb45679751f49fda0fe3453ea9a817e	\N	6fb45679751f49fda0fe3453ea9a817e@google.com	refused	\N	organizer	odoo	\N	\N	odoo	\N	failed	\N	\N	\N	Google refuses it: badRequest. Change it and it is sent again.	\N	\N	2026-11-29 14:51:54
27	1	700031	\N	0	anna@gmail.example	calendar.event	eaa61def56f045a3b2cdf3e98cd9fbac	\N	eaa61def56f045a3b2cdf3e98cd9fbac@google.com	at rest	"1795963614678000041"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-25T09:00:00+00:00", "2027-03-25T09:40:00+00:00"]}, "title": "at rest", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
28	1	700027	\N	0	anna@gmail.example	calendar.event	960c14a5df694624a42e7c85c20dc20a	\N	960c14a5df694624a42e7c85c20dc20a@google.com	kept dispute by Google	"1795963618371000045"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "kept dispute by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	\N
29	1	700030	\N	0	anna@gmail.example	calendar.event	6f54f1c6002c4a84b802a8c16d13fe6e	\N	6f54f1c6002c4a84b802a8c16d13fe6e@google.com	to be deleted	\N	organizer	odoo	\N	\N	odoo	\N	pending	{"busy": true, "mask": null, "when": {"time": ["2027-03-24T09:00:00+00:00", "2027-03-24T09:40:00+00:00"]}, "title": "to be deleted", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	\N	\N	\N	f	\N	2026-11-29 15:02:28
30	4	700032	\N	0	emil@gmail.example	calendar.event	7a24dd5aa82340d5a89f05ab7ff1b8a4	\N	7a24dd5aa82340d5a89f05ab7ff1b8a4@google.com	series of visits 0	"1795963622389000046"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-10T09:00:00+00:00", "2027-03-10T09:40:00+00:00"]}, "title": "series of visits 0", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
31	4	700034	\N	0	emil@gmail.example	calendar.event	75266591f84747d083a9bcbd5888dfbb	\N	75266591f84747d083a9bcbd5888dfbb@google.com	series of visits 1	"1795963622867000047"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-11T09:00:00+00:00", "2027-03-11T09:40:00+00:00"]}, "title": "series of visits 1", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
32	4	700036	\N	0	emil@gmail.example	calendar.event	d7cdec7e97ea4dddb646dd7e03657031	\N	d7cdec7e97ea4dddb646dd7e03657031@google.com	series of visits 2	"1795963624437000048"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-12T09:00:00+00:00", "2027-03-12T09:40:00+00:00"]}, "title": "series of visits 2", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
33	4	700038	\N	0	emil@gmail.example	calendar.event	46a3761b5b164655b2a141ea56ef7861	\N	46a3761b5b164655b2a141ea56ef7861@google.com	series of visits 3	"1795963625691000049"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-13T09:00:00+00:00", "2027-03-13T09:40:00+00:00"]}, "title": "series of visits 3", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
34	4	700040	\N	0	emil@gmail.example	calendar.event	47bbcd713351428b995baded2edd9cee	\N	47bbcd713351428b995baded2edd9cee@google.com	series of visits 4	"1795963626139000050"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-14T09:00:00+00:00", "2027-03-14T09:40:00+00:00"]}, "title": "series of visits 4", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
35	4	700042	\N	0	emil@gmail.example	calendar.event	e0e28b21e33040629dec5963d9f421dc	\N	e0e28b21e33040629dec5963d9f421dc@google.com	series of visits 5	"1795963628255000051"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-15T09:00:00+00:00", "2027-03-15T09:40:00+00:00"]}, "title": "series of visits 5", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
36	4	700044	\N	0	emil@gmail.example	calendar.event	52d45d4736de4969815b6117ee39ce75	\N	52d45d4736de4969815b6117ee39ce75@google.com	series of visits 6	"1795963630132000052"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-16T09:00:00+00:00", "2027-03-16T09:40:00+00:00"]}, "title": "series of visits 6", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
37	4	700046	\N	0	emil@gmail.example	calendar.event	541f3b44c0da443fb010c7f56872b232	\N	541f3b44c0da443fb010c7f56872b232@google.com	series of visits 7	"1795963630995000053"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-17T09:00:00+00:00", "2027-03-17T09:40:00+00:00"]}, "title": "series of visits 7", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
38	4	700047	\N	0	emil@gmail.example	calendar.event	53886c44db7140f7a5a3171b97e722fd	\N	53886c44db7140f7a5a3171b97e722fd@google.com	series of visits 8	"1795963630995000054"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-18T09:00:00+00:00", "2027-03-18T09:40:00+00:00"]}, "title": "series of visits 8", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
39	4	700049	\N	0	emil@gmail.example	calendar.event	167b034ee20c400ba5301837bc384ba6	\N	167b034ee20c400ba5301837bc384ba6@google.com	series of visits 9	"1795963632371000055"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-19T09:00:00+00:00", "2027-03-19T09:40:00+00:00"]}, "title": "series of visits 9", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
40	4	700051	\N	0	emil@gmail.example	calendar.event	c67daa1ac6c14a5c9fc2595a29a69f6b	\N	c67daa1ac6c14a5c9fc2595a29a69f6b@google.com	series of visits 10	"1795963634125000056"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "series of visits 10", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
41	4	700053	\N	0	emil@gmail.example	calendar.event	d3a83e688f8d47b09a1c6847a44b943b	\N	d3a83e688f8d47b09a1c6847a44b943b@google.com	series of visits 11	"1795963635175000057"	organizer	odoo	\N	\N	odoo	\N	synced	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "series of visits 11", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}	\N	\N	\N	f	\N	\N
42	1	700054	\N	\N	anna@gmail.example	calendar.event	22855a37fbe8432ca75153f5c76e826f	\N	22855a37fbe8432ca75153f5c76e826f@google.com	was made last	\N	organizer	odoo	\N	\N	odoo	\N	pending	\N	\N	\N	\N	\N	\N	2026-11-29 15:02:28
\.

COPY google_sync_overlap ("id", "account_id", "first_id", "second_id") FROM stdin;
1	1	700020	700021
2	1	700018	700029
\.

COPY google_sync_run ("id", "account_id", "user_id", "odoo_created", "odoo_updated", "odoo_deleted", "google_created", "google_updated", "google_deleted", "problems", "undoes_id", "kind", "state", "message", "started_at", "finished_at", "delay") FROM stdin;
1	1	700001	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:46:45	2026-11-29 14:46:45	0
2	2	700002	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:46:46	2026-11-29 14:46:46	0.307017
3	3	700003	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:46:46	2026-11-29 14:46:46	0
4	4	700004	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:46:47	2026-11-29 14:46:47	0.114111
5	5	700005	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:46:47	2026-11-29 14:46:47	0
6	6	700006	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:46:48	2026-11-29 14:46:48	0.022247
7	7	700007	1	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:46:48	2026-11-29 14:46:49	0.419773
8	1	700001	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:46:49	2026-11-29 14:46:49	0.189364
9	1	700001	\N	\N	\N	\N	\N	\N	\N	\N	contacts	failed	A permission is missing. Press “Authorize Again” and tick every box on Google's page.	2026-11-29 14:46:49	2026-11-29 14:46:49	\N
11	1	700001	1	\N	\N	1	\N	\N	\N	\N	contacts	done	\N	2026-11-29 14:46:51	2026-11-29 14:46:51	0.186418
12	1	700001	3	\N	\N	1	\N	\N	1	\N	calendar	warnings	\N	2026-11-29 14:46:51	2026-11-29 14:46:51	0.09
13	1	700001	\N	\N	\N	1	1	\N	\N	\N	calendar	done	\N	2026-11-29 14:46:52	2026-11-29 14:46:52	0
14	1	700001	\N	\N	\N	4	\N	\N	2	\N	calendar	warnings	\N	2026-11-29 14:46:54	2026-11-29 14:46:54	0
15	1	700001	\N	2	\N	\N	\N	\N	2	\N	calendar	warnings	\N	2026-11-29 14:46:58	2026-11-29 14:46:58	0
16	3	700003	\N	\N	\N	\N	\N	\N	\N	\N	calendar	failed	Google no longer lets Odoo act for you. Press “Authorize Again” on your Google page.	2026-11-29 14:47:01	2026-11-29 14:47:01	\N
17	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:47:02	2026-11-29 14:47:02	0
18	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:47:02	2026-11-29 14:47:02	0
19	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:47:04	2026-11-29 14:47:04	0
20	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:47:05	2026-11-29 14:47:05	0
21	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:47:06	2026-11-29 14:47:06	0.056968
22	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:47:08	2026-11-29 14:47:08	0.004989
23	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:47:10	2026-11-29 14:47:10	0.072753
24	4	700004	\N	\N	\N	2	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:47:11	2026-11-29 14:47:11	0.260903
25	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:47:12	2026-11-29 14:47:12	0
26	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:47:14	2026-11-29 14:47:14	0.168975
27	4	700004	\N	\N	\N	1	\N	\N	\N	\N	calendar	done	\N	2026-11-29 14:47:15	2026-11-29 14:47:15	0.054261
28	4	700004	\N	\N	\N	\N	\N	\N	\N	\N	calendar	stopped	This sync would remove 12 appointments from Odoo. Nothing was changed. Approve it if that is what you want, or have them brought back.	2026-11-29 14:47:18	2026-11-29 14:47:18	\N
29	5	700005	\N	\N	\N	\N	\N	\N	\N	\N	calendar	stopped	Your time zone is America/New_York in Odoo and Europe/Brussels in Google. Nothing is synchronized until they are the same.	2026-11-29 14:47:19	2026-11-29 14:47:19	\N
30	6	700006	\N	\N	\N	\N	\N	\N	\N	\N	calendar	failed	Google did not answer (Backend Error). It is tried again by itself.	2026-11-29 14:47:25	2026-11-29 14:47:25	\N
\.

COPY google_sync_run_line ("id", "run_id", "res_id", "other_id", "level", "side", "verb", "title", "res_model", "google_id", "undo", "before", "after", "message", "undo_message", "started_at") FROM stdin;
1	1	700002	\N	info	odoo	create	anna@gmail.example made in Google	calendar.event	cctp1f40979ltpqdi7g8pdfnlr	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "anna@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:46:45
2	1	700001	\N	info	google	create	anna@gmail.example made in Odoo	calendar.event	3915aa0e67854ddba9ead84d0b8861f0	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "anna@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:46:45
3	2	700004	\N	info	odoo	create	paul@gmail.example made in Google	calendar.event	2999hjnmj40uiatgune7j3ip53	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "paul@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:46:46
4	2	700003	\N	info	google	create	paul@gmail.example made in Odoo	calendar.event	00c1f933352b47dcb6ead737f2a75235	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "paul@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Paul<br><a href=\\"mailto:paul@office.example\\">paul@office.example</a>"}		\N	2026-11-29 14:46:46
5	3	700006	\N	info	odoo	create	rita@gmail.example made in Google	calendar.event	kdqvdtke5ruuo6d75icnf8o68h	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "rita@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:46:46
6	3	700005	\N	info	google	create	rita@gmail.example made in Odoo	calendar.event	75cd5344f3e94ad4bef10f6264447bc4	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "rita@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Rita<br><a href=\\"mailto:rita@office.example\\">rita@office.example</a>"}		\N	2026-11-29 14:46:46
7	4	700008	\N	info	odoo	create	emil@gmail.example made in Google	calendar.event	4n67k0rfo9p4t082rr6sbl1ni5	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "emil@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:46:47
8	4	700007	\N	info	google	create	emil@gmail.example made in Odoo	calendar.event	6d3a793704d04ac9bb52260b004eddeb	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "emil@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:46:47
9	5	700010	\N	info	odoo	create	zoe@gmail.example made in Google	calendar.event	0cmf6poq30vsk3bhhvjksvesgu	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "zoe@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:46:47
10	5	700009	\N	info	google	create	zoe@gmail.example made in Odoo	calendar.event	c0e8eb039ced45e5a988458a27d1278b	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "zoe@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Zoe<br><a href=\\"mailto:zoe@office.example\\">zoe@office.example</a>"}		\N	2026-11-29 14:46:47
11	6	700012	\N	info	odoo	create	lea@gmail.example made in Google	calendar.event	m9pk47fnciq53e0daohfc5l6he	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "lea@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:46:48
12	6	700011	\N	info	google	create	lea@gmail.example made in Odoo	calendar.event	ad28f704c39e415cac8d8ccd79ddde63	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "lea@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Lea<br><a href=\\"mailto:lea@office.example\\">lea@office.example</a>"}		\N	2026-11-29 14:46:48
13	7	700015	\N	info	odoo	create	dora@gmail.example made in Google	calendar.event	u37537nffn2pbrlo3rhnte8m31	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-02T13:00:00+00:00", "2027-03-02T13:40:00+00:00"]}, "title": "dora@gmail.example made in Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[10, "popup"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:46:48
14	7	700013	\N	info	google	create	dora@gmail.example made in Odoo	calendar.event	9451e62380504281a9333d67c37613cc	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-01T09:00:00+00:00", "2027-03-01T09:40:00+00:00"]}, "title": "dora@gmail.example made in Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Dora<br><a href=\\"mailto:dora@office.example\\">dora@office.example</a>"}		\N	2026-11-29 14:46:48
15	8	700014	\N	info	google	create	will is asked	calendar.event	f1ed20289c214b10a0e18e3b96d5c1d3	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-03T09:00:00+00:00", "2027-03-03T09:40:00+00:00"]}, "title": "will is asked", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a><br><br><b>Contact Details</b><br>Will<br><a href=\\"mailto:will@office.example\\">will@office.example</a>"}		\N	2026-11-29 14:46:49
17	11	700012	\N	info	odoo	create	Gustav Google	res.partner	people/c5400748666966669313	\N	\N	{"job": "", "name": "Gustav Google", "email": "gustav@home.example", "notes": "", "phone": "", "address": {"zip": "", "city": "", "state": "", "street": "", "country": "", "street2": ""}, "company": "", "website": "", "birthday": null, "is_company": false}		\N	2026-11-29 14:46:51
18	11	700010	\N	info	google	create	Olga Odoo	res.partner	people/c5277654996609690037	\N	\N	{"job": "", "name": "Olga Odoo", "email": "olga@home.example", "notes": "", "phone": "", "address": {"zip": "", "city": "", "state": "", "street": "", "country": "", "street2": ""}, "company": "", "website": "", "birthday": null, "is_company": false}		\N	2026-11-29 14:46:51
19	12	700020	\N	info	odoo	create	mailed by Google	calendar.event	dadc7mnju2g0ujcvfd9jgtp8te	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-04T13:00:00+00:00", "2027-03-04T13:40:00+00:00"]}, "title": "mailed by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:46:51
20	12	700021	\N	info	odoo	create	with a guest	calendar.event	53vg947takgmi657cq8at8lug3	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-04T13:00:00+00:00", "2027-03-04T13:40:00+00:00"]}, "title": "with a guest", "video": "", "guests": [["guest@client.example", "needsAction", "", false]], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:46:51
21	12	700022	\N	info	odoo	create	yoga	calendar.event	h0g0rs2ehhptnkfnrpv7bo96lk	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-08T13:00:00+00:00", "2027-03-08T13:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO"]}, "title": "yoga", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [[30, "email"]], "conference": "", "exceptions": [], "description": ""}		\N	2026-11-29 14:46:51
22	12	700020	700021	warning	\N	\N	mailed by Google	calendar.event	\N	\N	\N	\N	“mailed by Google” (3/4/27, 2:00 PM) and “with a guest” (3/4/27, 2:00 PM) are at the same time. Both stay; move one of them.	\N	2026-11-29 14:46:51
23	12	700016	\N	info	google	create	rounds	calendar.event	94b38421409546aaa23701aeb676b9ef	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-09T09:00:00+00:00", "2027-03-09T09:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:46:51
24	13	700016	\N	info	google	update	rounds	calendar.event	94b38421409546aaa23701aeb676b9ef	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-09T09:00:00+00:00", "2027-03-09T09:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	{"busy": true, "mask": null, "when": {"time": ["2027-03-09T09:00:00+00:00", "2027-03-09T09:40:00+00:00"], "zone": "Europe/Brussels", "extra": [], "rules": ["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [["2027-03-16T09:00:00+00:00", {"busy": true, "mask": null, "when": {"time": ["2027-03-17T12:00:00+00:00", "2027-03-17T12:40:00+00:00"]}, "title": "rounds", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}]], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:46:52
25	13	700025	\N	info	google	create	open dispute	calendar.event	930ae056e5c14984913379dcca506613	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "open dispute", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:46:52
26	14	700018	700029	warning	\N	\N	rounds	calendar.event	\N	\N	\N	\N	“rounds” (3/23/27, 10:00 AM) and “to be renamed” (3/23/27, 10:00 AM) are at the same time. Both stay; move one of them.	\N	2026-11-29 14:46:54
27	14	700029	\N	info	google	create	to be renamed	calendar.event	74b86f3065ac4e1b9904982b3c78b251	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-23T09:00:00+00:00", "2027-03-23T09:40:00+00:00"]}, "title": "to be renamed", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:46:54
28	14	700028	0	error	\N	\N	refused	calendar.event	6fb45679751f49fda0fe3453ea9a817e	\N	\N	\N	Google refuses it: badRequest. Change it and it is sent again.	\N	2026-11-29 14:46:54
29	14	700031	\N	info	google	create	at rest	calendar.event	eaa61def56f045a3b2cdf3e98cd9fbac	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-25T09:00:00+00:00", "2027-03-25T09:40:00+00:00"]}, "title": "at rest", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:46:54
30	14	700027	\N	info	google	create	kept dispute	calendar.event	960c14a5df694624a42e7c85c20dc20a	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "kept dispute", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:46:54
31	14	700030	\N	info	google	create	to be deleted	calendar.event	6f54f1c6002c4a84b802a8c16d13fe6e	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-24T09:00:00+00:00", "2027-03-24T09:40:00+00:00"]}, "title": "to be deleted", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}		\N	2026-11-29 14:46:54
32	15	700025	\N	warning	odoo	update	open dispute by Google	calendar.event	930ae056e5c14984913379dcca506613	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "open dispute by Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "open dispute by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	Both sides changed the title: Google's stays; the other was “open dispute by Odoo”.	\N	2026-11-29 14:46:58
33	15	700027	\N	warning	odoo	update	kept dispute by Google	calendar.event	960c14a5df694624a42e7c85c20dc20a	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "kept dispute by Odoo", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "kept dispute by Google", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Anna<br><a href=\\"mailto:anna@office.example\\">anna@office.example</a>"}	Both sides changed the title: Google's stays; the other was “kept dispute by Odoo”.	\N	2026-11-29 14:46:58
34	17	700032	\N	info	google	create	series of visits 0	calendar.event	7a24dd5aa82340d5a89f05ab7ff1b8a4	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-10T09:00:00+00:00", "2027-03-10T09:40:00+00:00"]}, "title": "series of visits 0", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:47:02
35	18	700034	\N	info	google	create	series of visits 1	calendar.event	75266591f84747d083a9bcbd5888dfbb	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-11T09:00:00+00:00", "2027-03-11T09:40:00+00:00"]}, "title": "series of visits 1", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:47:02
36	19	700036	\N	info	google	create	series of visits 2	calendar.event	d7cdec7e97ea4dddb646dd7e03657031	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-12T09:00:00+00:00", "2027-03-12T09:40:00+00:00"]}, "title": "series of visits 2", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:47:04
37	20	700038	\N	info	google	create	series of visits 3	calendar.event	46a3761b5b164655b2a141ea56ef7861	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-13T09:00:00+00:00", "2027-03-13T09:40:00+00:00"]}, "title": "series of visits 3", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:47:05
38	21	700040	\N	info	google	create	series of visits 4	calendar.event	47bbcd713351428b995baded2edd9cee	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-14T09:00:00+00:00", "2027-03-14T09:40:00+00:00"]}, "title": "series of visits 4", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:47:06
39	22	700042	\N	info	google	create	series of visits 5	calendar.event	e0e28b21e33040629dec5963d9f421dc	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-15T09:00:00+00:00", "2027-03-15T09:40:00+00:00"]}, "title": "series of visits 5", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:47:08
40	23	700044	\N	info	google	create	series of visits 6	calendar.event	52d45d4736de4969815b6117ee39ce75	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-16T09:00:00+00:00", "2027-03-16T09:40:00+00:00"]}, "title": "series of visits 6", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:47:10
41	24	700046	\N	info	google	create	series of visits 7	calendar.event	541f3b44c0da443fb010c7f56872b232	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-17T09:00:00+00:00", "2027-03-17T09:40:00+00:00"]}, "title": "series of visits 7", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:47:11
42	24	700047	\N	info	google	create	series of visits 8	calendar.event	53886c44db7140f7a5a3171b97e722fd	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-18T09:00:00+00:00", "2027-03-18T09:40:00+00:00"]}, "title": "series of visits 8", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:47:11
43	25	700049	\N	info	google	create	series of visits 9	calendar.event	167b034ee20c400ba5301837bc384ba6	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-19T09:00:00+00:00", "2027-03-19T09:40:00+00:00"]}, "title": "series of visits 9", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:47:12
44	26	700051	\N	info	google	create	series of visits 10	calendar.event	c67daa1ac6c14a5c9fc2595a29a69f6b	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-20T09:00:00+00:00", "2027-03-20T09:40:00+00:00"]}, "title": "series of visits 10", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:47:14
45	27	700053	\N	info	google	create	series of visits 11	calendar.event	d3a83e688f8d47b09a1c6847a44b943b	\N	\N	{"busy": true, "mask": null, "when": {"time": ["2027-03-21T09:00:00+00:00", "2027-03-21T09:40:00+00:00"]}, "title": "series of visits 11", "video": "", "guests": [], "status": "confirmed", "privacy": "default", "location": "", "reminders": [], "conference": "", "exceptions": [], "description": "<b>Organized by</b><br>Emil<br><a href=\\"mailto:emil@office.example\\">emil@office.example</a>"}		\N	2026-11-29 14:47:15
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

SELECT setval('google_sync_change_id_seq', 51);

SELECT setval('google_sync_conflict_id_seq', 2);

SELECT setval('google_sync_contact_key_id_seq', 2);

SELECT setval('google_sync_contacts_id_seq', 1);

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
ALTER TABLE ONLY google_sync_alert
    ADD CONSTRAINT google_sync_alert_key_unique UNIQUE (account_id, key);
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
ALTER TABLE ONLY google_sync_contacts
    ADD CONSTRAINT google_sync_contacts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_disconnect
    ADD CONSTRAINT google_sync_disconnect_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_former_access
    ADD CONSTRAINT google_sync_former_access_account_unique UNIQUE (account_id);
ALTER TABLE ONLY google_sync_former_access
    ADD CONSTRAINT google_sync_former_access_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_invitation
    ADD CONSTRAINT google_sync_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_invitation_res_users_rel
    ADD CONSTRAINT google_sync_invitation_res_users_rel_pkey PRIMARY KEY (google_sync_invitation_id, res_users_id);
ALTER TABLE ONLY google_sync_link
    ADD CONSTRAINT google_sync_link_google_unique UNIQUE (account_id, collection, google_id);
ALTER TABLE ONLY google_sync_link
    ADD CONSTRAINT google_sync_link_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_overlap
    ADD CONSTRAINT google_sync_overlap_pair_unique UNIQUE (account_id, first_id, second_id);
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
ALTER TABLE ONLY google_sync_token
    ADD CONSTRAINT google_sync_token_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_undo
    ADD CONSTRAINT google_sync_undo_pkey PRIMARY KEY (id);
ALTER TABLE ONLY google_sync_undo_record
    ADD CONSTRAINT google_sync_undo_record_pkey PRIMARY KEY (id);
CREATE INDEX google_sync_account__partner_id_index ON google_sync_account USING btree (partner_id);
CREATE UNIQUE INDEX google_sync_account_calendar_unique ON google_sync_account USING btree (calendar_id) WHERE ((state)::text <> 'disconnected'::text);
CREATE UNIQUE INDEX google_sync_account_subject_unique ON google_sync_account USING btree (google_subject) WHERE ((state)::text <> 'disconnected'::text);
CREATE INDEX google_sync_alert__account_id_index ON google_sync_alert USING btree (account_id);
CREATE INDEX google_sync_change__account_id_index ON google_sync_change USING btree (account_id);
CREATE INDEX google_sync_conflict__account_id_index ON google_sync_conflict USING btree (account_id);
CREATE INDEX google_sync_conflict__link_id_index ON google_sync_conflict USING btree (link_id);
CREATE INDEX google_sync_conflict__run_id_index ON google_sync_conflict USING btree (run_id);
CREATE INDEX google_sync_conflict__user_id_index ON google_sync_conflict USING btree (user_id);
CREATE INDEX google_sync_contact_key_digest_index ON google_sync_contact_key USING btree (account_id, digest);
CREATE INDEX google_sync_contact_key_google_index ON google_sync_contact_key USING btree (account_id, google_id);
CREATE INDEX google_sync_invitation_res_us_res_users_id_google_sync_invi_idx ON google_sync_invitation_res_users_rel USING btree (res_users_id, google_sync_invitation_id);
CREATE INDEX google_sync_link__leader_id_index ON google_sync_link USING btree (leader_id) WHERE (leader_id IS NOT NULL);
CREATE INDEX google_sync_link_due_index ON google_sync_link USING btree (account_id, retry_at) WHERE (retry_at IS NOT NULL);
CREATE INDEX google_sync_link_failed_index ON google_sync_link USING btree (account_id) WHERE ((state)::text = 'failed'::text);
CREATE INDEX google_sync_link_leaving_index ON google_sync_link USING btree (account_id) WHERE ((state)::text = ANY ((ARRAY['frozen'::character varying, 'removing'::character varying])::text[]));
CREATE INDEX google_sync_link_meeting_index ON google_sync_link USING btree (ical_uid) WHERE (ical_uid IS NOT NULL);
CREATE INDEX google_sync_link_moving_index ON google_sync_link USING btree (account_id) WHERE ((state)::text = ANY ((ARRAY['moving'::character varying, 'leaving'::character varying])::text[]));
CREATE INDEX google_sync_link_record_index ON google_sync_link USING btree (res_model, res_id);
CREATE UNIQUE INDEX google_sync_link_record_unique ON google_sync_link USING btree (account_id, collection, res_model, res_id) WHERE (res_id <> 0);
CREATE INDEX google_sync_link_series_index ON google_sync_link USING btree (series_id) WHERE (series_id IS NOT NULL);
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
CREATE UNIQUE INDEX google_sync_run_undo_unique ON google_sync_run USING btree (undoes_id) WHERE (undoes_id IS NOT NULL);
CREATE UNIQUE INDEX google_sync_service_account_one_only ON google_sync_service_account USING btree ((true));
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
