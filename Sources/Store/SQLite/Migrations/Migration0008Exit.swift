extension Migration {
    /// The events that wait for exit receivers.
    static let exit = Migration(
        number: 8,
        name: "exit",
        sql: """
            -- One row for each event and receiver, until the receiver has taken it. A sequence is never used twice, so that the end of a delivery never
            -- removes another event.
            CREATE TABLE exit_event (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                authority INTEGER NOT NULL,
                receiver TEXT NOT NULL,
                id BLOB NOT NULL,
                event INTEGER NOT NULL,
                document BLOB NOT NULL,
                raised INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX exit_event_receiver ON exit_event (authority, receiver, sequence);
            """
    )
}
