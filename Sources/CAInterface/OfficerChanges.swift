public import PortableFoundation

/// The officers' additions to a request while it was pending.
public struct OfficerChanges: Sendable, Hashable {
    /// At most one value for each name.
    public let attributes: [RequestAttributes.Pair]
    /// At most one change for each identifier.
    public let extensions: [ExtensionChange]
    /// `DOMAIN\name` of the officer who made the last change, and its time; nil for changes that were made before both were kept.
    public let changedBy: String?
    public let changedWhen: Date?

    public init(attributes: [RequestAttributes.Pair], extensions: [ExtensionChange], changedBy: String?, changedWhen: Date?) {
        self.attributes = attributes
        self.extensions = extensions
        self.changedBy = changedBy
        self.changedWhen = changedWhen
    }
}
