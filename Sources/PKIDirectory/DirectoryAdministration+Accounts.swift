/// Changes of one account.
extension DirectoryAdministration {
    /// Changes the attributes of an account, or enables and disables it. For CA administrators. Of a group, only the display name can be
    /// changed; the accounts of services stay as they are.
    ///
    /// From the commit on, a disabled account counts as nobody: remembered passwords and client certificates are checked against the
    /// directory at every request.
    /// - Throws: `DirectoryError`: `.accessDenied`, `.notFound`, `.invalidName` naming the attribute, `.alreadyExists` for a name another account has,
    ///   `.lastAdministrator`.
    public func update(_ name: String, with update: PrincipalUpdate, by caller: Caller) async throws -> Principal {
        try await change(by: caller) { actor in
            try await require([.authorityAdministrators], of: actor, to: "change accounts")
            let former = try await account(name)
            var changed = former
            changed.enabled = update.enabled ?? former.enabled
            changed.mail = update.mail.applied(to: former.mail)
            changed.userPrincipalName = update.userPrincipalName.applied(to: former.userPrincipalName)
            changed.dnsHostName = update.dnsHostName.applied(to: former.dnsHostName)
            changed.displayName =
                update.displayName.applied(to: former.displayName) ?? changed.dnsHostName ?? former.commonName
            guard changed != former else { return ([], .accountChanged, former) }
            try check(changed, instead: former)
            // An account made under other rules can still be disabled.
            var renamed = changed
            renamed.enabled = former.enabled
            if renamed != former { try AccountRules.check(changed, domain: Self.domainSuffix(of: actor)) }
            changed.revision += 1
            let act: AuditEvent.DirectoryAct =
                changed.enabled == former.enabled ? .accountChanged : changed.enabled ? .accountEnabled : .accountDisabled
            return ([.updated(changed)], act, changed)
        }
    }

    /// Gives an account another password. An administrator can set the password of any other account. A change of one's own password needs
    /// the old one, so that an open session or a stolen client certificate is not enough.
    /// Wrong old passwords are counted against the account and the caller's address.
    /// - Throws: `DirectoryError`: `.accessDenied`, `.notFound`, `.invalidName`; `SignInError` when the old password cannot be checked now.
    public func setPassword(
        _ password: [UInt8],
        ofAccount name: String,
        oldPassword: [UInt8]?,
        by caller: Caller
    ) async throws {
        var record: PasswordRecord?
        try await change(by: caller) { actor in
            if try await directory.principal(named: name)?.id != actor.id {
                try await require([.authorityAdministrators], of: actor, to: "set other accounts' passwords")
            }
            let principal = try await account(name)
            guard principal.kind == .user || principal.kind == .machine else {
                throw DirectoryError(.invalidName, "\(principal.accountName) is a \(principal.kind.rawValue) and has no password.")
            }
            if principal.id == actor.id { try await checkOldPassword(oldPassword, of: actor, by: caller) }
            // This comes last and happens only once, because it takes a tenth of a second.
            if record == nil { record = try await hash(password) }
            return ([.passwordSet(principal: principal.id, record)], .passwordSet, ())
        }
    }

    /// An account by name.
    func account(_ name: String) async throws -> Principal {
        guard let principal = try await directory.principal(named: name) else { throw Self.unknown(name) }
        return principal
    }

    private func checkOldPassword(_ old: [UInt8]?, of actor: Principal, by caller: Caller) async throws {
        guard let old else {
            throw DirectoryError(.accessDenied, "To change your own password, give the old one too (oldPassword).")
        }
        do {
            let signedIn = try await signIn.principal(
                name: actor.accountName,
                password: old,
                from: caller.remoteAddress,
                through: caller.door
            )
            guard signedIn.id == actor.id else {
                throw SignInError.wrongCredentials
            }
        } catch SignInError.wrongCredentials {
            throw DirectoryError(.accessDenied, "The old password is wrong. Give the one you sign in with now, or ask an administrator.")
        }
    }

    /// The changes that the kind of an account does not allow.
    private func check(_ changed: Principal, instead former: Principal) throws {
        switch former.kind {
        case .user, .machine: return
        case .service:
            throw DirectoryError(
                .invalidName,
                "\(former.accountName) is the account of a service of this server and cannot be changed."
            )
        case .group:
            var renamed = former
            renamed.displayName = changed.displayName
            guard changed == renamed else {
                throw DirectoryError(
                    .invalidName,
                    "\(former.accountName) is a group: only its displayName can be changed. Change its members instead."
                )
            }
        }
    }
}
