import CPostgreSQL
import PortableFoundation

/// A connection outside the pipeline: scripts of several statements, and single rows as text.
final class PostgreSQLScripts {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { PQfinish(handle) }

    /// Runs a script. Blocking, without a limit of time.
    /// - Throws: `PostgreSQLError` of the first statement that fails.
    func run(_ script: String) throws { _ = try Self.row(handle, script) }

    /// The first row of the last statement, as texts; NULL is empty.
    func row(_ script: String) throws -> [String] { try Self.row(handle, script) }

    /// All rows of the last statement.
    func rows(_ script: String) throws -> [[String]] { try Self.rows(handle, script) }

    static func row(_ handle: OpaquePointer, _ script: String) throws -> [String] { try rows(handle, script).first ?? [] }

    private static func rows(_ handle: OpaquePointer, _ script: String) throws -> [[String]] {
        guard let result = PQexec(handle, script) else { throw PostgreSQLError.lost(String(cString: PQerrorMessage(handle))) }
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else {
            func field(_ letter: UInt8) -> String? { PQresultErrorField(result, Int32(letter)).map { String(cString: $0) } }
            throw PostgreSQLError(
                sqlState: field(UInt8(ascii: "C")),
                constraint: field(UInt8(ascii: "n")),
                message: field(UInt8(ascii: "M")) ?? String(cString: PQerrorMessage(handle))
            )
        }
        return (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { column in String(cString: PQgetvalue(result, row, column)) }
        }
    }

    /// A text inside a script.
    static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}
