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
            let row = try await server.connect().revoke(
                serial: serial,
                reason: reason,
                revokingAuthority: yesRevokeAuthority
            )
            if server.json { return try Terminal.json(row) }
            Terminal.say(
                row.revokedWhen.map { "Revoked \(row.serialNumber) at \($0) (\(row.revocationReason ?? "unspecified"))." }
                    ?? "\(row.serialNumber) is no longer on hold."
            )
        }
    }
}
