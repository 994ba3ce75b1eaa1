/// A remark about one certificate of a path. It does not make the path invalid.
public struct PathRemark: Hashable, Sendable {
    /// The place in the path, the leaf being 0.
    public let certificate: Int

    /// The remark, ready to be shown.
    public let text: String
}
