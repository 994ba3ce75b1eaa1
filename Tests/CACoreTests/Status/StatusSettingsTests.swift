import CACore
import CAInterface
import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("The settings of the OCSP responder")
struct StatusSettingsTests {
    private func responders(_ certificate: Certificate) throws -> [String] {
        try #require(try AuthorityInformationAccess.find(in: certificate.extensions)).ocsp
    }

    @Test("new certificates name the responder by default, and none when it is turned off; the root's never do")
    func address() async throws {
        let test = try await StatusFixture.make()
        #expect(try responders(try await test.issued()) == ["http://pki.example.test/ocsp"])
        #expect(try responders(test.issuer) == [])
        let alice = try await test.test.bound(test.test.alice)
        guard case .string(let url) = try await alice.property(.certAIAOCSPURLs, index: 0) else { throw ContractError("no text") }
        #expect(url == "http://pki.example.test/ocsp")
        let administrator = try await test.test.bound(test.test.administrator)
        let settings = try await administrator.change(AuthoritySettingsUpdate(ocsp: OCSPSettingsUpdate(inCertificates: false)))
        #expect(!settings.ocsp.inCertificates)
        #expect(try responders(try await test.issued()) == [])
    }

    @Test("settings of OCSP are changed one by one, and those that cannot work are refused")
    func limits() async throws {
        let test = try await StatusFixture.make()
        let administrator = try await test.test.bound(test.test.administrator)
        let first = try await administrator.change(AuthoritySettingsUpdate(ocsp: OCSPSettingsUpdate(validitySeconds: 600)))
        #expect(first.ocsp == OCSPSettings(inCertificates: true, validitySeconds: 600))
        let second = try await administrator.change(AuthoritySettingsUpdate(ocsp: OCSPSettingsUpdate(neverIssued: .revoked)))
        #expect(second.ocsp == OCSPSettings(inCertificates: true, validitySeconds: 600, neverIssued: .revoked))
        for update in [
            OCSPSettingsUpdate(validitySeconds: 299), OCSPSettingsUpdate(validitySeconds: 864_001),
            OCSPSettingsUpdate(validitySeconds: 864_000, signerValiditySeconds: 864_000), OCSPSettingsUpdate(signerValiditySeconds: 86_399),
            OCSPSettingsUpdate(archiveSeconds: -1),
        ] {
            await #expect(throws: CAError.self) { try await administrator.change(AuthoritySettingsUpdate(ocsp: update)) }
        }
    }
}
