import ArgumentParser
import CertCli
import Foundation
import PKIFormats
import WireProtocols

extension ManagementCommand {
    struct UnblockCode: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "unblock-code",
            abstract: "Answer the challenge that a card's user reads out. Each answer is recorded.",
            discussion: """
                The request is one of offline unblocking, approved or executing.
                  chancery management start offlineUnblock --object GUID
                  chancery management unblock-code REQUEST --challenge 5a17c3d9e4820b66
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String
        @Option(help: "The challenge in hexadecimal.") var challenge: String

        @Flag(inversion: .prefixedNo, help: "The card has a management key of its own; what the server believes when absent.")
        var diversified: Bool?

        func run() async throws {
            guard let octets = try? Hex.decode(challenge.filter { !$0.isWhitespace }) else {
                throw CommandError("The challenge is not hexadecimal. Ask the user to read it out again.", exitCode: 2)
            }
            let management = try await connect(server)
            let response = try await management.unblockCode(for: octets, diversified: diversified, request: try ManagementCommand.id(id))
            if server.json { return try Terminal.json(ManagementUnblockCodeBody(response: response)) }
            Terminal.say(Hex.encode(response))
        }
    }

    struct PIN: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pin",
            abstract: "Show the PIN that the server keeps for a smart card. Each look is recorded."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the smart card.") var id: String

        func run() async throws {
            let pin = try await connect(server).pin(ofSmartcard: try ManagementCommand.id(id))
            if server.json { return try Terminal.json(ManagementPINBody(pin: pin)) }
            Terminal.say(pin)
        }
    }
}
