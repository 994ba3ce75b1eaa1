import Foundation
import FrontEnds
import PKICrypto
import PKIFormats
import PKITesting
import ServiceLifecycle

/// A running pair of listeners, with files for outside programs.
struct RunningFrontEnds {
    let fixture: FrontEndFixture
    let ports: Listeners.Ports
    let identity: TLSIdentity
    let directory: String
    private let group: ServiceGroup

    /// Tells the server to end gracefully; `with` waits for that.
    func shutDown() async { await group.triggerGracefulShutdown() }

    var https: String { "https://localhost:\(ports.https)" }

    /// Runs `body` against real sockets, then shuts down gracefully.
    static func with(
        _ limits: ListenerLimits = ListenerLimits(),
        frontEnds: [any FrontEnd] = [],
        trustedProxies: [AddressBlock] = [],
        _ body: @Sendable (RunningFrontEnds) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            let fixture = try await FrontEndFixture.make(frontEnds: frontEnds)
            let first = try await serverIdentity(names: ["localhost"], root: "\(directory)/root.pem")
            let identity = try TLSIdentity(chain: [first.certificate.derEncoded], privateKey: try first.key.pkcs8())
            let listeners = Listeners(
                frontEnds: fixture.frontEnds,
                identity: identity,
                https: .init(host: "127.0.0.1", port: 0),
                http: .init(host: "127.0.0.1", port: 0),
                limits: limits,
                trustedProxies: trustedProxies,
                logger: FrontEndFixture.logger
            )
            let group = ServiceGroup(configuration: .init(services: [listeners], logger: FrontEndFixture.logger))
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                let ports = try await listeners.ports()
                try await body(RunningFrontEnds(fixture: fixture, ports: ports, identity: identity, directory: directory, group: group))
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
        }
    }

    static func serverIdentity(names: [String], root: String) async throws -> SampleIdentity {
        let key = try PrivateKey(generating: .p256)
        let identity = try await SampleIdentity.selfSigned(
            subject: .of([(OID.commonName, names[0])]),
            key: key,
            extensions: [
                SubjectAlternativeName(names.map { .dnsName($0) }).asExtension(),
                BasicConstraints(isCA: true, pathLength: nil).asExtension(critical: true),
            ],
            notBefore: Date().addingTimeInterval(-3600),
            notAfter: Date().addingTimeInterval(86_400)
        )
        try Data(PEMDocument(label: "CERTIFICATE", bytes: identity.certificate.derEncoded).text.utf8).write(to: URL(fileURLWithPath: root))
        return identity
    }

    func curl(_ arguments: [String], input: [UInt8]? = nil) async throws -> ToolResult {
        try await tool(["curl", "-sS", "--max-time", "120", "--cacert", "\(directory)/root.pem"] + arguments, input: input)
    }
}
