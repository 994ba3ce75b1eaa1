import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// An authority with a few certificates, and what a client does with its answers.
struct StatusFixture {
    static let issuing = AuthorityNumber(rawValue: 2)

    let test: TestAuthority
    let issuer: Certificate

    static func make(_ settings: OCSPSettingsUpdate? = nil, tokens: InMemoryTokens? = nil) async throws -> StatusFixture {
        let test = try await TestAuthority.make(tokens: tokens, statusToken: tokens == nil ? nil : try PKCS11URI("pkcs11:token=ca"))
        if let settings { _ = try await test.bound(test.administrator).change(AuthoritySettingsUpdate(ocsp: settings)) }
        let description = try #require(try await test.service.authorities().first)
        return StatusFixture(test: test, issuer: try Certificate(derEncoded: description.certificate))
    }

    var root: Certificate {
        get async throws {
            let chain = try await test.service.authorities().first?.chain ?? []
            return try Certificate(derEncoded: try #require(chain.last))
        }
    }

    func issued() async throws -> Certificate {
        let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        return try Certificate(derEncoded: try #require(disposition.certificate))
    }

    func revoke(_ certificate: Certificate, _ reason: CRLReason, effective: Date? = nil) async throws {
        _ = try await test.bound(test.administrator).revoke(
            serial: certificate.serialHex,
            Revocation(reason: reason, effective: effective)
        )
    }

    /// A serial number that nobody was given.
    func neverIssued(_ hash: DigestAlgorithm = .sha1) -> OCSPCertID {
        OCSPCertID(
            serialNumber: [0x77, 1, 2, 3, 4, 5, 6, 7, 8],
            issuerName: issuer.subject,
            issuerKey: issuer.subjectPublicKeyInfo,
            hash: hash
        )
    }

    func id(of certificate: Certificate, _ hash: DigestAlgorithm = .sha1) -> OCSPCertID {
        OCSPCertID(certificate: certificate, issuer: issuer, hash: hash)
    }

    func ask(_ ids: [OCSPCertID], _ extensions: [CertificateExtension] = []) async -> StatusAnswer {
        let request = TBSOCSPRequest(requests: ids.map { OCSPSingleRequest($0) }, extensions: extensions)
        return await KeptStatusSource(test.status).status(answering: TBSOCSPRequest.assemble(tbs: request.derEncoded()))
    }

    /// What a client believes after it has verified the answer.
    func status(of certificate: Certificate, _ hash: DigestAlgorithm = .sha1) async throws -> RevocationStatus {
        let answer = await ask([id(of: certificate, hash)])
        return try OCSPResponse(derEncoded: answer.bytes).status(of: certificate, issuer: issuer, at: test.clock.now)
    }

    func basic(_ answer: StatusAnswer) throws -> BasicOCSPResponse {
        try #require(try OCSPResponse(derEncoded: answer.bytes).basic())
    }

    func refusal(_ answer: StatusAnswer) throws -> OCSPResponseStatus { try OCSPResponse(derEncoded: answer.bytes).status }

    var signers: [StoredStatusSigner] {
        get async throws { try await test.store.statusSigners(of: AuthorityKeyID(authority: Self.issuing, index: 0)) }
    }
}
