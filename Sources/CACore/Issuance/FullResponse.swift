import CAInterface
import PortableFoundation
import PKICrypto
import PKIFormats

/// The CMC full response to a request, signed by the authority. Source: RFC 5272 §3.2.2; MS-WCCE §3.2.1.4.2.1.4.8.
package enum FullResponse {
    /// - Returns: ContentInfo DER.
    static func make(
        for row: StoredRequest,
        certificate: [UInt8]?,
        chain: [[UInt8]],
        challenge: ChallengeMessage? = nil,
        issuer: IssuingGeneration,
        signer: Signer
    ) async throws -> [UInt8] {
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
        var response = PKIResponse.make(
            status: status,
            issuedCertificateHash: certificate.map(Digest.sha1),
            added: (challenge?.attributes ?? []) + archivedKeyHash(for: row)
        )
        let repeated = repeated(for: row)
        if !repeated.isEmpty { response = try PKIResponse(controls: response.controls + repeated) }
        let certificates = (challenge?.certificates ?? []) + (certificate.map { [$0] } ?? []) + (chain.isEmpty ? issuer.chain : chain)
        var seen: Set<[UInt8]> = []
        let unique = certificates.filter { seen.insert($0).inserted }
        return try await signer.sign(MessagePermit(fullResponse: response, certificates: unique), as: issuer.certificate)
    }

    /// The hash of a key that was archived with the request, which the requester compares with the one that it sent.
    private static func archivedKeyHash(for row: StoredRequest) -> [RequestAttribute] {
        guard row.requestFlags & RequestFlags.validEncryptedKeyHash != 0, let hash = ArchivalClaim.signedHash(in: row.rawRequest) else {
            return []
        }
        return [hash.asAttribute()]
    }

    /// The values of a CMC request that its response repeats: its transaction, its nonce as the recipient's, its data (RFC 5272 §6.4 and §6.6).
    private static func repeated(for row: StoredRequest) -> [TaggedAttribute] {
        guard row.requestType == RequestFormat.cmc.rawValue, let message = try? EnrollmentMessage(berEncoded: row.rawRequest),
            let controls = message.layers.first?.controls
        else { return [] }
        var values: [any CMCControlValue] = []
        if let transaction = try? controls.value(of: TransactionID.self) { values.append(transaction) }
        if let nonce = try? controls.value(of: SenderNonce.self) { values.append(RecipientNonce(nonce.bytes)) }
        if let data = try? controls.value(of: DataReturn.self) { values.append(data) }
        // Parts 1 and 2 are the status and the certificate's hash.
        return values.enumerated().map { $1.control(bodyPartID: 3 + $0) }
    }
}
