public import PKIFormats

/// What path validation found.
public enum PathResult: Hashable, Sendable {
    /// A path exists: the certificate asked about first, its trust anchor last. When the certificate is itself an anchor it stands alone.
    case valid([Certificate])

    /// No path exists. `certificate` counts from the certificate asked about (0) towards the anchor and names the one that broke a rule
    /// on the path that came furthest; `rule` says which rule and why, ready to be shown.
    case invalid(certificate: Int, rule: String)

    /// The path; `nil` when there is none.
    public var path: [Certificate]? {
        if case .valid(let path) = self { path } else { nil }
    }

    /// Whether a path was found.
    public var isValid: Bool { path != nil }
}
