import CAInterface
import Foundation
import FrontEnds
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import WireProtocols

/// The doors over a complete authority in memory. Everybody's password is their name and `-secret`.
struct DoorFixture: Sendable {
    static let ca = TestAuthority.issuingName

    let authority: TestAuthority
    let readiness = Readiness()
    let doors: FrontDoors

    static func make(prefixDoors: [any PrefixDoor] = []) async throws -> DoorFixture {
        let authority = try await TestAuthority.make()
        let hashing = PasswordHashing(cost: 16, blockSize: 8, parallelism: 1)
        for principal in [authority.alice, authority.bob, authority.officer, authority.auditor, authority.administrator] {
            let record = try hashing.record(of: Array("\(principal.name)-secret".utf8), randomBytes: PasswordHashing.systemRandomBytes)
            try await authority.directory.commit(
                [.passwordSet(principal: principal.id, record)],
                audit: DirectoryAuditRecord(actor: "test", action: "password", when: Date()))
        }
        return DoorFixture(authority: authority, hashing: hashing, prefixDoors: prefixDoors)
    }

    private init(authority: TestAuthority, hashing: PasswordHashing, prefixDoors: [any PrefixDoor]) {
        self.authority = authority
        let clock = authority.clock
        doors = FrontDoors(
            door: authority.service, holders: authority.service,
            signIn: SignIn(directory: authority.directory, clock: { clock.now }, hashing: hashing), directory: authority.directory,
            publication: authority.publisher, prefixDoors: prefixDoors, readiness: readiness, clock: { clock.now }, logger: Self.logger)
    }

    static var logger: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    /// Calls the HTTPS doors without sockets.
    func secure<Value>(_ body: @Sendable (any TestClientProtocol) async throws -> Value) async throws -> Value {
        try await Application(responder: doors.httpsResponder(), logger: Self.logger).test(.router) { client in try await body(client) }
    }

    /// Calls the plain doors without sockets.
    func plain<Value>(_ body: @Sendable (any TestClientProtocol) async throws -> Value) async throws -> Value {
        try await Application(responder: doors.httpResponder(), logger: Self.logger).test(.router) { client in try await body(client) }
    }

    /// One call to the HTTPS doors.
    func call(
        _ method: HTTPRequest.Method, _ path: String, as name: String? = "alice", password: String? = nil, body: [UInt8]? = nil,
        headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        if let name {
            headers[.authorization] = BasicCredential(name: name, password: Array((password ?? name + "-secret").utf8)).authorization
        }
        let all = headers
        return try await secure { client in
            try await client.execute(uri: path, method: method, headers: all, body: body.map { ByteBuffer(bytes: $0) })
        }
    }

    func submit(_ request: [UInt8], template: String? = "User", as name: String = "alice") async throws -> TestResponse {
        let body = SubmitBody(
            request: PEMDocument(label: "CERTIFICATE REQUEST", bytes: request).text,
            attributes: template.map { ["CertificateTemplate": $0] })
        return try await call(.post, APIPath.requests(authority: Self.ca).path, as: name, body: Array(try JSONEncoder().encode(body)))
    }
}

extension TestResponse {
    func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value { try JSONDecoder().decode(type, from: Data(octets)) }
    var octets: [UInt8] { Array(body.readableBytesView) }
    var problem: ProblemBody { get throws { try decoded(ProblemBody.self) } }
}

/// Runs a program on a thread of its own: the tests' threads are those the server under test answers on.
func tool(_ arguments: [String], input: [UInt8]? = nil) async throws -> ToolResult {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try runTool(arguments, input: input) }) }
    }
}
