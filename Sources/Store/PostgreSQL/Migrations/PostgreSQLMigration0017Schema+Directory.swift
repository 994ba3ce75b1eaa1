extension PostgreSQLMigration.Schema17 {
    /// The built-in directory.
    static let directory = """
        CREATE TABLE principal (
            sid text COLLATE "C" CONSTRAINT principal_pkey PRIMARY KEY CHECK (sid LIKE 'S-1-%'),
            id uuid NOT NULL CONSTRAINT principal_id_key UNIQUE,
            kind text COLLATE "C" NOT NULL CHECK (kind IN ('user', 'machine', 'service', 'group')),
            -- The folded names are what is compared; folding is the program's, so that both databases fold alike.
            folded_name text COLLATE "C" NOT NULL CONSTRAINT principal_folded_name_key UNIQUE CHECK (folded_name <> ''),
            folded_upn text COLLATE "C" CONSTRAINT principal_folded_upn_key UNIQUE,
            folded_dns text COLLATE "C" CONSTRAINT principal_folded_dns_key UNIQUE,
            enabled bigint NOT NULL CHECK (enabled IN (0, 1)),
            revision bigint NOT NULL CHECK (revision >= 1),
            document json NOT NULL CHECK ((document ->> 'form')::bigint >= 1)
        );
        CREATE TRIGGER principal_revision BEFORE UPDATE ON principal FOR EACH ROW WHEN (NEW.revision <> OLD.revision + 1)
        EXECUTE FUNCTION chancery.refuse('a principal''s revision grows by one');
        CREATE TRIGGER principal_identity BEFORE UPDATE ON principal FOR EACH ROW
        WHEN (NEW.id <> OLD.id OR NEW.sid <> OLD.sid OR NEW.kind <> OLD.kind)
        EXECUTE FUNCTION chancery.refuse('a principal''s id, SID and kind never change');
        CREATE TRIGGER principal_stays BEFORE DELETE OR TRUNCATE ON principal
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('principals are disabled, not deleted');

        CREATE TABLE password (
            principal uuid CONSTRAINT password_pkey PRIMARY KEY CONSTRAINT password_principal_fkey REFERENCES principal (id),
            algorithm text COLLATE "C" NOT NULL CHECK (algorithm <> ''),
            cost bigint NOT NULL CHECK (cost >= 2),
            block_size bigint NOT NULL CHECK (block_size >= 1),
            parallelism bigint NOT NULL CHECK (parallelism >= 1),
            salt bytea NOT NULL CHECK (length(salt) >= 16),
            hash bytea NOT NULL CHECK (length(hash) >= 16),
            generation uuid NOT NULL
        );

        CREATE TABLE membership (
            member text COLLATE "C" NOT NULL CONSTRAINT membership_member_fkey REFERENCES principal (sid),
            group_sid text COLLATE "C" NOT NULL CONSTRAINT membership_group_sid_fkey REFERENCES principal (sid),
            CONSTRAINT membership_pkey PRIMARY KEY (member, group_sid),
            CONSTRAINT membership_of_another CHECK (member <> group_sid)
        );
        -- The members of a group: for lists, and to see at each change whether an administrator is left.
        CREATE INDEX membership_members ON membership (group_sid);
        CREATE FUNCTION chancery.require_group() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT EXISTS (SELECT 1 FROM chancery.principal WHERE sid = NEW.group_sid AND kind = 'group') THEN
                RAISE EXCEPTION USING ERRCODE = 'CH002', MESSAGE = 'only a group has members', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
            END IF;
            RETURN NEW;
        END
        $$;
        CREATE TRIGGER membership_group BEFORE INSERT OR UPDATE ON membership
        FOR EACH ROW EXECUTE FUNCTION chancery.require_group();
        """
}
