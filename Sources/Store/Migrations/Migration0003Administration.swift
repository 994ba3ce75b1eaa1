extension Migration {
    /// What administration and restored backups need.
    static let administration = Migration(
        number: 3, name: "administration",
        sql: """
            -- The members of a group: for lists, and to see at each change whether an administrator is left.
            CREATE INDEX membership_members ON membership (group_sid);

            -- The public address for new certificates may change; those that exist keep the former one, and lists stay under their paths.
            DROP TRIGGER authority_identity;
            CREATE TRIGGER authority_identity BEFORE UPDATE ON authority
            WHEN NEW.number <> OLD.number OR NEW.id <> OLD.id OR NEW.role <> OLD.role OR NEW.name <> OLD.name OR NEW.parent IS NOT OLD.parent
            BEGIN SELECT RAISE(ABORT, 'an authority''s name and identity stand in certificates and never change'); END;

            -- A lower bound for the next request id of an authority, raised by a restored backup.
            CREATE TABLE IF NOT EXISTS request_id (
                authority INTEGER PRIMARY KEY,
                next INTEGER NOT NULL CHECK (next >= 1)
            ) STRICT;

            -- Revocations of certificates that a restored backup does not know, taken from the lists that were published: they stay on every later list.
            CREATE TABLE foreign_revocation (
                authority INTEGER NOT NULL,
                key_idx INTEGER NOT NULL,
                serial TEXT NOT NULL CHECK (serial <> '' AND serial NOT GLOB '*[^0-9a-f]*'),
                at INTEGER NOT NULL,
                reason INTEGER NOT NULL CHECK (reason BETWEEN 0 AND 10),
                PRIMARY KEY (authority, key_idx, serial),
                FOREIGN KEY (authority, key_idx) REFERENCES authority_key (authority, idx)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER foreign_revocation_fixed BEFORE UPDATE ON foreign_revocation
            BEGIN SELECT RAISE(ABORT, 'a revocation taken over never changes'); END;
            CREATE TRIGGER foreign_revocation_stays BEFORE DELETE ON foreign_revocation
            BEGIN SELECT RAISE(ABORT, 'a revocation taken over stays'); END;
            """)
}
