package import CertCli
package import PortableFoundation
package import SmartCards

/// The parties of a card's workflow: the server, the card, the person. Source: cm-rest "Sample enrollment walkthrough".
package struct CardWork: Sendable {
    let client: CertificateManagementClient
    let card: PIVCard
    let secrets: any CardSecrets
    let journal: CardJournal
    /// Learns each step in a sentence.
    let report: @Sendable (String) -> Void

    package init(
        client: CertificateManagementClient,
        card: PIVCard,
        secrets: any CardSecrets,
        journal: CardJournal,
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        (self.client, self.card, self.secrets, self.journal, self.report) = (client, card, secrets, journal, report)
    }

    typealias Request = CertificateManagementClient.Request
    typealias Smartcard = CertificateManagementClient.Smartcard
    typealias Configuration = CertificateManagementClient.SmartcardConfiguration

    /// Starts a workflow and carries it out, as far as it may go now.
    /// - Throws: ``CardEnrollmentError``; its `request` is what can be taken up again with ``resume(_:)``.
    package func start(_ new: CertificateManagementClient.NewRequest) async throws -> CardOutcome {
        let id = try await client.createRequest(new)
        report("Request \(Self.text(id)) was made.")
        return try await resume(id)
    }

    /// Carries out a request that was started earlier. Every step that was already done is found done.
    package func resume(_ id: UUID) async throws -> CardOutcome {
        do {
            return try await carryOut(id)
        } catch let error as CardEnrollmentError where error.request != nil {
            throw error
        } catch {
            throw CardEnrollmentError("\(error)", request: id, cause: error)
        }
    }

    private func carryOut(_ id: UUID) async throws -> CardOutcome {
        guard let request = try await client.request(id) else { throw WorkWithoutCard.unknown(id) }
        switch request.status {
        case .some(.pending), .some(.none): return .awaitingApproval(id)
        case .some(.approved), .some(.executing): break
        default:
            throw CardEnrollmentError(
                "The request \(Self.text(id)) is \(request.status.map { "\($0)" } ?? "in the unknown state \(request.statusNumber)") and cannot be carried out. Start a new one."
            )
        }
        guard let template = request.profileTemplate, let configuration = try await client.smartcardConfiguration(of: template) else {
            throw CardEnrollmentError(
                "The request \(Self.text(id)) is for a template without smart cards. A client of CM REST carries it out: docs/cm-sample-enrollment.md has every call.",
                request: id
            )
        }
        switch request.type {
        // The numbers of the interface: enroll, recover, renew, duplicate, recover on behalf, online update, temporary card.
        case 1, 2, 3, 6, 8, 10, 11: return try await issue(request, configuration)
        case 5: return try await unblock(request, configuration)
        case 7, 13: return try await retire(request, configuration)
        default:
            throw CardEnrollmentError(
                "Requests of type \(request.type) need no card in a reader. Carry the request out at the server.",
                request: id
            )
        }
    }

    func complete(_ id: UUID) async throws {
        guard try await client.setStatus("Completed", of: id)?.status == .completed else {
            throw CardEnrollmentError("The server did not complete the request. Take it up again.", request: id)
        }
        journal.remove(id)
    }

    static func text(_ id: UUID) -> String { id.uuidString.lowercased() }
}
