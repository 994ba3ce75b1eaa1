import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Settings of an authority")
struct SettingsTests {
    @Test("a single operator is allowed and forbidden while the server runs, and the record has both")
    func singleOperator() async throws {
        let test = try await TestAuthority.make(singleOperator: true)
        let administrator = try await test.bound(test.administrator)
        #expect(try await administrator.change(AuthoritySettingsUpdate(singleOperator: false)).singleOperator == false)
        let held = try await administrator.submit(test.submission(try await test.request(), template: "EnrollmentAgent"))
        #expect(held.code == .underSubmission)
        await #expect { try await administrator.approve(held.requestID) } throws: { ($0 as? CAError)?.code == .accessDenied }
        _ = try await administrator.change(AuthoritySettingsUpdate(singleOperator: true))
        #expect(try await administrator.approve(held.requestID).code == .issued)
        let records = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record)
        let changes = records.filter { $0.event == "authoritySettingsChanged" }
        #expect(changes.map(\.actor) == ["EXAMPLE\\admin", "EXAMPLE\\admin"])
        let first = String(decoding: changes[0].bytes, as: UTF8.self)
        #expect(first.contains(#"{"name":"singleOperator","from":"true","to":"false"}"#), "\(first)")
        // A setting that does not change leaves no event.
        _ = try await administrator.change(AuthoritySettingsUpdate(singleOperator: true))
        #expect(try await test.store.auditRecords(after: 0, limit: 1000).count == records.count)
    }

    @Test("new certificates have a changed public address, and the lists stay under their paths")
    func publicAddress() async throws {
        let test = try await TestAuthority.make()
        func addresses() async throws -> [String] {
            let issued = try await test.bound(test.alice).submit(test.submission(try await test.request(), template: "User"))
            let certificate = try Certificate(derEncoded: try #require(issued.certificate))
            let points = try #require(try certificate.value(of: CRLDistributionPoints.self))
            return points.uris
        }
        #expect(try await addresses() == ["http://pki.example.test/crl/Chancery%20Issuing%20CA.crl"])
        let administrator = try await test.bound(test.administrator)
        let changed = try await administrator.change(AuthoritySettingsUpdate(publicAddress: "http://new.example.test:8080/pki/"))
        #expect(changed.publicAddress == "http://new.example.test:8080/pki")
        #expect(try await addresses() == ["http://new.example.test:8080/pki/crl/Chancery%20Issuing%20CA.crl"])
    }

    @Test("a new validity is in the list that is published with the change")
    func listValidity() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        _ = try await administrator.change(AuthoritySettingsUpdate(crlPeriodSeconds: 3_600, crlValiditySeconds: 7_200))
        let bytes = try #require(await test.publisher.published("crl/Chancery Issuing CA.crl")).bytes
        let list = try CertificateList(derEncoded: bytes)
        let nextUpdate = try #require(list.nextUpdate)
        #expect((7_200...7_200 + 3_600).contains(nextUpdate.timeIntervalSince(list.thisUpdate)))
        #expect(nextUpdate.timeIntervalSince(test.clock.now) <= 7_200)
    }

    @Test(
        "a setting that cannot be used is refused with its field, and nothing changes",
        arguments: [
            (AuthoritySettingsUpdate(crlPeriodSeconds: 59), "crlPeriodSeconds"),
            (AuthoritySettingsUpdate(crlPeriodSeconds: -1), "crlPeriodSeconds"),
            (AuthoritySettingsUpdate(crlPeriodSeconds: Int.max), "crlPeriodSeconds"),
            (AuthoritySettingsUpdate(crlPeriodSeconds: 7 * 86_400 + 1), "crlValiditySeconds"),
            (AuthoritySettingsUpdate(crlValiditySeconds: 86_399), "crlValiditySeconds"),
            (AuthoritySettingsUpdate(crlValiditySeconds: Int.max), "crlValiditySeconds"),
        ]
            + [
                "", "pki.example.test", "https://pki.example.test", "http://", "http:///x", "ftp://x", "http://a b", "http://a\u{0}",
                "http://u:p@a", "http://a:99999", "http://a:0", "http://a..b", "http://a/%zz", "http://a?q=1", "http://a#f",
                "http://ä.test", "http://" + String(repeating: "a", count: 2_000),
            ].map { (AuthoritySettingsUpdate(singleOperator: true, publicAddress: $0), "publicAddress") }
    )
    func refused(_ update: AuthoritySettingsUpdate, field: String) async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let before = try await administrator.settings()
        let error = await #expect(throws: CAError.self) { try await administrator.change(update) }
        #expect(error?.code == .malformed)
        #expect(error?.reason?.field == field)
        #expect(try await administrator.settings() == before)
    }

    @Test("officers and auditors read the settings, administrators change them, users do neither")
    func rights() async throws {
        let test = try await TestAuthority.make()
        for principal in [test.officer, test.auditor] {
            let bound = try await test.bound(principal)
            #expect(try await bound.settings().crlPeriodSeconds == 86_400)
            let error = await #expect(throws: CAError.self) { try await bound.change(AuthoritySettingsUpdate(singleOperator: true)) }
            #expect(error?.code == .accessDenied)
        }
        let error = await #expect(throws: CAError.self) { try await test.bound(test.alice).settings() }
        #expect(error?.code == .accessDenied)
    }
}
