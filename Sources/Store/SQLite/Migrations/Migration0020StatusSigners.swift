extension Migration {
    /// Those who sign OCSP responses for a key of an authority.
    static let statusSigners = Migration(
        number: 20,
        name: "status signers",
        sql: """
            -- The certificates of signers of OCSP responses, each with the place of its key. The key is stored before its line.
            CREATE TABLE status_signer (
                authority INTEGER NOT NULL,
                key_idx INTEGER NOT NULL,
                idx INTEGER NOT NULL CHECK (idx >= 0),
                reference TEXT NOT NULL UNIQUE CHECK (reference LIKE '%_:_%'),
                request INTEGER NOT NULL UNIQUE REFERENCES request (key),
                PRIMARY KEY (authority, key_idx, idx),
                FOREIGN KEY (authority, key_idx) REFERENCES authority_key (authority, idx)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER status_signer_fixed BEFORE UPDATE ON status_signer
            BEGIN SELECT RAISE(ABORT, 'signers of OCSP responses never change'); END;
            CREATE TRIGGER status_signer_stays BEFORE DELETE ON status_signer
            BEGIN SELECT RAISE(ABORT, 'signers of OCSP responses stay'); END;
            """
    )
}
