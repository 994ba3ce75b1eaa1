extension Migration {
    /// Profile templates, management requests and what comes of them.
    static let management = Migration(
        number: 2,
        name: "management",
        sql: """
            CREATE TABLE profile_template (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
                version INTEGER NOT NULL CHECK (version >= 1)
            ) STRICT;
            CREATE TRIGGER profile_template_version_grows BEFORE UPDATE ON profile_template
            WHEN NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id
            BEGIN SELECT RAISE(ABORT, 'a profile template keeps its id and its version grows by one'); END;
            CREATE TRIGGER profile_template_stays BEFORE DELETE ON profile_template BEGIN SELECT RAISE(ABORT, 'profile templates stay'); END;
            CREATE TABLE profile_template_version (
                id BLOB NOT NULL REFERENCES profile_template (id),
                version INTEGER NOT NULL CHECK (version >= 1),
                document TEXT NOT NULL CHECK (json_extract(document, '$.form') >= 1),
                PRIMARY KEY (id, version)
            ) STRICT;
            CREATE TRIGGER profile_template_version_fixed BEFORE UPDATE ON profile_template_version
            BEGIN SELECT RAISE(ABORT, 'profile template versions never change'); END;
            CREATE TRIGGER profile_template_version_stays BEFORE DELETE ON profile_template_version
            BEGIN SELECT RAISE(ABORT, 'profile template versions stay'); END;

            CREATE TABLE management_request (
                -- The order of submission.
                place INTEGER PRIMARY KEY,
                id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                revision INTEGER NOT NULL CHECK (revision >= 1),
                status INTEGER NOT NULL,
                target BLOB NOT NULL CHECK (length(target) = 16),
                originator BLOB NOT NULL CHECK (length(originator) = 16),
                profile_template BLOB NOT NULL,
                profile_template_version INTEGER NOT NULL,
                document TEXT NOT NULL CHECK (json_extract(document, '$.form') >= 1),
                FOREIGN KEY (profile_template, profile_template_version) REFERENCES profile_template_version (id, version)
            ) STRICT;
            -- A user's own requests, and those of the profile templates whose requests they may see.
            CREATE INDEX management_request_target ON management_request (target);
            CREATE INDEX management_request_originator ON management_request (originator);
            CREATE INDEX management_request_template ON management_request (profile_template);
            CREATE TRIGGER management_request_revision BEFORE UPDATE ON management_request
            WHEN NEW.revision <> OLD.revision + 1 OR NEW.id <> OLD.id OR NEW.target <> OLD.target OR NEW.originator <> OLD.originator
            BEGIN SELECT RAISE(ABORT, 'a management request keeps its id and target and its revision grows by one'); END;
            CREATE TRIGGER management_request_final BEFORE UPDATE ON management_request
            WHEN OLD.status IN (4, 8, 9, 17) AND NEW.status <> OLD.status
            BEGIN SELECT RAISE(ABORT, 'a denied, completed, failed or canceled management request stays so'); END;
            CREATE TRIGGER management_request_stays BEFORE DELETE ON management_request
            BEGIN SELECT RAISE(ABORT, 'management requests stay'); END;

            CREATE TABLE certificate_attempt (
                request BLOB NOT NULL REFERENCES management_request (id),
                option INTEGER NOT NULL CHECK (option >= 0),
                number INTEGER NOT NULL CHECK (number >= 1),
                revision INTEGER NOT NULL CHECK (revision >= 1),
                outcome TEXT NOT NULL CHECK (outcome IN ('unknown', 'pending', 'issued', 'refused')),
                authority_request INTEGER CHECK (authority_request >= 1),
                document TEXT NOT NULL CHECK (json_extract(document, '$.form') >= 1),
                certification_request BLOB NOT NULL,
                PRIMARY KEY (request, option, number),
                CHECK (outcome NOT IN ('pending', 'issued') OR authority_request IS NOT NULL)
            ) STRICT;
            CREATE TRIGGER certificate_attempt_revision BEFORE UPDATE ON certificate_attempt
            WHEN NEW.revision <> OLD.revision + 1 OR NEW.certification_request <> OLD.certification_request OR OLD.outcome = 'refused'
                OR (OLD.outcome = 'issued' AND NEW.outcome <> 'issued')
            BEGIN SELECT RAISE(ABORT, 'an attempt keeps its bytes, its revision grows by one, and what the CA decided stays'); END;
            CREATE TRIGGER certificate_attempt_stays BEFORE DELETE ON certificate_attempt BEGIN SELECT RAISE(ABORT, 'attempts stay'); END;

            CREATE TABLE profile (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                revision INTEGER NOT NULL CHECK (revision >= 1),
                assigned_user BLOB NOT NULL CHECK (length(assigned_user) = 16),
                document TEXT NOT NULL CHECK (json_extract(document, '$.form') >= 1)
            ) STRICT;
            CREATE TRIGGER profile_revision BEFORE UPDATE ON profile
            WHEN NEW.revision <> OLD.revision + 1 OR NEW.id <> OLD.id OR NEW.assigned_user <> OLD.assigned_user
            BEGIN SELECT RAISE(ABORT, 'a profile keeps its id and user and its revision grows by one'); END;
            CREATE TRIGGER profile_stays BEFORE DELETE ON profile BEGIN SELECT RAISE(ABORT, 'profiles stay'); END;

            CREATE TABLE managed_certificate (
                profile BLOB NOT NULL REFERENCES profile (id),
                request BLOB NOT NULL REFERENCES management_request (id),
                option INTEGER NOT NULL CHECK (option >= 0),
                document TEXT NOT NULL CHECK (json_extract(document, '$.form') >= 1),
                PRIMARY KEY (profile, request, option)
            ) STRICT;
            CREATE TRIGGER managed_certificate_stays BEFORE DELETE ON managed_certificate
            BEGIN SELECT RAISE(ABORT, 'certificates of a profile stay'); END;

            CREATE TABLE management_event (
                place INTEGER PRIMARY KEY,
                id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                request BLOB NOT NULL REFERENCES management_request (id),
                document TEXT NOT NULL CHECK (json_extract(document, '$.form') >= 1)
            ) STRICT;
            -- The history of one request.
            CREATE INDEX management_event_request ON management_event (request);
            CREATE TRIGGER management_event_fixed BEFORE UPDATE ON management_event BEGIN SELECT RAISE(ABORT, 'history never changes'); END;
            CREATE TRIGGER management_event_stays BEFORE DELETE ON management_event BEGIN SELECT RAISE(ABORT, 'history stays'); END;
            """
    )
}
