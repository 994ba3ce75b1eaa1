/// An error of the database or of the connection to it.
struct PostgreSQLError: Error, CustomStringConvertible {
    /// PostgreSQL's code of five characters (Appendix A of its manual); nil when the connection ended without one.
    let sqlState: String?
    /// The constraint that a write broke.
    let constraint: String?
    let message: String

    init(sqlState: String?, constraint: String? = nil, message: String) {
        self.sqlState = sqlState
        self.constraint = constraint
        self.message = message
    }

    /// The connection is of no more use: nobody knows how far the server got with the last statements.
    static func lost(_ message: String) -> PostgreSQLError { PostgreSQLError(sqlState: nil, message: message) }

    var description: String {
        let code = sqlState.map { " (\($0))" } ?? ""
        return message.split(separator: "\n").joined(separator: " ") + code
    }

    /// A pooler between us and the server has forgotten what this connection prepared.
    private static let unknownStatement = "26000"

    /// The error ends the connection or says that this server cannot be written to: connect again.
    var endsConnection: Bool {
        guard let sqlState else { return true }
        return sqlState.hasPrefix("08") || sqlState.hasPrefix("57P") || ["25006", "25P03", Self.unknownStatement].contains(sqlState)
    }

    /// Two transactions met: run the same again.
    var isCollision: Bool { sqlState == "40001" || sqlState == "40P01" || sqlState == "55P03" }

    /// The server lacks disk, memory or connections, or took too long. Nothing of the transaction is stored.
    var isObstacle: Bool { sqlState?.hasPrefix("53") == true || sqlState == "57014" || sqlState?.hasPrefix("58") == true }

    /// A constraint, a trigger of the schema or a value refused one write.
    var isConstraint: Bool { sqlState?.hasPrefix("23") == true || sqlState == "CH002" }
}
