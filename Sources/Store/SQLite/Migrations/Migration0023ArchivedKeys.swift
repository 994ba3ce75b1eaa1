extension Migration {
    /// Private keys of requests, sealed to key recovery agents, and what officers did about their recovery.
    static let archivedKeys = Migration(
        number: 23,
        name: "archived keys",
        sql: """
            -- The newest one of a request counts; those before it stay.
            CREATE TABLE archived_key (
                key INTEGER NOT NULL REFERENCES request (key),
                idx INTEGER NOT NULL CHECK (idx >= 0),
                authority INTEGER NOT NULL,
                sealed BLOB NOT NULL CHECK (length(sealed) > 0),
                agent_hashes TEXT NOT NULL CHECK (agent_hashes <> ''),
                stored INTEGER NOT NULL,
                PRIMARY KEY (key, idx),
                CHECK (key >> 40 = authority)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER archived_key_fixed BEFORE UPDATE ON archived_key
            BEGIN SELECT RAISE(ABORT, 'an archived key never changes'); END;
            CREATE TRIGGER archived_key_stays BEFORE DELETE ON archived_key
            BEGIN SELECT RAISE(ABORT, 'an archived key stays'); END;

            -- 1 proposed, 2 approved, 3 withdrawn, 4 handed out.
            CREATE TABLE key_recovery_act (
                key INTEGER NOT NULL REFERENCES request (key),
                sequence INTEGER NOT NULL CHECK (sequence >= 0),
                authority INTEGER NOT NULL,
                kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4),
                officer BLOB NOT NULL CHECK (length(officer) = 16),
                officer_name TEXT NOT NULL,
                reason TEXT NOT NULL,
                at INTEGER NOT NULL,
                PRIMARY KEY (key, sequence),
                CHECK (key >> 40 = authority)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER key_recovery_act_fixed BEFORE UPDATE ON key_recovery_act
            BEGIN SELECT RAISE(ABORT, 'an act on a recovery never changes'); END;
            CREATE TRIGGER key_recovery_act_stays BEFORE DELETE ON key_recovery_act
            BEGIN SELECT RAISE(ABORT, 'an act on a recovery stays'); END;
            """
    )
}
