import CACore
import CertCli
import Foundation

/// Runs the programs and posts to the addresses that exit receivers name.
struct ModuleExitSender: ExitSender {
    let directory: String
    /// nil when no mail server is set.
    var mail: SMTPMailSender?

    /// How long in seconds a program may take for one event.
    static let timeoutSeconds = 30

    func send(_ event: ExitEvent, to receiver: ExitReceiver) async throws {
        switch receiver.destination {
        case .command(let file):
            _ = try await ModuleProgram(directory: directory, file: file).run(input: event.document, seconds: Self.timeoutSeconds)
        case .mail(let address):
            guard let mail else { throw CommandError("No mail server is set. Set mail-host and mail-from; docs/operating/mail.md.") }
            let document = String(decoding: event.document, as: UTF8.self)
            try await mail.send("CA event \(event.event.name)", document + "\n", to: address, id: event.id, date: event.when)
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
