extension PostgreSQLMigration.Schema17 {
    /// What nodes share beside the records.
    static let nodes = """
        -- Instants of this part are the database's own (clock_timestamp()), so that the clocks of nodes do not matter.
        --
        -- Work that only one node does at a time. Who has the lease renews it with the same fence; everybody else, and the same node after the end, gets the next.
        CREATE TABLE lease (
            work text COLLATE "C" CONSTRAINT lease_pkey PRIMARY KEY CHECK (work <> ''),
            fence bigint NOT NULL CHECK (fence >= 1),
            holder bigint,
            until timestamptz
        );
        CREATE TRIGGER lease_grows BEFORE UPDATE ON lease FOR EACH ROW
        WHEN (NEW.fence < OLD.fence OR NEW.work <> OLD.work OR (NEW.fence = OLD.fence AND NEW.holder IS DISTINCT FROM OLD.holder))
        EXECUTE FUNCTION chancery.refuse('a lease''s fence only grows');
        CREATE TRIGGER lease_stays BEFORE DELETE OR TRUNCATE ON lease
        FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('leases stay');

        -- The number of a node is the slot of its writer in guard.
        CREATE TABLE node (
            number bigint CONSTRAINT node_pkey PRIMARY KEY CHECK (number BETWEEN 0 AND 31),
            name text COLLATE "C" NOT NULL CONSTRAINT node_name_key UNIQUE CHECK (name <> ''),
            version text COLLATE "C" NOT NULL,
            address text COLLATE "C",
            -- The steps of the schema with which its program works.
            oldest_step bigint NOT NULL,
            newest_step bigint NOT NULL,
            started timestamptz NOT NULL DEFAULT clock_timestamp(),
            seen timestamptz NOT NULL DEFAULT clock_timestamp(),
            draining bigint NOT NULL DEFAULT 0 CHECK (draining IN (0, 1)),
            host text COLLATE "C"
        );

        -- Published lists and CA certificates, by the SHA-256 of their bytes.
        CREATE TABLE object (
            id text COLLATE "C" CONSTRAINT object_pkey PRIMARY KEY CHECK (id ~ '^[0-9a-f]{64}$'),
            bytes bytea NOT NULL,
            stored bigint NOT NULL
        );
        ALTER TABLE object ALTER bytes SET STORAGE EXTERNAL;

        -- Failed sign-ins, counted by all nodes together. Unlogged: a commit that writes nothing else waits for no flush and no standby. After a crash or fail-over the
        -- table is empty, as the memory of a node is after its start.
        CREATE UNLOGGED TABLE sign_in_failure (
            -- The SHA-256 of an account's name, or of the network of an address, as text from outside is long and may hold anything.
            key bytea CONSTRAINT sign_in_failure_pkey PRIMARY KEY,
            failures bigint NOT NULL,
            last timestamptz NOT NULL
        );
        -- Requests of an account that ended without a certificate in its running hour.
        CREATE UNLOGGED TABLE quota_use (
            account uuid CONSTRAINT quota_use_pkey PRIMARY KEY,
            began timestamptz NOT NULL,
            used bigint NOT NULL
        );
        """
}
