package import CAInterface

/// One certificate to which requesters encrypt for an authority, with the place of its key. The certificate itself is in its row.
///
/// The key is stored before this, and an index is given once: of two callers that make the next certificate, one finds the other's.
package struct StoredExchangeCertificate: Sendable, Hashable {
    package let authority: AuthorityNumber
    /// Counts the exchange certificates of the authority from 0.
    package let index: Int
    package let reference: KeyReference
    package let request: RequestID

    package init(authority: AuthorityNumber, index: Int, reference: KeyReference, request: RequestID) {
        self.authority = authority
        self.index = index
        self.reference = reference
        self.request = request
    }
}
