import ArgumentParser
import CertManagement
import Foundation
import PKIDirectory
import Store

struct CardKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card-key",
        abstract: "The master keys from which smart cards get admin keys of their own.",
        discussion: """
            The server makes version 1 when the first card needs it. A card keeps the version it was issued with, so no version is ever removed.
            """,
        subcommands: [List.self, Rotate.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the versions, and say whether the passphrase opens them.",
            discussion: "The exit code is 1 when the passphrase does not open one of them."
        )

        @Option(help: "The data directory.", completion: .directory) var data = ServerOptions.defaultData
        @OptionGroup var passphrase: KeysPassphrase
        @Flag(help: "Print JSON.") var json = false

        private struct Row: Encodable {
            let version: Int
            let file: String
            /// New cards get keys of this version.
            let isCurrent: Bool
            /// `yes`, `no`, or `unknown` without a passphrase.
            let opens: String
        }

        func run() async throws {
            try DirectoryPermission.require(to: data + "/keys", of: data)
            let passphrase = try passphrase.read(in: data)
            let versions = try CardKeyCommand.versions(in: data)
            let sealed = SealedKeyFiles(dataDirectory: data)
            let rows = try versions.map { version in
                let file = CardMasterKeyDirectory.name(of: version)
                let opens = try passphrase.map { try sealed.opens(file, $0) }
                return Row(
                    version: version,
                    file: sealed.path(of: file),
                    isCurrent: version == versions.last,
                    opens: opens.map { $0 ? "yes" : "no" } ?? "unknown"
                )
            }
            if json {
                try Terminal.json(rows)
            } else if rows.isEmpty {
                Terminal.say(
                    "There is no master key yet. The server makes one when the first card needs it, and so does `chancery card-key rotate`."
                )
            } else {
                var table = TerminalTable(headings: ["VERSION", "FOR NEW CARDS", "OPENS", "FILE"])
                table.rows = rows.map { [String($0.version), $0.isCurrent ? "yes" : "no", $0.opens, $0.file] }
                Terminal.say(table.text)
            }
            if rows.contains(where: { $0.opens == "no" }) { throw ExitCode(1) }
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the next version, for cards that get a key of their own from now on. The server must be stopped.",
            discussion: "Cards that have a key keep it, and the server keeps the versions that they need."
        )

        @Option(help: "The data directory.", completion: .directory) var data = ServerOptions.defaultData
        @OptionGroup var passphrase: KeysPassphrase

        func run() async throws {
            try DirectoryPermission.require(to: data + "/keys", of: data)
            guard FileManager.default.fileExists(atPath: data + "/keys") else {
                throw CommandError("\(data) is not a data directory: it has no keys. Give the right one with --data.")
            }
            let lock = try DataDirectory(path: data)
            defer { withExtendedLifetime(lock) {} }
            guard let passphrase = try passphrase.read(in: data) else {
                throw CommandError("The passphrase of the keys is not in \(data)\(StoredPassphrases.keysFile). Give --passphrase-file.")
            }
            let sealed = SealedKeyFiles(dataDirectory: data)
            let others = try sealed.files().filter { StoredPassphrases.isSealed($0, underThatOf: StoredPassphrases.keysFile) }
            // One passphrase opens all of them. A key under another one would be lost with its cards.
            for file in others {
                guard try sealed.opens(file, passphrase) else {
                    throw CommandError(
                        "The passphrase does not open \(sealed.path(of: file)). Give the one that the server uses. Nothing was made."
                    )
                }
            }
            let version = (try CardKeyCommand.versions(in: data).last ?? AdminKeyDerivation.versions.lowerBound - 1) + 1
            guard AdminKeyDerivation.versions.contains(version) else {
                throw CommandError(
                    "There are \(AdminKeyDerivation.versions.upperBound) versions already, and no more fit into a card's key."
                )
            }
            let isKept = FileManager.default.fileExists(atPath: data + StoredPassphrases.keysFile)
            // The record comes first: a version without a key is made again, and a key without a record cannot be.
            try await CommandRecord.append(.cardMasterKeyMade(version: version), in: data, when: Date())
            // A passphrase of 256 random bits needs no stretching; an operator's passphrase does.
            let keys = CardMasterKeyDirectory(directory: data + "/keys", passphrase: passphrase, iterations: isKept ? 2_048 : 600_000)
            try await keys.make(version: version)
            Terminal.say("Made version \(version). Cards that get a key of their own from now on get it from this version. Make a backup.")
        }
    }

    /// The passphrase of the CA and server keys: the one that is named, or kept beside the keys.
    struct KeysPassphrase: ParsableArguments {
        @Option(help: "File with the passphrase of the CA and server keys; DIR/keys/passphrase when absent.", completion: .file())
        var passphraseFile: String?
        @Option(help: "Open file descriptor to read that passphrase from.") var passphraseFd: Int32?
        @Flag(help: "Ask for that passphrase on the terminal.") var askPassphrase = false

        /// nil when it is neither named nor kept.
        func read(in data: String) throws -> [UInt8]? {
            let kept = data + StoredPassphrases.keysFile
            let isNamed = passphraseFile != nil || passphraseFd != nil || askPassphrase
            return try Passphrase.read(
                file: passphraseFile ?? (!isNamed && FileManager.default.fileExists(atPath: kept) ? kept : nil),
                descriptor: passphraseFd,
                ask: askPassphrase,
                prompt: "Passphrase of the CA and server keys: "
            )
        }
    }

    private static func versions(in data: String) throws -> [Int] {
        guard FileManager.default.fileExists(atPath: data + "/keys") else { return [] }
        return try CardMasterKeyDirectory.versions(in: data + "/keys")
    }
}
