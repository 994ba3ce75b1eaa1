extension Migration {
    /// Data about the time after a backup that its restored database must remember.
    static let restoration = Migration(
        number: 3,
        name: "restoration",
        sql: """
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
            """
    )
}
