package import CAInterface

/// What officers gave a pending request beyond what it brought. It counts when the request is approved.
package struct OfficerEdits: Sendable, Hashable {
    package let authority: AuthorityNumber
    package let request: RequestID
    /// At most one value for each name.
    package var attributes: [RequestAttributes.Pair]
    /// At most one change for each identifier.
    package var extensions: [ExtensionChange]

    package init(
        authority: AuthorityNumber,
        request: RequestID,
        attributes: [RequestAttributes.Pair] = [],
        extensions: [ExtensionChange] = []
    ) {
        self.authority = authority
        self.request = request
        self.attributes = attributes
        self.extensions = extensions
    }
}
