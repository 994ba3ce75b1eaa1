package import CAInterface
package import PortableFoundation

/// A security module's statement about the key of a request, beside the request's row. It is written once, with the row.
package struct StoredAttestation: Sendable, Hashable {
    /// A secret that only the module gives back, and only once. The secret itself is kept nowhere.
    package struct Challenge: Sendable, Hashable {
        /// The sealed secret as the module takes it: TPM2B_ID_OBJECT and TPM2B_ENCRYPTED_SECRET.
        package let bytes: [UInt8]
        /// SHA-256 of the secret.
        package let secretHash: [UInt8]
        /// An answer after this counts no more.
        package let expires: Date

        package init(bytes: [UInt8], secretHash: [UInt8], expires: Date) {
            self.bytes = bytes
            self.secretHash = secretHash
            self.expires = expires
        }
    }

    package let authority: AuthorityNumber
    package let request: RequestID
    /// DER of the module's key with its certificates, decrypted: the exchange key that opened it may be gone when the request is judged again.
    package let identity: [UInt8]
    /// Whether that is an endorsement key; an identity key otherwise.
    package let isEndorsement: Bool
    /// SHA-256 in lower-case hex; nil where the request names no endorsement key.
    package let endorsementKeyHash: String?
    /// That of the first certificate of the key.
    package let endorsementCertificateHash: String?
    /// nil when nothing has to be answered.
    package var challenge: Challenge?

    package init(
        authority: AuthorityNumber,
        request: RequestID,
        identity: [UInt8],
        isEndorsement: Bool,
        endorsementKeyHash: String?,
        endorsementCertificateHash: String?,
        challenge: Challenge? = nil
    ) {
        self.authority = authority
        self.request = request
        self.identity = identity
        self.isEndorsement = isEndorsement
        self.endorsementKeyHash = endorsementKeyHash
        self.endorsementCertificateHash = endorsementCertificateHash
        self.challenge = challenge
    }
}
