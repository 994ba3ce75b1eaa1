import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import Logging
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("Keys that the service makes")
struct ServerKeyTests {
    private let password = ServerKeyBench.password

    @Test("a key of the service is no option: request i answers the entry of option i, wherever that is")
    func options() async throws {
        let bench = try await ServerKeyBench.make()
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        let options = try #require(try await bench.alice.generationOptions(of: id))
        #expect(options.map(\.friendlyName) == ["Chancery sample certificate"])
        let csr = try await bench.request()
        let results = try #require(try await bench.alice.submitCertificateRequests([csr], pfxPassword: password, to: id))
        #expect(results.map(\.template) == ["ChancerySampleSoftware", "ClientAuth"])
        #expect(results.map(\.origin) == [.client, .server])
        guard case .issued(let pkcs7) = results[0].answer else {
            Issue.record("\(results[0].answer)")
            return
        }
        let keys = try SignedData(contentInfo: pkcs7).certificates.map { try Certificate(derEncoded: $0).subjectPublicKeyInfo }
        #expect(keys.contains(try CertificationRequest(derEncoded: csr).subjectPublicKeyInfo))
    }

    @Test("the PFX has the key, its certificate with the target's name, and the certificates above it")
    func pfx() async throws {
        let bench = try await ServerKeyBench.make()
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        let result = try #require(try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id)?.first)
        let pfx = try ServerKeyBench.opened(result)
        #expect(pfx.keys.count == 1 && pfx.certificates.count == 3)
        let certificate = try Certificate(derEncoded: try #require(pfx.certificate(for: pfx.keys[0])).derEncoded)
        #expect(try PrivateKey(pkcs8: pfx.keys[0].pkcs8).publicKey == certificate.subjectPublicKeyInfo)
        #expect(certificate.subject.commonName == "Alice Example" && certificate.subjectPublicKeyInfo.kind == .rsa(bits: 2048))
        #expect(pfx.keys[0].attributes.friendlyName == "Mail")
        guard case .issuedWithKey(let bytes) = result.answer else { return }
        #expect(throws: KeyError.self) { try PKCS12(pfx: bytes, password: FilePassword("another")) }

        let profile = try #require(try await bench.alice.request(id)?.request.newProfile)
        let managed = try #require(try await bench.alice.certificates(ofProfile: profile))
        #expect(managed.map(\.origin) == [.server] && managed[0].isArchived)
        #expect(managed[0].certificate == certificate.derEncoded)
        #expect(
            await bench.kinds(id) == [
                .initiated, .executionStarted, .serverKeyMade, .certificateRequested, .certificateIssued, .keyGivenOut,
            ]
        )
    }

    @Test("openssl opens the PFX and names AES-256 under PBES2 and a MAC by SHA-256", .enabled(if: hasTool("openssl")))
    func judgedByOpenSSL() async throws {
        let bench = try await ServerKeyBench.make()
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        let result = try #require(try await bench.alice.submitCertificateRequests([], pfxPassword: "plain words", to: id)?.first)
        guard case .issuedWithKey(let bytes) = result.answer else {
            Issue.record("\(result.answer)")
            return
        }
        try await withTemporaryDirectory { directory in
            try Data(bytes).write(to: URL(fileURLWithPath: directory + "/a.pfx"))
            let run = try runTool(
                ["openssl", "pkcs12", "-in", directory + "/a.pfx", "-passin", "pass:plain words", "-nodes", "-info"],
                directory: directory
            )
            #expect(run.status == 0, "\(run.errorText)")
            #expect(run.text.contains("BEGIN PRIVATE KEY") && run.text.contains("friendlyName: Mail"))
            #expect(run.errorText.contains("AES-256-CBC") && run.errorText.contains("hmacWithSHA256"))
            #expect(run.errorText.contains("MAC: sha256"))
        }
    }

    private static let python = ".build/venv/bin/python3"

    @Test(
        "Python's cryptography opens the PFX, also with a password beyond ASCII",
        .enabled(if: FileManager.default.fileExists(atPath: python))
    )
    func judgedByPython() async throws {
        let bench = try await ServerKeyBench.make()
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        let result = try #require(try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id)?.first)
        guard case .issuedWithKey(let bytes) = result.answer else {
            Issue.record("\(result.answer)")
            return
        }
        let script = """
            import sys
            from cryptography.hazmat.primitives.serialization import pkcs12
            key, certificate, others = pkcs12.load_key_and_certificates(sys.stdin.buffer.read(), sys.argv[1].encode())
            same = key.public_key().public_numbers() == certificate.public_key().public_numbers()
            print(same, len(others), certificate.subject.rfc4514_string())
            """
        let run = try runTool([Self.python, "-c", script, password], input: bytes)
        #expect(run.text.hasPrefix("True 2 ") && run.text.contains("CN=Alice Example"), "\(run.text) \(run.errorText)")
    }

    @Test(
        "an absent or too long password is refused before anything is made",
        arguments: ["", String(repeating: "x", count: 1025), "a\0b"]
    )
    func noPassword(password: String) async throws {
        let generator = CountingKeyGenerator()
        let bench = try await ServerKeyBench.make(keyGenerator: generator)
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        let csr = try await bench.request()
        let error = await #expect(throws: ManagementError.self) {
            try await bench.alice.submitCertificateRequests([csr], pfxPassword: password, comments: "c", to: id)
        }
        #expect(error?.code == .invalidClientData)
        #expect(generator.specifications.isEmpty && bench.lossy.submissions.isEmpty)
        #expect(await bench.kinds(id) == [.initiated])
        #expect(try await bench.alice.request(id)?.request.status == .approved)
    }

    @Test("without keys in the answer no password is needed")
    func passwordUnneeded() async throws {
        let test = try await TestManagement.make()
        let id = try await test.enroll(test.authority.alice).request.id
        let results = try await test.management(test.authority.alice).submitCertificateRequests(
            [SampleVectors.cmCertificateRequest],
            to: id
        )
        #expect(results?.map(\.origin) == [.client])
    }

    @Test("fewer requests than options, or none, are answered; the rest may follow")
    func fewer() async throws {
        let bench = try await ServerKeyBench.make()
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        let none = try #require(try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id))
        #expect(none.map(\.origin) == [.server])
        let csr = try await bench.request()
        let all = try #require(try await bench.alice.submitCertificateRequests([csr], pfxPassword: password, to: id))
        #expect(all.map(\.origin) == [.client, .server])
        #expect(try ServerKeyBench.opened(all[1]).keys[0].pkcs8 == ServerKeyBench.opened(none[0]).keys[0].pkcs8)
        #expect(try await bench.issued().count == 2)
        let other = try await bench.request()
        await #expect(throws: ManagementError.self) {
            try await bench.alice.submitCertificateRequests([csr, other], pfxPassword: password, to: id)
        }
    }

    @Test("repeating the call gives the same key and certificate, under its new password; openings are recorded")
    func repetition() async throws {
        let bench = try await ServerKeyBench.make()
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        let first = try ServerKeyBench.opened(try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id)?.first)
        let again = try await bench.alice.submitCertificateRequests([], pfxPassword: "second", to: id)?.first
        let second = try ServerKeyBench.opened(again, "second")
        #expect(first.keys.map(\.pkcs8) == second.keys.map(\.pkcs8))
        #expect(first.certificates.map(\.derEncoded) == second.certificates.map(\.derEncoded))
        #expect(await bench.kinds(id).count { $0 == .keyGivenOut } == 2)
        #expect(try await bench.issued().count == 1)
    }

    @Test("after a lost answer the repetition uses the kept key, and there is one certificate")
    func lostAnswer() async throws {
        let generator = CountingKeyGenerator()
        let bench = try await ServerKeyBench.make(keyGenerator: generator)
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        bench.lossy.loseAnswers(1)
        let lost = try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id)
        #expect(ServerKeyBench.failure(lost?.first)?.status == .rpcServerUnavailable)
        _ = try ServerKeyBench.opened(try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id)?.first)
        #expect(generator.specifications.count == 1)
        #expect(try await bench.issued().count == 1)
    }

    @Test("a process that ended between the key and the CA: the next one sends the same key")
    func killed() async throws {
        let sealing = InMemorySecretSealing()
        let bench = try await ServerKeyBench.make(secrets: sealing)
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        bench.lossy.reach(0)
        _ = try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id)
        let attempt = try #require(await bench.test.store.certificateAttempts(of: id).first)
        #expect(attempt.outcome == .unknown && bench.lossy.submissions.isEmpty)

        let generator = CountingKeyGenerator()
        let next = ManagementService(
            store: bench.test.store,
            authorities: bench.authority.service,
            agent: bench.authority.agent,
            directory: bench.authority.directory,
            secrets: sealing,
            keyGenerator: generator,
            pfx: .modern(iterations: 2_048),
            clock: { Date() },
            logger: .init(label: "test")
        ).management(for: bench.authority.caller(bench.authority.alice, door: .cmREST))
        let pfx = try ServerKeyBench.opened(try await next.submitCertificateRequests([], pfxPassword: password, to: id)?.first)
        let sent = try CertificationRequest(derEncoded: attempt.certificationRequest).subjectPublicKeyInfo
        #expect(try PrivateKey(pkcs8: pfx.keys[0].pkcs8).publicKey == sent)
        #expect(generator.specifications.isEmpty)
        #expect(try await bench.issued().count == 1)
    }

    @Test("many posts at once bring one certificate with one key")
    func concurrency() async throws {
        let bench = try await ServerKeyBench.make()
        let alice = bench.alice
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        let keys = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let results = try await alice.submitCertificateRequests([], pfxPassword: ServerKeyBench.password, to: id)
                    return try ServerKeyBench.opened(results?.first).keys[0].pkcs8
                }
            }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(keys.count == 1)
        #expect(try await bench.issued().count == 1)
        #expect(await bench.kinds(id).count { $0 == .serverKeyMade } == 1)
    }

    @Test("a refused request of the client does not fail the key of the service")
    func refusedBesideIssued() async throws {
        let bench = try await ServerKeyBench.make()
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        var forged = try await bench.request()
        forged[forged.count - 1] ^= 1
        let results = try #require(try await bench.alice.submitCertificateRequests([forged], pfxPassword: password, to: id))
        #expect(ServerKeyBench.failure(results[0])?.status == .badSignature)
        _ = try ServerKeyBench.opened(results[1])
        #expect(try await bench.alice.request(id)?.request.status == .executing)
    }

    @Test("a CA that goes away in the middle leaves an Error; the repetition brings the rest")
    func authorityDown() async throws {
        let bench = try await ServerKeyBench.make()
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        let csr = try await bench.request()
        bench.lossy.reach(1)
        let first = try #require(try await bench.alice.submitCertificateRequests([csr], pfxPassword: password, to: id))
        #expect(ServerKeyBench.failure(first[0]) == nil)
        #expect(ServerKeyBench.failure(first[1])?.status == .rpcServerUnavailable)
        bench.lossy.reach(nil)
        let second = try #require(try await bench.alice.submitCertificateRequests([csr], pfxPassword: password, to: id))
        func certificates(_ result: CertificateResult) throws -> [[UInt8]] {
            guard case .issued(let pkcs7) = result.answer else { return [] }
            return try SignedData(contentInfo: pkcs7).certificates
        }
        #expect(try certificates(second[0]) == certificates(first[0]))
        _ = try ServerKeyBench.opened(second[1])
        #expect(try await bench.issued().count == 2)
    }

    @Test("under submission there is no PFX; once it is approved, the same call brings it")
    func pending() async throws {
        let bench = try await ServerKeyBench.make()
        try await bench.authority.changeTemplate(ServerKeyBench.template) { $0.enrollmentFlags.insert(.pendAllRequests) }
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        let first = try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id)?.first
        #expect(ServerKeyBench.failure(first)?.disposition == .underSubmission)
        guard case .pending(let row)? = await bench.test.store.certificateAttempts(of: id).first?.outcome else {
            Issue.record("no pending attempt")
            return
        }
        _ = try await bench.authority.bound(bench.authority.officer).approve(row)
        _ = try ServerKeyBench.opened(try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id)?.first)
        #expect(await bench.kinds(id).count { $0 == .serverKeyMade } == 1)
    }

    @Test("after a refusal the same key is sent again, or another kind if the template asks for one now")
    func refused() async throws {
        let generator = CountingKeyGenerator()
        let bench = try await ServerKeyBench.make(keyGenerator: generator)
        // The grant is missing for a template that the agent may enroll.
        let template = ServerKeyBench.template
        let grant = AgentGrant(agent: bench.authority.agent.id, template: template, subjects: .authenticatedUsers)
        try await bench.authority.store.commit([.agentGrantRemoved(grant)], expecting: .nothing)
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        for _ in 0..<2 {
            let results = try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id)
            #expect(ServerKeyBench.failure(results?.first)?.disposition == .denied)
        }
        #expect(generator.specifications == [.rsa(bits: 2048)])
        try await bench.authority.changeTemplate(template) { $0.asymmetricAlgorithm = "ECDSA_P384" }
        try await bench.authority.store.commit([.agentGranted(grant)], expecting: .nothing)
        let pfx = try ServerKeyBench.opened(try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id)?.first)
        #expect(try PrivateKey(pkcs8: pfx.keys[0].pkcs8).publicKey.kind == .ec(curve: .p384))
        #expect(generator.specifications == [.rsa(bits: 2048), .p384])
    }

    @Test("a server without a key for secrets makes no key, and says so")
    func nothingSeals() async throws {
        let bench = try await ServerKeyBench.make(secrets: MissingSecretKey())
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        let error = await #expect(throws: ManagementError.self) {
            try await bench.alice.submitCertificateRequests([], pfxPassword: ServerKeyBench.password, to: id)
        }
        #expect(error?.code == .unavailable)
        #expect(bench.lossy.submissions.isEmpty)
    }

    @Test("the certificates that a request brought are listed by it, for those who see it")
    func listedByRequest() async throws {
        let bench = try await ServerKeyBench.make()
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        #expect(try await bench.alice.certificates(ofRequest: id) == [])
        _ = try await bench.alice.submitCertificateRequests([bench.request()], pfxPassword: password, to: id)
        #expect(try await bench.alice.certificates(ofRequest: id)?.map(\.template) == ["ClientAuth", "ChancerySampleSoftware"])
        #expect(try await bench.test.management(bench.authority.bob).certificates(ofRequest: id) == nil)
    }
}

@Suite("Sealing of secrets in memory")
struct SecretSealingTests {
    @Test("the sealing in memory keeps each promise", arguments: SecretSealingSuite.promises)
    func promise(_ promise: SecretSealingSuite) async throws { try await promise.check(InMemorySecretSealing()) }
}
