import ArgumentParser
import CAInterface
import CertCli
import Foundation
import PKIFormats
import WireProtocols

struct CertificateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "Show, revoke and import certificates.",
        subcommands: [
            List.self, Show.self, IsValid.self, Revoke.self, Hold.self, Release.self, KeepListed.self, Import.self, Recover.self,
            ImportKey.self,
        ]
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
                Revoked:    \(row.revocationText(at: Date()))
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

        @Option(help: "The time from which it counts, as 2026-11-30 or 2026-11-30T12:00:00Z. Until one that lies ahead no list shows it.")
        var effective: String?
        @Flag(help: "Change the reason or the date of a certificate that is revoked already.") var again = false

        func run() async throws {
            guard let reason = CRLReason(word: reason) else {
                let words = CRLReason.known.map(\.word).joined(separator: ", ")
                throw CommandError("--reason \(self.reason) is not one of \(words).", exitCode: 2)
            }
            let revocation = Revocation(
                reason: reason,
                effective: try effective.map { try CertificateCommand.date($0, option: "--effective") },
                revokesAuthority: yesRevokeAuthority,
                changesEarlier: again
            )
            try await CertificateCommand.revoke(serial, revocation, server)
        }
    }

    struct Hold: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a certificate on hold; a new CRL is published at once.",
            discussion: "The same as chancery certificate revoke SERIAL --reason certificateHold."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Serial number in hex.") var serial: String
        @Flag(help: "Confirm that the certificate of a certification authority is meant.") var yesRevokeAuthority = false

        func run() async throws {
            try await CertificateCommand.revoke(
                serial,
                Revocation(reason: .certificateHold, revokesAuthority: yesRevokeAuthority),
                server
            )
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Release a certificate from hold; a new CRL is published at once.",
            discussion:
                "The same as chancery certificate revoke SERIAL --reason removeFromCRL. A hold that a restored backup took over from a published list is released too, by a CA administrator."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Serial number in hex.") var serial: String
        @Flag(help: "Confirm that the certificate of a certification authority is meant.") var yesRevokeAuthority = false

        func run() async throws {
            try await CertificateCommand.revoke(
                serial,
                Revocation(reason: .removeFromCRL, revokesAuthority: yesRevokeAuthority),
                server
            )
        }
    }

    struct IsValid: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "is-valid",
            abstract: "Say whether a certificate was issued here and is revoked now.",
            discussion:
                "Prints the number that ICertAdmin::IsValidCertificate gives: 2 revoked (exit code 4), 3 valid, 4 not issued here (exit code 5). Expiry is not looked at."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Serial number in hex.") var serial: String

        func run() async throws {
            let body = try await server.connect().validity(serial: serial)
            let validity = try body.validity()
            if server.json {
                try Terminal.json(body)
            } else {
                switch validity.state {
                case .revoked: Terminal.say("2: revoked since \(body.revokedFrom ?? "") (\(body.revocationReason ?? "unspecified")).")
                case .valid:
                    let ahead =
                        body.revokedFrom.map { " Its revocation begins at \($0) (\(body.revocationReason ?? "unspecified"))." } ?? ""
                    Terminal.say("3: valid." + ahead)
                case .unknown: Terminal.say("4: not issued here.")
                }
            }
            switch validity.state {
            case .valid: return
            case .revoked: throw ExitCode(4)
            case .unknown: throw ExitCode(5)
            }
        }
    }

    struct KeepListed: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "keep-listed",
            abstract: "Keep a revoked certificate on the revocation lists after it has expired."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Serial number in hex.") var serial: String
        @Flag(help: "Let it leave the lists again when it has expired.") var off = false

        func run() async throws {
            try await server.connect().setShownAfterExpiry(!off, serial: serial)
            Terminal.say(off ? "\(serial) leaves the lists when it has expired." : "\(serial) stays on the lists after it has expired.")
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a certificate into the records that has no row there.",
            discussion: "The certificate of this authority becomes issued (20), one of another authority foreign (12)."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "File with one certificate, PEM, base64 or DER.", completion: .file()) var file: String
        @Flag(help: "Keep the certificate of another authority too.") var allowForeign = false
        @Flag(help: "Make it the certificate of the pending request that has its key.") var existingRow = false

        func run() async throws {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw CommandError("\(file) cannot be read. Name a file with one certificate.", exitCode: 2)
            }
            let bytes: [UInt8]
            do {
                bytes =
                    data.first == 0x30
                    ? Array(data) : try EncodedText.bytes(of: String(decoding: data, as: UTF8.self), field: "certificate")
            } catch {
                throw CommandError("\(file) is no certificate: \(error.reason).", exitCode: 2)
            }
            var options: CertificateImportOptions = []
            if allowForeign { options.insert(.allowForeign) }
            if existingRow { options.insert(.existingRow) }
            let id = try await server.connect().importCertificate(bytes, options: options)
            if server.json { return try Terminal.json(ImportedBody(id)) }
            Terminal.say("Imported as request \(id).")
        }
    }

    static func date(_ text: String, option: String) throws -> Date {
        do throws(BodyError) {
            return try WireDate.required(text, field: option)
        } catch {
            throw CommandError(error.reason + ".", exitCode: 2)
        }
    }

    private static func revoke(_ serial: String, _ revocation: Revocation, _ server: ServerOptions) async throws {
        let administration = try await server.connect()
        let row = try await administration.revoke(serial: serial, revocation)
        // An account that may not see the lists is told nothing.
        let lists = (try? await administration.revocationLists()) ?? []
        let due = due(lists, at: administration, server)
        if server.json {
            try Terminal.json(row)
            if let due { Terminal.complain("chancery: \(due)") }
            return
        }
        Terminal.say(
            row.revokedWhen.map { "Revoked \(row.serialNumber) at \($0) (\(row.revocationReason ?? "unspecified"))." }
                ?? "\(row.serialNumber) is no longer on hold."
        )
        if let effective = revocation.effective, effective > Date() {
            Terminal.say("It counts from \(WireDate.text(effective)). A list shows it then.")
        } else if due == nil, lists.contains(where: { $0.delta != nil }) {
            Terminal.say(
                """
                A delta list shows it. Clients that read no deltas see it with the next complete list; to sign that one now:
                  chancery revocation-list publish --ca \(ShellText.word(administration.authority)) --data \(server.dataShown)
                """
            )
        }
        if let due { Terminal.say(due) }
    }

    /// The change is recorded, but relying parties do not see it before a list shows it: says so, and what signs that list.
    private static func due(_ lists: [RevocationListBody], at administration: RemoteAdministration, _ server: ServerOptions) -> String? {
        guard let list = lists.first(where: { $0.uncovered > 0 }) else { return nil }
        let ca = administration.authority
        guard list.keyIsOpen else {
            if let warning = list.warning, warning.contains("is on a token") { return "No revocation list shows this yet. \(warning)" }
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

extension CertificateRowBody {
    /// When the certificate was revoked, or when it will be.
    func revocationText(at now: Date) -> String {
        guard let revokedWhen else { return "no" }
        let reason = revocationReason ?? "unspecified"
        guard let effective = revokedEffectiveWhen, let begin = WireDate.date(effective), begin > now else {
            return "\(revokedWhen) (\(reason))"
        }
        return "not yet: from \(effective) (\(reason)), ordered at \(revokedWhen)"
    }
}
