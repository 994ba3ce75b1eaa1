import ArgumentParser
import CAInterface
import CertCli
import CertificateTemplates
import PKIDirectory
import PKIFormats
import TemplateDocuments
import WireProtocols

extension TemplateCommand {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Store the template objects of a Windows directory from an LDIF file.",
            discussion: """
                ldifde -f templates.ldf -d "CN=Certificate Templates,CN=Public Key Services,CN=Services,CN=Configuration,DC=…"
                chancery template import templates.ldf --dry-run
                chancery template import templates.ldf

                Templates that break a rule against a known attack are stored and cannot be published before they are mended or accepted. A template that the
                server has under the same name is replaced, and keeps its OID; when the file gives rights to accounts of another domain, it keeps its access list too.
                Exit code: 4 a rule forbids it.
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "An LDIF file, or - for standard input.", completion: .file()) var file: String
        @Flag(help: "Leave out what cannot be read or stored, and store the others.") var keepGoing = false
        @Flag(help: "Take the file's access lists, also where they name accounts that nobody here has.") var replaceAccess = false
        @Flag(help: "Only say what would be stored.") var dryRun = false

        private struct Result: Encodable {
            let outcome: TemplateBatchOutcomeBody
            let notes: [String]
            let leftOut: [String]
        }

        func run() async throws {
            let reader = LDIFTemplateReader(try TemplateFiles.octets(file), file: file)
            if !reader.faults.isEmpty, !keepGoing {
                throw TemplateFiles.failure(reader.faults, "Nothing was imported. --keep-going imports the others.")
            }
            guard !reader.documents.isEmpty else { throw TemplateFiles.failure(reader.faults, "Nothing was imported.") }
            let session = try await server.session()
            let administration = session.administration
            let states = try await administration.templateStates()
            var notes = reader.notes
            let domain = (try? await administration.principal(named: session.account.username).sid).flatMap {
                SecurityIdentifier($0)?.domain
            }
            let documents = try await adopted(reader.documents, states, administration, domain, &notes)
            if let domain { notes += foreign(documents, domain) }
            var edits = documents.map { TemplateEdit($0.template) }
            var leftOut = reader.faults.map(\.description)
            let options: TemplateEditOptions = [.storeUnpublished]
            var outcome = try await administration.edit(edits, options: options.union(.dryRun))
            if outcome.refused, keepGoing {
                // Each alone, since only the server knows which of them a CA issues for.
                var possible: [TemplateEdit] = []
                for edit in edits {
                    let alone = try await administration.edit([edit], options: options.union(.dryRun))
                    if alone.refused {
                        leftOut += alone.templates.map { TemplateCommand.text($0, isDryRun: true) }
                    } else {
                        possible.append(edit)
                    }
                }
                edits = possible
                guard !edits.isEmpty else {
                    throw CommandError("No template of \(file) can be stored:\n" + leftOut.joined(separator: "\n"), exitCode: 4)
                }
                outcome = try await administration.edit(edits, options: options.union(.dryRun))
            }
            if !outcome.refused, !dryRun { outcome = try await administration.edit(edits, options: options) }
            try report(Result(outcome: outcome, notes: notes.map(\.description), leftOut: leftOut))
            if outcome.refused { throw TemplateCommand.refused }
        }

        /// The documents with the identifiers of stored templates of the same names, and with their access lists where the file's are for another domain.
        private func adopted(
            _ documents: [TemplateDocument],
            _ states: [TemplateStateBody],
            _ administration: RemoteAdministration,
            _ domain: (UInt32, UInt32, UInt32)?,
            _ notes: inout [DocumentFault]
        ) async throws -> [TemplateDocument] {
            var adopted: [TemplateDocument] = []
            for document in documents {
                let isStored = states.contains { $0.name.lowercased() == document.template.name.lowercased() && !$0.retired }
                let former = isStored ? try await administration.template(named: document.template.name).template() : nil
                let stored = former?.oid
                var document = document
                if let former, let domain, !replaceAccess, !document.foreignTrustees(domain: domain).isEmpty {
                    document.template.access = former.access
                    notes.append(
                        document.fault(
                            "access",
                            "\(document.template.name) keeps the access list that it has here; the file's is for accounts of another domain"
                        )
                    )
                }
                if let stored, let kept = document.keepingIdentifier(stored) {
                    let oid = document.template.oid.dotted
                    notes.append(
                        document.fault(
                            "oid",
                            "\(document.template.name) keeps the identifier \(stored.dotted) that it has here, not \(oid)"
                        )
                    )
                    adopted.append(kept)
                } else {
                    adopted.append(document)
                }
            }
            return adopted
        }

        /// One note for each account, at the first template that names it.
        private func foreign(_ documents: [TemplateDocument], _ domain: (UInt32, UInt32, UInt32)) -> [DocumentFault] {
            var seen: Set<SecurityIdentifier> = []
            return documents.flatMap { document in
                document.foreignTrustees(domain: domain).filter { seen.insert($0).inserted }.map {
                    document.fault("access", "\($0.text) is an account of another domain; its rights are kept, and nobody here has them")
                }
            }
        }

        private func report(_ result: Result) throws {
            if server.json { return try Terminal.json(result) }
            for note in result.notes { Terminal.say(note) }
            for template in result.outcome.templates { Terminal.say(TemplateCommand.text(template, isDryRun: !result.outcome.stored)) }
            for line in result.leftOut { Terminal.complain("Left out: \(line)") }
        }
    }
}
