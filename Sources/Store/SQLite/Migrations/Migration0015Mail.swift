extension Migration {
    /// Outgoing mail, and the reminders of ending certificates.
    static let mail = Migration(
        number: 15,
        name: "mail",
        sql: """
            -- A row until the mail server has accepted the mail. What comes from outside is kept as octets.
            CREATE TABLE mail (
                place INTEGER PRIMARY KEY AUTOINCREMENT,
                id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                event TEXT NOT NULL,
                template BLOB,
                address BLOB NOT NULL,
                -- A JSON object of texts.
                variables BLOB NOT NULL,
                queued INTEGER NOT NULL,
                attempts INTEGER NOT NULL CHECK (attempts >= 0),
                due INTEGER NOT NULL,
                failed INTEGER NOT NULL CHECK (failed IN (0, 1)),
                reason BLOB NOT NULL
            ) STRICT;
            CREATE INDEX mail_due ON mail (due) WHERE failed = 0;
            CREATE INDEX mail_failed ON mail (place) WHERE failed = 1;

            CREATE TABLE expiry_reminder (
                profile BLOB NOT NULL CHECK (length(profile) = 16),
                request BLOB NOT NULL CHECK (length(request) = 16),
                option INTEGER NOT NULL,
                days INTEGER NOT NULL,
                PRIMARY KEY (profile, request, option, days)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER expiry_reminder_stays BEFORE DELETE ON expiry_reminder BEGIN SELECT RAISE(ABORT, 'reminders stay'); END;

            CREATE INDEX managed_certificate_end ON managed_certificate (json_extract(document, '$.value.notAfter'));
            """
    )
}
