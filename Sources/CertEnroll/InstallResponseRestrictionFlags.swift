/// The tolerances of an installation. Source: "InstallResponseRestrictionFlags enumeration".
public struct InstallResponseRestrictionFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `AllowNone` 0: an outstanding request and a trusted chain are needed.
    public static let allowNone = Self([])
    /// `AllowNoOutstandingRequest` 1: the response need not answer a request of this store.
    public static let allowNoOutstandingRequest = Self(rawValue: 1)
    /// `AllowUntrustedCertificate` 2: the chain may end in an untrusted root, or be incomplete. This does not make a root trusted.
    public static let allowUntrustedCertificate = Self(rawValue: 2)
    /// `AllowUntrustedRoot` 4: as 2, and the root of the response becomes trusted in this store.
    public static let allowUntrustedRoot = Self(rawValue: 4)
}
