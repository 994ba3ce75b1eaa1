package import CAInterface
package import PortableFoundation

/// A request whose content goes, or a part of it.
package struct ErasedRequest: Sendable, Hashable {
    package let authority: AuthorityNumber
    package let request: RequestID
    /// The row's revision after this act.
    package let revision: Int
    /// The present time: a certificate that has not expired by then keeps its request.
    package let when: Date
    /// Whether only the attributes go.
    package let isOfAttributes: Bool

    package init(authority: AuthorityNumber, request: RequestID, revision: Int, when: Date, isOfAttributes: Bool = false) {
        self.isOfAttributes = isOfAttributes
        self.authority = authority
        self.request = request
        self.revision = revision
        self.when = when
    }
}
