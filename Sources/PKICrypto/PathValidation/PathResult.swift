public import PKIFormats

/// The result of path validation.
public enum PathResult: Hashable, Sendable {
    /// A path exists: the leaf first, its trust anchor last. A leaf that is itself an anchor is the whole path.
    case valid([Certificate])

    /// No path exists. `certificate` counts from the leaf (0) towards the anchor and names the certificate that broke a rule, on the path
    /// that came furthest. `rule` says which rule and why, ready to be shown.
    case invalid(certificate: Int, rule: String)

    /// The path; `nil` when there is none.
    public var path: [Certificate]? {
        if case .valid(let path) = self { path } else { nil }
    }

    /// Whether a path was found.
    public var isValid: Bool { path != nil }
}
