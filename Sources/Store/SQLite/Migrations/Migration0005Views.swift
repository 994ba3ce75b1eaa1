extension Migration {
    /// The subjects of issued certificates, and the indices of the views.
    static let views = Migration(
        number: 5,
        name: "views",
        sql: """
            -- The subject of a certificate, apart from the certificate. What was issued before this step is taken from the certificates.
            CREATE TABLE issued_subject (
                key INTEGER PRIMARY KEY REFERENCES request (key),
                authority INTEGER NOT NULL,
                common_name TEXT,
                raw_name BLOB NOT NULL
            ) STRICT;
            INSERT INTO issued_subject (key, authority, common_name, raw_name)
            SELECT key, authority, subject_common_name(subject), subject
            FROM (SELECT key, authority, certificate_subject(certificate) AS subject FROM request WHERE certificate IS NOT NULL)
            WHERE subject IS NOT NULL;
            CREATE TRIGGER issued_subject_fixed BEFORE UPDATE ON issued_subject
            BEGIN SELECT RAISE(ABORT, 'the subject of a certificate never changes'); END;
            CREATE TRIGGER issued_subject_stays BEFORE DELETE ON issued_subject
            BEGIN SELECT RAISE(ABORT, 'the subject of a certificate stays'); END;
            -- Certificates by common name.
            CREATE INDEX issued_subject_common_name ON issued_subject (authority, common_name COLLATE NOCASE) WHERE common_name IS NOT NULL;
            -- Rows by requester, by expiry and by time of submission.
            CREATE INDEX request_requester_name ON request (authority, requester_name COLLATE NOCASE);
            CREATE INDEX request_not_after ON request (authority, not_after) WHERE not_after IS NOT NULL;
            CREATE INDEX request_submitted ON request (authority, submitted);
            """,
        functions: [IssuedSubject.commonNameFunction]
    )
}
