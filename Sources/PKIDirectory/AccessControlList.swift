import PKIFormats

/// The rights of principals to an object, as an ordered list of allow and deny entries. Deny wins, as in a canonical Windows DACL.
public struct AccessControlList: Hashable, Sendable, Codable {
    /// One line: these rights, granted to this SID or taken from it.
    public struct Entry: Hashable, Sendable, Codable {
        public let trustee: SecurityIdentifier
        public let rights: AccessRights
        public let isDeny: Bool

        public init(trustee: SecurityIdentifier, rights: AccessRights, isDeny: Bool = false) {
            self.trustee = trustee
            self.rights = rights
            self.isDeny = isDeny
        }
    }

    public var entries: [Entry]

    public init(_ entries: [Entry] = []) { self.entries = entries }

    /// The rights that `principal` has here: everything allowed to one of its SIDs, less everything denied to one of them.
    public func rights(of principal: Principal) -> AccessRights {
        var allowed: AccessRights = []
        var denied: AccessRights = []
        for entry in entries where principal.isIdentified(by: entry.trustee) {
            if entry.isDeny { denied.formUnion(entry.rights) } else { allowed.formUnion(entry.rights) }
        }
        return allowed.subtracting(denied)
    }

    /// The entry that decides whether `principal` has `right`: the first deny, else the first allow, else nil. A view that explains a
    /// decision shows it.
    public func decidingEntry(for right: AccessRights, of principal: Principal) -> Entry? {
        let applying = entries.filter { principal.isIdentified(by: $0.trustee) && !$0.rights.isDisjoint(with: right) }
        return applying.first(where: \.isDeny) ?? applying.first
    }
}

extension AccessControlList.Entry {
    /// Reads stored documents of every age. A property that was added later has a standard value in older documents. A new property is not
    /// read until it has its line here, and the compiler asks for that line.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            trustee: try members.value(.trustee),
            rights: try members.value(.rights),
            isDeny: try members.value(.isDeny, else: false)
        )
    }
}
