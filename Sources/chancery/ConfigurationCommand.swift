import ArgumentParser
import CAInterface
import CertCli
import WireProtocols

/// `chancery authority config`: the entries that `certutil -getreg` and `certutil -setreg` show and change.
struct ConfigurationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "The configuration of a CA: flags, periods, addresses and modules.",
        subcommands: [List.self, Get.self, Set.self]
    )

    /// `policy\EditFlags`, `CA\CRLPeriod`; an entry alone is one of the CA's own node.
    struct EntryPath: ExpressibleByArgument {
        let node: String
        let entry: String

        init?(argument: String) {
            let parts = argument.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\\" || $0 == "/" })
            guard let last = parts.last, !last.isEmpty else { return nil }
            entry = String(last)
            node = parts.count == 1 ? "CA" : parts.dropLast().joined(separator: "\\")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List every entry with its value and what it does here.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "CA, policy or exit; all nodes when absent.") var node: String?

        func run() async throws {
            let entries = try await server.connect().configuration(node: node)
            if server.json { return try Terminal.json(entries.map(ConfigurationEntryBody.init)) }
            var table = TerminalTable(headings: ["ENTRY", "VALUE", "EFFECT"])
            table.rows = entries.map { entry in
                let short = entry.node.isEmpty ? "CA" : entry.node.hasPrefix("Policy") ? "policy" : "exit"
                return [short + "\\" + entry.name, ConfigurationCommand.shown(entry.value, of: entry), entry.effect]
            }
            Terminal.say(table.text)
        }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one entry, and each flag of a set of flags.",
            discussion: #"chancery authority config get policy\EditFlags"#
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: #"Node and entry, such as policy\EditFlags or CA\CRLPeriod."#) var path: EntryPath

        func run() async throws {
            let entries = try await server.connect().configuration(node: path.node)
            guard let entry = entries.first(where: { $0.name.lowercased() == path.entry.lowercased() }) else {
                let near = Nearest.to(path.entry, among: entries.map(\.name)).map { " Did you mean \($0)?" } ?? ""
                throw CommandError("The configuration has no entry \(path.entry).\(near)")
            }
            if server.json { return try Terminal.json(ConfigurationEntryBody(entry)) }
            Terminal.say(ConfigurationCommand.text(of: entry))
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change one entry: its whole value, or flags and lines of it.",
            discussion: #"""
                chancery authority config set CA\CRLPeriodUnits 2
                chancery authority config set policy\EditFlags +ATTRIBUTEENDDATE
                chancery authority config set policy\EditFlags --remove ATTRIBUTEENDDATE
                chancery authority config set policy\DisableExtensionList --add 1.3.6.1.4.1.311.21.10
                """#
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: #"Node and entry, such as policy\EditFlags or CA\CRLPeriod."#) var path: EntryPath
        @Argument(
            help: "The value: a number (0x is hexadecimal), a text, the lines of a list, or +NAME to add and -NAME after -- to remove."
        )
        var values: [String] = []
        @Option(help: "A flag to set, or a line to add.") var add: [String] = []
        @Option(help: "A flag to clear, or a line to remove.") var remove: [String] = []
        @Flag(help: "Make a list empty.") var empty = false

        func validate() throws {
            guard !values.isEmpty || !add.isEmpty || !remove.isEmpty || empty else {
                throw ValidationError("Nothing to change was named. Give a value, +NAME, --add, --remove or --empty.")
            }
        }

        func run() async throws {
            let administration = try await server.connect()
            let entries = try await administration.configuration(node: path.node)
            guard let entry = entries.first(where: { $0.name.lowercased() == path.entry.lowercased() }) else {
                let near = Nearest.to(path.entry, among: entries.map(\.name)).map { " Did you mean \($0)?" } ?? ""
                throw CommandError("The configuration has no entry \(path.entry).\(near)")
            }
            let signed = values.filter { $0.hasPrefix("+") || $0.hasPrefix("-") }
            let adding = add + signed.filter { $0.hasPrefix("+") }.map { String($0.dropFirst()) }
            let removing = remove + signed.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) }
            if !adding.isEmpty || !removing.isEmpty {
                guard signed.count == values.count else {
                    throw CommandError("Give a whole value, or parts with +, not both.", exitCode: 2)
                }
                _ = try await administration.changeConfigurationEntry(
                    node: path.node,
                    entry: entry.name,
                    adding: adding,
                    removing: removing
                )
            } else {
                try await administration.setConfigurationEntry(
                    node: path.node,
                    entry: entry.name,
                    value: try ConfigurationCommand.value(values, like: entry)
                )
            }
            let now = try await administration.configuration(node: path.node).first { $0.name == entry.name } ?? entry
            if server.json { return try Terminal.json(ConfigurationEntryBody(now)) }
            Terminal.say(ConfigurationCommand.text(of: now))
        }
    }

    private static func value(_ words: [String], like entry: ConfigurationEntry) throws -> ConfigurationValue {
        switch entry.value {
        case .number:
            let word = words.first ?? ""
            let number = word.lowercased().hasPrefix("0x") ? UInt32(word.dropFirst(2), radix: 16) : UInt32(word)
            guard words.count == 1, let number else {
                throw CommandError(
                    "\(entry.name) is a number of 32 bits, such as 10 or 0x40; \(words.joined(separator: " ")) is none.",
                    exitCode: 2
                )
            }
            return .number(number)
        case .text, .octets:
            guard words.count <= 1 else { throw CommandError("\(entry.name) is one text; quote it.", exitCode: 2) }
            return .text(words.first ?? "")
        case .texts: return .texts(words)
        }
    }

    private static func shown(_ value: ConfigurationValue, of entry: ConfigurationEntry) -> String {
        switch value {
        case .number(let number): entry.flags.isEmpty ? String(number) : "0x" + String(number, radix: 16)
        case .text(let text): text.isEmpty ? "-" : text
        case .texts(let texts): texts.isEmpty ? "-" : texts.count == 1 ? texts[0] : "\(texts.count) lines"
        case .octets(let octets): "\(octets.count) octets"
        }
    }

    private static func text(of entry: ConfigurationEntry) -> String {
        var lines = ["\(entry.name) = \(shown(entry.value, of: entry))", entry.effect]
        if case .texts(let texts) = entry.value { lines += texts.map { "    " + $0 } }
        lines += entry.flags.map { "  \($0.isSet ? "+" : " ") 0x\(String($0.bit, radix: 16)) \($0.name): \($0.effect)" }
        if entry.value != entry.standard { lines.append("Standard: \(shown(entry.standard, of: entry))") }
        return lines.joined(separator: "\n")
    }
}
