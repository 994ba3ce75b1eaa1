import ArgumentParser
import CAInterface
import CertCli
import Foundation
import PKIFormats
import WireProtocols

/// A passphrase of a CA's key, from a place where an operator may keep it.
struct KeyPassphraseOptions: ParsableArguments {
    @Flag(help: "Ask for the passphrase of the root's key on the terminal.") var askPassphrase = false
    @Option(help: "File with the passphrase of the root's key.", completion: .file()) var passphraseFile: String?
    @Option(help: "Open file descriptor to read that passphrase from.") var passphraseFd: Int32?

    var isGiven: Bool { askPassphrase || passphraseFile != nil || passphraseFd != nil }

    func validate() throws {
        if [askPassphrase, passphraseFile != nil, passphraseFd != nil].count(where: { $0 }) > 1 {
            throw ValidationError("Give only one of --ask-passphrase, --passphrase-file and --passphrase-fd.")
        }
    }

    func read(isNew: Bool = false) throws -> [UInt8]? {
        try Passphrase.read(
            file: passphraseFile,
            descriptor: passphraseFd,
            ask: askPassphrase,
            prompt: "Passphrase of the root's key: ",
            isNew: isNew
        )
    }
}

extension AuthorityCommand {
    struct Renew: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a CA its next certificate, while it goes on issuing.",
            discussion: """
                chancery authority renew
                chancery authority renew --new-key --key p384
                chancery authority renew --ca "Chancery Root CA" --new-key --ask-passphrase --data DIR

                A CA below another one of this server, and a root, have the certificate at once. For any other CA, take the request to the CA above it,
                and install the answer: chancery authority install-certificate FILE
                """
        )
        @OptionGroup var server: ServerOptions
        @OptionGroup var passphrase: KeyPassphraseOptions
        @Option(help: "Common name of the CA; the same as --authority, which it overrides.") var ca: String?
        @Flag(help: "Make a new key. Otherwise the new certificate has the present one.") var newKey = false
        @Option(help: "Kind of the new key: p256, p384, p521, rsa-4096, rsa-pss-4096, ed25519, ml-dsa-65, ml-dsa-87 or brainpoolP256r1.")
        var key: String?
        @Option(help: "sha256, sha384 or sha512, for signatures with the new key.") var hash: String?
        @Option(help: "How long the certificate is valid, such as 3650d; as long as the present one by default.") var validity: Duration?
        @Option(help: "File for the request, if another CA must sign it.", completion: .file()) var out: String?
        @Flag(help: "Forget a renewal that waits for its certificate.") var discard = false

        func validate() throws {
            if !newKey, key != nil || hash != nil { throw ValidationError("--key and --hash are for a new key: give --new-key too.") }
            if discard, newKey || validity != nil || passphrase.isGiven { throw ValidationError("--discard takes no other option.") }
        }

        func run() async throws {
            if passphrase.isGiven { try server.requireOwnServer(to: "send a passphrase") }
            let secret = try passphrase.read()
            let administration = try await server.connect(to: ca)
            if discard {
                try await administration.discardRenewal()
                if !server.json { Terminal.say("The renewal of \(administration.authority) is forgotten.") }
                return
            }
            let outcome = try await administration.renew(
                RenewalOrder(
                    newKey: newKey,
                    keyAlgorithm: key,
                    hash: hash,
                    validitySeconds: validity?.seconds,
                    passphrase: secret
                )
            )
            try AuthorityCommand.say(outcome, of: administration.authority, out: out, server)
        }
    }

    struct InstallCertificate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "install-certificate",
            abstract: "Install the certificate that another CA issued for a CA's request.",
            discussion: """
                chancery authority install-certificate issuing.pem root.pem --root root.pem

                The files have the certificate and every one above it, in PEM or DER, in any order.
                """
        )
        @OptionGroup var server: ServerOptions
        @Option(help: "Common name of the CA; the same as --authority, which it overrides.") var ca: String?
        @Option(help: "File with the root that must be at the top.", completion: .file()) var root: String?
        @Argument(help: "Files with certificates.", completion: .file()) var files: [String]

        func run() async throws {
            let given = AuthorityCertificates(
                certificates: try files.flatMap(CertificateFiles.read),
                root: try root.map { try CertificateFiles.read($0) }?.first
            )
            let administration = try await server.connect(to: ca)
            let outcome = try await administration.installCertificate(given)
            try AuthorityCommand.say(outcome, of: administration.authority, out: nil, server)
        }
    }

    struct Generations: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the certificates and keys of a CA, and a renewal that waits.")
        @OptionGroup var server: ServerOptions
        @Option(help: "Common name of the CA; the same as --authority, which it overrides.") var ca: String?

        func run() async throws {
            let all = try await server.connect(to: ca).generations()
            if server.json { return try Terminal.json(all) }
            var table = TerminalTable(headings: ["CERTIFICATE", "KEY", "ALGORITHM", "SIGNS WITH", "OPEN", "VALID UNTIL", "SERIAL"])
            table.rows = all.generations.map {
                [
                    "\($0.index)", "\($0.key)", $0.keyAlgorithm, $0.signatureAlgorithm, $0.keyIsOpen ? "yes" : "no", $0.notAfter, $0.serial,
                ]
            }
            Terminal.say(table.text)
            for generation in all.generations {
                if let warning = generation.warning { Terminal.say("Warning: certificate \(generation.index): \(warning)") }
            }
            guard let waiting = all.waiting else { return }
            Terminal.say(
                "A renewal with \(waiting.newKey ? "a new" : "the present") key, begun at \(waiting.began), waits for its certificate."
            )
            if let request = waiting.request { Terminal.say(request) }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a CA to the server.",
            discussion: """
                chancery authority add --name "Example Devices CA" --parent "Chancery Root CA" --key rsa-4096
                chancery authority add --name "Example Partners CA" --subordinate --out partners.req
                chancery authority add --name "Example Lab CA" --self-signed
                """
        )
        @OptionGroup var server: ServerOptions
        @OptionGroup var passphrase: KeyPassphraseOptions
        @OptionGroup var authority: NewAuthorityOptions
        @Option(help: "The CA of this server that certifies it.") var parent: String?
        @Flag(help: "Write a request for a CA elsewhere.") var subordinate = false
        @Flag(help: "Sign its own certificate and issue to accounts.") var selfSigned = false
        @Flag(help: "Sign its own certificate and issue to CAs only, with its key closed in between.") var root = false
        @Option(help: "File for the request.", completion: .file()) var out: String?

        func validate() throws {
            guard [parent != nil, subordinate, selfSigned, root].count(where: { $0 }) == 1 else {
                throw ValidationError("Give one of --parent, --subordinate, --self-signed and --root.")
            }
        }

        func run() async throws {
            if passphrase.isGiven { try server.requireOwnServer(to: "send a passphrase") }
            var order = try authority.order(
                parent: parent.map { .authority($0) } ?? (subordinate ? .elsewhere : .itself),
                issues: !root
            )
            order.passphrase = try passphrase.read()
            let outcome = try await server.connect().addAuthority(order)
            try AuthorityCommand.say(outcome, of: order.name, out: out, server)
        }
    }

    static func say(_ outcome: RenewalOutcome, of name: String, out: String?, _ server: ServerOptions) throws {
        if let out, let request = outcome.request {
            try Data(PEMDocument(label: "CERTIFICATE REQUEST", bytes: request).text.utf8).write(to: URL(fileURLWithPath: out))
        }
        if server.json { return try Terminal.json(RenewalOutcomeBody(outcome)) }
        if let generation = outcome.generation, let bytes = outcome.certificate {
            let certificate = try Certificate(derEncoded: bytes)
            Terminal.say(
                "\(name) issues with its certificate \(generation), serial \(certificate.serialHex), valid until \(certificate.notAfter.formatted(.iso8601))."
            )
        } else if let request = outcome.request {
            if let out {
                Terminal.say("The request of \(name) is in \(out).")
            } else {
                Terminal.say(PEMDocument(label: "CERTIFICATE REQUEST", bytes: request).text)
            }
            Terminal.say(
                "Take it to the CA above, and install the answer with every certificate up to the root: chancery authority install-certificate --ca \"\(name)\" FILE…"
            )
        }
    }
}

/// Certificates in files, PEM or DER.
enum CertificateFiles {
    static func read(_ path: String) throws -> [[UInt8]] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError("The file \(path) cannot be read. Check the path and its permissions.")
        }
        let bytes = [UInt8](data)
        if bytes.first == 0x30 {
            if let message = try? SignedData(derEncoded: bytes) { return message.certificates }
            return [bytes]
        }
        let found = try PEMDocument.parse(String(decoding: bytes, as: UTF8.self)).filter { $0.label == "CERTIFICATE" }.map(\.bytes)
        guard !found.isEmpty else { throw CommandError("The file \(path) has no certificate.") }
        return found
    }
}
