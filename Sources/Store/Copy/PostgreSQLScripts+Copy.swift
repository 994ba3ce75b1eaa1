import CPostgreSQL

/// Rows in numbers, by COPY in its binary form. Neither side keeps more than a few of them in memory.
extension PostgreSQLScripts {
    /// The signature, flags and length of an extension before the first row.
    private static let header: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
    private static let trailer: [UInt8] = [0xFF, 0xFF]
    private static let chunk = 65_536

    /// Gives the rows of a query.
    func copy(from query: String, _ body: (StoreRow) throws -> Void) throws {
        try begin("COPY (\(query)) TO STDOUT (FORMAT binary)", PGRES_COPY_OUT)
        var isFirst = true
        // An error of `body` leaves the session inside of COPY. Whoever gets it closes the session.
        while true {
            var text: UnsafeMutablePointer<CChar>?
            let count = PQgetCopyData(handle, &text, 0)
            guard count >= 0, let text else {
                guard count == -1 else { throw PostgreSQLError.lost(String(cString: PQerrorMessage(handle))) }
                return try end()
            }
            defer { PQfreemem(text) }
            var octets = [UInt8](UnsafeRawBufferPointer(start: text, count: Int(count)))
            if isFirst {
                guard octets.starts(with: Self.header) else { throw PostgreSQLError.lost("the server's rows have an unknown form") }
                octets.removeFirst(Self.header.count)
                isFirst = false
            }
            guard !octets.isEmpty, octets != Self.trailer else { continue }
            try body(StoreRow(octets: octets))
        }
    }

    /// Inserts the rows that `supply` gives.
    /// - Parameter columns: their names, in the order of the rows' columns.
    func copy(into table: String, _ columns: String, _ supply: (_ add: @escaping (StoreRow) throws -> Void) throws -> Void) throws {
        try begin("COPY \(table) (\(columns)) FROM STDIN (FORMAT binary)", PGRES_COPY_IN)
        var waiting = Self.header
        do {
            try supply { row in
                waiting.append(contentsOf: row.octets)
                guard waiting.count >= Self.chunk else { return }
                try self.put(waiting)
                waiting.removeAll(keepingCapacity: true)
            }
            try put(waiting + Self.trailer)
        } catch let error as PostgreSQLError {
            // The server says what it has against the rows at the end.
            _ = PQputCopyEnd(handle, "the copy ended")
            try end()
            throw error
        } catch {
            _ = PQputCopyEnd(handle, "the copy ended")
            try? end()
            throw error
        }
        guard PQputCopyEnd(handle, nil) == 1 else { throw PostgreSQLError.lost(String(cString: PQerrorMessage(handle))) }
        try end()
    }

    private func begin(_ sql: String, _ state: ExecStatusType) throws {
        guard let result = PQexec(handle, sql) else { throw PostgreSQLError.lost(String(cString: PQerrorMessage(handle))) }
        defer { PQclear(result) }
        guard PQresultStatus(result) == state else { throw Self.error(in: result, of: handle) }
    }

    private func put(_ octets: [UInt8]) throws {
        let sent = octets.withUnsafeBytes { bytes in
            PQputCopyData(handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
        }
        guard sent == 1 else { throw PostgreSQLError.lost(String(cString: PQerrorMessage(handle))) }
    }

    private func end() throws {
        var failure: PostgreSQLError?
        while let result = PQgetResult(handle) {
            if PQresultStatus(result) != PGRES_COMMAND_OK { failure = failure ?? Self.error(in: result, of: handle) }
            PQclear(result)
        }
        if let failure { throw failure }
    }

    // MARK: The end of a transaction

    /// - Throws: `PostgreSQLError.lost` also when the server gave up waiting for its standby: then nobody knows whether the transaction survives a fail-over.
    func commit() throws {
        let notices = Notices()
        let former = PQsetNoticeReceiver(
            handle,
            { context, notice in
                guard let context, let state = PQresultErrorField(notice, Int32(UInt8(ascii: "C"))), String(cString: state) == "01000"
                else {
                    return
                }
                Unmanaged<Notices>.fromOpaque(context).takeUnretainedValue().committedOnlyHere = true
            },
            Unmanaged.passUnretained(notices).toOpaque()
        )
        defer { PQsetNoticeReceiver(handle, former, nil) }
        try run("COMMIT")
        if notices.committedOnlyHere { throw PostgreSQLError.lost("the server committed without its standby") }
    }

    private final class Notices {
        var committedOnlyHere = false
    }
}
