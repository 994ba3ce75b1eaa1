extension Migration {
    /// What an authority waits for, the issuers of a certificate from another installation, and cross certificates.
    static let authorityLife = Migration(
        number: 22,
        name: "authority life",
        sql: """
            ALTER TABLE authority ADD COLUMN renewal TEXT CHECK (renewal IS NULL OR json_extract(renewal, '$.form') >= 1);
            ALTER TABLE authority ADD COLUMN parent_revocation TEXT
                CHECK (parent_revocation IS NULL OR json_extract(parent_revocation, '$.form') >= 1);
            -- Of an authority without one above it here: whether it issues to accounts.
            ALTER TABLE authority ADD COLUMN issues INTEGER NOT NULL DEFAULT 0 CHECK (issues IN (0, 1));
            -- DER, one after the other.
            ALTER TABLE generation ADD COLUMN issuers BLOB NOT NULL DEFAULT x'';
            CREATE TABLE cross_certificate (
                authority INTEGER NOT NULL,
                -- The generations whose key signed, and whose key is certified.
                issuer INTEGER NOT NULL,
                subject INTEGER NOT NULL CHECK (subject <> issuer),
                certificate BLOB NOT NULL,
                path TEXT NOT NULL UNIQUE,
                PRIMARY KEY (authority, issuer, subject),
                FOREIGN KEY (authority, issuer) REFERENCES generation (authority, idx),
                FOREIGN KEY (authority, subject) REFERENCES generation (authority, idx)
            ) STRICT;
            CREATE TRIGGER cross_certificate_fixed BEFORE UPDATE ON cross_certificate
            BEGIN SELECT RAISE(ABORT, 'cross certificates never change'); END;
            CREATE TRIGGER cross_certificate_stays BEFORE DELETE ON cross_certificate
            BEGIN SELECT RAISE(ABORT, 'cross certificates stay'); END;
            """
    )
}
