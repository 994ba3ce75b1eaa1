import ArgumentParser
import CAInterface
import CertCli
import Foundation
import PKIFormats
import WireProtocols

struct CertificateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "Show and revoke issued certificates.",
        subcommands: [List.self, Show.self, Revoke.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List certificates in the order of their request ids.")
        @OptionGroup var server: ServerOptions
        @Option(help: "The most certificates to list.") var limit = 100
        @Option(help: "Only request ids greater than this.") var after: Int?

        func run() async throws {
            let page = try await server.connect().certificates(RecordQuery(limit: limit, after: after.map { RequestID($0) }))
            if server.json { return try Terminal.json(page) }
            var table = TerminalTable(headings: ["ID", "SERIAL", "SUBJECT", "TEMPLATE", "NOT AFTER", "REVOKED"])
            table.rows = page.items.map {
                [String($0.requestId), $0.serialNumber, $0.subject, $0.template ?? "", $0.notAfter, $0.revokedWhen ?? ""]
            }
            Terminal.say(table.text)
            if let next = page.next { Terminal.say("More: --after \(next)") }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one certificate by its serial number.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Serial number in hex.") var serial: String

        func run() async throws {
            let row = try await server.connect().certificate(serial: serial)
            if server.json { return try Terminal.json(row) }
            Terminal.say(
                """
                Request:    \(row.requestId)
                Serial:     \(row.serialNumber)
                Subject:    \(row.subject)
                Requester:  \(row.requesterName)
                Template:   \(row.template ?? "")
                Not before: \(row.notBefore)
                Not after:  \(row.notAfter)
                Revoked:    \(row.revokedWhen.map { "\($0) (\(row.revocationReason ?? "unspecified"))" } ?? "no")
                """
            )
            Terminal.say(row.certificate, terminator: "")
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revoke a certificate; a new CRL is published at once.",
            discussion: "chancery certificate revoke 1f2e… --reason keyCompromise"
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Serial number in hex.") var serial: String
        @Option(
            help: "A reason of RFC 5280, e.g. keyCompromise, superseded, cessationOfOperation, certificateHold, removeFromCRL.",
            completion: .list(CRLReason.known.map(\.word))
        )
        var reason = "unspecified"
        @Flag(
            help:
                "Confirm the revocation of a certification authority's certificate, which ends everything below it. For its CA administrator."
        )
        var yesRevokeAuthority = false

        func run() async throws {
            guard let reason = CRLReason(word: reason) else {
                let words = CRLReason.known.map(\.word).joined(separator: ", ")
                throw CommandError("--reason \(self.reason) is not one of \(words).", exitCode: 2)
            }
            let administration = try await server.connect()
            let row = try await administration.revoke(
                serial: serial,
                reason: reason,
                revokingAuthority: yesRevokeAuthority
            )
            let due = await due(at: administration)
            if server.json {
                try Terminal.json(row)
                if let due { Terminal.complain("chancery: \(due)") }
                return
            }
            Terminal.say(
                row.revokedWhen.map { "Revoked \(row.serialNumber) at \($0) (\(row.revocationReason ?? "unspecified"))." }
                    ?? "\(row.serialNumber) is no longer on hold."
            )
            if let due { Terminal.say(due) }
        }

        /// The change is recorded, but relying parties do not see it before a list shows it: says so, and what signs that list. An account that may not see
        /// the lists is told nothing.
        private func due(at administration: RemoteAdministration) async -> String? {
            guard let lists = try? await administration.revocationLists(), let list = lists.first(where: { $0.uncovered > 0 }) else {
                return nil
            }
            let ca = administration.authority
            guard list.keyIsOpen else {
                return """
                    No revocation list shows this yet: the key of \(ca) is kept away. The list is due. Where the server runs, sign it with:
                      chancery revocation-list publish --ca \(ShellText.word(ca)) --ask-passphrase --data \(server.dataShown)
                    """
            }
            return """
                No revocation list shows this yet, because it could not be published. The server tries again every minute; to see the state:
                  chancery revocation-list show --ca \(ShellText.word(ca)) --data \(server.dataShown)
                """
        }
    }
}
