extension PostgreSQLMigration.Schema17 {
    /// Profile templates, management requests and what comes of them, and mail.
    static let management = """
        CREATE TABLE profile_template (
            id uuid CONSTRAINT profile_template_pkey PRIMARY KEY,
            name text COLLATE "C" NOT NULL CHECK (name <> ''),
            version bigint NOT NULL CHECK (version >= 1)
        );
        CREATE UNIQUE INDEX profile_template_name_key ON profile_template (lower(name));
        CREATE TRIGGER profile_template_version_grows BEFORE UPDATE ON profile_template FOR EACH ROW
        WHEN (NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id)
        EXECUTE FUNCTION chancery.refuse('a profile template keeps its id and its version grows by one');
        CREATE TRIGGER profile_template_stays BEFORE DELETE OR TRUNCATE ON profile_template
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('profile templates stay');
        CREATE TABLE profile_template_version (
            id uuid NOT NULL CONSTRAINT profile_template_version_id_fkey REFERENCES profile_template (id),
            version bigint NOT NULL CHECK (version >= 1),
            document json NOT NULL CHECK ((document ->> 'form')::bigint >= 1),
            CONSTRAINT profile_template_version_pkey PRIMARY KEY (id, version)
        );
        CREATE TRIGGER profile_template_version_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON profile_template_version
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('profile template versions stay and never change');

        CREATE TABLE management_request (
            -- The order of submission.
            place bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT management_request_pkey PRIMARY KEY,
            id uuid NOT NULL CONSTRAINT management_request_id_key UNIQUE,
            revision bigint NOT NULL CHECK (revision >= 1),
            status bigint NOT NULL,
            target uuid NOT NULL,
            originator uuid NOT NULL,
            profile_template uuid NOT NULL,
            profile_template_version bigint NOT NULL,
            document json NOT NULL CHECK ((document ->> 'form')::bigint >= 1),
            CONSTRAINT management_request_template_fkey FOREIGN KEY (profile_template, profile_template_version)
                REFERENCES profile_template_version (id, version)
        );
        -- A user's own requests, those of the profile templates whose requests they may see, and those of one status, in the order of submission.
        CREATE INDEX management_request_target ON management_request (target, place);
        CREATE INDEX management_request_originator ON management_request (originator, place);
        CREATE INDEX management_request_template ON management_request (profile_template, place);
        CREATE INDEX management_request_status ON management_request (status, place);
        CREATE TRIGGER management_request_revision BEFORE UPDATE ON management_request FOR EACH ROW
        WHEN (NEW.revision <> OLD.revision + 1 OR NEW.id <> OLD.id OR NEW.target <> OLD.target OR NEW.originator <> OLD.originator)
        EXECUTE FUNCTION chancery.refuse('a management request keeps its id and target and its revision grows by one');
        CREATE TRIGGER management_request_final BEFORE UPDATE ON management_request FOR EACH ROW
        WHEN (OLD.status IN (4, 8, 9, 17) AND NEW.status <> OLD.status)
        EXECUTE FUNCTION chancery.refuse('a denied, completed, failed or canceled management request stays so');
        CREATE TRIGGER management_request_stays BEFORE DELETE OR TRUNCATE ON management_request
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('management requests stay');

        CREATE TABLE certificate_attempt (
            request uuid NOT NULL CONSTRAINT certificate_attempt_request_fkey REFERENCES management_request (id),
            option bigint NOT NULL CHECK (option >= 0),
            number bigint NOT NULL CHECK (number >= 1),
            revision bigint NOT NULL CHECK (revision >= 1),
            outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('unknown', 'pending', 'issued', 'refused')),
            authority_request bigint CHECK (authority_request >= 1),
            document json NOT NULL CHECK ((document ->> 'form')::bigint >= 1),
            certification_request bytea NOT NULL,
            CONSTRAINT certificate_attempt_pkey PRIMARY KEY (request, option, number),
            CONSTRAINT certificate_attempt_has_id CHECK (outcome NOT IN ('pending', 'issued') OR authority_request IS NOT NULL)
        );
        CREATE TRIGGER certificate_attempt_revision BEFORE UPDATE ON certificate_attempt FOR EACH ROW
        WHEN (NEW.revision <> OLD.revision + 1 OR NEW.certification_request <> OLD.certification_request OR OLD.outcome = 'refused'
            OR (OLD.outcome = 'issued' AND NEW.outcome <> 'issued'))
        EXECUTE FUNCTION chancery.refuse('an attempt keeps its bytes, its revision grows by one, and what the CA decided stays');
        CREATE TRIGGER certificate_attempt_stays BEFORE DELETE OR TRUNCATE ON certificate_attempt
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('attempts stay');

        CREATE TABLE profile (
            id uuid CONSTRAINT profile_pkey PRIMARY KEY,
            revision bigint NOT NULL CHECK (revision >= 1),
            assigned_user uuid NOT NULL,
            document json NOT NULL CHECK ((document ->> 'form')::bigint >= 1)
        );
        CREATE INDEX profile_assigned_user ON profile (assigned_user, id);
        CREATE INDEX profile_profile_template ON profile ((document #>> '{value,profileTemplate}'), id);
        CREATE TRIGGER profile_revision BEFORE UPDATE ON profile FOR EACH ROW
        WHEN (NEW.revision <> OLD.revision + 1 OR NEW.id <> OLD.id OR NEW.assigned_user <> OLD.assigned_user)
        EXECUTE FUNCTION chancery.refuse('a profile keeps its id and user and its revision grows by one');
        CREATE TRIGGER profile_stays BEFORE DELETE OR TRUNCATE ON profile
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('profiles stay');

        CREATE TABLE managed_certificate (
            profile uuid NOT NULL CONSTRAINT managed_certificate_profile_fkey REFERENCES profile (id),
            request uuid NOT NULL CONSTRAINT managed_certificate_request_fkey REFERENCES management_request (id),
            option bigint NOT NULL CHECK (option >= 0),
            document json NOT NULL CHECK ((document ->> 'form')::bigint >= 1),
            CONSTRAINT managed_certificate_pkey PRIMARY KEY (profile, request, option)
        );
        CREATE INDEX managed_certificate_end ON managed_certificate
            (((document #>> '{value,notAfter}')::double precision), profile, request, option);
        CREATE TRIGGER managed_certificate_stays BEFORE DELETE OR TRUNCATE ON managed_certificate
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('certificates of a profile stay');

        CREATE TABLE management_event (
            place bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT management_event_pkey PRIMARY KEY,
            id uuid NOT NULL CONSTRAINT management_event_id_key UNIQUE,
            request uuid NOT NULL CONSTRAINT management_event_request_fkey REFERENCES management_request (id),
            document json NOT NULL CHECK ((document ->> 'form')::bigint >= 1)
        );
        -- The history of one request.
        CREATE INDEX management_event_request ON management_event (request, place);
        CREATE TRIGGER management_event_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON management_event
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('history stays and never changes');

        CREATE TABLE smartcard (
            id uuid CONSTRAINT smartcard_pkey PRIMARY KEY,
            revision bigint NOT NULL CHECK (revision >= 1),
            status bigint NOT NULL,
            -- The GUID on the chip.
            card uuid NOT NULL,
            assigned_user uuid NOT NULL,
            profile_template uuid NOT NULL,
            profile uuid NOT NULL CONSTRAINT smartcard_profile_fkey REFERENCES profile (id),
            document json NOT NULL CHECK ((document ->> 'form')::bigint >= 1)
        );
        CREATE INDEX smartcard_card ON smartcard (card, id);
        CREATE INDEX smartcard_assigned_user ON smartcard (assigned_user, id);
        CREATE INDEX smartcard_profile_template ON smartcard (profile_template, id);
        -- A chip waits for one request at a time.
        CREATE UNIQUE INDEX smartcard_assigned ON smartcard (card) WHERE status = 2;
        CREATE TRIGGER smartcard_revision BEFORE UPDATE ON smartcard FOR EACH ROW
        WHEN (NEW.revision <> OLD.revision + 1 OR NEW.id <> OLD.id OR NEW.card <> OLD.card OR NEW.assigned_user <> OLD.assigned_user
            OR NEW.profile <> OLD.profile)
        EXECUTE FUNCTION chancery.refuse('a smart card keeps its id, chip, user and profile and its revision grows by one');
        CREATE TRIGGER smartcard_retired BEFORE UPDATE ON smartcard FOR EACH ROW WHEN (OLD.status = 6 AND NEW.status <> 6)
        EXECUTE FUNCTION chancery.refuse('a retired smart card stays so');
        CREATE TRIGGER smartcard_stays BEFORE DELETE OR TRUNCATE ON smartcard
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('smart cards stay');

        CREATE TABLE management_secret (
            id uuid CONSTRAINT management_secret_pkey PRIMARY KEY,
            kind text COLLATE "C" NOT NULL,
            subject uuid NOT NULL,
            name text COLLATE "C" NOT NULL,
            sealed bytea NOT NULL,
            CONSTRAINT management_secret_name_key UNIQUE (kind, subject, name)
        );
        CREATE TRIGGER management_secret_fixed BEFORE UPDATE ON management_secret
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('a secret is replaced by another one, never changed');

        CREATE TABLE one_time_passwords (
            request uuid CONSTRAINT one_time_passwords_pkey PRIMARY KEY
                CONSTRAINT one_time_passwords_request_fkey REFERENCES management_request (id),
            revision bigint NOT NULL CHECK (revision >= 1),
            -- Slow hashes, and how often somebody was wrong.
            document json NOT NULL CHECK ((document ->> 'form')::bigint >= 1)
        );
        CREATE TRIGGER one_time_passwords_revision BEFORE UPDATE ON one_time_passwords FOR EACH ROW
        WHEN (NEW.revision <> OLD.revision + 1 OR NEW.request <> OLD.request)
        EXECUTE FUNCTION chancery.refuse('one-time passwords keep their request and their revision grows by one');
        CREATE TRIGGER one_time_passwords_stay BEFORE DELETE OR TRUNCATE ON one_time_passwords
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('one-time passwords stay');

        -- A row until the mail server has accepted the mail. What comes from outside is kept as octets.
        CREATE TABLE mail (
            place bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT mail_pkey PRIMARY KEY,
            id uuid NOT NULL CONSTRAINT mail_id_key UNIQUE,
            event text COLLATE "C" NOT NULL,
            template bytea,
            address bytea NOT NULL,
            -- A JSON object of texts.
            variables bytea NOT NULL,
            queued bigint NOT NULL,
            attempts bigint NOT NULL CHECK (attempts >= 0),
            due bigint NOT NULL,
            failed bigint NOT NULL CHECK (failed IN (0, 1)),
            reason bytea NOT NULL,
            -- A node sends it; until then no other takes it.
            taken_until bigint
        );
        CREATE INDEX mail_due ON mail (due) WHERE failed = 0;
        CREATE INDEX mail_failed ON mail (place) WHERE failed = 1;

        CREATE TABLE expiry_reminder (
            profile uuid NOT NULL,
            request uuid NOT NULL,
            option bigint NOT NULL,
            days bigint NOT NULL,
            CONSTRAINT expiry_reminder_pkey PRIMARY KEY (profile, request, option, days)
        );
        CREATE TRIGGER expiry_reminder_stays BEFORE DELETE OR TRUNCATE ON expiry_reminder
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('reminders stay');
        """
}
