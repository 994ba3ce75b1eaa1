package import PKIFormats

/// A key of which a security module said that it holds it, by an identity that counts.
package struct AttestedKey: Sendable, Hashable {
    /// Why the module's own key counts.
    package enum Trust: Sendable, Hashable {
        /// The endorsement key is on the authority's list.
        case key
        /// A certificate of it, or of the identity key, leads to an issuer that the authority trusts.
        case certificate
        /// Nothing but the word of the account that signed in.
        case credentials

        /// The issuance policy that says so.
        package var policy: OID {
            switch self {
            case .key: OID.Microsoft.endorsementKeyVerifiedByKey
            case .certificate: OID.Microsoft.endorsementKeyVerifiedByCertificate
            case .credentials: OID.Microsoft.endorsementKeyVerifiedByCredentials
            }
        }

        /// The bit of the RequestFlags column.
        var flag: UInt32 {
            switch self {
            case .key: RequestFlags.trustedEndorsementKey
            case .certificate: RequestFlags.trustedEndorsementCertificate
            case .credentials: RequestFlags.trustOnUse
            }
        }
    }

    /// The proof that is due before anything is issued: the module of an endorsement key holds the identity key of this name.
    package struct Proof: Sendable, Hashable {
        package let endorsementKey: SubjectPublicKeyInfo
        package let identityName: [UInt8]
    }

    package let trust: Trust
    /// nil when a certificate already binds the identity key to its module.
    package let proof: Proof?
}

/// The findings about the attestation of a request's key.
package enum AttestationFinding: Sendable, Hashable {
    /// The request brings none, or its template has none judged.
    case absent
    case refused(Denial)
    case shown(AttestedKey)

    /// The key, where it is shown.
    package var attested: AttestedKey? {
        if case .shown(let key) = self { key } else { nil }
    }
}

/// The finding, and the identity that was decrypted for it.
struct AttestationEvidence: Sendable {
    let finding: AttestationFinding
    var identity: ModuleIdentity?

    static let absent = AttestationEvidence(finding: .absent)
}
