import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Enrollments with an existing key that were interrupted")
struct UnfinishedKeyTests {
    enum Kind: CaseIterable {
        case pkcs10, pkcs10OfPrivateKey, renewalPkcs7, renewalCmc, cmc
    }

    /// A certificate of the fixture's store, whose key the requests take.
    private func first(_ fixture: EnrollmentFixture) async throws -> Certificate {
        let enrollment = fixture.enrollment()
        try await enrollment.initializeFromTemplateName(.user, templateName: "User")
        try await enrollment.enroll()
        return try Certificate(derEncoded: try enrollment.certificate(.binary).bytes)
    }

    private func lookup(_ fixture: EnrollmentFixture) -> CertificateLookup {
        CertificateLookup(stores: .init(directory: fixture.directory))
    }

    /// A new object and a new request of the same key, like those of the same program when it runs again.
    private func enrollment(_ fixture: EnrollmentFixture, _ server: WatchedServer, _ kind: Kind, _ old: Certificate) async throws
        -> X509Enrollment
    {
        let enrollment = X509Enrollment(stores: .init(directory: fixture.directory), server: server)
        try await enrollment.initializeFromRequest(try await request(fixture, kind, old))
        return enrollment
    }

    private func request(_ fixture: EnrollmentFixture, _ kind: Kind, _ old: Certificate) async throws -> any IX509CertificateRequest {
        let lookup = lookup(fixture)
        let thumbprint = Hex.encode(Digest.sha1(old.derEncoded))
        switch kind {
        case .pkcs10:
            let request = X509CertificateRequestPkcs10(lookup: lookup)
            try await request.initializeFromCertificate(.user, certificate: thumbprint, encoding: .hexRaw, inheritOptions: .privateKey)
            return request
        case .pkcs10OfPrivateKey, .cmc:
            let store = try fixture.store()
            let reference = try #require(try store.certificates().first { $0.certificate == old.derEncoded }?.key)
            let key = try await StoreKeyProvider(store: store).open(reference)
            let template = try #require(try await fixture.authority.store.template(named: "User"))
            let request = X509CertificateRequestPkcs10(lookup: lookup)
            // Without a reference, the enrollment keeps the key itself.
            try request.initializeFromPrivateKeyTemplate(.user, key: key, reference: kind == .cmc ? reference : nil, template: template)
            guard kind == .cmc else { return request }
            let message = X509CertificateRequestCmc(lookup: lookup)
            try message.initializeFromInnerRequest(request)
            return message
        case .renewalPkcs7, .renewalCmc:
            let request = kind == .renewalCmc ? X509CertificateRequestCmc(lookup: lookup) : X509CertificateRequestPkcs7(lookup: lookup)
            try await request.initializeFromCertificate(
                .user,
                renewalRequest: true,
                certificate: thumbprint,
                encoding: .hexRaw,
                inheritOptions: .privateKey
            )
            return request
        }
    }

    private func rows(_ fixture: EnrollmentFixture) async throws -> Int {
        try await fixture.authority.bound(fixture.caller).requests(RecordQuery()).count
    }

    @Test("a request of an existing key run again collects the first certificate", arguments: Kind.allCases, [true, false])
    func again(_ kind: Kind, _ arrived: Bool) async throws {
        try await EnrollmentFixture.with { fixture in
            let old = try await first(fixture)
            let server = WatchedServer(fixture, fates: [arrived ? .answerLost : .requestLost])
            let before = try await enrollment(fixture, server, kind, old)
            #expect(await failure { try await before.enroll() } == .rpcServerUnavailable)
            let after = try await enrollment(fixture, server, kind, old)
            try await after.enroll()
            #expect(after.status.status == .enrolled, "\(after.status.text)")
            #expect(try after.request.publicKey == old.subjectPublicKeyInfo)
            let (keys, messages) = (Set(server.submissions.map(\.submissionKey)), Set(server.submissions.map(\.bytes)))
            #expect([keys.count, messages.count] == [1, 1])
            #expect(try await rows(fixture) == 2)
            #expect(try fixture.store().requests().isEmpty)
            // A finished enrollment is not taken up again.
            try await enrollment(fixture, server, kind, old).enroll()
            #expect(try await rows(fixture) == 3)
        }
    }

    @Test("a renewal with the same key that waits for an officer is asked for again", arguments: [Kind.renewalPkcs7, .renewalCmc])
    func pending(_ kind: Kind) async throws {
        try await EnrollmentFixture.with { fixture in
            let old = try await first(fixture)
            try await fixture.authority.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
            let before = try await enrollment(fixture, WatchedServer(fixture), kind, old)
            try await before.enroll()
            #expect(before.status.status == .enrollPended)
            _ = try await fixture.authority.bound(fixture.authority.officer).approve(RequestID(before.requestID))
            let after = try await enrollment(fixture, WatchedServer(fixture), kind, old)
            try await after.enroll()
            #expect(after.status.status == .enrolled)
            #expect(after.requestID == before.requestID)
        }
    }

    @Test("while somebody works on a request of a key, another request of that key is refused")
    func atWork() async throws {
        try await EnrollmentFixture.with { fixture in
            let old = try await first(fixture)
            let server = WatchedServer(fixture)
            let working = try await enrollment(fixture, server, .renewalPkcs7, old)
            working.holdsRequestUntilCollected = true
            try await working.enroll()
            let other = try await enrollment(fixture, server, .renewalPkcs7, old)
            #expect(await failure { try await other.enroll() } == .nteExists)
            #expect(server.submissions.count == 1)
            try working.collected()
        }
    }

    @Test("another request of the same key forgets the answer to the first")
    func forgetsAnswer() async throws {
        try await EnrollmentFixture.with { fixture in
            let old = try await first(fixture)
            try await fixture.authority.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
            try await enrollment(fixture, WatchedServer(fixture), .cmc, old).enroll()
            let file = try fixture.store().directory + "/requests"
            #expect(try runTool(["grep", "-rl", "\"disposition\"", file]).text.isEmpty == false)
            _ = try await enrollment(fixture, WatchedServer(fixture), .renewalPkcs7, old).createRequest()
            let kept = try #require(try fixture.store().requests().first)
            #expect(kept.requestID == nil && kept.submissionKey == nil && kept.kind == .pkcs7)
            #expect(try runTool(["grep", "-rl", "\"disposition\"", file]).text.isEmpty)
        }
    }

    @Test("retrieve records in the store that the CA refused the request")
    func retrieved() async throws {
        try await EnrollmentFixture.with { fixture in
            try await fixture.authority.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromTemplateName(.user, templateName: "User")
            try await enrollment.enroll()
            _ = try await fixture.authority.bound(fixture.authority.officer).deny(RequestID(enrollment.requestID))
            let later = fixture.enrollment()
            try later.initialize(.user)
            try await later.retrieve(requestID: enrollment.requestID)
            #expect(later.status.status == .enrollDenied)
            let kept = try #require(try fixture.store().requests().first)
            #expect(kept.submissionKey == nil && kept.intent == nil && kept.requestID == enrollment.requestIDString)
        }
    }
}
