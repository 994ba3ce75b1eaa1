import CAInterface
import PortableFoundation
import PKICrypto
import PKIFormats

/// The CMC full response to a request, signed by the authority. Source: RFC 5272 §3.2.2; MS-WCCE §3.2.1.4.2.1.4.8.
package enum FullResponse {
    /// - Returns: ContentInfo DER.
    static func make(for row: StoredRequest, certificate: [UInt8]?, chain: [[UInt8]], issuer: IssuingGeneration, signer: Signer)
        async throws -> [UInt8]
    {
        let status: CMCStatusInfo
        switch row.disposition {
        case .issued, .revoked, .foreign, .caCertificate:
            status = CMCStatusInfo(status: CMCStatusInfo.success, statusString: row.message)
        case .pending:
            let token = Array(String(row.id.rawValue).utf8)
            status = CMCStatusInfo(
                status: CMCStatusInfo.pending,
                statusString: row.message,
                otherInfo: .pendInfo(token: token, time: row.submittedWhen)
            )
        default:
            // badRequest 2 for a proof that could not be verified (badMessageCheck 1), otherwise the request was not allowed (RFC 5272
            // §6.1.4).
            status = CMCStatusInfo(
                status: CMCStatusInfo.failed,
                statusString: row.message,
                otherInfo: .failInfo(row.disposition == .error ? 1 : 2)
            )
        }
        let response = PKIResponse.make(status: status, issuedCertificateHash: certificate.map(Digest.sha1))
        let certificates = (certificate.map { [$0] } ?? []) + (chain.isEmpty ? issuer.chain : chain)
        return try await signer.sign(MessagePermit(fullResponse: response, certificates: certificates), as: issuer.certificate)
    }
}
