import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Bad input to the authority")
struct BadInputTests {
    @Test("a request that cannot be read makes no row")
    func unreadable() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        await #expect(throws: CAError.self) { try await alice.submit(test.submission([1, 2, 3], template: "User")) }
        #expect(try await alice.requests(RecordQuery()).isEmpty)
        let next = try await alice.submit(test.submission(test.request(), template: "User"))
        #expect(next.requestID == RequestID(1))
    }

    @Test("a readable request whose signature fails is recorded as error: 1, 0x80090006, stored 30")
    func signature() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        let one = try CertificationRequest(derEncoded: await test.request())
        let other = try CertificationRequest(derEncoded: await test.request())
        let mixed = CertificationRequestInfo.assemble(info: one.infoBytes, algorithm: one.signatureAlgorithm, signature: other.signature)
        let disposition = try await alice.submit(test.submission(mixed, template: "User"))
        #expect(disposition.code == .error)
        #expect(disposition.status == .badSignature)
        #expect(disposition.message == "Error Verifying Request Signature or Signing Certificate")
        #expect(disposition.certificate == nil)
        #expect(disposition.reason?.field == "signature")
        #expect(try await alice.request(disposition.requestID).disposition == .error)
        #expect(try await alice.disposition(of: disposition.requestID, wantsFullResponse: false) == disposition)
    }

    @Test("RSA-1024 with a good signature is denied 0x80094811")
    func shortKey() async throws {
        let test = try await TestAuthority.make()
        try await withTemporaryDirectory { directory in
            let made = try runTool(
                [
                    "openssl", "req", "-new", "-newkey", "rsa:1024", "-nodes", "-keyout", "k", "-subj", "/CN=x", "-outform", "DER", "-out",
                    "r",
                ],
                directory: directory
            )
            #expect(made.status == 0, "\(made.errorText)")
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: directory + "/r")))
            let disposition = try await test.bound(test.alice).submit(test.submission(bytes, template: "User"))
            try await expectDenied(disposition, .certsrvKeyLength, rule: "KeyIsStrongEnough", test: test)
            #expect(disposition.reason?.value == "RSA 1024")
        }
    }

    @Test("the SHA-1 request of 2015 for the User template is denied 0x80094016")
    func weakProof() async throws {
        let test = try await TestAuthority.make()
        let disposition = try await test.bound(test.alice).submit(test.submission(SampleVectors.cmCertificateRequest, template: "User"))
        try await expectDenied(disposition, .certsrvWeakSignatureOrKey, rule: "ProofIsStrongEnough", test: test)
    }

    @Test("unknown template 0x80094800, none named 0x80094801, no right 0x80094012")
    func templates() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        let unknown = try await alice.submit(test.submission(test.request(), template: "Nonsense"))
        try await expectDenied(unknown, .certsrvUnsupportedCertType, rule: "TemplateIsKnown", test: test)
        let none = try await alice.submit(test.submission(test.request(), template: nil))
        try await expectDenied(none, .certsrvNoCertType, rule: "OneTemplateIsNamed", test: test)
        let right = try await alice.submit(test.submission(test.request(subject: .of([(.commonName, "x")])), template: "WebServer"))
        try await expectDenied(right, .certsrvTemplateDenied, rule: "CallerMayEnroll", test: test)
        let conflict = try await alice.submit(
            Submission(bytes: test.request(), attributes: RequestAttributes(raw: "CertificateTemplate:User"), template: "ClientAuth")
        )
        try await expectDenied(conflict, .certsrvTemplateConflict, rule: "OneTemplateIsNamed", test: test)
    }

    @Test("an absent request and another caller's get the same answer")
    func absent() async throws {
        let test = try await TestAuthority.make()
        let mine = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        let bob = try await test.bound(test.bob)
        var errors: [CAError] = []
        for id in [mine.requestID, RequestID(999)] {
            do { _ = try await bob.disposition(of: id, wantsFullResponse: false) } catch let error as CAError { errors.append(error) }
            do { _ = try await bob.request(id) } catch let error as CAError { errors.append(error) }
        }
        let serial = try Certificate(derEncoded: try #require(mine.certificate)).serialHex
        for text in [serial, "00ff"] {
            do { _ = try await bob.disposition(ofSerial: text) } catch let error as CAError { errors.append(error) }
            do { _ = try await bob.certificate(serial: text) } catch let error as CAError { errors.append(error) }
        }
        #expect(errors.count == 8)
        #expect(Set(errors.map(\.description)).count == 1)
        #expect(errors.allSatisfy { $0.code == .notFound && $0.status == .certsrvPropertyEmpty && $0.reason == nil })
        #expect(try await bob.requests(RecordQuery()).isEmpty)
        #expect(try await bob.certificates(RecordQuery()).isEmpty)
    }

    @Test("an unknown authority is unknownAuthority with 0x80070057; names are compared without case")
    func authority() async throws {
        let test = try await TestAuthority.make()
        do {
            _ = try await test.bound(test.alice, to: "Nobody")
            Issue.record("found an authority that is not there")
        } catch let error as CAError {
            #expect(error.code == .unknownAuthority)
            #expect(error.status == .invalidArgument)
        }
        _ = try await test.bound(test.alice, to: "chancery issuing ca")
    }

    @Test("a caller without Enroll on the authority is denied 0x80094011")
    func noEnroll() async throws {
        let test = try await TestAuthority.make()
        // Every signed-in caller may ask the issuing authority; nobody may ask the root.
        let disposition = try await test.bound(test.alice, to: TestAuthority.rootName).submit(
            test.submission(test.request(), template: "User")
        )
        #expect(disposition.status == .certsrvEnrollDenied)
        #expect(disposition.code == .denied)
    }

    @Test(
        "a submission key that is empty, too long or has control characters is malformed; the field is named",
        arguments: ["", String(repeating: "k", count: 129), "e" + String(repeating: "\u{301}", count: 128), "a\0b", "\n", "a\u{85}"]
    )
    func submissionKey(_ key: String) async throws {
        let test = try await TestAuthority.make()
        var submission = test.submission(try await test.request(), template: "User")
        submission.submissionKey = key
        let sent = submission
        let alice = try await test.bound(test.alice)
        let error = await #expect(throws: CAError.self) { try await alice.submit(sent) }
        #expect(error?.code == .malformed)
        #expect(error?.reason?.field == "submissionKey")
    }

    private func expectDenied(_ disposition: Disposition, _ status: HRESULT, rule: String, test: TestAuthority) async throws {
        #expect(disposition.code == .denied)
        #expect(disposition.status == status)
        #expect(disposition.message.hasPrefix("Denied by Policy Module  "))
        #expect(disposition.certificate == nil)
        let reason = try #require(disposition.reason)
        #expect(reason.rule == rule)
        #expect(!reason.field.isEmpty && !reason.value.isEmpty && !reason.remedy.isEmpty)
        #expect(try await test.bound(test.alice).request(disposition.requestID).disposition == .denied)
    }
}
