import CAInterface
package import PortableFoundation
import Logging
import PKIDirectory

/// Reads smart cards and the smart-card side of profile templates.
extension BoundManagement {
    /// The card with this id, or with this GUID on its chip. Nil when absent or invisible. Source: "Get smart card data".
    ///
    /// Of several assignments of one chip, the one that is in use comes first, then the newest.
    package func smartcard(_ id: UUID) async throws -> Smartcard? {
        try await reading {
            guard let card = try await store.smartcard(id), try await isVisible(card) else { return nil }
            return card
        }
    }

    /// The same by the GUID on the chip; by the id when no chip has it.
    package func smartcard(onChip chip: UUID) async throws -> Smartcard? {
        let found = try await reading { () -> Smartcard? in
            var best: Smartcard?
            for card in try await assignments(of: chip) where try await isVisible(card) {
                if best.map({ Self.comesBefore(card, $0) }) ?? true { best = card }
            }
            return best
        }
        if let found { return found }
        return try await smartcard(chip)
    }

    private static func comesBefore(_ card: Smartcard, _ other: Smartcard) -> Bool {
        (card.status == .retired ? 0 : 1, card.assignment) > (other.status == .retired ? 0 : 1, other.assignment)
    }

    /// Yields the caller's own cards, page by page.
    package func smartcards(_ take: (Smartcard) throws -> Void) async throws {
        try await reading { try await pages(SmartcardQuery(assignedUser: caller.principal.id, limit: Self.pageLength), take) }
    }

    private func pages(_ query: SmartcardQuery, _ take: (Smartcard) throws -> Void) async throws {
        var query = query
        while true {
            let page = try await store.smartcards(query)
            for card in page { try take(card) }
            guard page.count == query.limit else { return }
            query.after = page.last?.id
        }
    }

    /// All assignments of a chip, in no order.
    func assignments(of chip: UUID) async throws -> [Smartcard] {
        var cards: [Smartcard] = []
        try await pages(SmartcardQuery(cardID: chip, limit: Self.pageLength)) { cards.append($0) }
        return cards
    }

    /// One's own cards, and those of profile templates whose requests the caller may see.
    private func isVisible(_ card: Smartcard) async throws -> Bool {
        if card.assignedUser == caller.principal.id { return true }
        guard let template = try await store.profileTemplate(card.profileTemplate) else { return false }
        return RequestAccess.mayRead(requestsOf: template, caller.principal)
    }

    /// The smart-card side of a profile template, with the admin key of new cards. Nil when absent or invisible, and for a software template.
    ///
    /// Source: "Sample enrollment walkthrough"; who may read it is chosen: whoever may execute one of its workflows, within the group for secrets.
    package func smartcardConfiguration(
        of id: UUID
    ) async throws -> (template: ProfileTemplate, configuration: SmartcardConfiguration, initializationData: String?)? {
        guard let template = try await profileTemplate(id), template.isSmartcard, let configuration = template.smartcard else { return nil }
        guard template.policies.contains(where: { mayExecute($0, $1, of: template) }) else {
            throw ManagementError(
                .accessDenied,
                "The smart-card configuration of “\(template.name)” is for those who may enroll, renew, replace, duplicate or unblock its cards. "
                    + "This account has no part in these workflows."
            )
        }
        try requireSecretsGroup()
        var data = configuration.initializationData
        if let name = configuration.initializationType {
            guard let initialization = service.cards.initializations[name] else {
                throw ManagementError(
                    .cardKeyUnavailable,
                    "The profile template “\(template.name)” names the card initialization “\(name)”, which this server does not have. Correct the template."
                )
            }
            data = try await computing { try await initialization.initializationData(from: data, for: caller.principal.id) }
        }
        let record = AuditRecord(
            .cardConfigurationGiven(profileTemplate: template.id, version: template.version),
            by: .caller(caller),
            when: service.now()
        )
        do { try await store.commit([.recorded(record)]) } catch { throw failed(error) }
        return (template, configuration, data)
    }

    private func mayExecute(_ workflow: Workflow, _ policy: WorkflowPolicy, of template: ProfileTemplate) -> Bool {
        guard policy.enabled, Self.cardWorkflows.contains(workflow) else { return false }
        let token = caller.principal.tokenIdentifiers
        if policy.enrollmentAgentRequired { return !token.isDisjoint(with: policy.enrollmentAgents) }
        return template.access.rights(of: caller.principal).contains(.enroll)
    }

    /// The workflows whose client needs the configuration.
    private static let cardWorkflows: Set<Workflow> = [
        .enroll, .renew, .recover, .recoverOnBehalf, .duplicate, .unblock, .temporaryCards, .retire,
    ]

    /// Keys, answers and PINs are only for the group that the installation names.
    func requireSecretsGroup() throws(ManagementError) {
        guard let group = service.cards.secretsGroup, !caller.principal.tokenIdentifiers.contains(group) else { return }
        throw ManagementError(
            .accessDenied,
            "Keys, answers to challenges and PINs of cards are only given to the members of the group that this server was started with. "
                + "Ask an administrator to add this account to it."
        )
    }

    /// Runs code of the installation or of a cipher, and turns its errors into ones that may be shown.
    func computing<Value>(_ compute: () async throws -> Value) async throws -> Value {
        do { return try await compute() } catch let error as ManagementError {
            throw error
        } catch {
            service.logger.error(
                "a card's secret cannot be made",
                metadata: ["error": "\(error)", "correlation": "\(caller.correlationID)"]
            )
            throw ManagementError(
                .cardKeyUnavailable,
                "The secret for the card cannot be made here. The server's log has the reason; tell its administrator.",
                cause: error
            )
        }
    }
}
