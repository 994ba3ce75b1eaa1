import Foundation
import PKIFormats
import PKITesting

/// The result of a call with curl.
struct HTTPReply: Sendable {
    let status: Int
    let headers: [String: String]
    let body: String

    func json<Value: Decodable>(_: Value.Type = Value.self) throws -> Value {
        do { return try JSONDecoder().decode(Value.self, from: Data(body.utf8)) } catch {
            throw UnexpectedReply(reply: self, problem: "\(error)")
        }
    }

    /// The members of the JSON object as text, to compare two answers member by member.
    func members() throws -> [String: String] {
        let object = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
        return (object ?? [:]).mapValues { "\($0)" }
    }
}

struct UnexpectedReply: Error, CustomStringConvertible {
    let reply: HTTPReply
    let problem: String
    var description: String { "HTTP \(reply.status): \(problem): \(reply.body.prefix(2000))" }
}

/// An answer of `/api/v1` to a submission, as any client would read it.
struct SubmitReply: Decodable, Sendable {
    struct Reason: Decodable, Sendable {
        let rule: String
        let field: String?
        let value: String?
        let remedy: String?
    }
    let requestId: Int
    let disposition: String
    let dispositionCode: Int
    let status: String
    let message: String
    let certificate: String?
    let chain: [String]?
    let fullResponse: String?
    let reason: Reason?
}

struct AuthorityReply: Decodable, Sendable {
    let name: String
    let sanitizedName: String
    let configString: String
    let certificate: String
    let chain: [String]
}

extension RunningServer {
    /// One call with curl, a client that we did not write.
    nonisolated func call(
        _ method: String,
        _ path: String,
        as account: Account? = nil,
        body: String? = nil,
        contentType: String = "application/json",
        plain: Bool = false,
        options: [String] = []
    ) async throws -> HTTPReply {
        let headers = folder + "/headers-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: headers) }
        var arguments = ["curl", "--silent", "--show-error", "--max-time", "120", "--request", method, "--dump-header", headers]
        if !plain { arguments += ["--cacert", root] }
        if let account { arguments += ["--user", account.name + ":" + account.password] }
        if body != nil { arguments += ["--header", "Content-Type: " + contentType, "--header", "Expect:", "--data-binary", "@-"] }
        let result = try await run(arguments + options + [(plain ? endpoints.http : endpoints.https) + path], input: body)
        let head = (try? String(contentsOfFile: headers, encoding: .utf8)) ?? ""
        guard result.status == 0 || head.hasPrefix("HTTP/"), let status = head.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else {
            throw ProgramFailed(arguments: ["curl", method, path], status: result.status, said: result.errorText)
        }
        var fields: [String: String] = [:]
        for line in head.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        return HTTPReply(status: status, headers: fields, body: result.text)
    }

    nonisolated func authority() async throws -> AuthorityReply {
        let all: [AuthorityReply] = try await call("GET", "/api/v1/authorities", as: admin).json()
        guard let first = all.first else {
            throw UnexpectedReply(reply: HTTPReply(status: 200, headers: [:], body: "[]"), problem: "no authority")
        }
        return first
    }

    nonisolated func authorityPath() async throws -> String {
        "/api/v1/authorities/" + (try await authority().name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
    }

    /// Submits a PKCS#10 through `/api/v1` and expects 200.
    nonisolated func submit(_ request: String, template: String?, as account: Account, more: [String: String] = [:]) async throws
        -> SubmitReply
    {
        var fields: [String: any Sendable] = ["request": request]
        if let template { fields["attributes"] = ["CertificateTemplate": template] }
        for (name, value) in more { fields[name] = value }
        let body = String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
        let reply = try await call("POST", authorityPath() + "/requests", as: account, body: body)
        guard reply.status == 200 else { throw UnexpectedReply(reply: reply, problem: "200 was expected") }
        return try reply.json()
    }

    /// A key and a PKCS#10 made by openssl.
    nonisolated func newRequest(
        _ subject: String = "/CN=end to end",
        key: [String] = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
        more: [String] = []
    ) async throws -> String {
        let name = folder + "/" + UUID().uuidString
        try await succeed(
            ["openssl", "req", "-new", "-newkey"] + key + ["-nodes", "-keyout", name + ".key", "-subj", subject, "-out", name + ".csr"]
                + more
        )
        return try String(contentsOfFile: name + ".csr", encoding: .utf8)
    }

    /// Runs `chancery` against this server as the administrator.
    nonisolated func administer(_ arguments: [String]) async throws -> ToolResult {
        try await run([Programs.chancery] + arguments + ["--data", data])
    }

    /// Runs `chancery user add`, and returns the account to sign in with.
    nonisolated func addAccount(_ name: String, kind: String = "user", groups: [String] = []) async throws -> Account {
        let account = Account(name: kind == "machine" ? name + "$" : name, password: "correct horse " + UUID().uuidString)
        let file = try write(account.password, to: "password-" + UUID().uuidString)
        var arguments = ["user", "add", account.name, "--kind", kind, "--password-file", file]
        if kind == "machine" {
            arguments += ["--dns", name.lowercased() + ".example.test"]
        } else {
            arguments += ["--mail", name + "@example.test", "--upn", name + "@example.test"]
        }
        for group in groups { arguments += ["--group", group] }
        let result = try await administer(arguments)
        guard result.status == 0 else {
            throw ProgramFailed(arguments: arguments, status: result.status, said: result.text + result.errorText)
        }
        return account
    }

    /// A file of this test; returns its path.
    @discardableResult
    nonisolated func write(_ text: String, to name: String) throws -> String {
        let path = folder + "/" + name
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }
}
