import CAInterface
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("What is linted before an OCSP response is signed")
struct ResponseLintTests {
    private struct Parts {
        let signer: StatusSigner
        let issuer: IssuingGeneration
        var data: OCSPResponseData

        func rules(_ algorithm: AlgorithmIdentifier = .ecdsaWithSHA256, _ change: (inout OCSPResponseData) -> Void) -> [String] {
            var data = data
            change(&data)
            return ResponseLint.faults(of: data, algorithm: algorithm, signer: signer, issuer: issuer).map(\.rule)
        }
    }

    private func parts() async throws -> Parts {
        let test = try await StatusFixture.make()
        let basic = try test.basic(await test.ask([test.id(of: try await test.issued())]))
        let stored = try #require(try await test.signers.first)
        let certificate = try Certificate(derEncoded: basic.signature.certificates[0])
        let snapshot = try await test.test.service.snapshots.current()
        return Parts(
            signer: try #require(try await test.test.ring.statusSigner(stored.reference, certificate: certificate)),
            issuer: try #require(snapshot.authority(StatusFixture.issuing)?.newest),
            data: basic.data
        )
    }

    @Test("a sound response has no fault")
    func sound() async throws {
        #expect(try await parts().rules { _ in } == [])
    }

    @Test("a response that breaks a rule is not signed, and the lint names the rule")
    func rules() async throws {
        let parts = try await parts()
        let now = parts.data.producedAt
        #expect(parts.rules(AlgorithmIdentifier("1.2.840.10045.4.1")) { _ in } == ["ocsp.signature-algorithm"])
        #expect(parts.rules { $0.responderID = .keyHash([1]) } == ["ocsp.responder"])
        #expect(parts.rules { $0.responses = [] } == ["ocsp.responses"])
        #expect(parts.rules { $0.producedAt = parts.signer.certificate.notAfter + 1 } == ["ocsp.signer-valid"])
        #expect(parts.rules { $0.responses[0].thisUpdate = now + 1 } == ["ocsp.this-update"])
        #expect(parts.rules { $0.responses[0].nextUpdate = nil } == ["ocsp.next-update-there"])
        #expect(parts.rules { $0.responses[0].nextUpdate = now } == ["ocsp.next-update"])
        #expect(
            parts.rules { $0.responses[0].nextUpdate = parts.signer.certificate.notAfter + 1 } == [
                "ocsp.signer-outlives"
            ]
        )
        #expect(parts.rules { $0.responses[0].status = .revoked(reason: .unspecified, date: now) } == ["ocsp.reason"])
        #expect(parts.rules { $0.responses[0].status = .revoked(reason: .removeFromCRL, date: now) } == ["ocsp.removal"])
        #expect(parts.rules { $0.responses[0].status = .revoked(reason: nil, date: now + 1) } == ["ocsp.revocation-time"])
        #expect(parts.rules { $0.responses[0].status = ResponseLint.neverIssued } == ["ocsp.extended-revoke"])
        #expect(parts.rules { $0.extensions = [OCSPExtendedRevoke().asExtension()] } == ["ocsp.extended-revoke-alone"])
        #expect(parts.rules { $0.extensions = [OCSPNonce([1]).asExtension()] } == ["ocsp.nonce"])
        let nonce = OCSPNonce([UInt8](repeating: 1, count: 32))
        #expect(parts.rules { $0.extensions = [nonce.asExtension(critical: true)] } == ["ocsp.extensions"])
        #expect(
            parts.rules { $0.extensions = [nonce.asExtension(), nonce.asExtension()] } == ["ocsp.extensions-unique"]
        )
        #expect(parts.rules { $0.extensions = [CertificateExtension("1.2.3", value: [5, 0])] } == ["ocsp.extensions"])
        #expect(
            parts.rules { $0.responses[0].extensions = [CertificateExtension("1.2.3", value: [5, 0])] } == ["ocsp.extensions"]
        )
    }

    @Test("a certificate that is no signer's, or another key's, is refused")
    func signers() async throws {
        let parts = try await parts()
        #expect(ResponseLint.faults(ofSigner: parts.signer.certificate, issuer: parts.issuer).isEmpty)
        let rules = ResponseLint.faults(ofSigner: parts.issuer.certificate, issuer: parts.issuer).map(\.rule)
        #expect(rules.contains("signer.issuer-key"))
        #expect(rules.contains("signer.purpose"))
        #expect(rules.contains("signer.nocheck"))
        #expect(rules.contains("signer.key-usage"))
    }
}
