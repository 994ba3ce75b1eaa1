extension PostgreSQLMigration {
    /// Those who sign OCSP responses for a key of an authority.
    static let statusSigners = PostgreSQLMigration(
        number: 20,
        name: "status signers",
        oldestProgram: 18,
        sql: """
            CREATE TABLE status_signer (
                authority bigint NOT NULL,
                key_idx bigint NOT NULL,
                idx bigint NOT NULL CHECK (idx >= 0),
                reference text COLLATE "C" NOT NULL CONSTRAINT status_signer_reference_key UNIQUE CHECK (reference LIKE '%_:_%'),
                request bigint NOT NULL CONSTRAINT status_signer_request_key UNIQUE
                    CONSTRAINT status_signer_request_fkey REFERENCES request (key),
                CONSTRAINT status_signer_pkey PRIMARY KEY (authority, key_idx, idx),
                CONSTRAINT status_signer_key_fkey FOREIGN KEY (authority, key_idx) REFERENCES authority_key (authority, idx)
            );
            CREATE TRIGGER status_signer_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON status_signer
            FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('signers of OCSP responses stay and never change');
            """
    )
}
