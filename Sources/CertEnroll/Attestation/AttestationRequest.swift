public import CAInterface
public import PKICrypto
public import PKIFormats
import PortableFoundation

/// The proof in a PKCS #10 request that a ``SecurityModule`` holds its key, as Windows adds it when AttestPrivateKey is set.
///
/// The module's endorsement key with its certificates goes to the CA alone, encrypted to its exchange certificate (AttestationEncryptionCertificate).
public enum AttestationRequest {
    /// The attributes 1.3.6.1.4.1.311.21.23, .24 and .25.
    /// - Parameters:
    ///   - key: the key of the request, which the module holds.
    ///   - certificates: further certificates of the endorsement key, at most three with the manufacturer's.
    ///   - exchange: the CA's exchange certificate.
    ///   - cipher: of the endorsement key.
    /// - Throws: what the module throws; `KeyError` when nothing can be encrypted to the certificate.
    public static func attributes(
        for key: SubjectPublicKeyInfo,
        by module: any SecurityModule,
        certificates: [[UInt8]] = [],
        exchange: Certificate,
        cipher: ContentCipher = .aes256CBC
    ) async throws -> [RequestAttribute] {
        let manufacturer = try await module.manufacturerCertificates()
        let information = EndorsementKeyInformation(
            key: try await module.endorsementKey(),
            manufacturerCertificate: manufacturer.first,
            certificates: Array((manufacturer.dropFirst() + certificates).prefix(3))
        )
        let envelope = try await EnvelopedData.sealing(information.derEncoded, for: [.certificate(exchange)], cipher: cipher)
        let message = ContentInfo(contentType: OID.CMS.envelopedData, content: envelope.derEncoded)
        return [
            try EncryptedEndorsementKeyInformation(derEncoded: message.derEncoded).asAttribute(),
            AttestationStatement(try await module.statement(about: key)).asAttribute(),
            KeyStorageProviderName(module.providerName).asAttribute(),
        ]
    }

    /// The exchange certificate of a CA (CAXCHGCERT), checked.
    /// - Parameter anchors: the roots that count.
    /// - Throws: `CAError` with 0x800B0109 when the certificate leads to none of them or is for another purpose.
    public static func exchangeCertificate(of authority: any CertificateAuthority, anchors: [Certificate]) async throws -> Certificate {
        guard case .binary(let chain) = try await authority.property(.caXchgCertChain, index: 0) else {
            throw CAError(.untrustedServer, status: .invalidData, "The CA's property CAXCHGCERTCHAIN is not binary.")
        }
        let certificates: [Certificate]
        do throws(FormatError) {
            certificates = try SignedData(contentInfo: chain).certificates.map { (der) throws(FormatError) in
                try Certificate(derEncoded: der)
            }
        } catch {
            throw CAError(.untrustedServer, status: .invalidData, "The CA's exchange certificate cannot be read: \(error).", cause: error)
        }
        guard let exchange = certificates.first else {
            throw CAError(.untrustedServer, status: .invalidData, "The CA's property CAXCHGCERTCHAIN holds no certificate.")
        }
        try check(exchange, with: certificates, anchors: anchors)
        return exchange
    }

    /// Secret parts go only to a certificate that an authority has for that purpose, 1.3.6.1.4.1.311.21.5 or .36.
    static func purpose(of exchange: Certificate) throws(CAError) -> OID {
        let purposes = (try? exchange.value(of: ExtendedKeyUsage.self))?.purposes ?? []
        guard let purpose = [OID.KeyPurpose.caExchange, OID.KeyPurpose.privacyCA].first(where: purposes.contains) else {
            throw CAError(.untrustedServer, status: .wrongUsage, "The certificate is not for exchange with a CA (1.3.6.1.4.1.311.21.5).")
        }
        return purpose
    }

    static func check(_ exchange: Certificate, with others: [Certificate], anchors: [Certificate]) throws {
        let purpose = try purpose(of: exchange)
        switch PathValidation.validate(leaf: exchange, intermediates: others, anchors: anchors, at: Date(), purpose: purpose) {
        case .valid: return
        case .invalid(_, let rule):
            throw CAError(
                .untrustedServer,
                status: .untrustedRoot,
                "The CA's exchange certificate leads to no root that is trusted here: \(rule)."
            )
        }
    }
}
