import PortableFoundation
package import PKIDirectory
import PKIFormats

/// One element of `GET /api/v1/principals`, and the answer to `POST`.
package struct PrincipalBody: Hashable, Sendable, Codable {
    package var id: String
    /// `user`, `machine`, `service` or `group`.
    package var kind: String
    package var name: String
    package var domain: String
    package var sid: String
    package var commonName: String
    package var displayName: String
    package var mail: String?
    package var upn: String?
    package var dns: String?
    package var distinguishedName: String
    /// SIDs of the groups to which it belongs.
    package var groups: [String]
    package var enabled: Bool

    package init(_ principal: Principal) {
        id = principal.id.uuidString.lowercased()
        kind = principal.kind.rawValue
        name = principal.name
        domain = principal.domain
        sid = principal.sid.text
        commonName = principal.commonName
        displayName = principal.displayName
        mail = principal.mail
        upn = principal.userPrincipalName
        dns = principal.dnsHostName
        distinguishedName = principal.distinguishedName.rfc4514
        groups = principal.groups.map(\.text).sorted()
        enabled = principal.enabled
    }
}
