/// Complete lists, delta lists, or both. The values are those of `CRLPublicationFlags`. Source: "ICertAdmin2::PublishCRLs".
public struct RevocationListKinds: OptionSet, Sendable, Hashable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The complete list: every revocation of its part of the certificates.
    public static let base = RevocationListKinds(rawValue: 1)
    /// The changes since a complete list.
    public static let delta = RevocationListKinds(rawValue: 2)
    public static let all: RevocationListKinds = [.base, .delta]
}
