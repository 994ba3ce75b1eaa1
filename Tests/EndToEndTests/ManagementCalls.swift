import Foundation
import PKIFormats
import PKITesting

/// One person's calls of CM REST with curl, and what the answers say, in the names of the interface.
struct ManagementCalls {
    struct Request: Decodable {
        let Uuid, NewProfileUuid, OldProfileUuid, NewSmartcardUuid, OldSmartcardUuid, TargetUserUuid: String
        let Status, RequestType: Int
    }

    struct Profile: Decodable {
        let Uuid, ParentProfileUuid, PrimaryProfileUuid, AssignedUserUuid: String
        let Status, Flags: Int
        var state: [Int] { [Status, Flags] }
    }

    struct Smartcard: Decodable {
        let Uuid, ParentSmartcardUuid, PermanentSmartcardUuid, PrimarySmartcardUuid, SerialNumber: String
        let Status, Flags: Int
        var state: [Int] { [Status, Flags] }
    }

    struct HeldCertificate: Decodable {
        let SerialNumber, TemplateCommonName: String
        let IsKeyHistory: Bool
    }

    struct Answer: Decodable {
        let TemplateCommonName: String
        let Pkcs7, Pfx: String?
        let isKeyHistory: Bool
    }

    static let none = "00000000-0000-0000-0000-000000000000"

    let server: RunningServer
    let account: Account

    func get<Value: Decodable>(_ path: String, as: Value.Type = Value.self) async throws -> Value {
        let reply = try await server.call("GET", ManagementTests.base + path, as: account)
        guard reply.status == 200 else { throw UnexpectedReply(reply: reply, problem: "200 was expected of \(path)") }
        return try reply.json()
    }

    /// - Parameter members: of the body, beside the type.
    /// - Returns: the id of the new request.
    func start(_ type: String, _ members: [String: String]) async throws -> String {
        let reply = try await tryToStart(type, members)
        guard reply.status == 201 else { throw UnexpectedReply(reply: reply, problem: "201 was expected for \(type)") }
        return String(try reply.json(String.self).split(separator: "/").last ?? "")
    }

    func tryToStart(_ type: String, _ members: [String: String]) async throws -> HTTPReply {
        var body: [String: Any] = ["type": type, "datacollection": [String](), "comment": ""]
        for (name, value) in members { body[name] = value }
        return try await server.call(
            "POST",
            ManagementTests.base + "/requests",
            as: account,
            body: String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
        )
    }

    func request(_ id: String) async throws -> Request { try await get("/requests/\(id)") }
    func profile(_ id: String) async throws -> Profile { try await get("/profiles/\(id)") }
    func smartcard(_ id: String) async throws -> Smartcard { try await get("/smartcards/\(id)") }
    func operations(_ object: String) async throws -> [String] { try await get("/\(object)/operations", as: [String].self).sorted() }

    func template(_ name: String) async throws -> String {
        try await get("/profiletemplates", as: [ManagementTests.ProfileTemplate].self).first { $0.Name == name }?.Uuid ?? ""
    }

    /// The person's own id, as a request of theirs names it. The request is given up.
    func user() async throws -> String {
        try await end(try await start("Enroll", ["profiletemplateuuid": try await template("Laptop")]), "Abandoned").TargetUserUuid
    }

    /// Sends a status for a request, such as `Completed`.
    func end(_ id: String, _ status: String = "Completed") async throws -> Request {
        let reply = try await server.call("PUT", ManagementTests.base + "/requests/\(id)", as: account, body: #"{"status":"\#(status)"}"#)
        guard reply.status == 200 else { throw UnexpectedReply(reply: reply, problem: "200 was expected") }
        return try reply.json()
    }

    /// Answers each option with a request of openssl.
    func submit(_ id: String, password: String = "correct horse") async throws -> [Answer] {
        struct Option: Decodable { let KeyAlgorithmName: String }
        var requests: [String] = []
        for option in try await get("/requests/\(id)/certificaterequestgenerationoptions", as: [Option].self) {
            let key = option.KeyAlgorithmName == "RSA" ? ["rsa:2048"] : ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
            let text = try await server.newRequest("/", key: key)
            requests.append(Base64.encode(try PEMDocument.parse(text).first?.bytes ?? []))
        }
        let body: [String: Any] = ["pfxpassword": password, "certificaterequests": requests]
        let reply = try await server.call(
            "POST",
            ManagementTests.base + "/requests/\(id)/certificatedata",
            as: account,
            body: String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
        )
        guard reply.status == 200 else { throw UnexpectedReply(reply: reply, problem: "200 was expected") }
        return try reply.json()
    }

    /// What the CA says of the object's own certificates, one word for each: `valid`, or the reason of a revocation.
    /// - Parameter object: such as `profiles/GUID`.
    func validity(_ object: String) async throws -> Set<String> {
        var words: Set<String> = []
        for certificate in try await get("/\(object)/certificates", as: [HeldCertificate].self) where !certificate.IsKeyHistory {
            let said = try await server.administer(["certificate", "is-valid", certificate.SerialNumber]).text
            let reason = said.split(separator: "(").dropFirst().first?.split(separator: ")").first
            words.insert(said.hasPrefix("3: valid.") ? "valid" : reason.map(String.init) ?? said)
        }
        return words
    }
}
