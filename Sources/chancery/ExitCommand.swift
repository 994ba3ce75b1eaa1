import ArgumentParser
import CAInterface
import CertCli
import WireProtocols

/// The exit modules of a CA: who is told about its events.
struct ExitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exit",
        abstract: "Who is told about the events of a CA: programs, addresses and mailboxes.",
        subcommands: [List.self, Add.self, Remove.self, Test.self]
    )

    private static let node = "exit"
    private static let entry = "Receivers"

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the receivers.")
        @OptionGroup var server: ServerOptions

        func run() async throws { try ExitCommand.show(try await ExitCommand.lines(try await server.connect()), server) }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell somebody about events from now on.",
            discussion: """
                chancery exit add siem --events CERTISSUED,CERTREVOKED --command to-siem
                chancery exit add box --events CERTPENDING --mail officers@example.com
                chancery exit add hook --events 0x2f --url https://pki-events.example.com/ --secret hook.secret

                Programs and secrets lie in the directory modules of the server's data directory.
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "A name for the receiver.") var name: String
        @Option(help: "A mask such as 0x2f, or names such as CERTISSUED,CERTREVOKED.") var events: String
        @Option(help: "The file of a program, which gets each event on its standard input.") var command: String?
        @Option(help: "An https:// address that gets each event by POST.") var url: String?
        @Option(help: "A mail address, by the mail server of the settings.") var mail: String?
        @Option(help: "The file with the secret that signs what the address gets.") var secret: String?

        func validate() throws {
            guard [command, url, mail].count(where: { $0 != nil }) == 1, (url == nil) == (secret == nil) else {
                throw ValidationError("Give --command FILE, --mail ADDRESS, or --url URL with --secret FILE.")
            }
        }

        func run() async throws {
            let destination =
                command.map { "command:" + $0 } ?? mail.map { "mailto:" + $0 } ?? [url, secret].compactMap { $0 }.joined(separator: " ")
            let value = try await server.connect().changeConfigurationEntry(
                node: ExitCommand.node,
                entry: ExitCommand.entry,
                adding: ["\(name) \(events) \(destination)"],
                removing: []
            )
            try ExitCommand.show(ExitCommand.lines(of: value), server)
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tell a receiver nothing any more; events that wait for it are dropped.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "The name of the receiver.") var name: String

        func run() async throws {
            let administration = try await server.connect()
            let lines = try await ExitCommand.lines(administration)
            guard let line = lines.first(where: { $0.hasPrefix(name + " ") }) else {
                throw CommandError("There is no receiver \(name). `chancery exit list` shows them.")
            }
            let value = try await administration.changeConfigurationEntry(
                node: ExitCommand.node,
                entry: ExitCommand.entry,
                adding: [],
                removing: [line]
            )
            try ExitCommand.show(ExitCommand.lines(of: value), server)
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a test event to a receiver and say what came of it.",
            discussion: """
                chancery exit test hook

                The server sends an event called TEST at once, beside the events that wait. Exit code: 0 it was taken, 1 it was not.
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "The name of the receiver.") var name: String

        func run() async throws {
            let test = try await server.connect().testExitReceiver(name)
            if server.json {
                try Terminal.json(ExitTestBody(test))
            } else {
                Terminal.say(
                    test.isTaken
                        ? "\(name) took the event \(test.event) in \(test.milliseconds) ms."
                        : "\(name) did not take the event \(test.event), after \(test.milliseconds) ms: \(test.fault)"
                )
            }
            if !test.isTaken { throw ExitCode(1) }
        }
    }

    private static func lines(_ administration: RemoteAdministration) async throws -> [String] {
        lines(of: try await administration.configurationEntry(node: node, entry: entry))
    }

    private static func lines(of value: ConfigurationValue) -> [String] {
        if case .texts(let lines) = value { lines } else { [] }
    }

    private static func show(_ lines: [String], _ server: ServerOptions) throws {
        if server.json { return try Terminal.json(lines) }
        var table = TerminalTable(headings: ["RECEIVER", "EVENTS", "DESTINATION"])
        table.rows = lines.map { line in
            let words = line.split(separator: " ", maxSplits: 2).map(String.init)
            return words.count == 3 ? words : [line, "", ""]
        }
        Terminal.say(table.text)
    }
}
