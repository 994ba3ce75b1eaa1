import ArgumentParser
import Foundation
import OpenSSLKeys
import PKCS11Keys
import PKICrypto
import PKIDirectory
import PKIFormats
import Store

extension KeyCommand {
    /// Where the new key of a command is, and what it is for.
    struct NewTokenKey: ParsableArguments {
        enum Use: String, CaseIterable, ExpressibleByArgument { case sign, decrypt }

        @Option(help: "The pkcs11: URI of the new key, with token and label (object).") var keyUri: String
        @Option(help: "sign for authorities, decrypt for exchange keys.") var use = Use.sign
        @OptionGroup var token: TokenOptions
        @Option(help: "The data directory whose record notes it, if there is one.", completion: .directory)
        var data = ServerOptions.defaultData
        @Flag(help: "Print JSON.") var json = false

        private struct Made: Encodable {
            let uri: String
            let algorithm: String
            let publicKeySHA256: String
            /// PEM of the SubjectPublicKeyInfo.
            let publicKey: String
        }

        var place: PKCS11URI {
            get throws {
                let place = try TokenOptions.place(keyUri, option: "--key-uri")
                guard place.object != nil else { throw ValidationError("--key-uri gives the key no label; add ;object=LABEL.") }
                return place
            }
        }

        /// Does the work on the token, notes it in the record, and prints the key.
        func run(_ event: (String, String) -> AuditEvent, _ work: (PKCS11Token, PKCS11URI) async throws -> PKCS11Key) async throws {
            let place = try place
            let key: PKCS11Key
            do { key = try await work(try token.keys(place).token(of: place), place) } catch let error as PKCS11Error {
                throw TokenCommand.failed(error)
            }
            let hash = Hex.encode(Digest.sha256(key.publicKey.derEncoded))
            try await CommandRecord.append(event(key.place.description, hash), in: data, when: Date())
            let made = Made(
                uri: key.place.description,
                algorithm: TokenCommand.algorithm(of: key.publicKey),
                publicKeySHA256: hash,
                publicKey: PEMDocument(label: "PUBLIC KEY", bytes: key.publicKey.derEncoded).text
            )
            if json { return try Terminal.json(made) }
            Terminal.say("\(made.algorithm) key \(made.uri)\nSHA-256 of its public half: \(made.publicKeySHA256)")
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key on a token. It never leaves it.",
            discussion: """
                chancery key create --key-uri 'pkcs11:token=chancery;object=issuing-0' --algorithm p256 \
                --token-pin-file /etc/chancery/pin --pkcs11-module /usr/lib/softhsm/libsofthsm2.so
                `chancery serve --issuing-key-uri URI` uses it at the first start, and makes one when there is none.
                """
        )

        /// The kinds of keys that tokens have.
        enum Algorithm: String, CaseIterable, ExpressibleByArgument {
            case p256, p384, p521, rsa2048, rsa3072, rsa4096, ed25519

            var specification: KeySpecification {
                switch self {
                case .p256: .p256
                case .p384: .p384
                case .p521: .p521
                case .rsa2048: .rsa(bits: 2_048)
                case .rsa3072: .rsa(bits: 3_072)
                case .rsa4096: .rsa(bits: 4_096)
                case .ed25519: .ed25519
                }
            }
        }

        @OptionGroup var key: NewTokenKey
        @Option(help: "The kind of key.") var algorithm = Algorithm.p256

        func run() async throws {
            try await key.run({ .tokenKeyMade(place: $0, publicKeySHA256: $1) }) { token, place in
                try await token.makeKey(algorithm.specification, at: place, use: key.use == .sign ? .sign : .decrypt)
            }
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a key that was made elsewhere onto a token, which does not give it out again.",
            discussion: "The file stays as it is: destroy it, and every copy of it, when the token's key works."
        )

        @OptionGroup var key: NewTokenKey
        @Option(help: "PEM file with the private key, which may be encrypted.", completion: .file()) var from: String
        @Option(help: "File with the passphrase of that file.", completion: .file()) var passphraseFile: String?
        @Flag(help: "Ask for that passphrase on the terminal.") var askPassphrase = false

        func run() async throws {
            guard let content = FileManager.default.contents(atPath: from) else { throw CommandError("The file \(from) cannot be read.") }
            let passphrase = try Passphrase.read(
                file: passphraseFile,
                descriptor: nil,
                ask: askPassphrase,
                prompt: "Passphrase of \(from): ",
                options: "--passphrase-file FILE"
            )
            var pkcs8: [UInt8]
            do {
                pkcs8 = try PrivateKey.pkcs8(fromPEM: String(decoding: content, as: UTF8.self), passphrase: passphrase, legacy: Legacy())
            } catch {
                throw CommandError("\(from): \(error).")
            }
            defer { pkcs8.wipe() }
            let secret = pkcs8
            try await key.run({ .tokenKeyImported(place: $0, publicKeySHA256: $1) }) { token, place in
                try await token.importKey(pkcs8: secret, at: place, use: key.use == .sign ? .sign : .decrypt)
            }
        }
    }
}
