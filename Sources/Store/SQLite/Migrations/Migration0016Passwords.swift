extension Migration {
    /// One-time passwords of management requests, and the requests of one status in the order of submission.
    static let passwords = Migration(
        number: 16,
        name: "one-time passwords",
        sql: """
            CREATE TABLE one_time_passwords (
                request BLOB NOT NULL PRIMARY KEY REFERENCES management_request (id),
                revision INTEGER NOT NULL CHECK (revision >= 1),
                -- Slow hashes, and how often somebody was wrong.
                document TEXT NOT NULL CHECK (json_extract(document, '$.form') >= 1)
            ) STRICT;
            CREATE TRIGGER one_time_passwords_revision BEFORE UPDATE ON one_time_passwords
            WHEN NEW.revision <> OLD.revision + 1 OR NEW.request <> OLD.request
            BEGIN SELECT RAISE(ABORT, 'one-time passwords keep their request and their revision grows by one'); END;
            CREATE TRIGGER one_time_passwords_stay BEFORE DELETE ON one_time_passwords
            BEGIN SELECT RAISE(ABORT, 'one-time passwords stay'); END;
            CREATE INDEX management_request_status ON management_request (status);
            """
    )
}
