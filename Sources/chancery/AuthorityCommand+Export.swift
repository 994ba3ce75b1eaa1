import ArgumentParser
import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import Store
import SystemFiles

extension AuthorityCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a CA's private key and certificates into a file. The server must be stopped.",
            discussion: """
                chancery authority export --ca "Example Issuing CA" --out ca.pfx --export-passphrase-file FILE --data DIR

                The file is a PFX, or with --pem a sealed key and certificates in PEM. Whoever has it and its passphrase is the CA. The record has the act, \
                written before the file.
                """
        )
        @Option(help: "The data directory.", completion: .directory) var data = ServerOptions.defaultData
        @Option(help: "Common name of the CA.") var ca: String
        @Option(help: "The number of the certificate; the newest when absent.") var generation: Int?
        @Option(help: "The file.", completion: .file()) var out: String
        @Flag(help: "Write PEM instead of a PFX.") var pem = false
        @Option(help: "File with the passphrase of the new file; asked for when absent.", completion: .file()) var exportPassphraseFile:
            String?
        @Option(help: "Who exports, for the record; the user of this machine when absent.") var by: String?
        @OptionGroup var passphrases: SealingPassphraseOptions

        func run() async throws {
            try DirectoryPermission.require(to: data + "/keys", of: data)
            guard FileManager.default.fileExists(atPath: data + "/keys") else {
                throw CommandError("\(data) is not a data directory: it has no keys. Give the right one with --data.")
            }
            guard !FileManager.default.fileExists(atPath: out) else {
                throw CommandError("There is a file \(out) already. Give another one with --out.")
            }
            let secret = try Passphrase.read(
                file: exportPassphraseFile,
                descriptor: nil,
                ask: exportPassphraseFile == nil,
                prompt: "Passphrase of the new file: ",
                isNew: true,
                options: "--export-passphrase-file FILE"
            )
            guard let secret else { throw CommandError("A passphrase for the new file is needed.") }
            let place = try await OfflineInstallation.open(data, passphrases: passphrases)
            let authority = try await place.authority(named: ca)
            guard let chosen = authority.generations.last(where: { generation == nil || $0.index == generation }) else {
                throw CommandError(
                    "\(authority.name) has no certificate \(generation.map(String.init) ?? ""). chancery authority generations shows them."
                )
            }
            let key = try authority.key(of: chosen)
            var pkcs8 = try place.privateKey(key, of: authority)
            defer { for index in pkcs8.indices { pkcs8[index] = 0 } }
            let chain = try await place.chain(of: chosen, of: authority)
            let bytes = try pem ? Self.pem(pkcs8, chain, secret) : Self.pfx(pkcs8, chain, secret, name: authority.name)
            let facts = AuditEvent.LifeFacts(
                authority: authority.number.rawValue,
                generation: chosen.index,
                key: key.index,
                reference: key.reference.description,
                publicKeySHA256: Hex.encode(Digest.sha256(key.publicKey)),
                detail: "by \(by ?? NSUserName()) into a file with SHA-256 \(Hex.encode(Digest.sha256(bytes)))"
            )
            // The record first: a key that left without a record would be worse than a record of one that did not.
            try await place.store.commit(
                [.audited(AuditRecord(.authorityLife(.exported, facts), by: .service(.command), when: Date()))],
                expecting: .nothing
            )
            try await place.store.close()
            let url = URL(fileURLWithPath: out)
            try DurableFile.write(bytes, directory: url.deletingLastPathComponent().path, name: url.lastPathComponent, mode: 0o600)
            Terminal.say("The key and \(chain.count) certificates of \(authority.name) are in \(out).")
        }

        private static func pem(_ pkcs8: [UInt8], _ chain: [[UInt8]], _ secret: [UInt8]) throws -> [UInt8] {
            let sealed = try PasswordSealedKey.seal(pkcs8: pkcs8, passphrase: secret, iterations: 600_000)
            let text = PEMDocument(label: "ENCRYPTED PRIVATE KEY", bytes: sealed).text
            return Array((text + chain.map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }.joined()).utf8)
        }

        private static func pfx(_ pkcs8: [UInt8], _ chain: [[UInt8]], _ secret: [UInt8], name: String) throws -> [UInt8] {
            let content = PKCS12(pkcs8: pkcs8, certificate: chain[0], chain: Array(chain.dropFirst()), friendlyName: name)
            return try content.sealed(password: FilePassword(String(decoding: secret, as: UTF8.self)))
        }
    }
}
