import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Submitting requests")
struct SubmissionTests {
    @Test("a user's certificate has the directory's names and the template's purposes, not the request's")
    func user() async throws {
        let test = try await TestAuthority.make()
        let key = try PrivateKey(generating: .p256)
        let request = try await test.request(
            subject: .of([(.commonName, "Administrator")]),
            names: [.userPrincipalName("admin@example.test")],
            key: key,
            extensions: [
                KeyUsage([.keyCertSign]).asExtension(critical: true), ExtendedKeyUsage([OID.KeyPurpose.anyExtendedKeyUsage]).asExtension(),
                BasicConstraints(isCA: true).asExtension(critical: true), NTDSCASecurity(sid: "S-1-5-21-1-2-3-500").asExtension(),
                SubjectKeyIdentifier([1, 2, 3]).asExtension(), CertificateExtension("1.2.3.4", critical: true, value: [5, 0]),
            ]
        )
        let disposition = try await test.bound(test.alice).submit(test.submission(request, template: "User"))
        #expect(disposition.code == .issued)
        #expect(disposition.message.hasPrefix("Issued  Left out of the certificate: the requested keyUsage, "))
        #expect(disposition.chain.count == 2)
        let certificate = try Certificate(derEncoded: try #require(disposition.certificate))
        #expect(certificate.subject.rfc4514 == "emailAddress=alice@example.test,CN=Alice Example,CN=Users,DC=example,DC=test")
        #expect(certificate.userPrincipalName == "alice@example.test")
        #expect(certificate.keyUsage == [.digitalSignature, .keyAgreement])
        #expect(certificate.extension(OID.Extensions.keyUsage)?.critical == true)
        #expect(
            certificate.extendedKeyUsage?.purposes == [
                OID.KeyPurpose.encryptingFileSystem, OID.KeyPurpose.emailProtection, OID.KeyPurpose.clientAuth,
            ]
        )
        #expect(certificate.basicConstraints == nil)
        #expect(try certificate.value(of: NTDSCASecurity.self)?.sid == test.alice.sid.text)
        #expect(certificate.subjectKeyIdentifier == key.publicKey.keyIdentifier)
        #expect(try certificate.value(of: MicrosoftTemplateName.self)?.name == "User")
        #expect(certificate.extension("1.2.3.4") == nil)
        #expect(certificate.serialNumber.count == 16)
        #expect(certificate.subjectPublicKeyInfo == key.publicKey)
        // Certificates have whole seconds.
        #expect(certificate.notBefore.timeIntervalSince1970 == test.clock.now.timeIntervalSince1970.rounded(.down) - 600)
        #expect(try certificate.value(of: CRLDistributionPoints.self)?.uris == ["http://pki.example.test/crl/Chancery%20Issuing%20CA.crl"])
        #expect(
            try certificate.value(of: AuthorityInformationAccess.self)?.caIssuers == [
                "http://pki.example.test/aia/Chancery%20Issuing%20CA.cer"
            ]
        )
    }

    @Test("attributes that would change a certificate elsewhere are ignored and named after Issued")
    func attributes() async throws {
        let test = try await TestAuthority.make()
        let plain = ["ccm": "host", "Unknown": "kept"]
        let first = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User", attributes: plain))
        #expect(first.message == "Issued")
        let wishes = [
            "SAN": "upn=admin@example.test&dns=dc1", "ValidityPeriod": "Years", "ValidityPeriodUnits": "99",
            "CertificateUsage": "2.5.29.37.0",
        ]
        let second = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User", attributes: wishes))
        #expect(second.message == "Issued  The request attributes CertificateUsage, SAN, ValidityPeriod, ValidityPeriodUnits were ignored.")
        let one = try Certificate(derEncoded: try #require(first.certificate))
        let two = try Certificate(derEncoded: try #require(second.certificate))
        #expect(one.subjectAlternativeNames == two.subjectAlternativeNames)
        #expect(one.extendedKeyUsage == two.extendedKeyUsage)
        #expect(one.notAfter == two.notAfter)
        let row = try #require(await test.store.request(second.requestID, of: AuthorityNumber(rawValue: 2)))
        #expect(row.attributes.contains(.init(name: "SAN", value: "upn=admin@example.test&dns=dc1")))
        #expect(row.rawAttributes.contains("ValidityPeriod:Years"))
    }

    @Test("a repeated submission key returns the first result, and only to the same caller")
    func submissionKey() async throws {
        let test = try await TestAuthority.make()
        var submission = test.submission(try await test.request(), template: "User")
        submission.submissionKey = "once"
        let first = try await test.bound(test.alice).submit(submission)
        let again = try await test.bound(test.alice).submit(submission)
        #expect(again == first)
        let other = try await test.bound(test.bob).submit(submission)
        #expect(other.requestID != first.requestID)
        #expect(try await test.store.certificates(RecordQuery(), requester: nil, of: AuthorityNumber(rawValue: 2)).count == 2)
        submission.submissionKey = nil
        #expect(try await test.bound(test.alice).submit(submission).requestID != first.requestID)
    }

    @Test("a submission key with another request, template, attribute or subject conflicts with the first")
    func submissionKeyConflict() async throws {
        let test = try await TestAuthority.make()
        let request = try await test.request()
        var submission = test.submission(request, template: "User")
        submission.submissionKey = "once"
        let alice = try await test.bound(test.alice)
        let first = try await alice.submit(submission)
        var others = [
            test.submission(try await test.request(), template: "User"), test.submission(request, template: "ClientAuth"),
            test.submission(request, template: "User", attributes: ["Note": "x"]), submission,
        ]
        others[3].onBehalfOf = test.bob.id
        for index in others.indices {
            others[index].submissionKey = "once"
            let other = others[index]
            let error = await #expect(throws: CAError.self, "\(index)") { try await alice.submit(other) }
            #expect(error?.code == .conflict)
            #expect(error?.status == .objectAlreadyExists)
            #expect(error?.reason?.value == first.requestID.description)
            #expect(error?.message.contains("\(first.requestID)") == true)
        }
        #expect(try await alice.submit(submission) == first)
        #expect(try await test.store.requests(RecordQuery(), requester: nil, of: AuthorityNumber(rawValue: 2)).count == 1)
    }

    @Test("unissued requests are limited per account and hour, and an agent's count for the subject")
    func quota() async throws {
        let test = try await TestAuthority.make()
        var authority = try #require(await test.store.authorities().last)
        authority.settings.unissuedPerHour = 3
        authority.revision += 1
        try await test.store.commit([.authorityUpdated(authority)], expecting: .nothing)
        let alice = try await test.bound(test.alice)
        func refused(_ bound: any BoundAuthority, _ submission: Submission) async -> CAError? {
            do {
                _ = try await bound.submit(submission)
                return nil
            } catch { return error as? CAError }
        }
        let denied = test.submission(try await test.request(), template: "Nonsense")
        for _ in 0..<3 { #expect(try await alice.submit(denied).code == .denied) }
        let error = await refused(alice, denied)
        #expect(error?.code == .tooManyRequests)
        #expect(error?.reason?.rule == "UnissuedRequestsAreLimited")
        #expect((1...3600).contains(error?.retryAfterSeconds ?? 0))
        // Issued requests do not count, and other accounts are not affected.
        #expect(try await alice.submit(test.submission(request(test), template: "User")).code == .issued)
        #expect(try await test.bound(test.bob).submit(denied).code == .denied)

        // The agent's requests for alice count for alice; those for bob still pass.
        try await test.changeTemplate(BuiltInTemplates.sampleSoftwareName) { $0.enrollmentFlags.insert(.pendAllRequests) }
        let agent = try await test.bound(test.agent)
        var forAlice = test.submission(try await test.request(), template: BuiltInTemplates.sampleSoftwareName)
        forAlice.onBehalfOf = test.alice.id
        #expect(await refused(agent, forAlice)?.code == .tooManyRequests)
        var forBob = forAlice
        forBob.onBehalfOf = test.bob.id
        #expect(try await agent.submit(forBob).code == .underSubmission)

        // An agent that may not act for bob uses up its own hour.
        var uninvited = denied
        uninvited.template = "User"
        uninvited.onBehalfOf = test.officer.id
        for _ in 0..<3 { _ = await refused(alice, uninvited) }
        #expect(try await test.bound(test.officer).submit(denied).code == .denied)

        test.clock.advance(seconds: 3600)
        #expect(try await alice.submit(denied).code == .denied)
        let rows = try await test.store.requests(RecordQuery(disposition: .denied), requester: test.alice.id, of: authority.number)
        #expect(rows.count == 4)
    }

    private func request(_ test: TestAuthority) async throws -> [UInt8] { try await test.request() }

    @Test("the row, its certificate and its audit record are one commit, and the columns show them by name")
    func record() async throws {
        let test = try await TestAuthority.make()
        let before = try await test.store.auditRecords(after: 0, limit: 1000).count
        let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        let audit = try await test.store.auditRecords(after: before, limit: 10)
        #expect(audit.map(\.record.event) == ["requestIssued"])
        let text = String(decoding: try #require(audit.first).record.bytes.dropFirst(), as: UTF8.self)
        let certificate = try #require(disposition.certificate)
        #expect(text.contains(#""certificate":"\#(Hex.encode(Digest.sha256(certificate)))""#))
        let record = try await test.bound(test.alice).request(disposition.requestID)
        #expect(record.columns["Request.Disposition"] == .long(20))
        #expect(record.columns["Request.RequesterName"] == .string("EXAMPLE\\alice"))
        #expect(record.columns["CertificateTemplate"] == .string("User"))
        #expect(record.columns["SerialNumber"] == .string(try Certificate(derEncoded: certificate).serialHex))
        #expect(record.columns["PublicKeyLength"] == .long(256))
        #expect(record.columns["UPN"] == .string("alice@example.test"))
        #expect(record.columns["EMail"] == .string("alice@example.test"))
        #expect(Set(record.columns.keys).isSubset(of: RequestView.columnNames))
        #expect(Set(RequestView.columnNames).count == RequestView.columnNames.count)
    }

    @Test("a full response is a CMC message signed by the authority, for issued and for denied requests")
    func fullResponse() async throws {
        let test = try await TestAuthority.make()
        var submission = test.submission(try await test.request(), template: "User")
        submission.wantsFullResponse = true
        let issued = try await test.bound(test.alice).submit(submission)
        let message = try SignedData(contentInfo: try #require(issued.fullResponse))
        #expect(message.contentType == OID.CMC.pkiResponse)
        let response = try PKIResponse(derEncoded: try #require(message.content))
        #expect(response.statuses.first?.status == 0)
        #expect(response.issuedCertificateHash == Digest.sha1(try #require(issued.certificate)))
        #expect(message.certificates.count == 3)
        submission.attributes = .none
        let denied = try await test.bound(test.alice).submit(submission)
        let second = try SignedData(contentInfo: try #require(denied.fullResponse))
        let refusal = try PKIResponse(derEncoded: try #require(second.content))
        #expect(refusal.statuses.first?.status == 2)
        #expect(refusal.issuedCertificateHash == nil)
    }

    @Test("an agent with a grant enrolls a user for the sample template; without one it is denied 0x80094009")
    func onBehalfOf() async throws {
        let test = try await TestAuthority.make()
        var submission = test.submission(try SampleVectors.cmCertificateRequest, template: BuiltInTemplates.sampleSoftwareName)
        submission.onBehalfOf = test.alice.id
        let granted = try await test.bound(test.agent).submit(submission)
        #expect(granted.code == .issued, "\(granted.message)")
        let certificate = try Certificate(derEncoded: try #require(granted.certificate))
        #expect(certificate.subject == test.alice.distinguishedName)
        #expect(certificate.notAfter.timeIntervalSince(certificate.notBefore) <= 30 * 86_400)
        #expect(certificate.extendedKeyUsage?.purposes == [OID.KeyPurpose.emailProtection])
        let record = try await test.bound(test.alice).request(granted.requestID)
        #expect(record.requesterName == "EXAMPLE\\alice")
        #expect(record.callerName == "EXAMPLE\\ChanceryCMAgent")
        // The machine is not in the group of the grant, and only the agent has a grant.
        submission.onBehalfOf = test.machine.id
        #expect(try await test.bound(test.agent).submit(submission).status == .certsrvRestrictedOfficer)
        submission.onBehalfOf = UUID()
        #expect(try await test.bound(test.agent).submit(submission).status == .certsrvRestrictedOfficer)
        var other = test.submission(try await test.request(), template: "User")
        other.onBehalfOf = test.alice.id
        #expect(try await test.bound(test.bob).submit(other).status == .certsrvRestrictedOfficer)
    }

    @Test("a right withdrawn between decision and commit makes the caller decide again")
    func moved() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        _ = try await alice.submit(test.submission(test.request(), template: "User"))
        let request = try await test.request()
        await test.store.onCommit { _ in
            await test.store.onCommit(nil)
            try await test.changeTemplate("User") { $0.access = AccessControlList() }
        }
        let disposition = try await alice.submit(test.submission(request, template: "User"))
        #expect(disposition.status == .certsrvTemplateDenied)
        #expect(disposition.code == .denied)
    }

    @Test("an account disabled a moment ago receives nothing more")
    func disabled() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        _ = try await alice.submit(test.submission(test.request(), template: "User"))
        try await test.change(test.alice) { $0.enabled = false }
        #expect(try await alice.submit(test.submission(test.request(), template: "User")).status == .certsrvEnrollDenied)
    }

    @Test("a store whose rights move at every commit ends in unavailable, not in a loop")
    func bounded() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        let request = try await test.request()
        await test.store.onCommit { number in
            await test.directory.forceAdd(test.bob)
            if number > 100 { throw CommitError.storeFailed("too many attempts") }
        }
        do {
            _ = try await alice.submit(test.submission(request, template: "User"))
            Issue.record("a moved commit was accepted")
        } catch let error as CAError {
            #expect(error.code == .unavailable)
            #expect(error.status == .busy)
        }
    }

    @Test("a store that failed is answered with unavailable")
    func storeFailed() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        let request = try await test.request()
        await test.store.onCommit { _ in throw CommitError.storeFailed("disk") }
        do {
            _ = try await alice.submit(test.submission(request, template: "User"))
            Issue.record("an answer without a commit")
        } catch let error as CAError {
            #expect(error.code == .unavailable)
        }
    }

    @Test("another serial number is drawn when one is already used")
    func serial() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        await test.store.onCommit { number in
            await test.store.onCommit(nil)
            throw CommitError.serialNumberUsed
        }
        #expect(try await alice.submit(test.submission(test.request(), template: "User")).code == .issued)
    }
}
