import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("Pre-signed certificates")
struct PresigningTests {
    private static let issuing = AuthorityNumber(rawValue: 2)

    /// An authority that pre-signs certificates.
    private func authority() async throws -> TestAuthority {
        let test = try await TestAuthority.make()
        _ = try await test.bound(test.administrator).change(AuthoritySettingsUpdate(presigning: true))
        return test
    }

    private func presigned(_ test: TestAuthority, _ bytes: [UInt8], template: String = "User") async throws -> Disposition {
        var submission = test.submission(bytes, template: template)
        submission.wantsPresigned = true
        return try await test.bound(test.administrator).submit(submission)
    }

    private func confirmation(_ bytes: [UInt8], _ id: RequestID, template: String = "User") -> Submission {
        Submission(bytes: bytes, attributes: RequestAttributes(["RequestId": id.description, "CertificateTemplate": template]))
    }

    private func refusal(_ test: TestAuthority, _ submission: Submission) async throws -> CAError? {
        let bound = try await test.bound(test.administrator)
        return await #expect(throws: CAError.self) { try await bound.submit(submission) }
    }

    @Test("the first certificate is signed by nobody's key, and the confirmed one has its very body")
    func twoSteps() async throws {
        let test = try await authority()
        let bytes = try await test.request()
        let waiting = try await presigned(test, bytes)
        #expect(waiting.code == .underSubmission)
        #expect(waiting.message.hasPrefix("Taken Under Submission"))
        let first = try Certificate(derEncoded: try #require(waiting.certificate))
        let issuer = try Certificate(derEncoded: waiting.chain[0])
        #expect(try first.isSigned(with: issuer.subjectPublicKeyInfo) == false)
        let bound = try await test.bound(test.administrator)
        #expect(try await bound.disposition(of: waiting.requestID, wantsFullResponse: false) == waiting)
        let row = try #require(await test.store.request(waiting.requestID, of: Self.issuing))
        #expect(row.requestType == 0x800_0100)
        #expect(row.certificate == nil)
        #expect(try await bound.request(waiting.requestID).columns["Request.LinterCertificate"] == .binary(first.derEncoded))
        #expect(try await bound.request(waiting.requestID).columns["Request.RawPrecertificate"] == nil)

        test.clock.advance(seconds: 3600)
        let issued = try await bound.submit(confirmation(bytes, waiting.requestID))
        #expect(issued.code == .issued)
        #expect(issued.requestID == waiting.requestID)
        let certificate = try Certificate(derEncoded: try #require(issued.certificate))
        #expect(certificate.tbsBytes == first.tbsBytes)
        #expect(try certificate.isSigned(with: issuer.subjectPublicKeyInfo))
        let events = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(events.suffix(2) == ["certificatePresigned", "requestIssued"])
        // A repeat gets the same certificate.
        #expect(try await bound.submit(confirmation(bytes, waiting.requestID)) == issued)
    }

    @Test(
        "a throw-away key signs with each algorithm of an authority, and with another key each time",
        arguments: [AlgorithmIdentifier.ecdsaWithSHA256, .ecdsaWithSHA384, .rsaWithSHA256, .rsaWithSHA384, .rsaWithSHA512]
    )
    func algorithms(_ algorithm: AlgorithmIdentifier) async throws {
        let first = try await ThrowAwayKey.signature(over: [1, 2, 3], using: algorithm)
        #expect(first.count > 60)
        #expect(try await ThrowAwayKey.signature(over: [1, 2, 3], using: algorithm) != first)
    }

    @Test("openssl refuses the pre-signed certificate and accepts the confirmed one")
    func judged() async throws {
        let test = try await authority()
        let bytes = try await test.request()
        let waiting = try await presigned(test, bytes)
        let issued = try await test.bound(test.administrator).submit(confirmation(bytes, waiting.requestID))
        let files = try OpenSSLFiles()
        try files.write("first.pem", pem: "CERTIFICATE", try #require(waiting.certificate))
        try files.write("leaf.pem", pem: "CERTIFICATE", try #require(issued.certificate))
        try files.write("issuing.pem", pem: "CERTIFICATE", issued.chain[0])
        try files.write("root.pem", pem: "CERTIFICATE", issued.chain[1])
        try files.output("verify", "-x509_strict", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "leaf.pem")
        #expect(try files.run("verify", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "first.pem").status != 0)
    }

    @Test("an authority pre-signs nothing until its setting says so, and leaves no row")
    func off() async throws {
        let test = try await TestAuthority.make()
        var submission = test.submission(try await test.request(), template: "User")
        submission.wantsPresigned = true
        #expect(try await refusal(test, submission)?.reason?.rule == "PresigningIsOn")
        #expect(try await test.bound(test.administrator).requests(RecordQuery()).isEmpty)
    }

    @Test("a confirmation whose number names no own pre-signed request issues nothing", arguments: ["99999", "0", "text"])
    func unknownNumber(_ number: String) async throws {
        let test = try await authority()
        let bytes = try await test.request()
        _ = try await presigned(test, bytes)
        let attributes = RequestAttributes(["RequestId": number, "CertificateTemplate": "User"])
        #expect(try await refusal(test, Submission(bytes: bytes, attributes: attributes))?.status == .certsrvInvalidRequestID)
        #expect(try await test.bound(test.administrator).certificates(RecordQuery()).isEmpty)
    }

    @Test("one request waits for timestamps or for a confirmation, not for both")
    func both() async throws {
        let test = try await authority()
        _ = try await test.bound(test.administrator).change(AuthoritySettingsUpdate(certificateTransparency: true))
        var submission = test.submission(try await test.request(), template: "User")
        (submission.wantsPresigned, submission.wantsPrecertificate) = (true, true)
        #expect(try await refusal(test, submission)?.reason?.rule == "OneFirstStep")
    }

    @Test("another request than the first is 0x8009481F, and the first still waits")
    func otherBytes() async throws {
        let test = try await authority()
        let bytes = try await test.request()
        let waiting = try await presigned(test, bytes)
        let refused = try await refusal(test, confirmation(try await test.request(), waiting.requestID))
        #expect(refused?.status == .certsrvRequestPrecertificateMismatch)
        #expect(try await test.bound(test.administrator).submit(confirmation(bytes, waiting.requestID)).code == .issued)
    }

    @Test("a confirmation by somebody else is 0x8009481E, and the first still waits")
    func somebodyElse() async throws {
        let test = try await authority()
        let bytes = try await test.request()
        let waiting = try await presigned(test, bytes)
        let alice = try await test.bound(test.alice)
        let error = await #expect(throws: CAError.self) { try await alice.submit(confirmation(bytes, waiting.requestID)) }
        #expect(error?.status == .certsrvInvalidRequestID)
        #expect(try await test.bound(test.administrator).disposition(of: waiting.requestID, wantsFullResponse: false) == waiting)
    }

    @Test("what changed since the first step is refused: the template, the holder's name, the validity")
    func changed() async throws {
        let changes: [(HRESULT, @Sendable (TestAuthority) async throws -> Void)] = [
            (.certsrvRequestPrecertificateMismatch, { try await $0.changeTemplate("User") { $0.validitySeconds -= 60 } }),
            (
                .certsrvRequestPrecertificateMismatch,
                { test in try await test.change(test.administrator) { $0.mail = "other@example.test" } }
            ),
            (.certsrvRequestPrecertificateMismatch, { $0.clock.advance(seconds: 3 * 365 * 86_400) }),
            (
                .certsrvRequestPrecertificateMismatch,
                { try await $0.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) } }
            ),
        ]
        for (status, change) in changes {
            let test = try await authority()
            let bytes = try await test.request()
            let waiting = try await presigned(test, bytes)
            try await change(test)
            #expect(try await refusal(test, confirmation(bytes, waiting.requestID))?.status == status)
            let row = try #require(await test.store.request(waiting.requestID, of: Self.issuing))
            #expect(row.disposition == .pending)
            #expect(row.certificate == nil)
        }
    }

    @Test("an officer approves first, then it is pre-signed; after that the officer can only deny it")
    func officer() async throws {
        let test = try await authority()
        let bytes = try await test.request()
        let held = try await presigned(test, bytes, template: "EnrollmentAgent")
        #expect(held.certificate == nil)
        let early = try await refusal(test, confirmation(bytes, held.requestID, template: "EnrollmentAgent"))
        #expect(early?.status == .certsrvBadRequestStatus)
        let officer = try await test.bound(test.officer)
        let waiting = try await officer.approve(held.requestID)
        #expect(waiting.certificate != nil)
        let again = await #expect(throws: CAError.self) { try await officer.approve(held.requestID) }
        #expect(again?.message.contains("its sender confirms it") == true)
        let edit = await #expect(throws: CAError.self) {
            try await officer.setAttributes(RequestAttributes(raw: "note: x"), of: held.requestID)
        }
        #expect(edit?.status == .certsrvBadRequestStatus)
        let issued = try await test.bound(test.administrator).submit(
            confirmation(bytes, held.requestID, template: "EnrollmentAgent")
        )
        #expect(issued.code == .issued)
    }

    @Test("a resubmission is no approval: the confirmation waits where an officer is wanted by then")
    func resubmitted() async throws {
        let test = try await authority()
        let (alice, administrator) = (try await test.bound(test.alice), try await test.bound(test.administrator))
        func disposition(_ value: UInt32) async throws {
            _ = try await administrator.setConfigurationEntry(node: "policy", entry: "RequestDisposition", value: .number(value))
        }
        try await disposition(2)
        let bytes = try await test.request()
        var submission = test.submission(bytes, template: "User")
        submission.wantsPresigned = true
        let denied = try await alice.submit(submission)
        #expect(denied.code == .denied)
        try await disposition(1)
        #expect(try await administrator.resubmit(denied.requestID).code == .underSubmission)
        try await disposition(0)
        let second = confirmation(bytes, denied.requestID)
        await #expect(throws: CAError.self) { try await alice.submit(second) }
        #expect(try await test.store.request(denied.requestID, of: Self.issuing)?.certificate == nil)
        try await disposition(1)
        #expect(try await alice.submit(second).code == .issued)
    }

    @Test("a denied one cannot be confirmed")
    func denied() async throws {
        let test = try await authority()
        let bytes = try await test.request()
        let waiting = try await presigned(test, bytes)
        _ = try await test.bound(test.officer).deny(waiting.requestID)
        #expect(try await refusal(test, confirmation(bytes, waiting.requestID))?.status == .certsrvBadRequestStatus)
    }

    @Test("two confirmations at once make one certificate")
    func atOnce() async throws {
        let test = try await authority()
        let bytes = try await test.request()
        let waiting = try await presigned(test, bytes)
        let bound = try await test.bound(test.administrator)
        let answers = try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            for _ in 0..<4 { group.addTask { try await bound.submit(confirmation(bytes, waiting.requestID)).certificate } }
            var all: Set<[UInt8]?> = []
            for try await one in group { all.insert(one) }
            return all
        }
        #expect(answers.count == 1)
        #expect(answers.first != [UInt8]?.none)
    }
}
