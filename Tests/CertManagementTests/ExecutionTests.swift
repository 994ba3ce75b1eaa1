import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import PortableFoundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Execution of an Enroll request")
struct ExecutionTests {
    /// The end entity's certificate in a response: the one that is not a CA's.
    func leaf(_ result: CertificateResult) throws -> Certificate {
        guard case .issued(let bytes) = result.answer else {
            throw CAError(.internal, status: failure(result)?.status ?? .unexpected, "not issued: \(result.answer)")
        }
        let certificates = try SignedData(contentInfo: bytes).certificates.map { try Certificate(derEncoded: $0) }
        return try #require(certificates.first { $0.basicConstraints?.isCA != true })
    }

    func failure(_ result: CertificateResult?) -> CertificateResult.Failure? {
        switch result?.answer {
        case .pending(let failure), .refused(let failure): failure
        default: nil
        }
    }

    @Test("the options are those of the certificate template, in the profile template's order")
    func options() async throws {
        let test = try await TestManagement.make()
        try await test.changeProfileTemplate { $0.certificates.append(.init(template: "ClientAuth", friendlyName: "")) }
        try await test.authority.changeTemplate("ClientAuth") {
            $0.minimumKeySize = 3072
            $0.privateKeyFlags = [.exportableKey]
        }
        let id = try await test.enroll(test.authority.alice).request.id
        let options = try #require(try await test.management(test.authority.alice).generationOptions(of: id))
        #expect(options.map(\.keySize) == [2048, 3072])
        #expect(options.map(\.exportable).last == 1)
        #expect(options[0].friendlyName == "Chancery sample certificate" && options[1].friendlyName == "Authenticated Session")
        #expect(options.allSatisfy { $0.subject.isEmpty && $0.keyAlgorithmName == "RSA" && $0.hashAlgorithmName == "SHA256" })
        #expect(options[0].keyStorageProviderNames == ["Microsoft Software Key Storage Provider"])
        #expect(try await test.management(test.authority.bob).generationOptions(of: id) == nil)
        #expect(try await test.management(test.authority.alice).request(id)?.request.status == .approved)
    }

    @Test("options of a certificate template that is at no CA are refused in words")
    func withdrawn() async throws {
        let test = try await TestManagement.make()
        try await test.changeProfileTemplate { $0.certificates.append(.init(template: "Gone", friendlyName: "")) }
        let id = try await test.enroll(test.authority.alice).request.id
        let alice = test.management(test.authority.alice)
        let refusal = await #expect(throws: ManagementError.self) { _ = try await alice.generationOptions(of: id) }
        #expect(refusal?.code == .requestStateInvalid)
        #expect(refusal?.message.contains("The certificate template Gone of this profile does not exist at the CA") == true)
        #expect(try await alice.request(id)?.request.status == .approved)
    }

    @Test("request i answers option i, and its template comes from the option")
    func twoOptions() async throws {
        let authority = try await TestAuthority.make()
        try await authority.changeTemplate("ClientAuth") {
            $0.access.entries.append(.init(trustee: authority.agent.sid, rights: [.read, .enroll]))
        }
        let grant = AgentGrant(agent: authority.agent.id, template: "ClientAuth", subjects: .authenticatedUsers)
        try await authority.store.commit([.agentGranted(grant)], expecting: .nothing)
        let test = try await TestManagement.make(authority: authority)
        try await test.changeProfileTemplate { $0.certificates.append(.init(template: "ClientAuth", friendlyName: "")) }
        let id = try await test.enroll(authority.alice).request.id
        let keys = [try PrivateKey(generating: .rsa(bits: 2048)), try PrivateKey(generating: .rsa(bits: 2048))]
        let requests = [try await authority.request(key: keys[0]), try await authority.request(key: keys[1])]
        let results = try #require(try await test.management(authority.alice).submitCertificateRequests(requests, to: id))
        let certificates = try results.map { try leaf($0) }
        #expect(certificates.map(\.subjectPublicKeyInfo) == keys.map(\.publicKey))
        let templates = try certificates.map { try $0.value(of: MicrosoftTemplateName.self)?.name == "ClientAuth" }
        #expect(templates == [false, true])
    }

    @Test("the published PKCS #10 gives a certificate for the target, whose names are the target's alone")
    func publishedRequest() async throws {
        let test = try await TestManagement.make()
        let alice = test.management(test.authority.alice)
        let id = try await test.enroll(test.authority.alice).request.id
        let csr = try SampleVectors.cmCertificateRequest
        let results = try #require(try await alice.submitCertificateRequests([csr], comments: "from the page", to: id))
        let certificate = try leaf(try #require(results.first))
        #expect(certificate.subjectPublicKeyInfo == (try CertificationRequest(derEncoded: csr)).subjectPublicKeyInfo)
        #expect(certificate.subject.commonName == "Alice Example")
        let text = String(decoding: certificate.derEncoded, as: UTF8.self)
        for stranger in ["jimaco", "jibran", "FIMCM"] { #expect(!text.lowercased().contains(stranger.lowercased())) }

        let request = try #require(try await alice.request(id)).request
        #expect(request.status == .executing)
        let profile = try #require(request.newProfile)
        #expect(try await alice.profile(profile)?.status == .new)
        let managed = try #require(try await alice.certificates(ofProfile: profile))
        #expect(managed.map(\.serialNumber) == [certificate.serialHex])
        #expect(managed.first?.thumbprint == Hex.encode(Digest.sha1(certificate.derEncoded)).uppercased())

        _ = try await alice.setStatus(of: id, to: .completed)
        #expect(try await alice.profile(profile)?.status == .active)
        #expect(try await alice.profile(profile)?.flags == [.primary])
        let history = try #require(try await alice.history(of: id))
        #expect(
            history.map(\.kind) == [.initiated, .executionStarted, .certificateRequested, .certificateIssued, .objectChanged, .completed]
        )
        #expect(history[1].comment == "from the page")

        // The CA's own row: the agent is the caller, and the target is the requester.
        let row = try await test.authority.bound(test.authority.auditor).request(try #require(managed.first?.authorityRequest))
        #expect(row.requesterName == "EXAMPLE\\alice" && row.callerName == "EXAMPLE\\ChanceryCMAgent")
    }

    @Test("names in the PKCS #10 never reach the certificate")
    func foreignNames() async throws {
        let test = try await TestManagement.make()
        let csr = try await test.authority.request(
            subject: .of([(.commonName, "Administrator")]),
            names: [.dnsName("pki.example.test"), .userPrincipalName("admin@example.test")],
            key: PrivateKey(generating: .rsa(bits: 2048))
        )
        let id = try await test.enroll(test.authority.alice).request.id
        let results = try #require(try await test.management(test.authority.alice).submitCertificateRequests([csr], to: id))
        let certificate = try leaf(try #require(results.first))
        #expect(certificate.subject.commonName == "Alice Example")
        #expect(certificate.subjectAlternativeNames.contains(.dnsName("pki.example.test")) == false)
        #expect(certificate.subjectAlternativeNames.contains(.userPrincipalName("admin@example.test")) == false)
    }

    @Test("openssl accepts the Pkcs7 as a signed CMC response")
    func judgedByOpenSSL() async throws {
        let test = try await TestManagement.make()
        let id = try await test.enroll(test.authority.alice).request.id
        let results = try await test.management(test.authority.alice).submitCertificateRequests(
            [SampleVectors.cmCertificateRequest],
            to: id
        )
        guard case .issued(let bytes)? = results?.first?.answer else {
            Issue.record("\(String(describing: results))")
            return
        }
        try await withTemporaryDirectory { directory in
            let verified = try runTool(
                ["openssl", "cms", "-verify", "-noverify", "-inform", "DER", "-out", directory + "/content"],
                input: bytes,
                directory: directory
            )
            #expect(verified.status == 0, "\(verified.errorText)")
        }
        let printed = try runTool(["openssl", "cms", "-cmsout", "-print", "-noout", "-inform", "DER"], input: bytes)
        #expect(printed.text.contains("eContentType: id-cct-PKIResponse (1.3.6.1.5.5.7.12.3)"), "\(printed.text.prefix(400))")
    }

    @Test("repeating the call brings the same certificate, also after a lost answer, and makes no second row")
    func repetition() async throws {
        let authority = try await TestAuthority.make()
        let lossy = LossyAuthoritySource(authority.service)
        let test = try await TestManagement.make(authority: authority, through: { _ in lossy })
        let alice = test.management(authority.alice)
        let id = try await test.enroll(authority.alice).request.id
        let csr = try await authority.request(key: PrivateKey(generating: .rsa(bits: 2048)))
        lossy.loseAnswers(1)
        let lost = try await alice.submitCertificateRequests([csr], to: id)
        #expect(failure(lost?.first)?.status == .rpcServerUnavailable)
        let first = try leaf(try #require(try await alice.submitCertificateRequests([csr], to: id)?.first))
        let second = try leaf(try #require(try await alice.submitCertificateRequests([csr], to: id)?.first))
        #expect(first == second)
        #expect(
            try await authority.bound(authority.auditor).certificates(RecordQuery()).filter { $0.requesterName == "EXAMPLE\\alice" }.count
                == 1
        )
        let keys = Set(lossy.submissions.compactMap(\.submissionKey))
        #expect(keys == ["cm:\(id.uuidString.lowercased()):0:1"])
        #expect(lossy.submissions.allSatisfy { $0.onBehalfOf == authority.alice.id && $0.wantsFullResponse })
    }

    @Test("the same PKCS #10 in two requests gives two certificates: the key is not the bytes")
    func sameBytesTwice() async throws {
        let test = try await TestManagement.make()
        let alice = test.management(test.authority.alice)
        let csr = try SampleVectors.cmCertificateRequest
        var serials: Set<String> = []
        for _ in 0..<2 {
            let id = try await test.enroll(test.authority.alice).request.id
            serials.insert(try leaf(try #require(try await alice.submitCertificateRequests([csr], to: id)?.first)).serialHex)
        }
        #expect(serials.count == 2)
    }

    @Test("another PKCS #10 for an option that has its certificate is refused")
    func optionTaken() async throws {
        let test = try await TestManagement.make()
        let alice = test.management(test.authority.alice)
        let id = try await test.enroll(test.authority.alice).request.id
        let csr = try SampleVectors.cmCertificateRequest
        let first = try leaf(try #require(try await alice.submitCertificateRequests([csr], to: id)?.first))
        let other = try await test.authority.request(key: PrivateKey(generating: .rsa(bits: 2048)))
        #expect(failure(try await alice.submitCertificateRequests([other], to: id)?.first)?.status == .invalidState)
        #expect(try leaf(try #require(try await alice.submitCertificateRequests([csr], to: id)?.first)) == first)
    }

    @Test("an agent without a grant is refused with 0x80094009, and the request stays executing")
    func agentWithoutGrant() async throws {
        let authority = try await TestAuthority.make()
        // An agent that may enroll for itself, so that it lacks only the grant.
        try await authority.changeTemplate("ChancerySampleSoftware") {
            $0.access.entries.append(.init(trustee: authority.bob.sid, rights: [.read, .enroll]))
        }
        let test = try await TestManagement.make(authority: authority, agent: authority.bob)
        let alice = test.management(authority.alice)
        let id = try await test.enroll(authority.alice).request.id
        let results = try await alice.submitCertificateRequests([SampleVectors.cmCertificateRequest], to: id)
        #expect(failure(results?.first)?.disposition == .denied)
        #expect(failure(results?.first)?.status == .certsrvRestrictedOfficer)
        #expect(try await alice.request(id)?.request.status == .executing)
        #expect(try await alice.history(of: id)?.last?.kind == .certificateRefused)
    }

    @Test("a refused PKCS #10 may be followed by a better one")
    func secondTry() async throws {
        let test = try await TestManagement.make()
        let alice = test.management(test.authority.alice)
        let id = try await test.enroll(test.authority.alice).request.id
        var forged = try await test.authority.request(key: PrivateKey(generating: .rsa(bits: 2048)))
        forged[forged.count - 1] ^= 1
        let refused = failure(try await alice.submitCertificateRequests([forged], to: id)?.first)
        #expect(refused?.disposition == .error && refused?.status == .badSignature)
        let results = try await alice.submitCertificateRequests([SampleVectors.cmCertificateRequest], to: id)
        _ = try leaf(try #require(results?.first))
        #expect(await test.store.certificateAttempts(of: id).map(\.number) == [1, 2])
    }

    @Test("a PKCS #10 under submission is pending; once it is approved, the same call brings the certificate")
    func pending() async throws {
        let test = try await TestManagement.make()
        try await test.authority.changeTemplate("ChancerySampleSoftware") { $0.enrollmentFlags.insert(.pendAllRequests) }
        let alice = test.management(test.authority.alice)
        let id = try await test.enroll(test.authority.alice).request.id
        let csr = try SampleVectors.cmCertificateRequest
        for _ in 0..<2 {
            let answer = failure(try await alice.submitCertificateRequests([csr], to: id)?.first)
            #expect(answer?.disposition == .underSubmission && answer?.message == "Taken Under Submission")
        }
        guard case .pending(let row)? = await test.store.certificateAttempts(of: id).first?.outcome else {
            Issue.record("no pending attempt")
            return
        }
        _ = try await test.authority.bound(test.authority.officer).approve(row)
        _ = try leaf(try #require(try await alice.submitCertificateRequests([csr], to: id)?.first))
        #expect(
            try await alice.history(of: id)?.map(\.kind) == [
                .initiated, .executionStarted, .certificateRequested, .certificatePending, .certificateIssued,
            ]
        )
    }

    @Test("bytes that are not a PKCS #10 request are refused before anything is stored")
    func unreadable() async throws {
        let test = try await TestManagement.make()
        let alice = test.management(test.authority.alice)
        let made = try await test.enroll(test.authority.alice).request
        let good = try SampleVectors.cmCertificateRequest
        for bad in [[], [0x30, 0x00], Array(good.dropLast()), good + [0]] {
            await #expect(throws: ManagementError.self) { try await alice.submitCertificateRequests([bad], to: made.id) }
        }
        await #expect(throws: ManagementError.self) { try await alice.submitCertificateRequests([good, good], to: made.id) }
        #expect(try await alice.request(made.id)?.request == made)
        #expect(await test.store.certificateAttempts(of: made.id).isEmpty)
    }

    @Test("only the target may execute, or, if an agent is required, only the agent")
    func whoExecutes() async throws {
        let test = try await TestManagement.make()
        let csr = try SampleVectors.cmCertificateRequest
        let id = try await test.enroll(test.authority.alice).request.id
        #expect(try await test.management(test.authority.bob).submitCertificateRequests([csr], to: id) == nil)
        await #expect(throws: ManagementError.self) {
            try await test.management(test.authority.officer).submitCertificateRequests([csr], to: id)
        }

        try await test.changePolicy {
            $0.enrollmentAgentRequired = true
            $0.enrollmentAgents = [test.authority.auditor.sid]
        }
        let agented = try await test.enroll(test.authority.alice).request
        #expect(agented.isEnrollmentAgent)
        await #expect(throws: ManagementError.self) {
            try await test.management(test.authority.alice).submitCertificateRequests([csr], to: agented.id)
        }
        let results = try await test.management(test.authority.auditor).submitCertificateRequests([csr], to: agented.id)
        #expect(try leaf(try #require(results?.first)).subject.commonName == "Alice Example")
    }

    @Test("a request whose CA does not exist fails for good and says why")
    func noAuthority() async throws {
        let test = try await TestManagement.make()
        try await test.changeProfileTemplate { $0.certificates[0].authority = "No Such CA" }
        let alice = test.management(test.authority.alice)
        let id = try await test.enroll(test.authority.alice).request.id
        let results = try await alice.submitCertificateRequests([SampleVectors.cmCertificateRequest], to: id)
        #expect(failure(results?.first)?.status == .invalidArgument)
        #expect(try await alice.request(id)?.request.status == .failed)
        #expect(try await alice.history(of: id)?.last?.detail.contains("No Such CA") == true)
    }

    @Test("many posts of one request at once bring one certificate")
    func concurrency() async throws {
        let test = try await TestManagement.make()
        let alice = test.management(test.authority.alice)
        let id = try await test.enroll(test.authority.alice).request.id
        let csr = try SampleVectors.cmCertificateRequest
        let serials = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let results = try await alice.submitCertificateRequests([csr], to: id)
                    return try leaf(try #require(results?.first)).serialHex
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(serials.count == 1)
    }
}
