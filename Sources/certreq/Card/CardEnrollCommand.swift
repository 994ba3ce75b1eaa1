import ArgumentParser
import CardEnrollment
import CertCli
import Foundation
import SmartCards

/// `certreq card enroll` issues a card.
struct CardEnrollCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enroll",
        abstract: "Issues the card in the reader: its key, its PIN, keys made on it, and their certificates."
    )

    @Option(name: .long, help: ArgumentHelp("The profile template: its name or GUID.", valueName: "name"))
    var template: String?

    @Option(name: .long, help: ArgumentHelp("Go on with a request that was made before, of any workflow.", valueName: "id"))
    var request: String?

    @Flag(name: .long, help: "Give the request up instead.")
    var cancel = false

    @Option(name: .long, help: ArgumentHelp("The user the card is for, by name or GUID; you when absent.", valueName: "name"))
    var target: String?

    @Option(name: .long, help: ArgumentHelp("A value that the template asks for; may be repeated.", valueName: "name=value"))
    var data: [String] = []

    @Option(name: .long, help: ArgumentHelp("The request's priority, 0 for the most urgent.", valueName: "0-255"))
    var priority: Int?

    @OptionGroup var run: CardRun

    func validate() throws {
        if (template == nil) == (request == nil) {
            throw ValidationError("Give --template for a new card, or --request to go on with a request.")
        }
        if cancel, request == nil { throw ValidationError("--cancel gives up a request: name it with --request.") }
        if let priority, !(0...255).contains(priority) { throw ValidationError("--priority is 0 to 255.") }
    }

    func run() async throws {
        let request = try self.request.map { try UUID.given($0, "--request") }
        if let request, cancel { return try await giveUp(request) }
        let items = try data.map { text in
            guard let equals = text.firstIndex(of: "=") else { throw ValidationError("--data takes NAME=VALUE; \(text) has no =.") }
            return CertificateManagementClient.DataItem(name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
        }
        let target: UUID? = if let name = self.target { try await run.management.account(name) } else { nil }
        try await run.work { work, client, card in
            if let request { return try await work.resume(request) }
            let template = try await Self.find(template ?? "", client)
            try await Self.check(template, items, client)
            try await Self.check(card, client)
            return try await work.start(
                .init(type: "Enroll", profileTemplate: template.id, target: target, comment: run.comment, priority: priority, items: items)
            )
        }
    }

    private func giveUp(_ request: UUID) async throws {
        let client = try await run.management.client()
        try await WorkWithoutCard.cancel(request, client, run.management.journal)
        if run.json { return try Console.json(["state": "canceled", "request": request.text]) }
        Console.say("The request \(request.text) is canceled.")
    }

    private static func find(_ name: String, _ client: CertificateManagementClient) async throws -> CertificateManagementClient.Template {
        let all = try await client.profileTemplates(targetUser: nil)
        let found = all.filter { $0.name.lowercased() == name.lowercased() || $0.id == UUID(uuidString: name) }
        guard let only = found.first, found.count == 1 else {
            let names = all.filter(\.isSmartcard).map(\.name).joined(separator: ", ")
            throw CardEnrollmentError(
                found.isEmpty
                    ? "The server shows you no profile template \(name). Those for cards are: \(names.isEmpty ? "none" : names)."
                    : "Several profile templates are called \(name). Give the GUID."
            )
        }
        guard only.isSmartcard else {
            throw CardEnrollmentError(
                "The profile template \(only.name) is for software profiles, not for smart cards. Enroll for it with a client of CM REST: "
                    + "docs/cm-sample-enrollment.md has every call."
            )
        }
        return only
    }

    /// Before a request is made: a card in use would be refused for it.
    private static func check(_ card: PIVCard, _ client: CertificateManagementClient) async throws {
        guard let id = try await card.holderID()?.guid, let status = try await client.smartcard(cardID: id)?.status,
            [.active, .suspended, .disabled].contains(status)
        else { return }
        throw CardEnrollmentError(
            "The card \(id.text) is \(status) and in use. Retire it first (certreq card retire), renew it (certreq card renew), or take another card."
        )
    }

    /// Before a request is made: what the policy would refuse.
    private static func check(
        _ template: CertificateManagementClient.Template,
        _ items: [CertificateManagementClient.DataItem],
        _ client: CertificateManagementClient
    ) async throws {
        guard let policy = try await client.policy(of: template.id, workflow: "enroll") else { return }
        guard policy.isEnabled else {
            throw CardEnrollmentError("Enrollment is turned off for the profile template \(template.name). Ask its administrator.")
        }
        let given = Set(items.map { $0.name.lowercased() })
        let missing = policy.items.filter {
            $0.isRequired && $0.originator.lowercased() != "certificatemanager" && $0.defaultValue == nil
                && !given.contains($0.name.lowercased())
        }
        guard missing.isEmpty else {
            throw CardEnrollmentError(
                "The profile template asks for \(missing.map(\.name).joined(separator: ", ")). Give each with --data 'NAME=VALUE'."
            )
        }
    }
}

/// `certreq card renew` gives the card in the reader new certificates.
struct CardRenewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew",
        abstract: "Makes new keys on the card in the reader and gets their certificates. The PIN stays."
    )

    @OptionGroup var run: CardRun

    func run() async throws {
        try await run.work { work, client, card in
            let known = try await CardRun.smartcard(of: card, client)
            return try await work.start(.init(type: "Renew", smartcard: known.id, comment: run.comment))
        }
    }
}

/// `certreq card retire` ends a card's life.
struct CardRetireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Empties the card in the reader, gives it its maker's PIN and keys again, and retires it at the server."
    )

    @Option(name: .long, help: ArgumentHelp("Retire a card that is lost, by its id at the server.", valueName: "id"))
    var lost: String?

    @OptionGroup var run: CardRun

    func run() async throws {
        if let lost {
            let smartcard = try UUID.given(lost, "--lost")
            let client = try await run.management.client()
            return try run.tell(try await WorkWithoutCard.retire(lost: smartcard, comment: run.comment, client))
        }
        try await run.work { work, client, card in
            let known = try await CardRun.smartcard(of: card, client)
            return try await work.start(.init(type: "Retire", smartcard: known.id, comment: run.comment))
        }
    }
}
