extension PostgreSQLMigration.Schema17 {
    /// Refusals, the state, authorities, templates and grants.
    static let authorities = """
        -- Refuses what a trigger found. The trigger's name is the constraint that was broken; its argument is the message.
        CREATE FUNCTION chancery.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION USING ERRCODE = 'CH002', MESSAGE = TG_ARGV[0], CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
        END
        $$;
        CREATE TRIGGER migration_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON migration
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('the steps of the schema never change');

        -- The program makes the row, because it draws the domain. Its epoch begins with 1, as that of the guards.
        CREATE TABLE state (
            "only" bigint CONSTRAINT state_pkey PRIMARY KEY CHECK ("only" = 1),
            rights_epoch bigint NOT NULL CHECK (rights_epoch >= 1),
            domain_a bigint NOT NULL CHECK (domain_a BETWEEN 0 AND 4294967295),
            domain_b bigint NOT NULL CHECK (domain_b BETWEEN 0 AND 4294967295),
            domain_c bigint NOT NULL CHECK (domain_c BETWEEN 0 AND 4294967295),
            next_relative_id bigint NOT NULL CHECK (next_relative_id BETWEEN 1000 AND 4294967295)
        );
        CREATE TRIGGER state_grows BEFORE UPDATE ON state FOR EACH ROW
        WHEN (NEW.rights_epoch < OLD.rights_epoch OR NEW.next_relative_id < OLD.next_relative_id
            OR NEW.domain_a <> OLD.domain_a OR NEW.domain_b <> OLD.domain_b OR NEW.domain_c <> OLD.domain_c)
        EXECUTE FUNCTION chancery.refuse('the rights epoch and relative identifiers only grow and the domain identifier never changes');
        CREATE TRIGGER state_stays BEFORE DELETE OR TRUNCATE ON state
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('the state row stays');

        CREATE TABLE authority (
            number bigint CONSTRAINT authority_pkey PRIMARY KEY CHECK (number BETWEEN 1 AND 4194303),
            id uuid NOT NULL CONSTRAINT authority_id_key UNIQUE,
            role text COLLATE "C" NOT NULL CHECK (role IN ('root', 'issuing')),
            name text COLLATE "C" NOT NULL CHECK (name <> ''),
            parent bigint CONSTRAINT authority_parent_fkey REFERENCES authority (number),
            dns_name text COLLATE "C" NOT NULL,
            settings json NOT NULL CHECK ((settings ->> 'form')::bigint >= 1),
            access json NOT NULL CHECK ((access ->> 'form')::bigint >= 1),
            revision bigint NOT NULL CHECK (revision >= 1),
            created bigint NOT NULL,
            duties json NOT NULL DEFAULT '{"form":1,"value":{}}' CHECK ((duties ->> 'form')::bigint >= 1),
            CONSTRAINT authority_parent_other CHECK (parent IS DISTINCT FROM number),
            CONSTRAINT authority_root_alone CHECK ((role = 'root') = (parent IS NULL))
        );
        CREATE UNIQUE INDEX authority_name_key ON authority (lower(name));
        CREATE TRIGGER authority_revision BEFORE UPDATE ON authority FOR EACH ROW WHEN (NEW.revision <> OLD.revision + 1)
        EXECUTE FUNCTION chancery.refuse('an authority''s revision grows by one');
        CREATE TRIGGER authority_identity BEFORE UPDATE ON authority FOR EACH ROW
        WHEN (NEW.number <> OLD.number OR NEW.id <> OLD.id OR NEW.role <> OLD.role OR NEW.name <> OLD.name OR NEW.parent IS DISTINCT FROM OLD.parent)
        EXECUTE FUNCTION chancery.refuse('an authority''s name and identity stand in certificates and never change');
        CREATE TRIGGER authority_stays BEFORE DELETE OR TRUNCATE ON authority
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('authorities stay');

        -- A key is apart from the certificates that name it: renewed with the same key, an authority goes on with the same lists and numbers.
        CREATE TABLE authority_key (
            authority bigint NOT NULL CONSTRAINT authority_key_authority_fkey REFERENCES authority (number),
            idx bigint NOT NULL CHECK (idx >= 0),
            -- Where the private half is, e.g. sealed-file:issuing-0.
            reference text COLLATE "C" NOT NULL CONSTRAINT authority_key_reference_key UNIQUE CHECK (reference LIKE '%_:_%'),
            public_key bytea NOT NULL,
            signature_algorithm bytea NOT NULL,
            list_path text COLLATE "C" NOT NULL CONSTRAINT authority_key_list_path_key UNIQUE,
            CONSTRAINT authority_key_pkey PRIMARY KEY (authority, idx)
        );
        CREATE TRIGGER authority_key_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON authority_key
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('keys stay and never change');

        CREATE TABLE generation (
            authority bigint NOT NULL CONSTRAINT generation_authority_fkey REFERENCES authority (number),
            idx bigint NOT NULL CHECK (idx >= 0),
            key_idx bigint NOT NULL,
            certificate bytea NOT NULL,
            aia_path text COLLATE "C" NOT NULL CONSTRAINT generation_aia_path_key UNIQUE,
            CONSTRAINT generation_pkey PRIMARY KEY (authority, idx),
            CONSTRAINT generation_key_fkey FOREIGN KEY (authority, key_idx) REFERENCES authority_key (authority, idx),
            CONSTRAINT generation_key_not_newer CHECK (key_idx BETWEEN 0 AND idx)
        );
        CREATE TRIGGER generation_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON generation
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('generations stay and never change');

        CREATE TABLE template (
            name text COLLATE "C" NOT NULL CHECK (name <> ''),
            oid text COLLATE "C" NOT NULL CONSTRAINT template_oid_key UNIQUE,
            version bigint NOT NULL CHECK (version >= 1)
        );
        CREATE UNIQUE INDEX template_name_key ON template (lower(name));
        CREATE TRIGGER template_version_grows BEFORE UPDATE ON template FOR EACH ROW
        WHEN (NEW.version <> OLD.version + 1 OR lower(NEW.name) <> lower(OLD.name))
        EXECUTE FUNCTION chancery.refuse('a template keeps its name and its version grows by one');
        CREATE TRIGGER template_stays BEFORE DELETE OR TRUNCATE ON template
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('templates stay');

        -- Foreign keys to a template, whose name compares without case. Templates stay and keep their names, so that no lock is needed. The argument is the column.
        CREATE FUNCTION chancery.require_template() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM 1 FROM chancery.template WHERE lower(name) = lower((to_json(NEW) ->> TG_ARGV[0]) COLLATE "C");
            IF NOT FOUND THEN
                RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = 'there is no such template', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
            END IF;
            RETURN NEW;
        END
        $$;

        CREATE TABLE template_version (
            name text COLLATE "C" NOT NULL,
            version bigint NOT NULL CHECK (version >= 1),
            document json NOT NULL CHECK ((document ->> 'form')::bigint >= 1),
            -- Null for versions of the first start and of earlier programs.
            author text COLLATE "C",
            saved bigint
        );
        CREATE UNIQUE INDEX template_version_key ON template_version (lower(name), version);
        CREATE TRIGGER template_version_name_fkey BEFORE INSERT ON template_version
        FOR EACH ROW EXECUTE FUNCTION chancery.require_template('name');
        CREATE TRIGGER template_version_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON template_version
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('template versions stay and never change');

        -- What administrators accept.
        CREATE TABLE template_acceptance (
            template text COLLATE "C" NOT NULL,
            rule text COLLATE "C" NOT NULL CHECK (rule <> ''),
            -- A JSON array of texts. The cast checks it.
            accepted_values text COLLATE "C" NOT NULL CHECK (accepted_values::json IS NOT NULL),
            reason text COLLATE "C" NOT NULL CHECK (reason <> ''),
            author text COLLATE "C" NOT NULL,
            accepted bigint NOT NULL
        );
        CREATE UNIQUE INDEX template_acceptance_key ON template_acceptance (lower(template), rule);
        CREATE TRIGGER template_acceptance_template_fkey BEFORE INSERT OR UPDATE ON template_acceptance
        FOR EACH ROW EXECUTE FUNCTION chancery.require_template('template');

        CREATE TABLE template_retirement (
            template text COLLATE "C" NOT NULL,
            author text COLLATE "C" NOT NULL,
            retired bigint NOT NULL
        );
        CREATE UNIQUE INDEX template_retirement_key ON template_retirement (lower(template));
        CREATE TRIGGER template_retirement_template_fkey BEFORE INSERT ON template_retirement
        FOR EACH ROW EXECUTE FUNCTION chancery.require_template('template');
        CREATE TRIGGER template_retirement_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON template_retirement
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('a retired template stays retired');
        -- Both sides change the rights epoch, so that they never run at once.
        CREATE FUNCTION chancery.require_unretired() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM chancery.template_retirement WHERE lower(template) = lower(NEW.name)) THEN
                RAISE EXCEPTION USING ERRCODE = 'CH002', MESSAGE = 'a retired template has no further version', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
            END IF;
            RETURN NEW;
        END
        $$;
        CREATE TRIGGER template_retired BEFORE INSERT ON template_version
        FOR EACH ROW EXECUTE FUNCTION chancery.require_unretired();

        -- Which authority issues for which template.
        CREATE TABLE template_publication (
            authority bigint NOT NULL CONSTRAINT template_publication_authority_fkey REFERENCES authority (number),
            template text COLLATE "C" NOT NULL
        );
        CREATE UNIQUE INDEX template_publication_key ON template_publication (authority, lower(template));
        CREATE TRIGGER template_publication_template_fkey BEFORE INSERT OR UPDATE ON template_publication
        FOR EACH ROW EXECUTE FUNCTION chancery.require_template('template');

        CREATE TABLE agent_grant (
            agent uuid NOT NULL,
            template text COLLATE "C" NOT NULL,
            subjects text COLLATE "C" NOT NULL CHECK (subjects LIKE 'S-1-%'),
            acts text COLLATE "C" NOT NULL DEFAULT 'enroll' CHECK (acts <> '')
        );
        CREATE UNIQUE INDEX agent_grant_key ON agent_grant (agent, lower(template), subjects);
        """
}
