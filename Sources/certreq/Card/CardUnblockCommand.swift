import ArgumentParser
import CAInterface
import CardEnrollment
import CertCli
import Foundation
import PKICrypto
import PKIFormats
import SmartCards

/// `certreq card unblock` sets a new PIN on a blocked card: with the server, or through a help desk on the telephone.
struct CardUnblockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unblock",
        abstract: "Sets a new PIN on the card in the reader.",
        discussion: """
            Without a connection to the server, its user runs certreq card unblock --offline and reads the card's id and the challenge to the help desk, \
            which runs certreq card unblock --challenge HEX --card-id GUID and reads the response back.
            """
    )

    @Flag(name: .long, help: "Show a challenge for the help desk, and ask for its response.")
    var offline = false

    @Option(name: .long, help: ArgumentHelp("As the help desk: print the response to this challenge.", valueName: "hex"))
    var challenge: String?

    @Option(name: .long, help: ArgumentHelp("The id of the card that gave --challenge.", valueName: "GUID"))
    var cardID: String?

    @OptionGroup var run: CardRun

    func validate() throws {
        if offline, challenge != nil { throw ValidationError("Give --offline at the card, or --challenge at the help desk.") }
        if (challenge == nil) != (cardID == nil) { throw ValidationError("Give --challenge and --card-id together.") }
    }

    func run() async throws {
        if let challenge, let cardID { return try await respond(challenge, try UUID.given(cardID, "--card-id")) }
        if offline { return try await unblockOffline() }
        try await run.work { work, client, card in
            let known = try await CardRun.smartcard(of: card, client)
            return try await work.start(.init(type: "Unblock", smartcard: known.id, comment: run.comment))
        }
    }

    struct Response: Encodable {
        let request: String
        /// Hexadecimal, in groups of four digits.
        let response: String
        /// The code that some cards ask for after the response.
        let unblockCode: String?
    }

    private func respond(_ challenge: String, _ card: UUID) async throws {
        let digits = challenge.filter { !$0.isWhitespace && $0 != "-" }
        guard let bytes = try? Hex.decode(digits), [8, 16].contains(bytes.count) else {
            throw ValidationError("--challenge takes the 16 or 32 hexadecimal digits that the user's screen shows.")
        }
        let answer = try await OfflineUnblocking.response(
            to: bytes,
            cardID: card,
            comment: run.comment,
            try await run.management.client()
        )
        let response = Response(
            request: answer.request.text,
            response: Self.grouped(answer.response),
            unblockCode: answer.puk.map { String(decoding: $0, as: UTF8.self) }
        )
        if run.json { return try Console.json(response) }
        Console.say("Response: \(response.response)")
        if let code = response.unblockCode { Console.say("Unblock code, for cards that ask for it: \(code)") }
    }

    private func unblockOffline() async throws {
        let card = try await run.choice.connected().card
        do { try await setPIN(card) } catch {
            await card.close()
            throw error
        }
        await card.close()
        if run.json { return try Console.json(["state": "done"]) }
        Console.say("The PIN is set.")
    }

    private func setPIN(_ card: PIVCard) async throws {
        let algorithm = try await card.managementAlgorithm()
        var pin = try await run.secrets.secrets().newPIN(minimumLength: 6)
        defer { pin.wipe() }
        let id = try await card.holderID()?.guid.text ?? "without an id"
        // The card keeps the challenge until the next command, so that nothing is asked of it in between.
        let challenge = try await card.managementChallenge(algorithm)
        TerminalPrompt.show("Card: \(id)\nChallenge: \(Self.grouped(challenge))\nResponse of the help desk: ")
        let response = try Self.hexadecimal(TerminalPrompt.line(), of: algorithm.blockByteCount)
        try await OfflineUnblocking.setPIN(pin, response: response, algorithm: algorithm, card) {
            if let file = run.secrets.pukFile { return try SecretFile.firstLine(file) }
            TerminalPrompt.show("Unblock code of the help desk: ")
            guard let code = TerminalPrompt.line() else { throw SecretFile.missing("unblock code", "--puk-file") }
            return code
        }
    }

    private static func hexadecimal(_ line: [UInt8]?, of count: Int) throws -> [UInt8] {
        let digits = String(decoding: line ?? [], as: UTF8.self).filter { !$0.isWhitespace && $0 != "-" }
        guard let bytes = try? Hex.decode(digits), bytes.count == count else {
            throw CAError(
                .malformed,
                status: .invalidData,
                "A response has \(2 * count) hexadecimal digits. The PIN was not set. Begin again: the next challenge is another one."
            )
        }
        return bytes
    }

    private static func grouped(_ bytes: [UInt8]) -> String {
        stride(from: 0, to: bytes.count, by: 2).map { Hex.encode(bytes[$0..<min($0 + 2, bytes.count)]).uppercased() }.joined(separator: " ")
    }
}
