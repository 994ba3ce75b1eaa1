import ArgumentParser
import CertCli
import WireProtocols

/// The outbox of notifications.
struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail",
        abstract: "Outgoing mail: what waits, what failed, and whether the mail server takes it.",
        subcommands: [List.self, Retry.self, Test.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the mails that wait, and those that failed.")
        @OptionGroup var server: ServerOptions
        @Flag(help: "Only those that failed.") var failed = false

        func run() async throws {
            let mails = try await server.connect().mails(isFailed: failed ? true : nil)
            if server.json { return try Terminal.json(mails) }
            var table = TerminalTable(headings: ["ID", "EVENT", "TO", "QUEUED", "ATTEMPTS", "NEXT", "REASON"])
            table.rows = mails.map { mail in
                [mail.id, mail.event, mail.address, mail.queued, "\(mail.attempts)", mail.due ?? "failed", mail.reason ?? ""]
            }
            Terminal.say(table.text)
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send failed mails again.",
            discussion: """
                chancery mail retry 5f0c9ad2-8f3e-4b8e-9a37-3c2d5ad7a001
                chancery mail retry --all
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "The id of a mail, as `chancery mail list` shows it; may be repeated.") var ids: [String] = []
        @Flag(help: "Every failed mail.") var all = false

        func validate() throws {
            guard ids.isEmpty == all else { throw ValidationError("Give the ids of mails, or --all.") }
        }

        func run() async throws {
            let administration = try await server.connect()
            let chosen = all ? try await administration.mails(isFailed: true).map(\.id) : ids
            var retried: [MailBody] = []
            for id in chosen { retried.append(try await administration.retryMail(id)) }
            if server.json { return try Terminal.json(retried) }
            Terminal.say(retried.count == 1 ? "1 mail is sent again." : "\(retried.count) mails are sent again.")
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a mail to an address and say what came of it.",
            discussion: """
                chancery mail test alice@example.com

                The server sends it at once, beside the mails that wait. Exit code: 0 the mail server accepted it, 1 it did not.
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "The address.") var address: String

        func run() async throws {
            let result = try await server.connect().testMail(to: address)
            if server.json {
                try Terminal.json(result)
            } else {
                Terminal.say(
                    result.taken
                        ? "The mail server accepted the mail to \(address)."
                        : "The mail to \(address) was not accepted: \(result.fault ?? "")"
                )
            }
            if !result.taken { throw ExitCode(1) }
        }
    }
}
