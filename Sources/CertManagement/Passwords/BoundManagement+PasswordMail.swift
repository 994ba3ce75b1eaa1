import PKIDirectory
import PortableFoundation

/// Mails with one-time passwords. The password of a waiting mail is a sealed secret, and `MailDelivery` opens it when it brings the mail away.
extension BoundManagement {
    /// The changes that queue a password for its reader.
    /// - Throws: `.policyDisabled` without a mail server; `.requestStateInvalid` when the reader has no address.
    func passwordMail(
        _ password: String,
        _ distribution: OneTimePasswordPolicy.Distribution,
        _ situation: Situation,
        expires: Date
    ) async throws -> [ManagementChange] {
        guard service.sendsMail else {
            throw ManagementError(
                .policyDisabled,
                "The policy sends one-time passwords by mail, and this server sends none. Nothing was made; "
                    + "start the server with --mail-host, or let the policy show them on the screen."
            )
        }
        let request = situation.request
        let id = distribution == .mailToSubscriber ? request.target.id : caller.principal.id
        let (reader, target, originator) = try await reading {
            (
                try await service.directory.principal(id: id), try await service.directory.principal(id: request.target.id),
                try await service.directory.principal(id: request.originator.id)
            )
        }
        guard let reader, reader.enabled, let address = reader.mail, !address.isEmpty else {
            throw ManagementError(
                .requestStateInvalid,
                "The policy sends a one-time password to \(reader?.accountName ?? "an account that is gone"), which is disabled or has no mail address. "
                    + "Nothing was made; give it one (chancery user set NAME --mail ADDRESS) and repeat the call."
            )
        }
        let now = service.now()
        let rule = situation.policy.mails.first { $0.event == .passwordsDistributed }
        let mail = OutgoingMail(
            id: service.newID(),
            event: .passwordsDistributed,
            template: rule?.template,
            address: address,
            variables: MailVariable.values([
                .request: request.id.uuidString.lowercased(), .workflow: request.workflow.rawValue,
                .event: MailRule.Event.passwordsDistributed.rawValue, .user: target?.shownName, .account: target?.accountName,
                .originator: originator?.shownName, .template: situation.contents.name, .actor: caller.principal.accountName,
                .date: now.formatted(.iso8601), .expires: expires.formatted(.iso8601),
            ]),
            queued: now
        )
        let secret = try await service.secrets.seal(
            Array(password.utf8),
            id: service.newID(),
            kind: .dataItem,
            subject: mail.id,
            name: MailVariable.password.rawValue
        )
        return [.secretSealed(secret), .mail(.queued(mail))]
    }
}
