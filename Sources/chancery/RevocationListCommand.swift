import ArgumentParser
import CAInterface
import CertCli
import Foundation
import WireProtocols

struct RevocationListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revocation-list",
        abstract: "Show, sign and publish revocation lists.",
        subcommands: [Show.self, Publish.self]
    )

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the state of the newest list of each key of a CA.")
        @OptionGroup var server: ServerOptions
        @Option(help: "Common name of the CA; the same as --authority, which it overrides.") var ca: String?

        func run() async throws {
            let lists = try await server.connect(to: ca).revocationLists()
            if server.json { return try Terminal.json(lists) }
            var table = TerminalTable(headings: [
                "KEY", "LIST", "NUMBER", "BASE", "THIS UPDATE", "NEXT UPDATE", "ENTRIES", "NOT ON IT", "KEY OPEN", "ADDRESS",
            ])
            table.rows = lists.flatMap { list in
                let name = list.partition == 0 ? "whole" : "partition \(list.partition)"
                let isOpen = list.keyIsOpen ? "yes" : "no"
                let complete = [
                    String(list.key), name, list.number.map { String($0) } ?? "", "", list.thisUpdate ?? "", list.nextUpdate ?? "",
                    String(list.entries), list.delta == nil ? String(list.uncovered) : "", isOpen, list.address,
                ]
                let delta = list.delta.map { delta in
                    [
                        String(list.key), name + ", delta", String(delta.number), String(delta.baseNumber), delta.thisUpdate,
                        delta.nextUpdate,
                        String(delta.entries), String(list.uncovered), isOpen, delta.address,
                    ]
                }
                return [complete] + (delta.map { [$0] } ?? [])
            }
            Terminal.say(table.text)
            for list in lists { if let warning = list.warning { Terminal.say("Warning: \(warning)") } }
        }
    }

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign and publish new revocation lists of a CA now.",
            discussion: """
                If a root's passphrase is kept elsewhere, give it to sign a list:
                  chancery revocation-list publish --ca "Chancery Root CA" --ask-passphrase --data DIR
                The command sends the passphrase to the server on this machine, which uses it for this list and forgets it.

                Where an authority makes delta lists, both kinds are signed; --delta and --base sign one of them.

                With --until the next list is to come at that time, and this one ends the usual overlap later:
                  chancery revocation-list publish --until 2027-01-08
                """
        )
        @OptionGroup var server: ServerOptions
        @Option(help: "Common name of the CA; the same as --authority, which it overrides.") var ca: String?
        @Flag(help: "Make the public copies of the newest lists again instead; a list is signed only if it is due.") var republish = false
        @Flag(help: "Sign delta lists only: the changes since a complete list.") var delta = false
        @Flag(help: "Sign complete lists only. Where there are deltas, one still comes beside each, when it is due.") var base = false
        @Option(help: "Day or time when the next list is to come, instead of a period from now.") var until: String?
        @Flag(help: "Ask for the passphrase of the CA's key on the terminal.") var askPassphrase = false
        @Option(help: "File with the passphrase of the CA's key.") var passphraseFile: String?
        @Option(help: "Open file descriptor to read that passphrase from.") var passphraseFd: Int32?

        func validate() throws {
            if [askPassphrase, passphraseFile != nil, passphraseFd != nil].count(where: { $0 }) > 1 {
                throw ValidationError("Give only one of --ask-passphrase, --passphrase-file and --passphrase-fd.")
            }
            if delta, base { throw ValidationError("Without --delta and --base, both kinds are signed; give at most one of them.") }
            if republish, delta || base { throw ValidationError("--republish signs nothing; it takes neither --delta nor --base.") }
            if republish, askPassphrase || passphraseFile != nil || passphraseFd != nil || until != nil {
                throw ValidationError("--republish signs nothing; it takes neither a passphrase nor --until.")
            }
        }

        func run() async throws {
            if askPassphrase || passphraseFile != nil || passphraseFd != nil { try server.requireOwnServer(to: "send a passphrase") }
            let passphrase = try Passphrase.read(
                file: passphraseFile,
                descriptor: passphraseFd,
                ask: askPassphrase,
                prompt: "Passphrase of the CA's key: "
            )
            let administration = try await server.connect(to: ca)
            if republish {
                try await administration.republishRevocationLists()
                if !server.json { Terminal.say("The lists of \(administration.authority) are published as they are.") }
                return
            }
            let time = try until.map { try CertificateCommand.date($0, option: "--until") }
            let kinds: RevocationListKinds = delta ? .delta : base ? .base : .all
            try await administration.publishRevocationLists(kinds, until: time, passphrase: passphrase)
            let lists = try await administration.revocationLists()
            if server.json { return try Terminal.json(lists) }
            for list in lists {
                let of = administration.authority + (list.partition == 0 ? "" : ", partition \(list.partition)")
                if !delta { Terminal.say("Published list \(list.number ?? 0) of \(of), valid until \(list.nextUpdate ?? "").") }
                if !base, let delta = list.delta {
                    Terminal.say(
                        "Published delta list \(delta.number) of \(of), to list \(delta.baseNumber), valid until \(delta.nextUpdate)."
                    )
                }
            }
        }
    }
}

extension ServerOptions {
    /// Connects and picks the CA of that name. Without a name, it does the same as `connect`.
    func connect(to ca: String?) async throws -> RemoteAdministration {
        var options = self
        options.authority = ca ?? authority
        return try await options.connect()
    }

    /// - Throws: unless the server is on this machine and is identified by a key or fingerprint. An anchor that vouches for many servers is
    /// not enough.
    func requireOwnServer(to act: String) throws {
        let target = try target()
        guard ListenAddress(host: target.host, port: 0).isLoopback else {
            throw CommandError("\(target.url) is not on this machine. To \(act), run this command where the server runs.", exitCode: 2)
        }
        guard try trust(for: nil).isPinned else {
            throw CommandError(
                "To \(act), the command must recognize the server by its key: give the data directory with --data DIR, or the root's --fingerprint.",
                exitCode: 2
            )
        }
    }
}
