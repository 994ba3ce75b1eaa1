import ArgumentParser
import Foundation
import PKIFormats
import SmartCards

/// `certreq card list` shows the readers and what is in them.
struct CardListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the readers and the cards in them.")

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    struct Result: Encodable {
        let reader: String
        let hasCard: Bool
        /// Lower-case hexadecimal.
        let answerToReset: String?
        /// The GUID of the card's identifier.
        var card: String?
        /// Why the card was not read.
        var fault: String?
    }

    func run() async throws {
        var results: [Result] = []
        let readers = PCSCReaders()
        for reader in try await readers.list() {
            var result = Result(
                reader: reader.name,
                hasCard: reader.hasCard,
                answerToReset: reader.hasCard ? Hex.encode(reader.answerToReset) : nil
            )
            if reader.hasCard {
                do { result.card = try await Self.id(ofCardIn: reader.name, readers)?.text } catch { result.fault = "\(error)" }
            }
            results.append(result)
        }
        if json { return try Console.json(results) }
        for result in results {
            Console.say(
                "\(result.reader)  \(result.fault ?? result.card.map { "card \($0)" } ?? (result.hasCard ? "a card without an id" : "empty"))"
            )
        }
        if results.isEmpty { Console.say("There is no reader. Plug one in.") }
    }

    private static func id(ofCardIn reader: String, _ readers: PCSCReaders) async throws -> UUID? {
        let card = PIVCard(try await readers.connect(reader))
        let result: Swift.Result<UUID?, CardError>
        do throws(CardError) {
            try await card.select()
            result = .success(try await card.holderID()?.guid)
        } catch { result = .failure(error) }
        await card.close()
        return try result.get()
    }
}
