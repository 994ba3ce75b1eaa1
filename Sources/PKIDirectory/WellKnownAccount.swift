/// The accounts that every installation has from its first start: name, kind and relative identifier. One table; rights elsewhere refer to
/// it.
///
/// If Windows has an account of the same meaning, its relative identifier is used (MS-DTYP §2.4.2.4).
public struct WellKnownAccount: Sendable, Hashable {
    public let name: String
    public let kind: Principal.Kind
    public let relativeID: UInt32

    /// Holds all roles at first start.
    public static let administrator = WellKnownAccount(name: "admin", kind: .user, relativeID: 500)
    public static let users = WellKnownAccount(name: "Users", kind: .group, relativeID: 513)
    public static let machines = WellKnownAccount(name: "Machines", kind: .group, relativeID: 515)
    /// Officers: approve, deny, revoke.
    public static let certificateManagers = WellKnownAccount(name: "Certificate Managers", kind: .group, relativeID: 1101)
    public static let authorityAdministrators = WellKnownAccount(name: "CA Administrators", kind: .group, relativeID: 1102)
    public static let auditors = WellKnownAccount(name: "Auditors", kind: .group, relativeID: 1103)
    /// The principal as which the certificate-management service enrolls for others.
    public static let managementAgent = WellKnownAccount(name: "ChanceryCMAgent", kind: .service, relativeID: 1104)
    /// The principal as which the server asks for its own TLS certificate. It has no credentials: only code in the process can act as it.
    public static let server = WellKnownAccount(name: "ChanceryServer", kind: .service, relativeID: 1105)

    public static let all: [WellKnownAccount] = [
        administrator, users, machines, certificateManagers, authorityAdministrators, auditors, managementAgent, server,
    ]
    /// New accounts never get identifiers below this one.
    public static let firstFreeRelativeID: UInt32 = 1200

    /// The account's SID in the domain with these three numbers.
    public func sid(in domain: (UInt32, UInt32, UInt32)) -> SecurityIdentifier {
        .account(domain: domain, relativeID: relativeID)
    }
}
