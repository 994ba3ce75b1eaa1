import CACore
import CertCli
import Foundation

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
                // Read for each event, so that a new secret counts at once. It is neither kept nor logged.
                secret: try ModuleFiles(directory: directory).secret(secretFile)
            )
        }
    }
}
