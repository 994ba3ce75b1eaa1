import ArgumentParser
import PKCS11Keys
import PKICrypto
import PKIFormats

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Tokens behind a PKCS #11 module, such as an HSM, and the keys on them.",
        discussion: """
            chancery token list --pkcs11-module /usr/lib/softhsm/libsofthsm2.so
            chancery token keys --token pkcs11:token=chancery --token-pin-file /etc/chancery/pin --pkcs11-module /usr/lib/softhsm/libsofthsm2.so
            """,
        subcommands: [List.self, Keys.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the tokens that are present, with their URIs. No PIN is needed.")

        @Option(name: .customLong("pkcs11-module"), help: "The PKCS #11 library, as an absolute path.", completion: .file())
        var module: String
        @Flag(help: "Print JSON.") var json = false

        private struct Row: Encodable {
            let slot: UInt
            let label: String
            let manufacturer: String
            let model: String
            let serial: String
            /// `ready`, `not initialized`, `locked`, or `one try left` before a wrong PIN locks it.
            let state: String
            let uri: String
        }

        func run() async throws {
            let tokens: [TokenDescription]
            do { tokens = try await PKCS11Module(path: module).tokens() } catch let error as PKCS11Error {
                throw TokenCommand.failed(error)
            }
            let rows = tokens.map { token in
                Row(
                    slot: token.slot,
                    label: token.label,
                    manufacturer: token.manufacturer,
                    model: token.model,
                    serial: token.serial,
                    state: !token.isInitialized
                        ? "not initialized" : token.isLocked ? "locked" : token.hasOneTryLeft ? "one try left" : "ready",
                    uri: token.isInitialized ? token.uri.description : ""
                )
            }
            if json { return try Terminal.json(rows) }
            var table = TerminalTable(headings: ["LABEL", "SERIAL", "STATE", "URI"])
            table.rows = rows.map { [$0.label, $0.serial, $0.state, $0.uri] }
            Terminal.say(rows.isEmpty ? "The module has no token." : table.text)
        }
    }

    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the private keys on a token, with their URIs.")

        @Option(help: "The pkcs11: URI of the token.") var token: String
        @OptionGroup var options: TokenOptions
        @Flag(help: "Print JSON.") var json = false

        private struct Row: Encodable {
            let uri: String
            /// For example `RSA 3072` or `ECDSA_P256`; empty when the token does not show the public half.
            let algorithm: String
            /// Whether the token never gives the key out.
            let staysInside: Bool
            /// SHA-256 of the SubjectPublicKeyInfo, in lower-case hex.
            let publicKeySHA256: String
        }

        func run() async throws {
            let place = try TokenOptions.place(token, option: "--token")
            let keys: [PKCS11Token.KeyDescription]
            do { keys = try await options.keys(place).token(of: place).keys() } catch let error as PKCS11Error {
                throw TokenCommand.failed(error)
            }
            let rows = keys.map { key in
                Row(
                    uri: key.uri.description,
                    algorithm: key.publicKey.map(TokenCommand.algorithm) ?? "",
                    staysInside: key.staysInside,
                    publicKeySHA256: key.publicKey.map { Hex.encode(Digest.sha256($0.derEncoded)) } ?? ""
                )
            }
            if json { return try Terminal.json(rows) }
            var table = TerminalTable(headings: ["ALGORITHM", "STAYS INSIDE", "URI"])
            table.rows = rows.map { [$0.algorithm, $0.staysInside ? "yes" : "no", $0.uri] }
            Terminal.say(rows.isEmpty ? "The token has no private key." : table.text)
        }
    }

    static func algorithm(of key: SubjectPublicKeyInfo) -> String {
        key.kind.isRSA ? "RSA \(key.kind.bits)" : key.kind.algorithmName
    }

    static func failed(_ error: PKCS11Error) -> CommandError {
        CommandError(error.reason.prefix(1).uppercased() + error.reason.dropFirst() + ".")
    }
}
