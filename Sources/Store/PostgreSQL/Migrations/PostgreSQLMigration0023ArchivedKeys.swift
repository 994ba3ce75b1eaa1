extension PostgreSQLMigration {
    /// Private keys of requests, sealed to key recovery agents, and what officers did about their recovery.
    static let archivedKeys = PostgreSQLMigration(
        number: 23,
        name: "archived keys",
        oldestProgram: 17,
        sql: """
            -- The newest one of a request counts; those before it stay.
            CREATE TABLE archived_key (
                key bigint NOT NULL CONSTRAINT archived_key_key_fkey REFERENCES request (key),
                idx bigint NOT NULL CHECK (idx >= 0),
                authority bigint NOT NULL,
                sealed bytea NOT NULL CHECK (length(sealed) > 0),
                agent_hashes text COLLATE "C" NOT NULL CHECK (agent_hashes <> ''),
                stored bigint NOT NULL,
                CONSTRAINT archived_key_pkey PRIMARY KEY (key, idx),
                CONSTRAINT archived_key_key_parts CHECK (key >> 40 = authority)
            );
            CREATE TRIGGER archived_key_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON archived_key
            FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('an archived key stays and never changes');

            -- 1 proposed, 2 approved, 3 withdrawn, 4 handed out.
            CREATE TABLE key_recovery_act (
                key bigint NOT NULL CONSTRAINT key_recovery_act_key_fkey REFERENCES request (key),
                sequence bigint NOT NULL CHECK (sequence >= 0),
                authority bigint NOT NULL,
                kind bigint NOT NULL CHECK (kind BETWEEN 1 AND 4),
                officer uuid NOT NULL,
                officer_name text COLLATE "C" NOT NULL,
                reason text COLLATE "C" NOT NULL,
                at bigint NOT NULL,
                CONSTRAINT key_recovery_act_pkey PRIMARY KEY (key, sequence),
                CONSTRAINT key_recovery_act_key_parts CHECK (key >> 40 = authority)
            );
            CREATE TRIGGER key_recovery_act_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON key_recovery_act
            FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('an act on a recovery stays and never changes');
            """
    )
}
