extension Migration {
    /// The log over the record.
    static let recordLog = Migration(
        number: 19,
        name: "record log",
        sql: """
            -- One row. It is replaced before anybody learns of a checkpoint, and never goes back.
            CREATE TABLE record_log (
                only INTEGER PRIMARY KEY DEFAULT 1 CHECK (only = 1),
                generation INTEGER NOT NULL CHECK (generation >= 1),
                origin TEXT NOT NULL CHECK (origin <> ''),
                verifier_key TEXT NOT NULL CHECK (verifier_key <> ''),
                size INTEGER NOT NULL CHECK (size >= 0),
                frontier BLOB NOT NULL CHECK (length(frontier) % 32 = 0),
                root BLOB NOT NULL CHECK (length(root) = 32),
                signed TEXT NOT NULL CHECK (signed <> ''),
                signed_at INTEGER NOT NULL,
                published TEXT NOT NULL,
                published_size INTEGER NOT NULL CHECK (published_size BETWEEN 0 AND size),
                is_restored INTEGER NOT NULL CHECK (is_restored IN (0, 1))
            ) STRICT;
            CREATE TRIGGER record_log_grows BEFORE UPDATE ON record_log
            WHEN NEW.size < OLD.size OR NEW.size = OLD.size AND NEW.root <> OLD.root OR NEW.generation < OLD.generation
                OR NEW.generation = OLD.generation
                    AND (NEW.origin <> OLD.origin OR NEW.verifier_key <> OLD.verifier_key OR NEW.published_size < OLD.published_size)
            BEGIN SELECT RAISE(ABORT, 'the log of the record only grows, and keeps its name and key'); END;
            CREATE TRIGGER record_log_stays BEFORE DELETE ON record_log BEGIN SELECT RAISE(ABORT, 'the log of the record stays'); END;

            -- Tiles of hashes, and the entries themselves at level -1. One that is not full grows with the log.
            CREATE TABLE record_tile (
                level INTEGER NOT NULL CHECK (level BETWEEN -1 AND 7),
                idx INTEGER NOT NULL CHECK (idx >= 0),
                bytes BLOB NOT NULL CHECK (length(bytes) > 0),
                PRIMARY KEY (level, idx)
            ) STRICT;
            CREATE TRIGGER record_tile_grows BEFORE UPDATE ON record_tile
            WHEN NEW.level <> OLD.level OR NEW.idx <> OLD.idx OR substr(NEW.bytes, 1, length(OLD.bytes)) <> OLD.bytes
            BEGIN SELECT RAISE(ABORT, 'tiles only grow'); END;
            CREATE TRIGGER record_tile_stays BEFORE DELETE ON record_tile BEGIN SELECT RAISE(ABORT, 'tiles stay'); END;
            """
    )
}
