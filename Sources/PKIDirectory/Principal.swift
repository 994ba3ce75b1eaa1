public import PortableFoundation
public import PKIFormats

/// A user, a machine, a service or a group: anything that can be named in a certificate or act towards the CA.
///
/// A value that is read once for each request and does not change for its reader. `DirectorySnapshotEpoch` tells whether the directory has
/// changed meanwhile.
public struct Principal: Hashable, Sendable, Codable, Identifiable {
    /// The kind of account. Machines take their names from `dnsHostName`, users from `commonName`.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case user, machine, service, group
    }

    /// The object GUID; never reused.
    public let id: UUID
    public let kind: Kind
    /// The account name without domain; case-insensitive. Machine accounts end in `$`.
    public var name: String
    /// The domain part of `DOMAIN\name`, upper case.
    public var domain: String
    public let sid: SecurityIdentifier
    /// The `cn` written to subjects.
    public var commonName: String
    public var displayName: String
    /// `mail`; nil when the directory has none.
    public var mail: String?
    /// `userPrincipalName`, `name@suffix`.
    public var userPrincipalName: String?
    /// `dNSHostName` of a machine.
    public var dnsHostName: String?
    /// The whole distinguished name in the directory.
    public var distinguishedName: DistinguishedName
    /// SIDs of the groups to which it belongs, transitively closed by the source.
    public var groups: Set<SecurityIdentifier>
    /// A disabled account can neither sign in nor receive certificates.
    public var enabled: Bool
    /// Grows with every change of this principal.
    public var revision: Int

    public init(
        id: UUID,
        kind: Kind,
        name: String,
        domain: String,
        sid: SecurityIdentifier,
        commonName: String,
        displayName: String,
        mail: String? = nil,
        userPrincipalName: String? = nil,
        dnsHostName: String? = nil,
        distinguishedName: DistinguishedName,
        groups: Set<SecurityIdentifier> = [],
        enabled: Bool = true,
        revision: Int = 1
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.domain = domain
        self.sid = sid
        self.commonName = commonName
        self.displayName = displayName
        self.mail = mail
        self.userPrincipalName = userPrincipalName
        self.dnsHostName = dnsHostName
        self.distinguishedName = distinguishedName
        self.groups = groups
        self.enabled = enabled
        self.revision = revision
    }

    /// `DOMAIN\name`, the form of RequesterName and CallerName columns.
    public var accountName: String { domain + "\\" + name }

    /// The SIDs that an access list is compared with: its own, its groups', and the two well-known ones.
    public var tokenIdentifiers: Set<SecurityIdentifier> { groups.union([sid, .everyone, .authenticatedUsers]) }

    /// Whether `identifier` is one of `tokenIdentifiers`, without making the set, because access lists are read at every request.
    public func isIdentified(by identifier: SecurityIdentifier) -> Bool {
        identifier == sid || identifier == .authenticatedUsers || identifier == .everyone || groups.contains(identifier)
    }
}

extension Principal {
    /// Reads stored documents of every age. A property that was added later has a standard value in older documents. A new property is not
    /// read until it has its line here, and the compiler asks for that line.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try members.value(.id),
            kind: try members.value(.kind),
            name: try members.value(.name),
            domain: try members.value(.domain),
            sid: try members.value(.sid),
            commonName: try members.value(.commonName),
            displayName: try members.value(.displayName, else: ""),
            mail: try members.optional(.mail),
            userPrincipalName: try members.optional(.userPrincipalName),
            dnsHostName: try members.optional(.dnsHostName),
            distinguishedName: try members.value(.distinguishedName, else: .empty),
            groups: try members.value(.groups, else: []),
            enabled: try members.value(.enabled, else: true),
            revision: try members.value(.revision, else: 1)
        )
    }
}
