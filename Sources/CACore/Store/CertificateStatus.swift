package import CAInterface
package import PortableFoundation

/// What the row of a certificate says about its status, without the certificate.
package struct CertificateStatus: Sendable, Hashable {
    /// `ForeignRevocation.request` for a revocation that was taken over from a list: nobody knows the certificate.
    package let request: RequestID
    /// Lowercase hexadecimal.
    package let serialNumber: String
    /// `AuthorityKey.index` of the key that signed it.
    package let key: Int
    /// When it was or will be revoked; nil when it is not.
    package let revokedFrom: Date?
    /// Whether the order was for a later time. Only then does the clock say whether the revocation counts.
    package let isOrderedAhead: Bool
    /// RFC 5280 §5.3.1 number; it counts together with `revokedFrom`.
    package let reason: Int

    package init(request: RequestID, serialNumber: String, key: Int, revokedFrom: Date?, isOrderedAhead: Bool = false, reason: Int) {
        self.request = request
        self.serialNumber = serialNumber
        self.key = key
        self.revokedFrom = revokedFrom
        self.isOrderedAhead = isOrderedAhead
        self.reason = reason
    }

    /// Issued, revoked, or a certificate of the authority itself: only rows with these have a status.
    package static let dispositions: Set<StoredDisposition> = [.issued, .revoked, .caCertificate]

    /// A revocation that was taken over; one that was released since is none.
    package init(_ foreign: ForeignRevocation) {
        let isReleased = foreign.reason == 8
        self.init(
            request: ForeignRevocation.request,
            serialNumber: foreign.serialNumber,
            key: foreign.key.index,
            revokedFrom: isReleased ? nil : foreign.when,
            reason: foreign.reason
        )
    }
}
