/// Whose certificate it is, and so in which store its key and requests are kept. Source: "X509CertificateEnrollmentContext enumeration".
public struct X509CertificateEnrollmentContext: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `ContextNone`
    public static let none = Self(rawValue: 0)
    /// `ContextUser`
    public static let user = Self(rawValue: 1)
    /// `ContextMachine`
    public static let machine = Self(rawValue: 2)
    /// `ContextAdministratorForceMachine`: the machine's store, as `machine`; the credential is chosen separately here.
    public static let administratorForceMachine = Self(rawValue: 3)

    /// The machine's store is meant.
    public var isMachine: Bool { self == .machine || self == .administratorForceMachine }
}

/// What an installation tolerates. Source: "InstallResponseRestrictionFlags enumeration".
public struct InstallResponseRestrictionFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `AllowNone` 0: an outstanding request and a trusted chain are needed.
    public static let allowNone = Self([])
    /// `AllowNoOutstandingRequest` 1: the response need not answer a request of this store.
    public static let allowNoOutstandingRequest = Self(rawValue: 1)
    /// `AllowUntrustedCertificate` 2: the chain may end in a root that is not trusted, or nowhere. No root becomes trusted by it.
    public static let allowUntrustedCertificate = Self(rawValue: 2)
    /// `AllowUntrustedRoot` 4: as 2, and the root of the response becomes trusted in this store.
    public static let allowUntrustedRoot = Self(rawValue: 4)
}
