import Foundation
import PKITesting

/// `certreq` for one person: a separate store, their credentials, the server's config string and root.
struct Certreq {
    let server: RunningServer
    let account: Account
    let store: String
    private let credentials: String

    init(_ server: RunningServer, as account: Account, store: String? = nil) throws {
        self.server = server
        self.account = account
        self.store = store ?? server.folder + "/store-" + account.name + "-" + UUID().uuidString
        credentials = try server.write("username=\(account.name)\npassword=\(account.password)\n", to: "credentials-" + UUID().uuidString)
    }

    /// The same person and store, after the server moved to other ports.
    func against(_ server: RunningServer) throws -> Certreq { try Certreq(server, as: account, store: store) }

    /// Runs a verb that talks to the CA.
    /// - Parameter standardOutput: a file for the output.
    func run(_ arguments: [String], trust: String? = nil, standardOutput: String? = nil) async throws -> ToolResult {
        let authority = try await server.authority()
        let host = server.endpoints.https.replacingOccurrences(of: "https://", with: "")
        let connection = ["--config", host + "\\" + authority.name, "--credentials", credentials, "--trust", trust ?? server.root]
        let redirected = standardOutput.map { ["sh", "-c", "exec \"$@\" > '\($0)'", "sh"] } ?? []
        return try await EndToEndTests.run(redirected + [Programs.certreq] + arguments + connection, directory: server.folder)
    }

    /// Runs a verb in the dashed spelling of Windows, with the connection's options in that spelling too.
    func dashed(_ arguments: [String]) async throws -> ToolResult {
        let authority = try await server.authority()
        let host = server.endpoints.https.replacingOccurrences(of: "https://", with: "")
        let connection = ["-config", host + "\\" + authority.name, "-credentials", credentials, "-trust", server.root, "-store", store]
        return try await EndToEndTests.run([Programs.certreq] + arguments + connection, directory: server.folder)
    }

    /// Runs a verb that needs only the store.
    func local(_ arguments: [String]) async throws -> ToolResult {
        try await EndToEndTests.run([Programs.certreq] + arguments + ["--store", store], directory: server.folder)
    }

    /// `accept`, with trust in the server's root.
    func accept(_ answer: String) async throws -> ToolResult { try await local(["accept", answer, "--trust", server.root]) }
}
