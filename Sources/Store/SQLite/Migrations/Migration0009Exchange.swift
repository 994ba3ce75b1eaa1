extension Migration {
    /// What only some requests have beside their row: exchange certificates and precertificates.
    static let exchange = Migration(
        number: 9,
        name: "exchange",
        sql: """
            -- The certificates to which requesters encrypt, each with the place of its key. The key is stored before its line.
            CREATE TABLE exchange_certificate (
                authority INTEGER NOT NULL REFERENCES authority (number),
                idx INTEGER NOT NULL CHECK (idx >= 0),
                reference TEXT NOT NULL UNIQUE CHECK (reference LIKE '%_:_%'),
                request INTEGER NOT NULL UNIQUE REFERENCES request (key),
                PRIMARY KEY (authority, idx)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER exchange_certificate_fixed BEFORE UPDATE ON exchange_certificate
            BEGIN SELECT RAISE(ABORT, 'exchange certificates never change'); END;
            CREATE TRIGGER exchange_certificate_stays BEFORE DELETE ON exchange_certificate
            BEGIN SELECT RAISE(ABORT, 'exchange certificates stay'); END;

            -- The precertificate of a request, apart from its row: the row has no certificate before the timestamps came.
            CREATE TABLE precertificate (
                key INTEGER PRIMARY KEY REFERENCES request (key),
                authority INTEGER NOT NULL,
                serial TEXT NOT NULL CHECK (serial <> '' AND serial NOT GLOB '*[^0-9a-f]*'),
                generation INTEGER NOT NULL,
                not_before INTEGER NOT NULL,
                not_after INTEGER NOT NULL,
                enrollment_flags INTEGER NOT NULL,
                general_flags INTEGER NOT NULL,
                private_key_flags INTEGER NOT NULL,
                template_identifier TEXT NOT NULL,
                certificate BLOB NOT NULL,
                CHECK (key >> 40 = authority)
            ) STRICT;
            -- No serial number twice at one authority.
            CREATE UNIQUE INDEX precertificate_serial ON precertificate (authority, serial);
            CREATE TRIGGER precertificate_fixed BEFORE UPDATE ON precertificate
            BEGIN SELECT RAISE(ABORT, 'a precertificate never changes'); END;
            CREATE TRIGGER precertificate_stays BEFORE DELETE ON precertificate
            BEGIN SELECT RAISE(ABORT, 'a precertificate stays'); END;
            -- What was promised to the logs is what is issued.
            CREATE TRIGGER precertificate_is_kept BEFORE UPDATE OF serial ON request
            WHEN OLD.serial IS NULL AND NEW.serial IS NOT NULL
                AND NEW.serial <> (SELECT serial FROM precertificate WHERE key = NEW.key)
            BEGIN SELECT RAISE(ABORT, 'a certificate has the serial number of its precertificate'); END;
            """
    )
}
