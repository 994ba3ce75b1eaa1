import CAInterface
import CertCli
import PortableFoundation
import NIOCore
import NIOPosix
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("A client learns why it cannot reach the server")
struct TransportWordsTests {
    /// The words of the libraries below must not be shown.
    private func isPlain(_ text: String) -> Bool {
        !["NIO", "SSL_", "BoringSSL", "SocketAddress", "HTTPClient", "Error", "errno", "OPENSSL"].contains { text.contains($0) }
    }

    private func message(_ config: String, trust: ServerTrust) async throws -> CAError {
        let request = CertRequest(credential: .password("alice", "secret"), trust: trust)
        do {
            _ = try await request.retrievePending(1, config: config)
        } catch let error as CAError {
            #expect(isPlain(error.message), "\(error.message)")
            return error
        }
        throw CAError(.internal, status: .fail, "the call succeeded")
    }

    @Test(
        "a list at an address without a possible port is refused, and ends no program",
        arguments: ["http://127.0.0.1:99999", "http://[::1]:0/a.crl"]
    )
    func ports(_ address: String) async throws {
        let error = await #expect(throws: CAError.self) { try await PublicationFetch.bytes(of: address) }
        #expect(error?.message == "\(address) is not an address with a port from 1 to 65535. Check it.")
    }

    @Test("an expired certificate, an unknown root and another name are told apart, each with its advice")
    func certificates() async throws {
        let expired = try await StubServer.start(answers: [], notAfter: SampleHierarchy.notBefore.addingTimeInterval(86_400))
        let old = try await message(expired.config, trust: expired.trust)
        #expect(old.status == .certExpired && old.message.contains("expired at 2024-01-02T00:00:00Z") && !old.message.contains("--trust"))
        #expect(expired.requests.isEmpty)
        try await expired.stop()

        let server = try await StubServer.start(answers: [])
        let other = try await SampleHierarchy.make().issuing.certificate.derEncoded
        let unknown = try await message(server.config, trust: .anchors([other]))
        let fingerprint = Hex.encode(Digest.sha256(server.hierarchy.root.certificate.derEncoded))
        #expect(unknown.status == .untrustedRoot && unknown.message.contains("--trust FILE"))
        #expect(try await message(server.config, trust: .system).message.contains(fingerprint))
        try await server.stop()

        let elsewhere = try await StubServer.start(answers: [], names: [.dnsName("a.example.test"), .ipAddress([192, 0, 2, 1])])
        let wrong = try await message(elsewhere.config, trust: elsewhere.trust)
        #expect(wrong.message.contains("a.example.test, 192.0.2.1, not for 127.0.0.1") && !wrong.message.contains("--trust"))
        try await elsewhere.stop()
    }

    @Test("a certificate that is not valid yet is told with both times; wildcards and addresses are names, too")
    func judged() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let names = SubjectAlternativeName([.dnsName("*.example.test"), .ipAddress([192, 0, 2, 1])]).asExtension()
        let leaf = try await hierarchy.issuing.issue(
            subject: .of([(OID.commonName, "stub")]),
            publicKey: PrivateKey(generating: .p256).publicKey,
            extensions: [names]
        )
        let chain = [leaf, hierarchy.issuing.certificate, hierarchy.root.certificate]
        let trust = ServerTrust.anchors([hierarchy.root.certificate.derEncoded])
        func judge(_ host: String, _ trust: ServerTrust, _ time: Date = SampleHierarchy.time) -> (status: HRESULT, reason: String) {
            DisbelievedServer.judge(chain, host: host, trust: trust, now: time)
        }
        let early = judge("a.example.test", trust, SampleHierarchy.notBefore.addingTimeInterval(-60))
        #expect(early.status == .certExpired && early.reason.contains("not valid before 2024-01-01T00:00:00Z"))
        #expect(early.reason.contains("clock says 2023-12-31T23:59:00Z") && !early.reason.contains("--trust"))
        for host in ["a.example.test", "A.EXAMPLE.TEST", "192.0.2.1"] { #expect(judge(host, trust).reason.contains("a rule")) }
        for host in ["example.test", "a.b.example.test", "192.0.2.2", "::1"] {
            #expect(judge(host, trust).reason.contains("not for \(host)"))
        }
        #expect(judge("a.example.test", .system).reason.contains("is not trusted"))
        // Another root of the same name.
        let same = ServerTrust.anchors([try await SampleHierarchy.make().root.certificate.derEncoded])
        #expect(judge("a.example.test", same).reason.contains("is not trusted"))
        #expect(judge("b.elsewhere.test", .system).reason.contains("not for b.elsewhere.test"))
        #expect(DisbelievedServer.judge([], host: "a", trust: trust, now: SampleHierarchy.time).reason.contains("shows none"))
    }

    @Test("a refused port, an unknown name, a port without TLS and a connection that breaks are told apart")
    func connections() async throws {
        let anchor = ServerTrust.anchors([try await SampleHierarchy.make().root.certificate.derEncoded])
        let pinned = try ServerTrust.root(fingerprint: String(repeating: "ab", count: 32))
        let port = try ClosedPort()
        let plain = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    channel.writeAndFlush(ByteBuffer(string: "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), promise: nil)
                }
            }.bind(host: "127.0.0.1", port: 0).get()
        for trust in [anchor, pinned] {
            let refused = try await message("127.0.0.1:\(port.number)\\CA", trust: trust)
            #expect(refused.status == .rpcServerUnavailable && refused.message.contains("port \(port.number) refuses connections"))
            let unknown = try await message("no-such-host.invalid\\CA", trust: trust)
            #expect(
                unknown.status == .rpcServerUnavailable && unknown.message.contains("no address is known for the name no-such-host.invalid")
            )
            let noTLS = try await message("127.0.0.1:\(plain.localAddress?.port ?? 0)\\CA", trust: trust)
            #expect(noTLS.status == .rpcServerUnavailable && noTLS.message.contains("does not speak TLS"), "\(noTLS.message)")
        }
        try await plain.close().get()
        let closing = try await StubServer.start(answers: [.close, .close, .close])
        let lost = try await message(closing.config, trust: closing.trust)
        #expect(lost.message.contains("closed the connection before it answered") && lost.message.contains("same command again"))
        try await closing.stop()
    }
}
