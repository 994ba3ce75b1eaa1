package import PortableFoundation
package import PKIDirectory

/// A directory without a database, with the promises of `DirectoryStore`.
package actor InMemoryDirectory: DirectoryStore {
    private var principals: [UUID: Principal] = [:]
    private var passwords: [UUID: PasswordRecord] = [:]
    private var epoch = 1
    private var relativeID = WellKnownAccount.firstFreeRelativeID
    private let domain: (UInt32, UInt32, UInt32)
    package private(set) var audit: [AuditRecord] = []

    package init(domain: (UInt32, UInt32, UInt32) = (1, 2, 3)) { self.domain = domain }

    package func commit(_ changes: [DirectoryChange], audit record: AuditRecord, expecting expected: Int?) async throws {
        if let expected, expected != epoch { throw DirectoryError(.conflict, "The directory has changed since epoch \(expected).") }
        var next = principals
        var nextPasswords = passwords
        for change in changes {
            switch change {
            case .added(let principal):
                guard next[principal.id] == nil, !next.values.contains(where: { Self.clash($0, principal) }) else {
                    throw DirectoryError(.alreadyExists, "The account \(principal.accountName) or one of its names exists already.")
                }
                next[principal.id] = principal
            case .updated(let principal):
                guard let old = next[principal.id] else { throw DirectoryError(.unknown, "The principal \(principal.id) does not exist.") }
                guard principal.revision == old.revision + 1 else { throw DirectoryError(.conflict, "The account was changed meanwhile.") }
                guard !next.values.contains(where: { $0.id != principal.id && Self.clash($0, principal) }) else {
                    throw DirectoryError(.alreadyExists, "One of the names exists already.")
                }
                next[principal.id] = principal
            case .passwordSet(let id, let password):
                guard next[id] != nil else { throw DirectoryError(.unknown, "The principal \(id) does not exist.") }
                nextPasswords[id] = password
            case .memberAdded(let group, let member), .memberRemoved(let group, let member):
                guard let id = next.values.first(where: { $0.sid == member })?.id else {
                    throw DirectoryError(.unknown, "The member \(member) does not exist.")
                }
                if case .memberAdded = change { next[id]?.groups.insert(group) } else { next[id]?.groups.remove(group) }
            }
        }
        if changes.mayTakeAdministrators, hasAdministrator(principals, passwords), !hasAdministrator(next, nextPasswords) {
            throw DirectoryError.lastAdministrator
        }
        principals = next
        passwords = nextPasswords
        epoch += 1
        audit.append(record)
    }

    /// Adds a principal without checking that its names are free, for tests of what happens when they are not.
    package func forceAdd(_ principal: Principal) {
        principals[principal.id] = principal
        epoch += 1
    }

    package func principal(named name: String) async throws -> Principal? {
        let lowered = name.lowercased()
        let found = principals.values.filter { principal in
            principal.name.lowercased() == lowered || principal.accountName.lowercased() == lowered
                || principal.userPrincipalName?.lowercased() == lowered
        }
        guard found.count <= 1 else { throw DirectoryError(.ambiguous, "Several accounts are called \(name).") }
        return found.first
    }

    package func principal(dnsHostName name: String) async throws -> Principal? {
        let found = principals.values.filter { $0.dnsHostName?.lowercased() == name.lowercased() }
        guard found.count <= 1 else { throw DirectoryError(.ambiguous, "Several accounts have the DNS name \(name).") }
        return found.first
    }

    package func principal(id: UUID) async throws -> Principal? { principals[id] }
    package func principal(sid: SecurityIdentifier) async throws -> Principal? { principals.values.first { $0.sid == sid } }
    package func rightsEpoch() async throws -> Int { epoch }
    package func passwordRecord(of principal: UUID) async throws -> PasswordRecord? { passwords[principal] }

    package func principals(kind: Principal.Kind?, page: DirectoryPage) async throws -> [Principal] {
        self.page(page) { kind == nil || $0.kind == kind }
    }

    package func members(of group: SecurityIdentifier, page: DirectoryPage) async throws -> [Principal] {
        self.page(page) { $0.groups.contains(group) }
    }

    package func isDirectMember(_ member: SecurityIdentifier, of group: SecurityIdentifier) async throws -> Bool {
        principals.values.contains { $0.sid == member && $0.groups.contains(group) }
    }

    private func page(_ page: DirectoryPage, of isListed: (Principal) -> Bool) -> [Principal] {
        let after = page.after?.lowercased() ?? ""
        let rest = principals.values.filter { isListed($0) && $0.name.lowercased() > after }
        return Array(rest.sorted { $0.name.lowercased() < $1.name.lowercased() }.prefix(page.limit))
    }

    private func hasAdministrator(_ principals: [UUID: Principal], _ passwords: [UUID: PasswordRecord]) -> Bool {
        let group = WellKnownAccount.authorityAdministrators.sid(in: domain)
        return principals.values.contains { principal in
            principal.enabled && [.user, .machine].contains(principal.kind) && principal.groups.contains(group)
                && passwords[principal.id] != nil
        }
    }

    package func domainIdentifier() async throws -> (UInt32, UInt32, UInt32) { domain }

    package func nextRelativeID() async throws -> UInt32 {
        defer { relativeID += 1 }
        return relativeID
    }

    private static func clash(_ one: Principal, _ other: Principal) -> Bool {
        func same(_ a: String?, _ b: String?) -> Bool { a != nil && a?.lowercased() == b?.lowercased() }
        return one.sid == other.sid || one.name.lowercased() == other.name.lowercased()
            || same(one.userPrincipalName, other.userPrincipalName)
            || same(one.dnsHostName, other.dnsHostName)
    }
}
