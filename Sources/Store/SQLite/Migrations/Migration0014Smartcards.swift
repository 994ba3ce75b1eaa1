extension Migration {
    /// Smart cards, sealed secrets, and the profiles of one user or profile template.
    static let smartcards = Migration(
        number: 14,
        name: "smart cards",
        sql: """
            CREATE INDEX profile_assigned_user ON profile (assigned_user, id);
            CREATE INDEX profile_profile_template ON profile (json_extract(document, '$.value.profileTemplate'), id);

            CREATE TABLE smartcard (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                revision INTEGER NOT NULL CHECK (revision >= 1),
                status INTEGER NOT NULL,
                -- The GUID on the chip.
                card BLOB NOT NULL CHECK (length(card) = 16),
                assigned_user BLOB NOT NULL CHECK (length(assigned_user) = 16),
                profile_template BLOB NOT NULL CHECK (length(profile_template) = 16),
                profile BLOB NOT NULL REFERENCES profile (id),
                document TEXT NOT NULL CHECK (json_extract(document, '$.form') >= 1)
            ) STRICT;
            CREATE INDEX smartcard_card ON smartcard (card);
            CREATE INDEX smartcard_assigned_user ON smartcard (assigned_user, id);
            CREATE INDEX smartcard_profile_template ON smartcard (profile_template, id);
            -- A chip waits for one request at a time.
            CREATE UNIQUE INDEX smartcard_assigned ON smartcard (card) WHERE status = 2;
            CREATE TRIGGER smartcard_revision BEFORE UPDATE ON smartcard
            WHEN NEW.revision <> OLD.revision + 1 OR NEW.id <> OLD.id OR NEW.card <> OLD.card OR NEW.assigned_user <> OLD.assigned_user
                OR NEW.profile <> OLD.profile
            BEGIN SELECT RAISE(ABORT, 'a smart card keeps its id, chip, user and profile and its revision grows by one'); END;
            CREATE TRIGGER smartcard_retired BEFORE UPDATE ON smartcard WHEN OLD.status = 6 AND NEW.status <> 6
            BEGIN SELECT RAISE(ABORT, 'a retired smart card stays so'); END;
            CREATE TRIGGER smartcard_stays BEFORE DELETE ON smartcard BEGIN SELECT RAISE(ABORT, 'smart cards stay'); END;

            CREATE TABLE management_secret (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                kind TEXT NOT NULL,
                subject BLOB NOT NULL CHECK (length(subject) = 16),
                name TEXT NOT NULL,
                sealed BLOB NOT NULL,
                UNIQUE (kind, subject, name)
            ) STRICT;
            CREATE TRIGGER management_secret_fixed BEFORE UPDATE ON management_secret
            BEGIN SELECT RAISE(ABORT, 'a secret is replaced by another one, never changed'); END;
            """
    )
}
