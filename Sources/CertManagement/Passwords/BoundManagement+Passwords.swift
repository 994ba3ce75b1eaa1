import PKIDirectory
package import PortableFoundation

/// One-time passwords of requests. Source: "RequestOperations.DistributeSecrets Method"; the documented REST interface does not ask for them.
extension BoundManagement {
    /// Makes new passwords for a request that waits to be executed, and ends earlier ones. Nil when absent or invisible.
    ///
    /// Those of the policy that are shown on the screen are returned, once. Each of the others is queued as a mail in the same commit: to the target, or
    /// to the caller, who is the manager that distributes.
    package func distributePasswords(of id: UUID) async throws -> (passwords: [DistributedPassword], expires: Date)? {
        guard let first = try await situation(of: id) else { return nil }
        let policy = try passwordPolicy(of: first)
        let expires = service.now().addingTimeInterval(TimeInterval(min(max(policy.lifetimeSeconds, 60), 366 * 86_400)))
        var made: [DistributedPassword] = []
        var entries: [OneTimePasswords.Entry] = []
        var mails: [ManagementChange] = []
        for (index, distribution) in policy.distributions.enumerated() {
            let text = try service.passwords.password(length: policy.length)
            made.append(DistributedPassword(number: index + 1, distribution: distribution, shown: distribution == .onScreen ? text : nil))
            if distribution != .onScreen { mails += try await passwordMail(text, distribution, first, expires: expires) }
            let record = try service.passwords.hashing.record(of: Self.octets(of: text), randomBytes: PasswordHashing.systemRandomBytes)
            entries.append(.init(distribution: distribution, record: record))
        }
        let situation = try await changing(id) { situation in
            let policy = try passwordPolicy(of: situation)
            guard policy.distributions == entries.map(\.distribution) else {
                throw ManagementError(.requestChanged, "The policy for one-time passwords was changed just now. Repeat the call.")
            }
            let earlier = try await reading { try await store.oneTimePasswords(of: id) }
            let status = situation.request.status
            let count = entries.count == 1 ? "1 password" : "\(entries.count) passwords"
            return [
                .requestStands(id, revision: situation.request.revision),
                .oneTimePasswordsSaved(
                    OneTimePasswords(request: id, revision: (earlier?.revision ?? 0) + 1, entries: entries, expires: expires)
                ),
                event(
                    .passwordsDistributed,
                    on: situation.request,
                    from: status,
                    detail: count + (earlier == nil ? "" : "; the earlier ones ended")
                ),
            ] + mails
        }
        return situation == nil ? nil : (made, expires)
    }

    /// The policy, if the caller may distribute passwords of this request now.
    private func passwordPolicy(of situation: Situation) throws(ManagementError) -> OneTimePasswordPolicy {
        try requireDistribution(in: situation, to: "distribute its one-time passwords")
        guard let policy = situation.contents.policies[situation.request.workflow]?.oneTimePasswords, !policy.distributions.isEmpty else {
            throw ManagementError(
                .requestStateInvalid,
                "The policy of this request has no one-time passwords. Only requests made under a policy with them have any."
            )
        }
        guard [.approved, .executing].contains(situation.request.status) else {
            throw ManagementError.wrongState(.init(from: situation.request.status, move: "get one-time passwords"))
        }
        return policy
    }

    /// Uses the passwords of a request: all of them, in their order. Nil when absent or invisible.
    ///
    /// A wrong attempt is counted before the answer, and after five the passwords are used up. Passwords are good once.
    /// - Throws: `.passwordRefused`, with one text for every cause that a guesser could learn from.
    package func redeemPasswords(_ given: [String], of id: UUID) async throws -> VisibleRequest? {
        guard let first = try await situation(of: id) else { return nil }
        try require(.execute, in: first, to: "use its one-time passwords")
        for _ in 0..<8 {
            guard let situation = try await situation(of: id) else { return nil }
            try require(.execute, in: situation, to: "use its one-time passwords")
            let stored = try await reading { try await store.oneTimePasswords(of: id) }
            guard var stored, stored.redeemed == nil, stored.failures < OneTimePasswords.mostFailures, service.now() < stored.expires,
                [.approved, .executing].contains(situation.request.status)
            else { throw Self.passwordRefused }
            let isRight = try Self.matches(given, stored.entries)
            stored.revision += 1
            if isRight { stored.redeemed = service.now() } else { stored.failures += 1 }
            let status = situation.request.status
            let left = OneTimePasswords.mostFailures - stored.failures
            let changes: [ManagementChange] = [
                .requestStands(id, revision: situation.request.revision), .oneTimePasswordsSaved(stored),
                event(
                    isRight ? .passwordsRedeemed : .passwordRefused,
                    on: situation.request,
                    from: status,
                    detail: isRight ? "" : "\(left) attempts left"
                ),
            ]
            do { try await store.commit(changes) } catch ManagementCommitError.moved { continue } catch { throw failed(error) }
            guard isRight else { throw Self.passwordRefused }
            return VisibleRequest(request: situation.request, access: situation.access)
        }
        throw ManagementError(.requestChanged, "The request kept being changed by others. Read it again and repeat the call.")
    }

    private static var passwordRefused: ManagementError {
        ManagementError(
            .passwordRefused,
            "The one-time passwords are wrong, too old, used already or were never distributed. Ask the help desk to distribute new ones."
        )
    }

    /// What is hashed: blanks, hyphens and the case of letters do not count, because passwords are read out and typed.
    private static func octets(of password: String) -> [UInt8] {
        Array(password.uppercased().filter { !$0.isWhitespace && $0 != "-" }.utf8)
    }

    /// Compares every password, so that the time does not tell which one is wrong.
    private static func matches(_ given: [String], _ entries: [OneTimePasswords.Entry]) throws -> Bool {
        guard given.count == entries.count, !entries.isEmpty else { return false }
        var all = true
        for (text, entry) in zip(given, entries) {
            let octets = octets(of: text)
            let isRight = (1...256).contains(octets.count) ? try PasswordHashing.matches(octets, entry.record) : false
            all = isRight && all
        }
        return all
    }
}
