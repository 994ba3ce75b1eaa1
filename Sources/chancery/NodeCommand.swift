import ArgumentParser
import Foundation
import PKIDirectory
import Store
import SystemFiles

struct NodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "node",
        abstract: "The servers that work on one PostgreSQL database.",
        subcommands: [Add.self, List.self, Drain.self, Remove.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the data directory of a further server: the sealed keys, the root certificate and the address of the database.",
            discussion: """
                Copy the new directory to the other machine, as secretly as the keys in it, and start there:
                  chancery serve --data NEWDIR --node NAME
                It makes a TLS certificate of its own. Passphrases are copied only if they are kept beside the keys. The server of DIR may run.
                """
        )

        @Option(help: "The data directory of a server that works on the database.", completion: .directory) var from: String
        @Option(help: "The new directory; absent or empty.", completion: .directory) var data: String

        func run() async throws {
            let location = try StoreLocation.required(in: from)
            guard location.installation != nil, let root = FileManager.default.contents(atPath: from + "/root.pem") else {
                throw CommandError(
                    "The first start of \(from) is not complete. Start `chancery serve --data \(ShellText.word(from))` first."
                )
            }
            let present = (try? FileManager.default.contentsOfDirectory(atPath: data)) ?? []
            guard present.isEmpty, !SystemCalls.exists(data) || isDirectory(data) else {
                throw CommandError("\(data) is not empty. Give a new directory with --data.")
            }
            // Completes a change of passphrases that somebody killed. A server that runs has done so.
            let former = try? DataDirectory(path: from)
            defer { withExtendedLifetime(former) {} }
            let files = try Self.files(in: from + "/keys")
            let path = URL(fileURLWithPath: data).standardizedFileURL.path
            try await DatabaseCommand(location).record(
                .nodeAdded(directory: path, keys: files.filter { $0.hasSuffix(".p8") }.map { String($0.dropLast(3)) }),
                when: Date()
            )
            let new = try DataDirectory(path: path)
            try SystemCalls.makeDirectory(new.keysPath)
            for file in files {
                guard var octets = try SystemCalls.contents(of: from + "/keys/" + file, atMost: 65_536) else {
                    throw CommandError("\(from)/keys/\(file) disappeared meanwhile. Remove \(data) and run the command again.")
                }
                try DurableFile.write(octets, directory: new.keysPath, name: file, mode: 0o600)
                for index in octets.indices { octets[index] = 0 }
            }
            try DurableFile.write([UInt8](root), directory: path, name: "root.pem", mode: 0o644)
            var remembered = location
            remembered.node = nil
            // Last: without it the directory is of no use.
            try remembered.write(to: path)
            Terminal.say("\(data) has \(files.count) key files, root.pem and the address of the database. Keep it as secret as \(from).")
            for folder in ["modules", "mail"] where SystemCalls.exists(from + "/" + folder) {
                Terminal.say("Copy \(from)/\(folder) too: \(folder == "modules" ? "policy modules and exit programs" : "mail templates").")
            }
            Terminal.say("Start it under a name of its own: chancery serve --data \(ShellText.word(data)) --node NAME")
        }

        /// Every sealed key but those of listeners, and the passphrases that are kept beside them.
        private static func files(in keys: String) throws -> [String] {
            let names = try SystemCalls.names(in: keys).filter { $0.hasSuffix(".p8") && !$0.hasPrefix(".") && !$0.hasPrefix("tls-") }
            let kept = [StoredPassphrases.keysFile, StoredPassphrases.rootFile].map { ($0 as NSString).lastPathComponent }
            return names.sorted() + kept.filter { SystemCalls.exists(keys + "/" + $0) }
        }

        private func isDirectory(_ path: String) -> Bool {
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the servers, and which work only one of them does each has.")

        @Option(help: "The data directory of one of them.", completion: .directory) var data = ServerOptions.defaultData
        @Flag(help: "Print JSON.") var json = false

        private struct Row: Encodable {
            let name: String
            let number: Int
            let version: String
            let address: String?
            let host: String?
            /// `running`, `draining` or `silent`.
            let state: String
            let seen: String
            let silentSeconds: Double
            let leases: [String]

            init(_ node: StoredNode) {
                name = node.name
                number = node.number
                version = node.version
                address = node.address
                host = node.host
                state = node.isRunning ? (node.isDraining ? "draining" : "running") : "silent"
                seen = node.seen.formatted(.iso8601)
                silentSeconds = node.silentSeconds
                leases = node.leases
            }
        }

        func run() async throws {
            let rows = try await DatabaseCommand(StoreLocation.required(in: data)).nodes().map(Row.init)
            if json { return try Terminal.json(rows) }
            var table = TerminalTable(headings: ["NODE", "NUMBER", "VERSION", "ADDRESS", "STATE", "LAST SEEN", "WORK"])
            table.rows = rows.map { row in
                [
                    row.name, String(row.number), row.version, row.address ?? "", row.state,
                    row.state == "silent" ? row.seen : "\(Int(row.silentSeconds)) s ago",
                    row.leases.joined(separator: " "),
                ]
            }
            Terminal.say(table.text)
        }
    }

    struct Drain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prepare a server for its end: /readyz answers 503, and others take its work.",
            discussion: "It goes on serving what arrives. A start of the server ends it."
        )

        @Argument(help: "The name of the server, as `chancery node list` shows it.") var name: String
        @Option(help: "The data directory of one of them.", completion: .directory) var data = ServerOptions.defaultData

        func run() async throws {
            try await DatabaseCommand(StoreLocation.required(in: data)).drain(name, when: Date())
            Terminal.say("\(name) is draining. Within a few seconds its /readyz answers 503; then stop it.")
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget a server that has not run for a minute. Its data directory stays."
        )

        @Argument(help: "The name of the server, as `chancery node list` shows it.") var name: String
        @Option(help: "The data directory of another one.", completion: .directory) var data = ServerOptions.defaultData

        func run() async throws {
            try await DatabaseCommand(StoreLocation.required(in: data)).remove(name, when: Date())
            Terminal.say("\(name) is removed. If its keys are on a machine that you no longer trust, revoke its TLS certificate.")
        }
    }
}
