package import CACore

/// Published objects in the database, where all nodes find them. An object never changes, because its name is the hash of its bytes.
package struct PostgreSQLObjects: ObjectStore {
    /// A list of a million revoked certificates has about 40 MB.
    private static let largestObject = 256 << 20
    /// Values above this size are not kept in the memory of a connection.
    private static let largeObject = 1 << 20
    /// Seconds during which another node may still commit the row that names an object.
    private static let youth = 3_600

    private let writer: PostgreSQLSideWriter

    init(servers: PostgreSQLServers) {
        // A large object travels for a while; a writer of its own holds nobody up.
        writer = PostgreSQLSideWriter(servers: servers, label: "objects", patience: 60_000)
    }

    package func put(_ bytes: [UInt8], as id: ObjectID) async throws {
        guard bytes.count <= Self.largestObject else {
            throw StoreError("an object of \(bytes.count) bytes is too large; \(Self.largestObject) are possible")
        }
        try await writer.write { database in
            try Self.allowLargeValues(in: database)
            // The bytes are written again too, which repairs a damaged row.
            var row = try BoundStatement(
                database,
                """
                INSERT INTO object (id, bytes, stored) VALUES (?, ?, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)
                ON CONFLICT (id) DO UPDATE SET bytes = excluded.bytes, stored = excluded.stored
                """
            )
            row.bind(id.rawValue)
            row.bind(bytes)
            try row.run()
        }
        if bytes.count > Self.largeObject { await writer.disconnect() }
    }

    package func object(_ id: ObjectID) async throws -> [UInt8]? {
        let bytes: [UInt8]? = try await writer.write { database in
            try Self.allowLargeValues(in: database)
            var row = try BoundStatement(database, "SELECT bytes FROM object WHERE id = ?")
            row.bind(id.rawValue)
            return try row.step() ? row.bytes(0) : nil
        }
        guard let bytes, ObjectID(of: bytes) == id else { return nil }
        if bytes.count > Self.largeObject { await writer.disconnect() }
        return bytes
    }

    package func contains(_ id: ObjectID) async throws -> Bool {
        try await writer.write { database in
            var row = try BoundStatement(database, "SELECT 1::bigint FROM object WHERE id = ?")
            row.bind(id.rawValue)
            return try row.step()
        }
    }

    package func remove(_ id: ObjectID) async throws {
        try await writer.write { database in
            var row = try BoundStatement(database, "DELETE FROM object WHERE id = ?")
            row.bind(id.rawValue)
            try row.run()
        }
    }

    package func sweep(keeping kept: Set<ObjectID>) async throws {
        try await writer.write { database in
            let old = "stored < (extract(epoch FROM clock_timestamp()) * 1000)::bigint - \(Self.youth * 1000)"
            let rows = try BoundStatement(database, "SELECT id FROM object WHERE \(old)")
            var unnamed: [String] = []
            while try rows.step() {
                if !kept.contains(ObjectID(rawValue: rows.text(0))) { unnamed.append(rows.text(0)) }
            }
            for id in unnamed {
                var row = try BoundStatement(database, "DELETE FROM object WHERE id = ? AND \(old)")
                row.bind(id)
                try row.run()
            }
        }
    }

    func close() async { await writer.close() }

    private static func allowLargeValues(in database: StoreConnection) throws {
        for limit in ["statement_timeout", "idle_in_transaction_session_timeout"] {
            try BoundStatement(database, "SET LOCAL \(limit) = '60s'").run()
        }
    }
}
