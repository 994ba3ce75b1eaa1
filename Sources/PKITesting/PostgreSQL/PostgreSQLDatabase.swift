import Foundation

/// A database of a test's cluster.
package struct PostgreSQLDatabase: Sendable {
    package let cluster: PostgreSQLCluster
    package let name: String

    package init(cluster: PostgreSQLCluster, name: String) {
        self.cluster = cluster
        self.name = name
    }

    /// Over the socket, without a password.
    package func url(as role: PostgreSQLCluster.Role) -> String { cluster.url(of: name, as: role) }

    /// Over the loopback address, which asks for ``PostgreSQLCluster/Role/password``.
    package func tcpURL(as role: PostgreSQLCluster.Role) -> String {
        "postgresql://\(role.rawValue)@127.0.0.1:\(cluster.port)/\(name)"
    }

    /// Runs SQL in `psql`.
    /// - Returns: the rows, a line each, with `|` between columns.
    /// - Throws: ``ContractError`` with the server's message and SQLSTATE.
    @discardableResult
    package func ask(_ sql: String, as role: PostgreSQLCluster.Role = .superuser) async throws -> String {
        try await cluster.ask(sql, of: name, as: role)
    }

    /// Removes it, and ends whoever is connected.
    package func drop() async throws { try await cluster.ask("DROP DATABASE \(name) WITH (FORCE)") }
}

extension PostgreSQLCluster {
    /// Makes a database that nobody else uses, owned by ``Role/owner``.
    /// - Parameters:
    ///   - word: small letters, at the beginning of its name.
    ///   - template: what it is a copy of; nobody may be connected to that.
    package func database(_ word: String, from template: PostgreSQLDatabase? = nil) async throws -> PostgreSQLDatabase {
        let name = word + "_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        try await ask("CREATE DATABASE \(name) OWNER \(Role.owner.rawValue) TEMPLATE \(template?.name ?? "template0")")
        return PostgreSQLDatabase(cluster: self, name: name)
    }

    func url(of database: String, as role: Role) -> String {
        let host = folder.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? folder
        // The server answers late while all tests run at once.
        return "postgresql:///\(database)?host=\(host)&port=\(port)&user=\(role.rawValue)&connect_timeout=20"
    }

    func ask(_ sql: String, of database: String, as role: Role) async throws -> String {
        try Self.answer(await runToolAside(psql(database, role), input: Array(sql.utf8)))
    }

    /// The same on this thread.
    @discardableResult
    func query(_ sql: String, of database: String, as role: Role) throws -> String {
        try Self.answer(runTool(psql(database, role), input: Array(sql.utf8)))
    }

    private func psql(_ database: String, _ role: Role) -> [String] {
        let program = [programs.folder + "/psql", "--no-psqlrc", "--quiet", "--no-align", "--tuples-only"]
        return program + ["--set=ON_ERROR_STOP=1", "--set=VERBOSITY=verbose", url(of: database, as: role)]
    }

    private static func answer(_ result: ToolResult) throws -> String {
        guard result.status == 0 else { throw ContractError(result.errorText) }
        return result.text.hasSuffix("\n") ? String(result.text.dropLast()) : result.text
    }
}
