import ArgumentParser
import Foundation
import PKICrypto
import SmartCards

/// `certreq card change-pin` changes a card's PIN, with the old one and without a server.
struct CardPINCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change-pin",
        abstract: "Changes the PIN of the card in the reader, or its PUK."
    )

    @OptionGroup var choice: CardChoice

    @Flag(name: .long, help: "Change the PUK instead.")
    var puk = false

    @Option(name: .long, help: ArgumentHelp("A file whose first line is the present PIN or PUK.", valueName: "file"), completion: .file())
    var pinFile: String?

    @Option(name: .long, help: ArgumentHelp("A file whose first line is the new PIN or PUK.", valueName: "file"), completion: .file())
    var newPinFile: String?

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        let reference: PINReference = puk ? .puk : .pin
        let card = try await choice.connected().card
        do {
            var old = try SecretFile.given(pinFile, "present \(reference.name)", "--pin-file")
            var new = try SecretFile.given(newPinFile, "new \(reference.name)", "--new-pin-file")
            defer {
                old.wipe()
                new.wipe()
            }
            if newPinFile == nil {
                var again = try SecretFile.given(nil, "the new \(reference.name) again", "--new-pin-file")
                defer { again.wipe() }
                guard again == new else {
                    throw CardError(.refused, "The two new values differ, and nothing was changed. Repeat the command.")
                }
            }
            try await card.change(reference, from: old, to: new)
        } catch {
            await card.close()
            throw error
        }
        await card.close()
        if json { return try Console.json(["state": "done"]) }
        Console.say("The \(reference.name) is changed.")
    }
}
