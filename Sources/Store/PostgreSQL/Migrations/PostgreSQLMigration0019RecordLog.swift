extension PostgreSQLMigration {
    /// The log over the record, as in SQLite.
    static let recordLog = PostgreSQLMigration(
        number: 19,
        name: "record log",
        oldestProgram: 17,
        sql: """
            CREATE TABLE record_log (
                "only" bigint DEFAULT 1 CONSTRAINT record_log_pkey PRIMARY KEY CHECK ("only" = 1),
                generation bigint NOT NULL CHECK (generation >= 1),
                origin text COLLATE "C" NOT NULL CHECK (origin <> ''),
                verifier_key text COLLATE "C" NOT NULL CHECK (verifier_key <> ''),
                size bigint NOT NULL CHECK (size >= 0),
                frontier bytea NOT NULL CHECK (length(frontier) % 32 = 0),
                root bytea NOT NULL CHECK (length(root) = 32),
                signed text COLLATE "C" NOT NULL CHECK (signed <> ''),
                signed_at bigint NOT NULL,
                published text COLLATE "C" NOT NULL,
                published_size bigint NOT NULL CHECK (published_size >= 0 AND published_size <= size),
                is_restored bigint NOT NULL CHECK (is_restored IN (0, 1))
            );
            CREATE TRIGGER record_log_grows BEFORE UPDATE ON record_log FOR EACH ROW
            WHEN (NEW.size < OLD.size OR NEW.size = OLD.size AND NEW.root <> OLD.root OR NEW.generation < OLD.generation
                OR NEW.generation = OLD.generation
                    AND (NEW.origin <> OLD.origin OR NEW.verifier_key <> OLD.verifier_key OR NEW.published_size < OLD.published_size))
            EXECUTE FUNCTION chancery.refuse('the log of the record only grows, and keeps its name and key');
            CREATE TRIGGER record_log_stays BEFORE DELETE OR TRUNCATE ON record_log
            FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('the log of the record stays');

            CREATE TABLE record_tile (
                level bigint NOT NULL CHECK (level BETWEEN -1 AND 7),
                idx bigint NOT NULL CHECK (idx >= 0),
                bytes bytea NOT NULL CHECK (length(bytes) > 0),
                CONSTRAINT record_tile_pkey PRIMARY KEY (level, idx)
            );
            CREATE TRIGGER record_tile_grows BEFORE UPDATE ON record_tile FOR EACH ROW
            WHEN (NEW.level <> OLD.level OR NEW.idx <> OLD.idx OR substr(NEW.bytes, 1, length(OLD.bytes)) <> OLD.bytes)
            EXECUTE FUNCTION chancery.refuse('tiles only grow');
            CREATE TRIGGER record_tile_stays BEFORE DELETE OR TRUNCATE ON record_tile
            FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('tiles stay');
            """
    )
}
