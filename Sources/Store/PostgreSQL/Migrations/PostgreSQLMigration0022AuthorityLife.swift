extension PostgreSQLMigration {
    /// What an authority waits for, the issuers of a certificate from another installation, and cross certificates.
    static let authorityLife = PostgreSQLMigration(
        number: 22,
        name: "authority life",
        oldestProgram: 17,
        sql: """
            ALTER TABLE authority ADD COLUMN renewal json CHECK ((renewal->>'form')::bigint >= 1);
            ALTER TABLE authority ADD COLUMN parent_revocation json CHECK ((parent_revocation->>'form')::bigint >= 1);
            -- Of an authority without one above it here: whether it issues to accounts.
            ALTER TABLE authority ADD COLUMN issues bigint NOT NULL DEFAULT 0 CHECK (issues IN (0, 1));
            -- DER, one after the other.
            ALTER TABLE generation ADD COLUMN issuers bytea NOT NULL DEFAULT ''::bytea;
            CREATE TABLE cross_certificate (
                authority bigint NOT NULL,
                -- The generations whose key signed, and whose key is certified.
                issuer bigint NOT NULL,
                subject bigint NOT NULL CHECK (subject <> issuer),
                certificate bytea NOT NULL,
                path text COLLATE "C" NOT NULL CONSTRAINT cross_certificate_path_key UNIQUE,
                CONSTRAINT cross_certificate_pkey PRIMARY KEY (authority, issuer, subject),
                CONSTRAINT cross_certificate_issuer_fkey FOREIGN KEY (authority, issuer) REFERENCES generation (authority, idx),
                CONSTRAINT cross_certificate_subject_fkey FOREIGN KEY (authority, subject) REFERENCES generation (authority, idx)
            );
            CREATE TRIGGER cross_certificate_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON cross_certificate
            FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('cross certificates stay and never change');
            """
    )
}
