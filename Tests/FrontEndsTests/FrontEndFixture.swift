import CACore
import CAInterface
import CertManagement
import Foundation
import FrontEnds
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import OpenSSLKeys
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import WireProtocols

/// The front ends over a complete authority in memory. Everybody's password is their name and `-secret`.
struct FrontEndFixture: Sendable {
    static let ca = TestAuthority.issuingName

    let authority: TestAuthority
    /// Certificate management on that authority.
    let management: TestManagement
    let readiness = Readiness()
    let outbox = InMemoryManagementStore()
    let mail: MailAdministration
    /// The log over the record, which a test lets go on.
    let recordLog: RecordLogService
    let record: RecordReading
    let frontEnds: MountedFrontEnds

    static func make(frontEnds: [any FrontEnd] = []) async throws -> FrontEndFixture {
        try await make(try await TestAuthority.make(), frontEnds: frontEnds)
    }

    static func make(_ authority: TestAuthority, tokens: TokenSignIn? = nil, frontEnds: [any FrontEnd] = []) async throws -> FrontEndFixture
    {
        let hashing = PasswordHashing(cost: 16, blockSize: 8, parallelism: 1)
        for principal in [authority.alice, authority.bob, authority.officer, authority.auditor, authority.administrator] {
            let record = try hashing.record(of: Array("\(principal.name)-secret".utf8), randomBytes: PasswordHashing.systemRandomBytes)
            try await authority.directory.commit(
                [.passwordSet(principal: principal.id, record)],
                as: .passwordSet,
                by: .service(.firstStart),
                when: Date()
            )
        }
        let cards = CardServices(masterKeys: InMemoryCardMasterKeys(), cipher: CardCipher(legacy: Legacy()))
        let management = try await TestManagement.make(authority: authority, cards: cards)
        return FrontEndFixture(management: management, hashing: hashing, tokens: tokens, frontEnds: frontEnds)
    }

    private init(management: TestManagement, hashing: PasswordHashing, tokens: TokenSignIn?, frontEnds: [any FrontEnd]) {
        let authority = management.authority
        self.authority = authority
        self.management = management
        let clock = authority.clock
        mail = MailAdministration(
            store: outbox,
            directory: authority.directory,
            sender: RecordingMailSender(),
            clock: { clock.now }
        )
        recordLog = RecordLogService(
            store: authority.store,
            keys: authority.keys,
            origin: "pki.example.test/record",
            kept: NothingKept(),
            clock: { clock.now },
            logger: Self.logger
        )
        record = RecordReading(service: authority.service, log: recordLog)
        self.frontEnds = MountedFrontEnds(
            authorities: authority.service,
            holders: authority.service,
            signIn: SignIn(directory: authority.directory, clock: { clock.now }, hashing: hashing, uptime: { clock.uptime }),
            tokens: tokens,
            directory: authority.directory,
            publication: authority.publisher,
            management: management.service,
            mail: mail,
            record: record,
            frontEnds: frontEnds + [
                ProfileTemplateFrontEnd(service: management.service),
                OCSPFrontEnd(source: KeptStatusSource(authority.status), clock: { clock.now }),
            ],
            readiness: readiness,
            clock: { clock.now },
            logger: Self.logger
        )
    }

    static var logger: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    /// One call to the front ends of the plain listener.
    func plain(_ method: HTTPRequest.Method, _ path: String) async throws -> TestResponse {
        try await TestResponse(
            of: frontEnds.responder(on: .http),
            to: HTTPRequest(method: method, scheme: "http", authority: nil, path: path)
        )
    }

    /// One call to the front ends of the HTTPS listener.
    func call(
        _ method: HTTPRequest.Method,
        _ path: String,
        as name: String? = "alice",
        password: String? = nil,
        body: [UInt8]? = nil,
        headers: HTTPFields = [:],
        from peer: PeerAddress? = nil
    ) async throws -> TestResponse {
        var headers = headers
        if let name {
            headers[.authorization] = BasicCredential(name: name, password: Array((password ?? name + "-secret").utf8)).authorization
        }
        return try await TestResponse(
            of: frontEnds.responder(on: .https),
            to: HTTPRequest(method: method, scheme: "https", authority: nil, path: path, headerFields: headers),
            body: body ?? [],
            from: peer
        )
    }

    func submit(_ request: [UInt8], template: String? = "User", as name: String = "alice") async throws -> TestResponse {
        let body = SubmitBody(
            request: PEMDocument(label: "CERTIFICATE REQUEST", bytes: request).text,
            attributes: template.map { ["CertificateTemplate": $0] }
        )
        return try await call(.post, APIPath.requests(authority: Self.ca).path, as: name, body: Array(try JSONEncoder().encode(body)))
    }
}

/// Keeps no checkpoint outside the store.
private struct NothingKept: KeptCheckpoint {
    func kept() async throws -> [UInt8]? { nil }
    func keep(_ note: [UInt8]) async throws {}
}

/// The front ends' answer to a request without a socket.
struct TestResponse {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let octets: [UInt8]

    init(of responder: FrontEndResponder, to head: HTTPRequest, body: [UInt8] = [], from peer: PeerAddress? = nil) async throws {
        let context = ConnectionContext(channel: EmbeddedChannel(), logger: FrontEndFixture.logger, peer: peer)
        let answer = try await responder.respond(
            to: Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body))),
            context: context
        )
        status = answer.status
        headers = answer.headers
        octets = try await CollectedBody.octets(of: answer)
    }

    func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value { try JSONDecoder().decode(type, from: Data(octets)) }
    var problem: ProblemBody { get throws { try decoded(ProblemBody.self) } }
}

/// Runs a program on its own thread, because the server under test answers on the tests' threads.
func tool(_ arguments: [String], input: [UInt8]? = nil) async throws -> ToolResult {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try runTool(arguments, input: input) }) }
    }
}
