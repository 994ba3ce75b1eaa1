extension PostgreSQLMigration {
    /// Delta lists, and lists of partitions of the certificates.
    static let lists = PostgreSQLMigration(
        number: 21,
        name: "lists",
        oldestProgram: 21,
        sql: """
            -- The partition whose list a certificate names; 0 for none.
            ALTER TABLE request ADD COLUMN crl_partition bigint NOT NULL DEFAULT 0 CHECK (crl_partition >= 0);
            ALTER TYPE request_row_1 ADD ATTRIBUTE crl_partition bigint;
            ALTER TABLE precertificate ADD COLUMN crl_partition bigint NOT NULL DEFAULT 0 CHECK (crl_partition >= 0);
            CREATE TRIGGER request_partition_fixed BEFORE UPDATE OF crl_partition ON request FOR EACH ROW
            WHEN (OLD.serial IS NOT NULL AND NEW.crl_partition <> OLD.crl_partition)
            EXECUTE FUNCTION chancery.refuse('the partition of a certificate stands in it and never changes');
            -- What a list shows, in its order: of a whole key, and of one partition. Only revoked rows are in these.
            DROP INDEX request_revoked;
            CREATE INDEX request_listed ON request
                (authority, serial, generation, revoked_effective, revoked, revoked_reason, not_after, revision, disposition)
            WHERE disposition = 21;
            CREATE INDEX request_listed_partition ON request
                (authority, crl_partition, serial, generation, revoked_effective, revoked, revoked_reason, not_after, revision, disposition)
            WHERE disposition = 21;
            -- What leaves a list.
            CREATE INDEX request_listed_until ON request (authority, not_after, serial) WHERE disposition = 21;
            ALTER TABLE foreign_revocation ADD COLUMN shard bigint NOT NULL DEFAULT 0 CHECK (shard >= 0);

            -- The number of the complete list to which a delta refers (0 in complete lists), and what decided the content.
            ALTER TABLE revocation_list ADD COLUMN base_number bigint NOT NULL DEFAULT 0,
                ADD COLUMN form bigint NOT NULL DEFAULT 0 CHECK (form >= 0),
                ADD CONSTRAINT revocation_list_base CHECK (base_number BETWEEN 0 AND number),
                DROP CONSTRAINT revocation_list_pkey,
                ADD CONSTRAINT revocation_list_pkey PRIMARY KEY (authority, key_idx, shard, number, base_number);
            -- The newest of each kind.
            CREATE INDEX revocation_list_complete ON revocation_list (authority, key_idx, shard, number) WHERE base_number = 0;
            CREATE UNIQUE INDEX revocation_list_delta ON revocation_list (authority, key_idx, shard, number) WHERE base_number > 0;
            -- Complete lists and deltas have one numbering. A delta may have the number of the complete list beside it; the index lets no second one through.
            CREATE OR REPLACE FUNCTION chancery.raise_crl_head() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO chancery.crl_head AS head (authority, key_idx, shard, number) VALUES (NEW.authority, NEW.key_idx, NEW.shard, NEW.number)
                ON CONFLICT ON CONSTRAINT crl_head_pkey DO UPDATE SET number = NEW.number WHERE head.number < NEW.number;
                IF NOT FOUND AND NOT (NEW.base_number > 0
                    AND EXISTS (SELECT 1 FROM chancery.crl_head AS head WHERE head.authority = NEW.authority AND head.key_idx = NEW.key_idx
                        AND head.shard = NEW.shard AND head.number = NEW.number)
                    AND NOT EXISTS (SELECT 1 FROM chancery.revocation_list AS list WHERE list.authority = NEW.authority
                        AND list.key_idx = NEW.key_idx AND list.shard = NEW.shard AND list.number = NEW.number AND list.base_number > 0)) THEN
                    RAISE EXCEPTION USING ERRCODE = 'CH002', MESSAGE = 'CRL numbers only grow', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
                END IF;
                RETURN NEW;
            END
            $$;
            """
    )
}
