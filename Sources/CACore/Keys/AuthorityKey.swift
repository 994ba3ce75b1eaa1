/// A key of an authority, apart from the certificates that name it: a renewal with the same key makes another generation of the same `AuthorityKey`.
///
/// Revocation lists and their numbers belong to the key, because a relying party finds the list by the key that signed it (RFC 5280 §5.2.3 numbers the lists
/// of one scope and one issuer). The index is the key index of the CAVersion extension.
package struct AuthorityKey: Sendable, Hashable, Codable {
    /// The index of the generation at which this key first appeared.
    package let index: Int
    /// The place of the private half.
    package let reference: KeyReference
    /// DER of the SubjectPublicKeyInfo.
    package let publicKey: [UInt8]
    /// DER of the AlgorithmIdentifier that it signs with.
    package let signatureAlgorithm: [UInt8]
    /// The path of its revocation list below the public address, for example `crl/Chancery Issuing CA.crl`. It never changes, because
    /// certificates contain it.
    package let listPath: String

    package init(index: Int, reference: KeyReference, publicKey: [UInt8], signatureAlgorithm: [UInt8], listPath: String) {
        self.index = index
        self.reference = reference
        self.publicKey = publicKey
        self.signatureAlgorithm = signatureAlgorithm
        self.listPath = listPath
    }
}

/// Identifies one key of one authority of this installation.
package struct AuthorityKeyID: Sendable, Hashable, Codable, CustomStringConvertible {
    package let authority: AuthorityNumber
    /// `AuthorityKey.index`.
    package let index: Int

    package init(authority: AuthorityNumber, index: Int) {
        self.authority = authority
        self.index = index
    }

    package var description: String { "\(authority.rawValue).\(index)" }
}
