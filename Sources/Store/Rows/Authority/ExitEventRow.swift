import CACore
import PortableFoundation

/// The events that wait for exit receivers.
enum ExitEventRow {
    static func insert(_ event: ExitEvent, for receivers: [String], into database: StoreConnection) throws {
        for receiver in receivers {
            var row = try BoundStatement(
                database,
                "INSERT INTO exit_event (authority, receiver, id, event, document, raised) VALUES (?, ?, ?, ?, ?, ?)"
            )
            row.bind(event.authority.rawValue)
            row.bind(receiver)
            row.bind(event.id)
            row.bind(event.event.rawValue)
            row.bind(event.document)
            row.bind(event.when)
            try row.run()
        }
    }

    static func remove(sequence: Int, from database: StoreConnection) throws {
        var row = try BoundStatement(database, "DELETE FROM exit_event WHERE sequence = ?")
        row.bind(sequence)
        try row.run()
    }

    static func removeAll(of authority: AuthorityNumber, receiver: String, from database: StoreConnection) throws {
        var row = try BoundStatement(database, "DELETE FROM exit_event WHERE authority = ? AND receiver = ?")
        row.bind(authority.rawValue)
        row.bind(receiver)
        try row.run()
    }

    static func events(for receiver: String, of authority: AuthorityNumber, limit: Int, from database: StoreConnection) throws
        -> [WaitingExitEvent]
    {
        var row = try BoundStatement(
            database,
            "SELECT sequence, id, event, document, raised FROM exit_event WHERE authority = ? AND receiver = ? ORDER BY sequence LIMIT ?"
        )
        row.bind(authority.rawValue)
        row.bind(receiver)
        row.bind(limit)
        var events: [WaitingExitEvent] = []
        while try row.step() {
            let event = ExitEvent(
                id: try row.uuid(1),
                authority: authority,
                event: ExitEvents(rawValue: UInt32(truncatingIfNeeded: row.int(2))),
                document: row.bytes(3),
                when: row.date(4)
            )
            events.append(WaitingExitEvent(sequence: row.int(0), receiver: receiver, event: event))
        }
        return events
    }

    static func backlogs(from database: StoreConnection) throws -> [ExitBacklog] {
        let row = try BoundStatement(
            database,
            "SELECT authority, receiver, count(*), min(raised) FROM exit_event GROUP BY authority, receiver ORDER BY authority, receiver"
        )
        var backlogs: [ExitBacklog] = []
        while try row.step() {
            backlogs.append(
                ExitBacklog(authority: AuthorityNumber(rawValue: row.int(0)), receiver: row.text(1), count: row.int(2), oldest: row.date(3))
            )
        }
        return backlogs
    }
}
