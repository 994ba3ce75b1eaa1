package import CACore
package import PKIDirectory
package import PortableFoundation

/// Counts that all nodes share. Their tables are not logged, so that counting waits for no disk; after a crash of the database they are empty.
extension PostgreSQLStore: SharedSignInFailures {
    package func signInFailures(of keys: [[UInt8]]) async throws -> [[UInt8]: SignInFailureCount] {
        try await side.write { database in
            var counts: [[UInt8]: SignInFailureCount] = [:]
            for key in keys {
                var row = try BoundStatement(
                    database,
                    "SELECT failures, (extract(epoch FROM clock_timestamp() - last) * 1000)::bigint FROM sign_in_failure WHERE key = ?"
                )
                row.bind(key)
                if try row.step() { counts[key] = SignInFailureCount(count: row.int(0), age: max(0, Double(row.int(1)) / 1000)) }
            }
            return counts
        }
    }

    package func addSignInFailure(to keys: [[UInt8]]) async throws {
        // In one order at all nodes, so that two of them do not wait for each other.
        let sorted = keys.sorted { $0.lexicographicallyPrecedes($1) }
        try await side.write { database in
            for key in sorted {
                var row = try BoundStatement(
                    database,
                    """
                    INSERT INTO sign_in_failure AS known (key, failures, last) VALUES (?, 1, clock_timestamp())
                    ON CONFLICT (key) DO UPDATE SET last = excluded.last,
                        failures = CASE WHEN \(Self.isForgotten("known.last")) THEN 1 ELSE known.failures + 1 END
                    """
                )
                row.bind(key)
                try row.run()
            }
        }
    }

    package func forgetSignInFailures(of key: [UInt8]) async throws {
        try await side.write { database in
            var row = try BoundStatement(database, "DELETE FROM sign_in_failure WHERE key = ?")
            row.bind(key)
            try row.run()
        }
    }

    private static func isForgotten(_ last: String) -> String { "\(last) < clock_timestamp() - interval '\(Int(SignInBackOff.memory)) s'" }

    /// Removes the counts that count no more. Called from time to time.
    package func removeOldCounts() async throws {
        try await side.write { database in
            try BoundStatement(database, "DELETE FROM sign_in_failure WHERE \(Self.isForgotten("last"))").run()
            try BoundStatement(database, "DELETE FROM quota_use WHERE \(Self.isOver("began"))").run()
        }
    }
}

extension PostgreSQLStore: SharedRequestQuota {
    package func countRequest(of account: UUID, limit: Int) async throws -> RequestQuotaAnswer {
        try await side.write { database in
            let isOver = Self.isOver("known.began")
            var row = try BoundStatement(
                database,
                """
                INSERT INTO quota_use AS known (account, began, used) VALUES (?, clock_timestamp(), 1)
                ON CONFLICT (account) DO UPDATE SET
                    began = CASE WHEN \(isOver) THEN excluded.began ELSE known.began END,
                    used = CASE WHEN \(isOver) THEN 1 ELSE known.used + 1 END
                WHERE \(isOver) OR known.used < ? RETURNING used
                """
            )
            row.bind(account)
            row.bind(limit)
            if try row.step() { return RequestQuotaAnswer(wait: nil) }
            var hour = try BoundStatement(
                database,
                "SELECT (extract(epoch FROM clock_timestamp() - began) * 1000)::bigint FROM quota_use WHERE account = ?"
            )
            hour.bind(account)
            let age = try hour.step() ? Double(hour.int(0)) / 1000 : 0
            return RequestQuotaAnswer(wait: min(max(RequestQuota.length - age, 1), RequestQuota.length))
        }
    }

    fileprivate static func isOver(_ began: String) -> String { "\(began) < clock_timestamp() - interval '\(Int(RequestQuota.length)) s'" }
}
