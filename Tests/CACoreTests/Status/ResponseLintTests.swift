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

    @Test("each rule names its source")
    func rules() async throws {
        let parts = try await parts()
        let now = parts.data.producedAt
        #expect(parts.rules(AlgorithmIdentifier("1.2.840.10045.4.1")) { _ in } == ["RFC 6960 4.4.7.2 signature algorithm"])
        #expect(parts.rules { $0.responderID = .keyHash([1]) } == ["RFC 9919 3.2 responder by key"])
        #expect(parts.rules { $0.responses = [] } == ["RFC 6960 4.2.1 responses"])
        #expect(parts.rules { $0.producedAt = parts.signer.certificate.notAfter + 1 } == ["RFC 6960 4.2.2.2 signer is valid"])
        #expect(parts.rules { $0.responses[0].thisUpdate = now + 1 } == ["RFC 6960 4.2.2.1 thisUpdate"])
        #expect(parts.rules { $0.responses[0].nextUpdate = nil } == ["RFC 9919 3.2 nextUpdate"])
        #expect(parts.rules { $0.responses[0].nextUpdate = now } == ["RFC 6960 4.2.2.1 nextUpdate"])
        #expect(
            parts.rules { $0.responses[0].nextUpdate = parts.signer.certificate.notAfter + 1 } == [
                "RFC 6960 4.2.2.2 signer outlives the response"
            ]
        )
        #expect(parts.rules { $0.responses[0].status = .revoked(reason: .unspecified, date: now) } == ["BR 7.3 reasonCode"])
        #expect(parts.rules { $0.responses[0].status = .revoked(reason: .removeFromCRL, date: now) } == ["RFC 5280 5.3.1 removeFromCRL"])
        #expect(parts.rules { $0.responses[0].status = .revoked(reason: nil, date: now + 1) } == ["RFC 6960 2.4 revocationTime"])
        #expect(parts.rules { $0.responses[0].status = ResponseLint.neverIssued } == ["RFC 6960 2.2 extended revoke"])
        #expect(parts.rules { $0.extensions = [OCSPExtendedRevoke().asExtension()] } == ["RFC 6960 4.4.8 extended revoke"])
        #expect(parts.rules { $0.extensions = [OCSPNonce([1]).asExtension()] } == ["RFC 9654 2.1 nonce"])
        let nonce = OCSPNonce([UInt8](repeating: 1, count: 32))
        #expect(parts.rules { $0.extensions = [nonce.asExtension(critical: true)] } == ["RFC 6960 4.4 extensions"])
        #expect(
            parts.rules { $0.extensions = [nonce.asExtension(), nonce.asExtension()] } == ["RFC 5280 4.2 extensions are unique"]
        )
        #expect(parts.rules { $0.extensions = [CertificateExtension("1.2.3", value: [5, 0])] } == ["RFC 6960 4.4 extensions"])
        #expect(
            parts.rules { $0.responses[0].extensions = [CertificateExtension("1.2.3", value: [5, 0])] } == ["RFC 6960 4.4 extensions"]
        )
    }

    @Test("a certificate that is no signer's, or another key's, is refused")
    func signers() async throws {
        let parts = try await parts()
        #expect(ResponseLint.faults(ofSigner: parts.signer.certificate, issuer: parts.issuer).isEmpty)
        let rules = ResponseLint.faults(ofSigner: parts.issuer.certificate, issuer: parts.issuer).map(\.rule)
        #expect(rules.contains("RFC 6960 4.2.2.2 key of the issuer"))
        #expect(rules.contains("BR 7.1.2.8 purpose"))
        #expect(rules.contains("RFC 6960 4.2.2.2.1 nocheck"))
        #expect(rules.contains("BR 7.1.2.8 key usage"))
    }
}
