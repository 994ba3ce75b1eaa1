extension PostgreSQLMigration.Schema17 {
    /// Requests, and what only some of them have beside their row.
    static let requests = #"""
        -- The next request id of each authority, taken in blocks by transactions of their own. A sequence gives numbers twice after a crash. Not tied to the
        -- authority's row: the first id is taken before that is stored.
        CREATE TABLE request_id (
            authority bigint CONSTRAINT request_id_pkey PRIMARY KEY,
            next bigint NOT NULL CHECK (next >= 1)
        );
        CREATE TRIGGER request_id_stays BEFORE DELETE OR TRUNCATE ON request_id
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('the counters of request ids stay');

        CREATE TABLE request (
            -- authority number << 40 | request id. The authority has no foreign key: each submission would lock and check the authority's row, and authorities stay.
            key bigint CONSTRAINT request_pkey PRIMARY KEY,
            authority bigint NOT NULL,
            revision bigint NOT NULL CHECK (revision >= 1),
            disposition bigint NOT NULL CHECK (disposition IN (8, 9, 12, 15, 20, 21, 30, 31)),
            status bigint NOT NULL CHECK (status BETWEEN 0 AND 4294967295),
            -- Text from outside is kept as the octets of its UTF-8: it may hold U+0000, which PostgreSQL's text refuses.
            message bytea NOT NULL,
            reason bytea,
            request_type bigint NOT NULL,
            request_flags bigint NOT NULL,
            submitted bigint NOT NULL,
            resolved bigint,
            revoked bigint,
            revoked_effective bigint,
            revoked_reason bigint CHECK (revoked_reason BETWEEN -1 AND 10),
            requester_name text COLLATE "C" NOT NULL,
            requester uuid NOT NULL,
            caller_name text COLLATE "C" NOT NULL,
            caller uuid NOT NULL,
            door text COLLATE "C" NOT NULL,
            remote_address text COLLATE "C" NOT NULL,
            correlation uuid NOT NULL,
            submission_key bytea CHECK (length(submission_key) BETWEEN 1 AND 512),
            template_name bytea,
            template_version bigint CHECK (template_version >= 1),
            officer uuid,
            serial text COLLATE "C" CHECK (serial ~ '^[0-9a-f]+$'),
            generation bigint,
            not_before bigint,
            not_after bigint,
            enrollment_flags bigint,
            general_flags bigint,
            private_key_flags bigint,
            template_identifier text COLLATE "C",
            raw_attributes bytea NOT NULL,
            attributes bytea NOT NULL,
            raw_name bytea NOT NULL,
            raw_request bytea NOT NULL,
            certificate bytea,
            common_name text COLLATE "C",
            CONSTRAINT request_key_parts CHECK (key >> 40 = authority AND key & 1099511627775 >= 1),
            CONSTRAINT request_certificate_whole CHECK (num_nulls(serial, certificate, generation, not_before, not_after, template_identifier) IN (0, 6)),
            CONSTRAINT request_issued_has_certificate CHECK (disposition NOT IN (20, 21) OR serial IS NOT NULL),
            CONSTRAINT request_revoked_has_reason CHECK (disposition <> 21 OR (revoked IS NOT NULL AND revoked_reason IS NOT NULL))
        -- Long rows stay in one piece, uncompressed: keys and signatures do not become shorter, and a second table costs more than a long row.
        ) WITH (toast_tuple_target = 8160);
        ALTER TABLE request
            ALTER message SET STORAGE EXTERNAL, ALTER reason SET STORAGE EXTERNAL, ALTER raw_attributes SET STORAGE EXTERNAL,
            ALTER attributes SET STORAGE EXTERNAL, ALTER raw_name SET STORAGE EXTERNAL, ALTER raw_request SET STORAGE EXTERNAL,
            ALTER certificate SET STORAGE EXTERNAL;
        -- No serial number twice at one authority; also the way from a certificate to its row.
        CREATE UNIQUE INDEX request_serial ON request (authority, serial) WHERE serial IS NOT NULL;
        -- A repeat finds the first result; rows without a key pay nothing.
        CREATE UNIQUE INDEX request_submission ON request (authority, caller, submission_key) WHERE submission_key IS NOT NULL;
        -- Pending, denied, revoked … in id order; the issued rows, nearly all, are not in it.
        CREATE INDEX request_unissued ON request (disposition, key) WHERE disposition <> 20;
        -- A user's own rows, in id order.
        CREATE INDEX request_requester ON request (requester, key);
        -- The same for rows brought by somebody else than their subject, and only for them.
        CREATE INDEX request_caller ON request (caller, key) WHERE caller <> requester;
        -- What a CRL lists, without the good certificates.
        CREATE INDEX request_revoked ON request (authority, generation) WHERE disposition = 21;
        -- Revocations that lay ahead when they were ordered: the next of them makes a list due.
        CREATE INDEX request_effective ON request (authority, generation, revoked_effective) WHERE disposition = 21 AND revoked_effective > revoked;
        -- Rows by requester, by expiry, by time of submission and by the common name of the certificate, each in id order.
        CREATE INDEX request_requester_name ON request (authority, lower(requester_name), key);
        CREATE INDEX request_not_after ON request (authority, not_after, key) WHERE not_after IS NOT NULL;
        CREATE INDEX request_submitted ON request (authority, submitted, key);
        CREATE INDEX request_common_name ON request (authority, lower(common_name), key) WHERE common_name IS NOT NULL;
        CREATE TRIGGER request_revision BEFORE UPDATE ON request FOR EACH ROW WHEN (NEW.revision <> OLD.revision + 1)
        EXECUTE FUNCTION chancery.refuse('a request''s revision grows by one');
        CREATE TRIGGER request_certificate_fixed BEFORE UPDATE ON request FOR EACH ROW
        WHEN (OLD.serial IS NOT NULL AND (NEW.serial IS DISTINCT FROM OLD.serial OR NEW.certificate IS DISTINCT FROM OLD.certificate
            OR NEW.generation IS DISTINCT FROM OLD.generation OR NEW.common_name IS DISTINCT FROM OLD.common_name))
        EXECUTE FUNCTION chancery.refuse('an issued certificate never changes');
        -- Requests stay as they came, except that what denied, failed and expired ones brought may be erased.
        CREATE TRIGGER request_content_fixed BEFORE UPDATE OF raw_request, raw_attributes ON request FOR EACH ROW
        WHEN (NOT (NEW.raw_request = ''::bytea AND NEW.raw_attributes = ''::bytea
            AND (OLD.disposition = 30 OR OLD.disposition = 31 OR (OLD.disposition = 20 AND OLD.not_after IS NOT NULL))))
        EXECUTE FUNCTION chancery.refuse('what a request brought never changes; only a denied, failed or expired request is erased');
        CREATE TRIGGER request_stays BEFORE DELETE OR TRUNCATE ON request
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('requests stay');

        -- A group of rows comes as one array of this type. Its fields are the columns of this step, in order: a later step that adds columns adds a type too.
        CREATE TYPE request_row_1 AS (
            key bigint, authority bigint, revision bigint, disposition bigint, status bigint, message bytea, reason bytea, request_type bigint,
            request_flags bigint, submitted bigint, resolved bigint, revoked bigint, revoked_effective bigint, revoked_reason bigint,
            requester_name text, requester uuid, caller_name text, caller uuid, door text, remote_address text, correlation uuid, submission_key bytea,
            template_name bytea, template_version bigint, officer uuid, serial text, generation bigint, not_before bigint, not_after bigint,
            enrollment_flags bigint, general_flags bigint, private_key_flags bigint, template_identifier text, raw_attributes bytea, attributes bytea,
            raw_name bytea, raw_request bytea, certificate bytea, common_name text
        );

        -- A text from outside for views, which show it. PostgreSQL's text refuses U+0000; the replacement character U+FFFD is in its place.
        CREATE FUNCTION chancery.octet_text(octets bytea) RETURNS text LANGUAGE sql STABLE STRICT AS $$
            SELECT CASE
                WHEN position('\x00'::bytea IN octets) = 0 THEN convert_from(octets, 'UTF8')
                -- In this form a backslash is doubled and the octet 0 is \000.
                ELSE convert_from(decode(replace(replace(encode(octets, 'escape'), '\\', '\134'), '\000', '\357\277\275'), 'escape'), 'UTF8')
            END
        $$;

        -- The attributes and extensions that an officer gave a pending request. They count at its approval.
        CREATE TABLE officer_edit (
            key bigint CONSTRAINT officer_edit_pkey PRIMARY KEY CONSTRAINT officer_edit_key_fkey REFERENCES request (key),
            attributes bytea NOT NULL,
            extensions bytea NOT NULL,
            -- Who changed it last, and when.
            changed_by text COLLATE "C",
            changed bigint
        );
        -- Revoked certificates that stay on the lists after they have expired.
        CREATE TABLE shown_after_expiry (
            key bigint CONSTRAINT shown_after_expiry_pkey PRIMARY KEY CONSTRAINT shown_after_expiry_key_fkey REFERENCES request (key)
        );

        -- One row for each event and receiver, until the receiver has taken it. A sequence is never used twice, so that the end of a delivery never removes another
        -- event.
        CREATE TABLE exit_event (
            sequence bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT exit_event_pkey PRIMARY KEY,
            authority bigint NOT NULL,
            receiver text COLLATE "C" NOT NULL,
            id uuid NOT NULL,
            event bigint NOT NULL,
            document bytea NOT NULL,
            raised bigint NOT NULL
        );
        CREATE INDEX exit_event_receiver ON exit_event (authority, receiver, sequence);

        -- The certificates to which requesters encrypt, each with the place of its key. The key is stored before its line.
        CREATE TABLE exchange_certificate (
            authority bigint NOT NULL CONSTRAINT exchange_certificate_authority_fkey REFERENCES authority (number),
            idx bigint NOT NULL CHECK (idx >= 0),
            reference text COLLATE "C" NOT NULL CONSTRAINT exchange_certificate_reference_key UNIQUE CHECK (reference LIKE '%_:_%'),
            request bigint NOT NULL CONSTRAINT exchange_certificate_request_key UNIQUE
                CONSTRAINT exchange_certificate_request_fkey REFERENCES request (key),
            CONSTRAINT exchange_certificate_pkey PRIMARY KEY (authority, idx)
        );
        CREATE TRIGGER exchange_certificate_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON exchange_certificate
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('exchange certificates stay and never change');

        -- The precertificate of a request, apart from its row: the row has no certificate before the timestamps came.
        CREATE TABLE precertificate (
            key bigint CONSTRAINT precertificate_pkey PRIMARY KEY CONSTRAINT precertificate_key_fkey REFERENCES request (key),
            authority bigint NOT NULL,
            serial text COLLATE "C" NOT NULL CHECK (serial ~ '^[0-9a-f]+$'),
            generation bigint NOT NULL,
            not_before bigint NOT NULL,
            not_after bigint NOT NULL,
            enrollment_flags bigint NOT NULL,
            general_flags bigint NOT NULL,
            private_key_flags bigint NOT NULL,
            template_identifier text COLLATE "C" NOT NULL,
            certificate bytea NOT NULL,
            CONSTRAINT precertificate_key_parts CHECK (key >> 40 = authority)
        );
        ALTER TABLE precertificate ALTER certificate SET STORAGE EXTERNAL;
        -- No serial number twice at one authority.
        CREATE UNIQUE INDEX precertificate_serial ON precertificate (authority, serial);
        CREATE TRIGGER precertificate_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON precertificate
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('a precertificate stays and never changes');
        -- What was promised to the logs is what is issued.
        CREATE FUNCTION chancery.keep_precertificate() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM chancery.precertificate WHERE key = NEW.key AND serial <> NEW.serial) THEN
                RAISE EXCEPTION USING ERRCODE = 'CH002', MESSAGE = 'a certificate has the serial number of its precertificate', CONSTRAINT = TG_NAME,
                    TABLE = TG_TABLE_NAME;
            END IF;
            RETURN NEW;
        END
        $$;
        CREATE TRIGGER precertificate_is_kept BEFORE UPDATE OF serial ON request FOR EACH ROW
        WHEN (OLD.serial IS NULL AND NEW.serial IS NOT NULL)
        EXECUTE FUNCTION chancery.keep_precertificate();

        -- The statements of security modules about the keys of requests: the module's key as it was decrypted, and the challenge that it got. The secret of a
        -- challenge is kept nowhere, only its hash. Whether it was answered is in the flags of the request, whose revision lets one answer count.
        CREATE TABLE attestation (
            key bigint CONSTRAINT attestation_pkey PRIMARY KEY CONSTRAINT attestation_key_fkey REFERENCES request (key),
            authority bigint NOT NULL,
            identity bytea NOT NULL,
            is_endorsement bigint NOT NULL CHECK (is_endorsement IN (0, 1)),
            endorsement_key_hash text COLLATE "C",
            endorsement_certificate_hash text COLLATE "C",
            challenge bytea,
            secret_hash bytea CHECK (length(secret_hash) = 32),
            expires bigint,
            CONSTRAINT attestation_key_parts CHECK (key >> 40 = authority),
            CONSTRAINT attestation_challenge_whole CHECK (num_nulls(challenge, secret_hash, expires) IN (0, 3))
        );
        CREATE TRIGGER attestation_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON attestation
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('what a module said stays and never changes');

        -- What a key outside the process was asked to sign, committed before it was asked.
        CREATE TABLE signing_intent (
            sequence bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT signing_intent_pkey PRIMARY KEY,
            authority bigint NOT NULL,
            key_idx bigint NOT NULL,
            serial text COLLATE "C" CHECK (serial ~ '^[0-9a-f]+$'),
            list_number bigint CHECK (list_number >= 1),
            body bytea NOT NULL,
            CONSTRAINT signing_intent_one_subject CHECK (num_nulls(serial, list_number) = 1)
        );
        CREATE INDEX signing_intent_key ON signing_intent (authority, key_idx, sequence);
        CREATE TRIGGER signing_intent_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON signing_intent
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('intents stay and never change');
        """#
}
