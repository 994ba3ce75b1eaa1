import ArgumentParser
import CAInterface
import CACore
import CertCli
import Foundation
import PKIFormats
import WireProtocols

extension AuthorityCommand {
    struct RecoveryAgent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "recovery-agent",
            abstract: "The key recovery agents, who alone open archived keys.",
            subcommands: [List.self, Add.self, Remove.self]
        )

        /// One agent as `list` shows it.
        struct Row: Encodable {
            let index: Int
            let subject: String
            let issuer: String
            let serialNumber: String
            let notAfter: String
            let sha1: String
            let state: String
        }

        struct List: AsyncParsableCommand {
            static let configuration = CommandConfiguration(abstract: "List the key recovery agents with the state of their certificates.")
            @OptionGroup var server: ServerOptions

            func run() async throws {
                let administration = try await server.connect()
                try await RecoveryAgent.show(administration, server)
            }
        }

        struct Add: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Name key recovery agents. From now on keys are sealed to them too.",
                discussion:
                    "A certificate has the purpose 1.3.6.1.4.1.311.21.6, which the template KeyRecoveryAgent gives. Keep its private key away from the server."
            )
            @OptionGroup var server: ServerOptions
            @Argument(help: "PEM file with one certificate or several.", completion: .file()) var file: String

            func run() async throws {
                let added = try EndorsementFiles.issuers(file)
                let administration = try await server.connect()
                let present = try await administration.settings().recoveryAgents
                _ = try await administration.change(AuthoritySettingsUpdate(recoveryAgents: present + added))
                try await RecoveryAgent.show(administration, server)
            }
        }

        struct Remove: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Seal no more keys to an agent. Those that are sealed to it stay so.",
                discussion: "chancery authority recovery-agent remove 0"
            )
            @OptionGroup var server: ServerOptions
            @Argument(help: "The index or the serial number that list shows.") var agent: String

            func run() async throws {
                let administration = try await server.connect()
                var present = try await administration.settings().recoveryAgents
                let found = present.indices.first { place in
                    agent == "\(place)" || (try? RecoveryAgent.certificate(present[place]))?.serialHex == agent.lowercased()
                }
                guard let found else {
                    throw CommandError("No key recovery agent is \(agent). See chancery authority recovery-agent list.")
                }
                present.remove(at: found)
                _ = try await administration.change(AuthoritySettingsUpdate(recoveryAgents: present))
                try await RecoveryAgent.show(administration, server)
            }
        }

        private static func certificate(_ text: String) throws -> Certificate { try Certificate(derEncoded: try Base64.decode(text)) }

        private static func show(_ administration: RemoteAdministration, _ server: ServerOptions) async throws {
            var rows: [Row] = []
            for (place, text) in try await administration.settings().recoveryAgents.enumerated() {
                let certificate = try certificate(text)
                var state = "unknown"
                if case .long(let number) = try await administration.property(.kraCertState, index: place) {
                    state = RecoveryAgentState(rawValue: number)?.word ?? "\(number)"
                }
                rows.append(
                    Row(
                        index: place,
                        subject: certificate.subject.rfc4514,
                        issuer: certificate.issuer.rfc4514,
                        serialNumber: certificate.serialHex,
                        notAfter: WireDate.text(certificate.notAfter),
                        sha1: RecoveryAgents.hash(of: certificate),
                        state: state
                    )
                )
            }
            if server.json { return try Terminal.json(rows) }
            var table = TerminalTable(headings: ["INDEX", "SUBJECT", "SERIAL", "NOT AFTER", "STATE"])
            table.rows = rows.map { ["\($0.index)", $0.subject, $0.serialNumber, $0.notAfter, $0.state] }
            Terminal.say(table.text)
        }
    }
}

extension RecoveryAgentState {
    fileprivate var word: String { String(describing: self) }
}
