package import CAInterface

/// The certificate of one who signs OCSP responses for a key of an authority, with the place of its key. The certificate itself is in its row.
///
/// The key is stored before this, and an index is given once: of two callers that make the next certificate, one finds the other's.
package struct StoredStatusSigner: Sendable, Hashable {
    /// The key whose certificates it answers for.
    package let key: AuthorityKeyID
    /// Counts the signers of the key from 0.
    package let index: Int
    package let reference: KeyReference
    package let request: RequestID

    package init(key: AuthorityKeyID, index: Int, reference: KeyReference, request: RequestID) {
        self.key = key
        self.index = index
        self.reference = reference
        self.request = request
    }
}
