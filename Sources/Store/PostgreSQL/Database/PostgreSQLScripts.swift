import CPostgreSQL
import PortableFoundation

import SystemFiles

/// A connection outside the pipeline: scripts of several statements, and single rows as text.
final class PostgreSQLScripts {
    let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { PQfinish(handle) }

    /// Runs a script. Blocking, without a limit of time.
    /// - Throws: `PostgreSQLError` of the first statement that fails.
    func run(_ script: String) throws { _ = try Self.row(handle, script) }

    /// The first row of the last statement, as texts; NULL is empty.
    func row(_ script: String) throws -> [String] { try Self.row(handle, script) }

    /// All rows of the last statement.
    func rows(_ script: String) throws -> [[String]] { try Self.rows(handle, script) }

    /// - Parameter milliseconds: how long to wait for the answer; nil for ever.
    static func row(_ handle: OpaquePointer, _ script: String, within milliseconds: Int32? = nil) throws -> [String] {
        try rows(handle, script, within: milliseconds).first ?? []
    }

    private static func rows(_ handle: OpaquePointer, _ script: String, within milliseconds: Int32? = nil) throws -> [[String]] {
        guard let result = try milliseconds.map({ try last(handle, script, Deadline(milliseconds: $0)) }) ?? PQexec(handle, script) else {
            throw PostgreSQLError.lost(String(cString: PQerrorMessage(handle)))
        }
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else {
            throw error(in: result, of: handle)
        }
        return (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { column in String(cString: PQgetvalue(result, row, column)) }
        }
    }

    /// The last result of a script, or the first error. `PQexec` would wait for ever on a server that was stopped, or a network that fell silent.
    private static func last(_ handle: OpaquePointer, _ script: String, _ deadline: Deadline) throws -> OpaquePointer? {
        guard PQsendQuery(handle, script) == 1 else { return nil }
        var last: OpaquePointer?
        var isWhole = false
        defer { if !isWhole { PQclear(last) } }
        while true {
            while PQisBusy(handle) == 1 {
                var item = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
                let ready = poll(&item, 1, deadline.remaining)
                if ready < 0, errno == EINTR { continue }
                guard ready > 0 else { throw PostgreSQLError.lost("the server did not answer in time") }
                guard PQconsumeInput(handle) == 1 else { return nil }
            }
            guard let result = PQgetResult(handle) else {
                isWhole = true
                return last
            }
            // After an error nothing more of the script is done.
            PQclear(last)
            last = result
        }
    }

    static func error(in result: OpaquePointer, of handle: OpaquePointer) -> PostgreSQLError {
        func field(_ letter: UInt8) -> String? { PQresultErrorField(result, Int32(letter)).map { String(cString: $0) } }
        return PostgreSQLError(
            sqlState: field(UInt8(ascii: "C")),
            constraint: field(UInt8(ascii: "n")),
            message: field(UInt8(ascii: "M")) ?? String(cString: PQerrorMessage(handle))
        )
    }

    /// A text inside a script.
    static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}
