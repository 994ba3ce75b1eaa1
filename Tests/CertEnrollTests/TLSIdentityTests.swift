import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import NIOCore
import NIOPosix
import NIOSSL
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("Identities serve TLS, and openssl s_client judges them", .enabled(if: hasTool("openssl"), "openssl is not installed"))
struct TLSIdentityTests {
    @Test("a server serves the identity with its chain", arguments: [KeySpecification.p256, .p384, .rsa(bits: 2048)])
    func serves(_ key: KeySpecification) async throws {
        try await EnrollerFixture.with { fixture in
            try await fixture.enrollment.authority.changeTemplate("WebServer") { $0.minimumKeySize = 256 }
            let identity = try await fixture.enroller(keySpecification: key).identity(dnsNames: ["localhost"])
            let service = try CertificateRenewalService(fixture.enroller(), identity: identity)
            try await TLSServer.with(service.serverConfiguration) { port in
                let served = try await fixture.connect(port)
                #expect(served == identity.certificate.serialHex)
            }
        }
    }

    @Test("a key that is kept elsewhere signs the handshake where it is", arguments: [KeySpecification.p256, .rsa(bits: 2048)])
    func keptElsewhere(_ key: KeySpecification) async throws {
        try await EnrollerFixture.with { fixture in
            let token = Token()
            let identity = try await fixture.enroller(keySpecification: key, provider: token).identity(dnsNames: ["localhost"])
            #expect(await failure { try await identity.credential() } == .xenrollKeyNotExportable)
            #expect(try await fixture.enroller(provider: token).identity(dnsNames: ["localhost"]).certificate == identity.certificate)
            try await TLSServer.with(try identity.tls.serverConfiguration) { port in
                let served = try await fixture.connect(port)
                #expect(served == identity.certificate.serialHex)
            }
        }
    }

    @Test("after a renewal new connections get the new certificate, by the same listening server")
    func swaps() async throws {
        try await EnrollerFixture.with { fixture in
            let identity = try await fixture.enroller().identity(dnsNames: ["localhost"])
            let told = Mutexed<[String]>([])
            let service = try CertificateRenewalService(fixture.enroller(), identity: identity) { renewed in
                told.change { $0.append(renewed.certificate.serialHex) }
            }
            try await TLSServer.with(service.serverConfiguration) { port in
                let served = try await fixture.connect(port)
                #expect(served == identity.certificate.serialHex)
                fixture.clock.advance(seconds: 60)
                try await service.renewNow()
                let renewed = service.identity.certificate.serialHex
                #expect(renewed != identity.certificate.serialHex)
                let later = try await fixture.connect(port)
                #expect(later == renewed)
                #expect(told.value == [renewed])
            }
        }
    }

    @Test("a renewal that the program asks for is served even when the new certificate ends earlier")
    func explicit() async throws {
        try await EnrollerFixture.with { fixture in
            let identity = try await fixture.enroller().identity(dnsNames: ["localhost"])
            let service = try CertificateRenewalService(fixture.enroller(), identity: identity)
            try await fixture.shortenCertificates()
            try await service.renewNow()
            #expect(service.identity.certificate != identity.certificate)
            #expect(service.identity.notAfter < identity.notAfter)
        }
    }

    @Test("a pinned fingerprint is no trust for a client's configuration")
    func pinned() async throws {
        try await EnrollerFixture.with { fixture in
            let identity = try await fixture.enroller().identity(dnsNames: ["localhost"])
            let trust = try ServerTrust.root(fingerprint: String(repeating: "ab", count: 32))
            #expect(await failure { try identity.tls.clientConfiguration(trust: trust) } == .invalidArgument)
        }
    }
}

extension EnrollerFixture {
    /// The serial number of the certificate that `openssl s_client` gets and verifies.
    func connect(_ port: Int) async throws -> String {
        try await withTemporaryDirectory { directory in
            let root = directory + "/root.pem"
            try Data(PEMDocument(label: "CERTIFICATE", bytes: try await enrollment.root()).text.utf8).write(to: URL(filePath: root))
            let result = try await runToolAside(
                [
                    "openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-CAfile", root, "-verify_return_error", "-verify_hostname",
                    "localhost",
                ],
                input: []
            )
            #expect(result.status == 0, "\(result.errorText)")
            let serial = try runTool(["openssl", "x509", "-noout", "-serial"], input: result.stdout).text
            return serial.dropFirst("serial=".count).filter(\.isHexDigit).lowercased()
        }
    }
}

/// Accepts TLS connections and says nothing.
enum TLSServer {
    static func with(_ configuration: TLSConfiguration, _ body: (Int) async throws -> Void) async throws {
        let context = try NIOSSLContext(configuration: configuration)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            try await body(try #require(channel.localAddress?.port))
        } catch {
            try? await channel.close()
            throw error
        }
        try await channel.close()
    }
}
