/// The owner of a certificate, and so the store of its key and requests. Source: "X509CertificateEnrollmentContext enumeration".
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

    /// Whether the machine's store is meant.
    public var isMachine: Bool { self == .machine || self == .administratorForceMachine }
}
