extension Migration {
    /// What officers change about requests and revocations. Nothing here is written or searched when a request comes in.
    static let officers = Migration(
        number: 7,
        name: "officers",
        sql: """
            -- The attributes and extensions that an officer gave a pending request. They count at its approval.
            CREATE TABLE officer_edit (
                key INTEGER PRIMARY KEY REFERENCES request (key),
                attributes BLOB NOT NULL,
                extensions BLOB NOT NULL
            ) STRICT;
            -- Revoked certificates that stay on the lists after they have expired.
            CREATE TABLE shown_after_expiry (
                key INTEGER PRIMARY KEY REFERENCES request (key)
            ) STRICT;
            -- Revocations that lay ahead when they were ordered: the next of them makes a list due.
            CREATE INDEX request_effective ON request (authority, generation, revoked_effective) WHERE disposition = 21 AND revoked_effective > revoked;
            -- Requests stay as they came, except that what denied, failed and expired ones brought may be erased.
            CREATE TRIGGER request_content_fixed BEFORE UPDATE OF raw_request, raw_attributes ON request
            WHEN NOT (NEW.raw_request = x'' AND NEW.raw_attributes = x''
                AND (OLD.disposition = 30 OR OLD.disposition = 31 OR (OLD.disposition = 20 AND OLD.not_after IS NOT NULL)))
            BEGIN SELECT RAISE(ABORT, 'what a request brought never changes; only a denied, failed or expired request is erased'); END;
            """
    )
}
