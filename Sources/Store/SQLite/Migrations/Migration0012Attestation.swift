extension Migration {
    /// The statements of security modules about the keys of requests.
    static let attestation = Migration(
        number: 12,
        name: "attestation",
        sql: """
            -- The module's key as it was decrypted, and the challenge that it got. The secret of a challenge is kept nowhere, only its hash. Whether it was answered
            -- is in the flags of the request, whose revision lets one answer count.
            CREATE TABLE attestation (
                key INTEGER PRIMARY KEY REFERENCES request (key),
                authority INTEGER NOT NULL,
                identity BLOB NOT NULL,
                is_endorsement INTEGER NOT NULL CHECK (is_endorsement IN (0, 1)),
                endorsement_key_hash TEXT,
                endorsement_certificate_hash TEXT,
                challenge BLOB,
                secret_hash BLOB CHECK (length(secret_hash) = 32),
                expires INTEGER,
                CHECK (key >> 40 = authority),
                CHECK ((challenge IS NULL) = (secret_hash IS NULL) AND (challenge IS NULL) = (expires IS NULL))
            ) STRICT;
            CREATE TRIGGER attestation_fixed BEFORE UPDATE ON attestation
            BEGIN SELECT RAISE(ABORT, 'what a module said never changes'); END;
            CREATE TRIGGER attestation_stays BEFORE DELETE ON attestation
            BEGIN SELECT RAISE(ABORT, 'what a module said stays'); END;
            """
    )
}
