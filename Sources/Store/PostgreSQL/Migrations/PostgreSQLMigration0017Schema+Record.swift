extension PostgreSQLMigration.Schema17 {
    /// The groups of commits, the guards that judge their basis, and the record.
    static let record = """
        -- The rights epoch once more, for each connection that writes. A commit locks the row of its own slot, as its last statement, and the group's row compares.
        -- A change of rights locks all rows first, so that it waits for the commits that are under way and for nobody else. Full pages would make each lock
        -- expensive.
        CREATE TABLE guard (
            slot bigint CONSTRAINT guard_pkey PRIMARY KEY CHECK (slot BETWEEN 0 AND 31),
            epoch bigint NOT NULL
        ) WITH (fillfactor = 10);
        INSERT INTO guard (slot, epoch) SELECT slot, 1 FROM generate_series(0, 31) AS slot;
        CREATE TRIGGER guard_grows BEFORE UPDATE ON guard FOR EACH ROW WHEN (NEW.epoch < OLD.epoch OR NEW.slot <> OLD.slot)
        EXECUTE FUNCTION chancery.refuse('the rights epoch only grows');
        CREATE TRIGGER guard_stays BEFORE DELETE OR TRUNCATE ON guard
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('the guards stay');

        -- One row for each transaction that a node wanted to commit: what is stored (a group runs again with the same id after a lost answer), at which rights epoch,
        -- and in which order.
        CREATE TABLE commit_group (
            -- Made by the node before the first attempt, growing with time.
            id uuid CONSTRAINT commit_group_pkey PRIMARY KEY,
            seq bigint GENERATED ALWAYS AS IDENTITY,
            node bigint NOT NULL,
            -- The number of its rows in the record; 0 also for a group that must not be stored any more and has only this row.
            size bigint NOT NULL CHECK (size >= 0),
            at timestamptz NOT NULL DEFAULT clock_timestamp(),
            -- Read from the guard by the statement that writes the row.
            epoch bigint NOT NULL,
            decided bigint NOT NULL,
            -- Given by the sequencer after the commit, once.
            first_position bigint,
            CONSTRAINT commit_group_epoch CHECK (epoch = decided)
        );
        -- Groups without rows need no position.
        CREATE UNIQUE INDEX commit_group_first_position ON commit_group (first_position) WHERE first_position IS NOT NULL AND size > 0;
        CREATE INDEX commit_group_waiting ON commit_group (seq) WHERE first_position IS NULL AND size > 0;
        CREATE TRIGGER commit_group_fixed BEFORE UPDATE ON commit_group FOR EACH ROW
        WHEN (OLD.first_position IS NOT NULL OR NEW.first_position IS NULL
            OR (NEW.id, NEW.seq, NEW.node, NEW.size, NEW.at, NEW.epoch, NEW.decided)
                IS DISTINCT FROM (OLD.id, OLD.seq, OLD.node, OLD.size, OLD.at, OLD.epoch, OLD.decided))
        EXECUTE FUNCTION chancery.refuse('a group of commits gets its position once and never changes otherwise');
        CREATE TRIGGER commit_group_stays BEFORE DELETE OR TRUNCATE ON commit_group
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('groups of commits stay');

        -- The last position that a sequencer gave. Its lock lets one sequencer work at a time.
        CREATE TABLE audit_head (
            "only" bigint CONSTRAINT audit_head_pkey PRIMARY KEY CHECK ("only" = 1),
            position bigint NOT NULL CHECK (position >= 0)
        );
        INSERT INTO audit_head ("only", position) VALUES (1, 0);
        CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_head FOR EACH ROW WHEN (NEW.position < OLD.position)
        EXECUTE FUNCTION chancery.refuse('positions of the record only grow');
        CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('positions of the record stay');

        -- The record. The group's row comes in the same transaction, after these: a foreign key would cost each commit a check.
        CREATE TABLE audit_row (
            group_id uuid NOT NULL,
            -- From 0.
            ordinal bigint NOT NULL CHECK (ordinal >= 0),
            at bigint NOT NULL,
            actor text COLLATE "C" NOT NULL,
            kind bigint NOT NULL CHECK (kind BETWEEN 1 AND 255),
            event text COLLATE "C" NOT NULL,
            leaf_hash bytea NOT NULL CHECK (length(leaf_hash) = 32),
            salt bytea NOT NULL CHECK (length(salt) = 32),
            bytes bytea NOT NULL CHECK (length(bytes) > 0),
            CONSTRAINT audit_row_pkey PRIMARY KEY (group_id, ordinal)
        ) WITH (toast_tuple_target = 8160);
        CREATE TRIGGER audit_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_row
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('the record stays and never changes');
        CREATE TYPE audit_row_1 AS (
            group_id uuid, ordinal bigint, at bigint, actor text, kind bigint, event text, leaf_hash bytea, salt bytea, bytes bytea
        );

        -- The record in its order, as far as positions were given.
        CREATE VIEW audit AS
        SELECT first_position + ordinal AS position, audit_row.at, actor, kind, event, leaf_hash, salt, bytes
        FROM audit_row JOIN commit_group ON id = group_id
        WHERE first_position IS NOT NULL;
        -- A page of it. The view itself would read the whole record, because no index has a sum of two tables' columns.
        CREATE FUNCTION chancery.audit_page(after bigint, most bigint) RETURNS SETOF chancery.audit LANGUAGE sql STABLE AS $$
            SELECT first_position + ordinal, at, actor, kind, event, leaf_hash, salt, bytes
            FROM (
                SELECT id, first_position FROM chancery.commit_group
                WHERE size > 0 AND first_position >= coalesce(
                    (SELECT max(first_position) FROM chancery.commit_group WHERE size > 0 AND first_position <= after + 1), 0)
                ORDER BY first_position LIMIT most
            ) AS page
            CROSS JOIN LATERAL (SELECT * FROM chancery.audit_row WHERE group_id = id ORDER BY ordinal OFFSET 0) AS line
            WHERE first_position + ordinal > after
            ORDER BY first_position, ordinal LIMIT most
        $$;
        """
}
