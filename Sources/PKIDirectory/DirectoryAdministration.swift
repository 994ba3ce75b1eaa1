public import PortableFoundation
import PKIFormats

/// The acts of administrators on the accounts and groups of the built-in directory, and of everybody on their own account. Rights are
/// checked here for every door, with the caller as the directory knows it now. A change is committed only if nothing has moved since.
public struct DirectoryAdministration: Sendable {
    let directory: any DirectoryStore
    let signIn: SignIn
    private let clock: @Sendable () -> Date

    /// The number of times that a change is decided when others change the directory at the same time.
    private static let mostAttempts = 8

    /// - Parameters:
    ///   - signIn: checks old passwords, with the same back-off as every sign-in, and hashes new ones in turn with the sign-ins.
    ///   - clock: the time written to the record.
    public init(directory: any DirectoryStore, signIn: SignIn, clock: @escaping @Sendable () -> Date) {
        self.directory = directory
        self.signIn = signIn
        self.clock = clock
    }

    /// A page of the accounts of a kind (nil: of every kind). For CA administrators, certificate managers and auditors.
    /// - Throws: `DirectoryError.accessDenied`.
    public func principals(
        kind: Principal.Kind? = nil,
        page: DirectoryPage = DirectoryPage(),
        for caller: Principal
    ) async throws -> [Principal] {
        try await requireReader(caller, to: "list the accounts of the directory")
        return try await directory.principals(kind: kind, page: page)
    }

    /// One account or group by name. For CA administrators, certificate managers and auditors; everybody may read their own.
    /// - Throws: `DirectoryError`: `.accessDenied`, `.notFound` (only for those who may read every account).
    public func principal(named name: String, for caller: Principal) async throws -> Principal {
        let found = try await directory.principal(named: name)
        if found?.id != caller.id { try await requireReader(caller, to: "read other accounts") }
        guard let found else { throw Self.unknown(name) }
        return found
    }

    /// Adds a user or machine. For CA administrators.
    /// - Parameter acting: gives the new account its domain.
    /// - Throws: `DirectoryError`: `.accessDenied`, `.invalidName` naming the attribute, `.alreadyExists`, `.unknown` for a group that does
    ///   not exist.
    public func add(_ new: NewPrincipal, by acting: Caller) async throws -> Principal {
        let caller = acting.principal
        try await require([.authorityAdministrators], of: caller, to: "add accounts")
        guard new.kind == .user || new.kind == .machine else {
            throw DirectoryError(.invalidName, "kind is \(new.kind.rawValue); only users and machines can be added.")
        }
        let isMachine = new.kind == .machine
        let domain = try await directory.domainIdentifier()
        let name = isMachine && !new.name.hasSuffix("$") ? new.name + "$" : new.name
        let suffix = Self.domainSuffix(of: caller)
        let commonName = new.commonName ?? (isMachine ? String(name.dropLast()) : name)
        var principal = Principal(
            id: UUID(),
            kind: new.kind,
            name: name,
            domain: caller.domain,
            sid: .account(domain: domain, relativeID: 0),
            commonName: commonName,
            displayName: new.displayName ?? new.dnsHostName ?? commonName,
            mail: new.mail,
            userPrincipalName: new.userPrincipalName ?? (isMachine || suffix.isEmpty ? nil : "\(name)@\(suffix)"),
            dnsHostName: new.dnsHostName,
            distinguishedName: Self.distinguishedName(of: commonName, in: isMachine ? "Computers" : "Users", beside: caller)
        )
        try AccountRules.check(principal, domain: suffix)
        let password: PasswordRecord? = if let password = new.password { try await hash(password) } else { nil }
        principal = Self.identified(principal, by: .account(domain: domain, relativeID: try await directory.nextRelativeID()))

        return try await change(by: acting) { actor in
            try await require([.authorityAdministrators], of: actor, to: "add accounts")
            guard try await directory.principal(named: name) == nil else {
                throw DirectoryError(.alreadyExists, "There is an account named \(name) already. Choose another name.")
            }
            var added = principal
            added.groups = [(isMachine ? WellKnownAccount.machines : .users).sid(in: domain)]
            for group in new.groups {
                guard let found = try await directory.principal(named: group), found.kind == .group else {
                    throw DirectoryError(.unknown, "There is no group named \(group). Leave it out, or name one that exists.")
                }
                added.groups.insert(found.sid)
            }
            var changes = [DirectoryChange.added(added)]
            if let password { changes.append(.passwordSet(principal: added.id, password)) }
            return (changes, .accountCreated, added)
        }
    }

    // MARK: Parts

    /// Decides with the caller as it is now and commits. If anything in the directory moved in between, it decides again, so that nobody
    /// acts on rights that were taken from them a moment before. Without changes there is no commit.
    func change<Value>(
        by caller: Caller,
        _ decide: (Principal) async throws -> (changes: [DirectoryChange], act: AuditEvent.DirectoryAct, value: Value)
    ) async throws -> Value {
        for _ in 0..<Self.mostAttempts {
            let epoch = try await directory.rightsEpoch()
            guard let actor = try await directory.principal(id: caller.principal.id), actor.enabled else {
                throw DirectoryError(.accessDenied, "The account \(caller.principal.accountName) is unknown or disabled.")
            }
            let decided = try await decide(actor)
            if decided.changes.isEmpty { return decided.value }
            do {
                try await directory.commit(decided.changes, as: decided.act, by: .caller(caller), when: clock(), expecting: epoch)
                return decided.value
            } catch let error as DirectoryError where error.code == .conflict {
                continue
            }
        }
        throw DirectoryError(.conflict, "The directory kept being changed by others, and nothing of this change was stored. Repeat it.")
    }

    func require(_ roles: [WellKnownAccount], of caller: Principal, to act: String) async throws {
        let domain = try await directory.domainIdentifier()
        guard caller.enabled, roles.contains(where: { caller.groups.contains($0.sid(in: domain)) }) else {
            let names = roles.map(\.name).joined(separator: ", ")
            throw DirectoryError(.accessDenied, "\(caller.accountName) may not \(act). Ask a member of: \(names).")
        }
    }

    func requireReader(_ caller: Principal, to act: String) async throws {
        try await require([.authorityAdministrators, .certificateManagers, .auditors], of: caller, to: act)
    }

    func hash(_ password: [UInt8]) async throws -> PasswordRecord {
        try AccountRules.check(password: password)
        return try await signIn.record(of: password)
    }

    static func unknown(_ name: String) -> DirectoryError {
        DirectoryError(.notFound, "There is no account or group named \"\(ControlText.visible(name))\". Check the spelling.")
    }

    static func domainSuffix(of principal: Principal) -> String {
        principal.distinguishedName.values(of: .domainComponent).reversed().joined(separator: ".").lowercased()
    }

    static func distinguishedName(of commonName: String, in container: String, beside other: Principal) -> DistinguishedName {
        .of(
            other.distinguishedName.values(of: .domainComponent).map { (.domainComponent, $0) } + [
                (.commonName, container), (.commonName, commonName),
            ]
        )
    }

    /// The same account under its final SID. A relative identifier is drawn only for an account that passed every check.
    static func identified(_ principal: Principal, by sid: SecurityIdentifier) -> Principal {
        Principal(
            id: principal.id,
            kind: principal.kind,
            name: principal.name,
            domain: principal.domain,
            sid: sid,
            commonName: principal.commonName,
            displayName: principal.displayName,
            mail: principal.mail,
            userPrincipalName: principal.userPrincipalName,
            dnsHostName: principal.dnsHostName,
            distinguishedName: principal.distinguishedName,
            groups: principal.groups
        )
    }
}
