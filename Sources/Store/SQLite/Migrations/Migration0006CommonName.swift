extension Migration {
    /// The common name of a certificate moves into its row. A table of its own cost each submission a row, a check of its key and an index more.
    static let commonName = Migration(
        number: 6,
        name: "common name",
        sql: """
            ALTER TABLE request ADD COLUMN common_name TEXT;
            DROP TRIGGER request_revision;
            DROP TRIGGER request_certificate_fixed;
            UPDATE request SET common_name = (SELECT common_name FROM issued_subject WHERE issued_subject.key = request.key)
            WHERE serial IS NOT NULL;
            DROP TABLE issued_subject;
            -- Certificates by common name.
            CREATE INDEX request_common_name ON request (authority, common_name COLLATE NOCASE) WHERE common_name IS NOT NULL;
            CREATE TRIGGER request_revision BEFORE UPDATE ON request WHEN NEW.revision <> OLD.revision + 1
            BEGIN SELECT RAISE(ABORT, 'a request''s revision grows by one'); END;
            CREATE TRIGGER request_certificate_fixed BEFORE UPDATE ON request
            WHEN OLD.serial IS NOT NULL AND (NEW.serial IS NOT OLD.serial OR NEW.certificate IS NOT OLD.certificate OR NEW.generation IS NOT OLD.generation
                OR NEW.common_name IS NOT OLD.common_name)
            BEGIN SELECT RAISE(ABORT, 'an issued certificate never changes'); END;
            """
    )
}
