package import CAInterface
package import PortableFoundation

/// What officers gave a pending request beyond what it brought. It counts when the request is approved.
package struct OfficerEdits: Sendable, Hashable {
    package let authority: AuthorityNumber
    package let request: RequestID
    /// At most one value for each name.
    package var attributes: [RequestAttributes.Pair]
    /// At most one change for each identifier.
    package var extensions: [ExtensionChange]
    /// The officer who made the last change, as `DOMAIN\name` at that time, and its time; nil for changes of before both were kept.
    package var changedBy: String?
    package var changedWhen: Date?

    package init(
        authority: AuthorityNumber,
        request: RequestID,
        attributes: [RequestAttributes.Pair] = [],
        extensions: [ExtensionChange] = [],
        changedBy: String? = nil,
        changedWhen: Date? = nil
    ) {
        self.authority = authority
        self.request = request
        self.attributes = attributes
        self.extensions = extensions
        self.changedBy = changedBy
        self.changedWhen = changedWhen
    }

    /// As the single request shows it; nil when nothing was changed.
    var shown: OfficerChanges? {
        if attributes.isEmpty, extensions.isEmpty { return nil }
        return OfficerChanges(attributes: attributes, extensions: extensions, changedBy: changedBy, changedWhen: changedWhen)
    }
}
