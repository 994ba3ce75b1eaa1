extension PostgreSQLMigration.Schema17 {
    /// Lists with their heads, and the journal with its head.
    static let revocations = """
        CREATE TABLE revocation_list (
            authority bigint NOT NULL,
            key_idx bigint NOT NULL,
            shard bigint NOT NULL CHECK (shard >= 0),
            number bigint NOT NULL CHECK (number >= 1),
            signed bigint NOT NULL,
            this_update bigint NOT NULL,
            next_update bigint NOT NULL,
            count bigint NOT NULL CHECK (count >= 0),
            -- The list shows every line of the journal through this one.
            covers_through bigint NOT NULL CHECK (covers_through >= 0),
            -- SHA-256 of its bytes, which are an object that was stored before this row.
            object text COLLATE "C" NOT NULL CHECK (object ~ '^[0-9a-f]{64}$'),
            CONSTRAINT revocation_list_pkey PRIMARY KEY (authority, key_idx, shard, number),
            CONSTRAINT revocation_list_key_fkey FOREIGN KEY (authority, key_idx) REFERENCES authority_key (authority, idx),
            CONSTRAINT revocation_list_begins_before_signed CHECK (this_update <= signed),
            CONSTRAINT revocation_list_ends_after_beginning CHECK (next_update > this_update)
        );
        CREATE TRIGGER revocation_list_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON revocation_list
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('a CRL stays and never changes');

        -- The greatest number of each key's lists. The largest number in the table would be no protection: two transactions do not see each other's lists.
        CREATE TABLE crl_head (
            authority bigint NOT NULL,
            key_idx bigint NOT NULL,
            shard bigint NOT NULL,
            number bigint NOT NULL,
            CONSTRAINT crl_head_pkey PRIMARY KEY (authority, key_idx, shard)
        );
        CREATE TRIGGER crl_head_grows BEFORE UPDATE ON crl_head FOR EACH ROW
        WHEN (NEW.number <= OLD.number OR NEW.authority <> OLD.authority OR NEW.key_idx <> OLD.key_idx OR NEW.shard <> OLD.shard)
        EXECUTE FUNCTION chancery.refuse('CRL numbers only grow');
        CREATE TRIGGER crl_head_stays BEFORE DELETE OR TRUNCATE ON crl_head
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('CRL numbers stay');
        -- The row's lock lasts to the commit: a second list of the key waits, and then has a greater number or is refused.
        CREATE FUNCTION chancery.raise_crl_head() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO chancery.crl_head AS head (authority, key_idx, shard, number) VALUES (NEW.authority, NEW.key_idx, NEW.shard, NEW.number)
            ON CONFLICT ON CONSTRAINT crl_head_pkey DO UPDATE SET number = NEW.number WHERE head.number < NEW.number;
            IF NOT FOUND THEN
                RAISE EXCEPTION USING ERRCODE = 'CH002', MESSAGE = 'CRL numbers only grow', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
            END IF;
            RETURN NEW;
        END
        $$;
        CREATE TRIGGER list_numbers_grow BEFORE INSERT ON revocation_list
        FOR EACH ROW EXECUTE FUNCTION chancery.raise_crl_head();

        -- The number of the newest line of the journal.
        CREATE TABLE journal_head (
            "only" bigint CONSTRAINT journal_head_pkey PRIMARY KEY CHECK ("only" = 1),
            sequence bigint NOT NULL CHECK (sequence >= 0)
        );
        INSERT INTO journal_head ("only", sequence) VALUES (1, 0);
        CREATE TRIGGER journal_head_grows BEFORE UPDATE ON journal_head FOR EACH ROW WHEN (NEW.sequence <= OLD.sequence)
        EXECUTE FUNCTION chancery.refuse('the revocation journal only grows');
        CREATE TRIGGER journal_head_stays BEFORE DELETE OR TRUNCATE ON journal_head
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('the revocation journal stays');

        -- Every revocation and release, in the order of their commits. A list is due while lines of it are newer than what the list covers.
        --
        -- A list says that it covers the journal through a line. Numbers of a sequence would appear out of order, and a line that appears later with a smaller
        -- number would be on no list. So the lines are counted in a row whose lock lasts to the commit: who sees a line sees all before it. A transaction that writes
        -- a line does so before it locks other rows, and is short.
        CREATE TABLE revocation_journal (
            sequence bigint CONSTRAINT revocation_journal_pkey PRIMARY KEY,
            authority bigint NOT NULL,
            key_idx bigint NOT NULL,
            shard bigint NOT NULL CHECK (shard >= 0),
            request bigint NOT NULL,
            revision bigint NOT NULL,
            serial text COLLATE "C" NOT NULL CHECK (serial ~ '^[0-9a-f]+$'),
            reason bigint NOT NULL CHECK (reason BETWEEN 0 AND 10),
            at bigint NOT NULL,
            CONSTRAINT revocation_journal_key_fkey FOREIGN KEY (authority, key_idx) REFERENCES authority_key (authority, idx)
        );
        -- The lines a list does not cover.
        CREATE INDEX revocation_journal_key ON revocation_journal (authority, key_idx, shard, sequence);
        -- One line for each act on a row; also how the row finds it.
        CREATE UNIQUE INDEX revocation_journal_act ON revocation_journal (request, revision);
        -- A copy of a store brings its numbers; they only grow too.
        CREATE FUNCTION chancery.number_journal_line() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.sequence IS NULL THEN
                UPDATE chancery.journal_head SET sequence = sequence + 1 RETURNING sequence INTO STRICT NEW.sequence;
                RETURN NEW;
            END IF;
            UPDATE chancery.journal_head SET sequence = NEW.sequence WHERE sequence < NEW.sequence;
            IF NOT FOUND THEN
                RAISE EXCEPTION USING ERRCODE = 'CH002', MESSAGE = 'the revocation journal only grows', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
            END IF;
            RETURN NEW;
        END
        $$;
        CREATE TRIGGER revocation_journal_grows BEFORE INSERT ON revocation_journal
        FOR EACH ROW EXECUTE FUNCTION chancery.number_journal_line();
        CREATE TRIGGER revocation_journal_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON revocation_journal
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('the revocation journal stays and never changes');

        CREATE FUNCTION chancery.require_journal_line() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT EXISTS (SELECT 1 FROM chancery.revocation_journal WHERE request = NEW.key AND revision = NEW.revision) THEN
                RAISE EXCEPTION USING ERRCODE = 'CH002', MESSAGE = 'a revocation stands in the journal before it stands in its row', CONSTRAINT = TG_NAME,
                    TABLE = TG_TABLE_NAME;
            END IF;
            RETURN NEW;
        END
        $$;
        CREATE TRIGGER request_revocation_is_recorded BEFORE UPDATE ON request FOR EACH ROW
        WHEN (NEW.disposition = 21 OR OLD.disposition = 21)
        EXECUTE FUNCTION chancery.require_journal_line();
        -- The only trigger on INSERT of the table: rows that are not revoked pay one comparison.
        CREATE TRIGGER request_revoked_is_recorded BEFORE INSERT ON request FOR EACH ROW
        WHEN (NEW.disposition = 21)
        EXECUTE FUNCTION chancery.require_journal_line();

        -- Revocations of certificates that a restored backup does not know, taken from the lists that were published: they stay on every later list.
        CREATE TABLE foreign_revocation (
            authority bigint NOT NULL,
            key_idx bigint NOT NULL,
            serial text COLLATE "C" NOT NULL CHECK (serial ~ '^[0-9a-f]+$'),
            at bigint NOT NULL,
            reason bigint NOT NULL CHECK (reason BETWEEN 0 AND 10),
            CONSTRAINT foreign_revocation_pkey PRIMARY KEY (authority, key_idx, serial),
            CONSTRAINT foreign_revocation_key_fkey FOREIGN KEY (authority, key_idx) REFERENCES authority_key (authority, idx)
        );
        CREATE TRIGGER foreign_revocation_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON foreign_revocation
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('a revocation taken over stays and never changes');
        """
}
