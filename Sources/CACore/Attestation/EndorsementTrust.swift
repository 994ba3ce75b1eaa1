import CAInterface
import CertificateTemplates
import PKICrypto
import PKIFormats
import PortableFoundation

/// Whether the key of a security module counts: by the authority's lists, as far as the template lets them count.
///
/// The strongest way that holds is the one that counts: the list of keys, then a certificate, then the account's own word. That several may hold at once is not
/// described anywhere, so the order is our choice.
struct EndorsementTrust: Sendable {
    let flags: PrivateKeyFlags
    let settings: AuthoritySettings
    let now: Date

    func judge(_ identity: ModuleIdentity) throws(AttestationRefusal) -> AttestedKey.Trust {
        let purpose = identity.isEndorsement ? OID.KeyPurpose.tpmEndorsementKey : OID.KeyPurpose.tpmAttestationIdentityKey
        if identity.isEndorsement, flags.contains(.endorsementKeyValidateKey), isListed(identity.key) { return .key }
        var fault = "the template lets no certificate count (EK_VALIDATE_CERT)"
        if flags.contains(.endorsementKeyValidateCertificate) {
            guard let reason = self.fault(of: identity, purpose: purpose) else { return .certificate }
            fault = reason
        }
        // An identity key without a certificate could be anybody's: no module answers for it.
        if identity.isEndorsement, flags.contains(.endorsementKeyTrustOnUse) { return .credentials }
        let hash = Hex.encode(Digest.sha256(identity.key.derEncoded))
        throw .endorsement(hash, "The \(identity.isEndorsement ? "endorsement" : "identity") key \(hash) is not trusted: \(fault).")
    }

    /// SHA-256 of the SubjectPublicKeyInfo, as openssl shows it, or of the key alone, as Windows may.
    private func isListed(_ key: SubjectPublicKeyInfo) -> Bool {
        let hashes = [Hex.encode(Digest.sha256(key.derEncoded)), Hex.encode(Digest.sha256(key.keyBytes))]
        return settings.endorsementKeys.contains(where: hashes.contains)
    }

    /// - Returns: nil when a certificate of the key leads to a trusted issuer.
    private func fault(of identity: ModuleIdentity, purpose: OID) -> String? {
        let given = identity.certificates.compactMap { try? Certificate(derEncoded: $0) }
        let own = given.filter { certificate in
            let key = certificate.subjectPublicKeyInfo
            return key.kind == identity.key.kind && key.keyBytes == identity.key.keyBytes
        }
        guard !own.isEmpty else { return "no certificate of this key came with it" }
        let issuers = settings.endorsementIssuers.compactMap { try? Base64.decode($0) }.compactMap { try? Certificate(derEncoded: $0) }
        guard !issuers.isEmpty else { return "the authority trusts no issuer of such certificates" }
        var fault = ""
        for certificate in own {
            guard (try? certificate.value(of: ExtendedKeyUsage.self))?.purposes.contains(purpose) == true else {
                fault = "its certificate is not for a security module (\(purpose.shown))"
                continue
            }
            let others = given.filter { $0 != certificate }
            let path = PathValidation.validate(
                leaf: certificate,
                intermediates: others + issuers,
                anchors: issuers,
                at: now,
                purpose: purpose
            )
            switch path {
            case .valid: return nil
            case .invalid(_, let rule): fault = "its certificate leads to no issuer that the authority trusts (\(rule))"
            }
        }
        return fault
    }
}
