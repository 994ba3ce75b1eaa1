import CACore
import CertCli
import Foundation
import SystemFiles

/// Runs the programs and posts to the addresses that exit receivers name.
struct ModuleExitSender: ExitSender {
    let directory: String

    /// How long in seconds a program may take for one event.
    static let timeoutSeconds = 30

    func send(_ event: ExitEvent, to receiver: ExitReceiver) async throws {
        switch receiver.destination {
        case .command(let file):
            _ = try await ModuleProgram(directory: directory, file: file).run(input: event.document, seconds: Self.timeoutSeconds)
        case .webhook(let url, let secretFile):
            try await WebhookPost.send(
                event.document,
                id: event.id.uuidString.lowercased(),
                to: url,
                secret: try secret(secretFile)
            )
        }
    }

    /// Read for each event, so that a new secret counts at once. It is neither kept nor logged.
    private func secret(_ file: String) throws -> [UInt8] {
        guard ModuleFile.isName(file), let bytes = try SystemCalls.contents(of: directory + "/" + file, atMost: 4_096) else {
            throw CommandError("The secret \(directory)/\(file) is absent. Write at least 16 octets into it, readable only by the server.")
        }
        var secret = bytes
        while secret.last == 0x0A || secret.last == 0x0D { secret.removeLast() }
        guard secret.count >= 16 else { throw CommandError("The secret \(directory)/\(file) has fewer than 16 octets.") }
        return secret
    }
}
