import ArgumentParser
import CACore
import CAInterface
import CertCli
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats
import SystemFiles
import WireProtocols

extension CertificateCommand {
    struct Recover: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recover the archived key of a certificate, in separate acts of several persons.",
            discussion: """
                An officer proposes, others approve, an officer takes the sealed key, and a key recovery agent opens it:
                  chancery certificate recover 1f2e… --propose "card lost, ticket 4711"
                  chancery certificate recover 1f2e… --approve
                  chancery certificate recover 1f2e… --out key.p7
                  chancery certificate recover --open key.p7 --agent-key agent.pem --out ana.pfx
                Without an act, it shows the state of the recovery. The last line needs no server: run it where the agent's key is.
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Serial number in hex.") var serial: String?
        @Option(help: "Propose a recovery, and say why.") var propose: String?
        @Flag(help: "Agree to the open recovery.") var approve = false
        @Flag(help: "End the open recovery.") var withdraw = false
        @Option(help: "The reason of an approval or withdrawal.") var reason: String?
        @Option(help: "The file for the sealed key or, with --open, for the PFX. It must not exist.", completion: .file()) var out: String?
        @Option(help: "A sealed key that was taken with --out; opens it without a server.", completion: .file()) var open: String?
        @Option(help: "The key recovery agent's key: PEM or PFX.", completion: .file()) var agentKey: String?
        @Option(help: "File with the password of the agent's key.", completion: .file()) var agentPasswordFile: String?
        @Option(help: "File with the password of the new PFX; asked for otherwise.", completion: .file()) var pfxPasswordFile: String?

        func validate() throws {
            if open != nil {
                guard serial == nil, propose == nil, !approve, !withdraw, agentKey != nil, out != nil else {
                    throw ValidationError("With --open, give --agent-key and --out, and no serial number.")
                }
                return
            }
            guard serial != nil else { throw ValidationError("Name the certificate by its serial number.") }
            guard [propose != nil, approve, withdraw, out != nil].count(where: { $0 }) <= 1 else {
                throw ValidationError("Give one of --propose, --approve, --withdraw and --out: each is an act of its own.")
            }
        }

        func run() async throws {
            if let open { return try await openMessage(open) }
            let administration = try await server.connect()
            let request = RequestID(try await administration.certificate(serial: serial ?? "").requestId)
            if let out {
                try Self.requireAbsent(out)
                let message = try await administration.archivedKey(of: request)
                try Self.write(message, to: out)
                Terminal.say(
                    "The sealed key is in \(out). A key recovery agent opens it: chancery certificate recover --open \(ShellText.word(out)) …"
                )
                return
            }
            let step: KeyRecoveryStep? = propose != nil ? .propose : approve ? .approve : withdraw ? .withdraw : nil
            let body =
                if let step {
                    try await administration.take(step, onRecoveryOf: request, reason: propose ?? reason ?? "")
                } else {
                    try await administration.keyRecovery(of: request)
                }
            if server.json { return try Terminal.json(body) }
            Terminal.say(
                "Recovery \(body.recovery) of request \(body.requestId): \(body.state), \(body.agreed) of \(body.needed) officers agree."
            )
            Terminal.say("Key recovery agents (SHA-1): \(body.agents.joined(separator: ", "))")
            var table = TerminalTable(headings: ["ACT", "OFFICER", "WHEN", "REASON"])
            table.rows = body.acts.map { [$0.kind, $0.officer, $0.when, $0.reason ?? ""] }
            if !table.rows.isEmpty { Terminal.say(table.text) }
        }

        // MARK: The agent's part

        private func openMessage(_ path: String) async throws {
            guard let out, let agentKey else { return }
            try Self.requireAbsent(out)
            let message = try Self.contents(path)
            let agent = try agent(agentKey)
            var key: RecoveredKey
            do {
                key = try await RecoveredKey.open(message, with: agent, verifier: OpenSSLVerifier())
            } catch let error as KeyError {
                throw CommandError("\(path) was not opened: \(error).")
            }
            defer { key.wipe() }
            let pfx = try key.pkcs12().sealed(password: FilePassword(octets: try pfxPassword()))
            try Self.write(pfx, to: out)
            Terminal.say(
                """
                The key of \(key.certificate.subject.rfc4514) (\(key.certificate.serialHex)), archived by \(key.authority.rfc4514), is in \(out).
                Hand it over, and delete it.
                """
            )
        }

        private func agent(_ path: String) throws -> PrivateKey {
            let bytes = try Self.contents(path)
            var password = try agentPasswordFile.map { try Passphrase.read(file: $0, descriptor: nil, ask: false) ?? [] }
            defer { password?.wipe() }
            do {
                guard bytes.first == 0x30 else {
                    let text = String(decoding: bytes, as: UTF8.self)
                    if password == nil, text.contains("ENCRYPTED") { password = try Self.ask() }
                    return try PrivateKey(pem: text, passphrase: password, legacy: Legacy())
                }
                if let key = try? PrivateKey(pkcs8: bytes) { return key }
                if password == nil { password = try Self.ask() }
                let pfx = try PKCS12(pfx: bytes, password: FilePassword(octets: password ?? []), legacy: Legacy())
                guard pfx.keys.count == 1 else { throw CommandError("\(path) holds \(pfx.keys.count) private keys. Give a file with one.") }
                return try PrivateKey(pkcs8: pfx.keys[0].pkcs8)
            } catch let error as KeyError {
                throw CommandError("The agent's key in \(path) cannot be read: \(error).", exitCode: 2)
            }
        }

        private func pfxPassword() throws -> [UInt8] {
            let prompt = "Password of the PFX: "
            guard
                let first = try Passphrase.read(
                    file: pfxPasswordFile,
                    descriptor: nil,
                    ask: true,
                    prompt: prompt,
                    options: "--pfx-password-file FILE"
                )
            else { throw CommandError("The PFX needs a password. Give --pfx-password-file.", exitCode: 2) }
            if pfxPasswordFile == nil, try Passphrase.read(file: nil, descriptor: nil, ask: true, prompt: "Once more: ") != first {
                throw CommandError("The two passwords differ. Nothing was written.")
            }
            return first
        }

        private static func ask() throws -> [UInt8] {
            try Passphrase.read(file: nil, descriptor: nil, ask: true, prompt: "Password of the agent's key: ") ?? []
        }

        // MARK: Files

        static func contents(_ path: String) throws -> [UInt8] {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CommandError("\(path) cannot be read. Name a file.", exitCode: 2)
            }
            return Array(data)
        }

        private static func requireAbsent(_ path: String) throws {
            guard !FileManager.default.fileExists(atPath: path) else {
                throw CommandError("\(path) exists. Name a file that does not; nothing was done.", exitCode: 2)
            }
            // A key that is taken ends the recovery, so that what cannot be written is found out before.
            try DurableFile.probe(path)
        }

        private static func write(_ bytes: [UInt8], to path: String) throws {
            guard try DurableFile.write(bytes, to: path, mode: 0o600, ifPresent: .keep) else {
                throw CommandError("\(path) exists now. Nothing was written.")
            }
        }
    }

    struct ImportKey: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import-key",
            abstract: "Archive the key of a certificate that came without it.",
            discussion:
                "The file is EnvelopedData for the exchange certificate of the CA (CAXCHGCERT) around a key blob of CryptoAPI or CNG."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Serial number in hex.") var serial: String
        @Argument(help: "The encrypted key, DER or PEM.", completion: .file()) var file: String
        @Flag(help: "Replace a key that is archived already.") var replace = false

        func run() async throws {
            let bytes = try Recover.contents(file)
            let administration = try await server.connect()
            let request = RequestID(try await administration.certificate(serial: serial).requestId)
            let key: [UInt8]
            do {
                key = bytes.first == 0x30 ? bytes : try EncodedText.bytes(of: String(decoding: bytes, as: UTF8.self), field: "key")
            } catch {
                throw CommandError("\(file) is no encrypted key: \(error.reason).", exitCode: 2)
            }
            try await administration.importKey(key, of: request, replaces: replace)
            Terminal.say("The key of \(serial) is archived.")
        }
    }
}
