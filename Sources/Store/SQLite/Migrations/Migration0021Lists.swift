extension Migration {
    /// Delta lists, and lists of partitions of the certificates.
    static let lists = Migration(
        number: 21,
        name: "lists",
        sql: """
            -- The partition whose list a certificate names; 0 for none.
            ALTER TABLE request ADD COLUMN crl_partition INTEGER NOT NULL DEFAULT 0 CHECK (crl_partition >= 0);
            ALTER TABLE precertificate ADD COLUMN crl_partition INTEGER NOT NULL DEFAULT 0 CHECK (crl_partition >= 0);
            CREATE TRIGGER request_partition_fixed BEFORE UPDATE OF crl_partition ON request
            WHEN OLD.serial IS NOT NULL AND NEW.crl_partition <> OLD.crl_partition
            BEGIN SELECT RAISE(ABORT, 'the partition of a certificate stands in it and never changes'); END;
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
            ALTER TABLE foreign_revocation ADD COLUMN shard INTEGER NOT NULL DEFAULT 0 CHECK (shard >= 0);

            -- The same table with the number of the complete list to which a delta refers (0 in complete lists), and with what decided the content.
            CREATE TABLE revocation_list_next (
                authority INTEGER NOT NULL,
                key_idx INTEGER NOT NULL,
                shard INTEGER NOT NULL CHECK (shard >= 0),
                number INTEGER NOT NULL CHECK (number >= 1),
                base_number INTEGER NOT NULL CHECK (base_number BETWEEN 0 AND number),
                signed INTEGER NOT NULL,
                this_update INTEGER NOT NULL CHECK (this_update <= signed),
                next_update INTEGER NOT NULL CHECK (next_update > this_update),
                count INTEGER NOT NULL CHECK (count >= 0),
                -- The list shows every line of the journal through this one.
                covers_through INTEGER NOT NULL CHECK (covers_through >= 0),
                -- SHA-256 of its bytes, which are a file in objects/ written before this row.
                object TEXT NOT NULL CHECK (length(object) = 64 AND object NOT GLOB '*[^0-9a-f]*'),
                form INTEGER NOT NULL CHECK (form >= 0),
                PRIMARY KEY (authority, key_idx, shard, number, base_number),
                FOREIGN KEY (authority, key_idx) REFERENCES authority_key (authority, idx)
            ) STRICT;
            INSERT INTO revocation_list_next
            SELECT authority, key_idx, shard, number, 0, signed, this_update, next_update, count, covers_through, object, 0 FROM revocation_list;
            DROP TABLE revocation_list;
            ALTER TABLE revocation_list_next RENAME TO revocation_list;
            -- The newest of each kind.
            CREATE INDEX revocation_list_complete ON revocation_list (authority, key_idx, shard, number) WHERE base_number = 0;
            CREATE UNIQUE INDEX revocation_list_delta ON revocation_list (authority, key_idx, shard, number) WHERE base_number > 0;
            -- Complete lists and deltas have one numbering. A delta may have the number of the complete list beside it.
            CREATE TRIGGER revocation_list_grows BEFORE INSERT ON revocation_list
            WHEN NEW.number < (SELECT max(number) FROM revocation_list
                    WHERE authority = NEW.authority AND key_idx = NEW.key_idx AND shard = NEW.shard)
                OR EXISTS (SELECT 1 FROM revocation_list WHERE authority = NEW.authority AND key_idx = NEW.key_idx AND shard = NEW.shard
                    AND number = NEW.number AND (base_number > 0 OR NEW.base_number = 0))
            BEGIN SELECT RAISE(ABORT, 'CRL numbers only grow'); END;
            CREATE TRIGGER revocation_list_stays BEFORE DELETE ON revocation_list BEGIN SELECT RAISE(ABORT, 'CRL numbers stay'); END;
            CREATE TRIGGER revocation_list_fixed BEFORE UPDATE ON revocation_list BEGIN SELECT RAISE(ABORT, 'a CRL never changes'); END;
            """
    )
}
