public import FoundationEssentials
import PKIFormats

/// What administrators do with the accounts of the built-in directory. Rights are checked here, whatever the way in.
public struct DirectoryAdministration: Sendable {
    private let directory: any DirectoryStore
    private let clock: @Sendable () -> Date
    private let hashing: PasswordHashing

    /// - Parameters:
    ///   - clock: the time written to the record.
    ///   - hashing: the parameters new passwords get.
    public init(directory: any DirectoryStore, clock: @escaping @Sendable () -> Date, hashing: PasswordHashing = .standard) {
        self.directory = directory
        self.clock = clock
        self.hashing = hashing
    }

    /// All accounts of a kind (nil: all), by name. For CA administrators, certificate managers and auditors.
    /// - Throws: `DirectoryError.accessDenied`.
    public func principals(kind: Principal.Kind? = nil, for caller: Principal) async throws -> [Principal] {
        try await require(
            [.authorityAdministrators, .certificateManagers, .auditors], of: caller, to: "list the accounts of the directory")
        return try await directory.principals(kind: kind)
    }

    /// Adds a user or machine. For CA administrators.
    /// - Parameter acting: gives the new account its domain.
    /// - Throws: `DirectoryError`: `.accessDenied`, `.invalidName` naming the attribute, `.alreadyExists`, `.unknown` for a group that is not there.
    public func add(_ new: NewPrincipal, by acting: Caller) async throws -> Principal {
        let caller = acting.principal
        try await require([.authorityAdministrators], of: caller, to: "add accounts")
        try check(new)
        let isMachine = new.kind == .machine
        let name = isMachine && !new.name.hasSuffix("$") ? new.name + "$" : new.name
        guard try await directory.principal(named: name) == nil else {
            throw DirectoryError(.alreadyExists, "There is an account named \(name) already. Choose another name.")
        }

        let domain = try await directory.domainIdentifier()
        var groups: Set<SecurityIdentifier> = [(isMachine ? WellKnownAccount.machines : .users).sid(in: domain)]
        for group in new.groups {
            guard let found = try await directory.principal(named: group), found.kind == .group else {
                throw DirectoryError(.unknown, "There is no group named \(group). Leave it out, or name one that exists.")
            }
            groups.insert(found.sid)
        }

        let components = caller.distinguishedName.values(of: .domainComponent)
        let suffix = components.reversed().joined(separator: ".")
        let commonName = new.commonName ?? (isMachine ? String(name.dropLast()) : name)
        let principal = Principal(
            id: UUID(), kind: new.kind, name: name, domain: caller.domain,
            sid: .account(domain: domain, relativeID: try await directory.nextRelativeID()), commonName: commonName,
            displayName: new.displayName ?? new.dnsHostName ?? commonName, mail: new.mail,
            userPrincipalName: isMachine ? nil : new.userPrincipalName ?? (suffix.isEmpty ? nil : "\(name)@\(suffix)"),
            dnsHostName: new.dnsHostName,
            distinguishedName: .of(
                components.map { (.domainComponent, $0) } + [(.commonName, isMachine ? "Computers" : "Users"), (.commonName, commonName)]),
            groups: groups)
        var changes = [DirectoryChange.added(principal)]
        if let password = new.password {
            changes.append(.passwordSet(principal: principal.id, try await hash(password)))
        }
        try await directory.commit(changes, as: .accountCreated, by: .caller(acting), when: clock())
        return principal
    }

    /// Gives an account another password. For CA administrators, and for everybody their own.
    public func setPassword(_ password: [UInt8], ofAccount name: String, by acting: Caller) async throws {
        let caller = acting.principal
        let principal = try await account(name)
        if principal.id != caller.id { try await require([.authorityAdministrators], of: caller, to: "set other accounts' passwords") }
        try await directory.commit(
            [.passwordSet(principal: principal.id, try await hash(password))], as: .passwordSet, by: .caller(acting), when: clock())
    }

    /// Lets an account sign in and receive certificates, or stops it. For CA administrators.
    public func setEnabled(_ enabled: Bool, account name: String, by acting: Caller) async throws {
        try await require([.authorityAdministrators], of: acting.principal, to: "enable and disable accounts")
        var principal = try await account(name)
        guard principal.enabled != enabled else { return }
        principal.enabled = enabled
        principal.revision += 1
        try await directory.commit(
            [.updated(principal)], as: enabled ? .accountEnabled : .accountDisabled, by: .caller(acting), when: clock())
    }

    private func account(_ name: String) async throws -> Principal {
        guard let principal = try await directory.principal(named: name) else {
            throw DirectoryError(.unknown, "There is no account named \(name). Check the spelling.")
        }
        return principal
    }

    private func require(_ roles: [WellKnownAccount], of caller: Principal, to act: String) async throws {
        let domain = try await directory.domainIdentifier()
        guard caller.enabled, roles.contains(where: { caller.groups.contains($0.sid(in: domain)) }) else {
            let names = roles.map(\.name).joined(separator: ", ")
            throw DirectoryError(.accessDenied, "\(caller.accountName) may not \(act). Ask a member of: \(names).")
        }
    }

    private func hash(_ password: [UInt8]) async throws -> PasswordRecord {
        let hashing = hashing
        return try await HashingQueue.run { try hashing.record(of: password, randomBytes: PasswordHashing.systemRandomBytes) }
    }

    /// Names end up in subjects, in Basic credentials and in `DOMAIN\name`: what would be ambiguous there is refused here.
    private func check(_ new: NewPrincipal) throws {
        guard new.kind == .user || new.kind == .machine else {
            throw DirectoryError(.invalidName, "kind is \(new.kind.rawValue); only users and machines can be added.")
        }
        try check("name", new.name, refusing: "\"/\\[]:;|=,+*?<>@", longest: 64)
        try check("commonName", new.commonName, refusing: "", longest: 64)
        try check("displayName", new.displayName, refusing: "", longest: 256)
        try check("dns", new.dnsHostName, refusing: " /\\:@*,;_", longest: 253)
        try check("mail", new.mail, refusing: " ,;:<>()[]\\\"", longest: 254)
        try check("upn", new.userPrincipalName, refusing: " ,;:<>()[]\\\"/", longest: 254)
        for (field, value) in [("mail", new.mail), ("upn", new.userPrincipalName)] {
            if let value, value.split(separator: "@", omittingEmptySubsequences: false).map(\.isEmpty) != [false, false] {
                throw DirectoryError(.invalidName, "\(field) is \(value); it must have the form name@domain.")
            }
        }
        if new.kind == .machine, new.userPrincipalName != nil {
            throw DirectoryError(.invalidName, "upn is for users; a machine has a dns name.")
        }
    }

    private func check(_ field: String, _ value: String?, refusing refused: String, longest: Int) throws {
        guard let value else { return }
        let isClean = value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } && !value.contains { refused.contains($0) }
        guard !value.isEmpty, value.count <= longest, isClean, value.first != " ", value.last != " " else {
            let which = refused.isEmpty ? "" : ", and none of \(refused)"
            throw DirectoryError(
                .invalidName,
                "\(field) is \"\(value)\"; it must have 1 to \(longest) characters, no control characters, no blanks at its ends\(which).")
        }
    }
}
