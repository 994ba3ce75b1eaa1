import ArgumentParser
import CAInterface
import CardEnrollment
import CertCli
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats
import SmartCards

/// `certreq card …` issues smart cards and looks after them.
struct CardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card",
        abstract: "Issues, renews, unblocks and retires PIV smart cards, and shows what is on them.",
        discussion: """
            PINs come from the terminal, or from the first line of a file; /dev/fd/3 reads descriptor 3. Interrupted work is taken up again with \
            certreq card enroll --request ID.
            """,
        subcommands: [
            CardListCommand.self, CardStatusCommand.self, CardEnrollCommand.self, CardRenewCommand.self, CardUnblockCommand.self,
            CardPINCommand.self, CardRetireCommand.self,
        ]
    )

    /// The error, and how to go on with the request that is open.
    static func complain(_ error: CardEnrollmentError) {
        Console.complain("certreq: \(error)")
        guard let request = error.request else { return }
        let id = request.uuidString.lowercased()
        Console.complain(
            "The request \(id) is open. Go on: certreq card enroll --request \(id). Give it up: certreq card enroll --request \(id) --cancel."
        )
    }
}

/// Which card.
struct CardChoice: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("A part of the reader's name; needed when several readers have cards.", valueName: "name"))
    var reader: String?

    @Option(name: .long, help: ArgumentHelp("Wait so long for a card to be inserted.", valueName: "seconds"))
    var wait: Int?

    /// The card, with its application selected.
    func connected() async throws -> (card: PIVCard, reader: ReaderState) {
        let readers = PCSCReaders()
        var found = try await readers.list().filter { matches($0) }
        if found.allSatisfy({ !$0.hasCard }), let wait {
            found = [try await readers.waitForCard(in: reader, atMost: .seconds(min(max(wait, 0), 86_400)))]
        }
        guard !found.isEmpty else {
            throw CardError(
                .noReader,
                "There is no reader\(reader.map { " whose name has \($0)" } ?? ""). Plug one in; certreq card list shows those that are there."
            )
        }
        let cards = found.filter(\.hasCard)
        guard let only = cards.first else {
            throw CardError(
                .noCard,
                "There is no card in \(found.map(\.name).joined(separator: ", ")). Insert one, or give --wait SECONDS."
            )
        }
        guard cards.count == 1 else {
            throw CardError(.refused, "Several readers have cards: \(cards.map(\.name).joined(separator: "; ")). Name one with --reader.")
        }
        let card = PIVCard(try await readers.connect(only.name))
        do { try await card.select() } catch {
            await card.close()
            throw error
        }
        return (card, only)
    }

    private func matches(_ found: ReaderState) -> Bool { reader.map { found.name.lowercased().contains($0.lowercased()) } ?? true }
}

/// The server of certificate management.
struct ManagementOptions: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var stores: StoreOptions

    func client() async throws -> CertificateManagementClient {
        let found = try await connection.resolved(stores)
        return try await CertificateManagementClient(
            try ConfigString(found.config, authorityRequired: false),
            credential: found.credential,
            trust: found.trust
        )
    }

    /// The account that a person named by its name or GUID. CM REST finds no people, so the API is asked for a name.
    func account(_ text: String) async throws -> UUID {
        if let id = try? UUID.given(text, "--target") { return id }
        let found = try await connection.resolved(stores)
        let config = try ConfigString(found.config, authorityRequired: false)
        let server = try await RemoteAdministration(config, credential: found.credential, trust: found.trust)
        guard let id = try await server.management.account(text) else {
            throw CardEnrollmentError("There is no account \(text) that you may see. `chancery management users` lists them.")
        }
        return id
    }

    var journal: CardJournal { CardJournal(directory: stores.directories[0]) }
}

extension UUID {
    /// A GUID of the command line, in any of its forms.
    static func given(_ text: String, _ option: String) throws -> UUID {
        let digits = text.trimmingCharacters(in: CharacterSet(charactersIn: "{}() "))
        guard let id = UUID(uuidString: digits) else { throw ValidationError("\(option) takes a GUID; \(text) is none.") }
        return id
    }

    var text: String { uuidString.lowercased() }
}
