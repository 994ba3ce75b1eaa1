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
