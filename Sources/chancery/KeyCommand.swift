import ArgumentParser
import CACore
import Foundation
import PKIDirectory
import Store
import SystemFiles

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "The sealed private keys of a data directory, and new keys on tokens.",
        subcommands: [List.self, Reseal.self, RotateSecrets.self, Create.self, Import.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the keys, and say whether the passphrases that are given, or kept beside them, open them.",
            discussion:
                "The exit code is 1 when a passphrase does not open one of its keys, or when the file of an authority's key is missing."
        )

        @Option(help: "The data directory.", completion: .directory) var data = ServerOptions.defaultData
        @OptionGroup var former: FormerPassphrases
        @Flag(help: "Print JSON.") var json = false

        private struct Row: Encodable {
            let name: String
            /// `root`, or `keys` for those of the issuing CA and of the listener; `none` for a key on a token.
            let passphrase: String
            /// `yes`, `no`, `unknown` without a passphrase, `missing` when an authority's key has no file, or `token` for a key that is on one.
            let opens: String
        }

        func run() async throws {
            // Completes or drops the change of passphrases that a killed command left. While a server runs, nothing is left to do.
            try DirectoryPermission.require(to: data + "/keys", of: data)
            let lock = try? KeyCommand.lock(data)
            defer { withExtendedLifetime(lock) {} }
            let (keys, root) = (try former.keys(in: data), try former.root(in: data))
            let sealed = SealedKeyFiles(dataDirectory: data)
            let authorities = await KeyCommand.authorities(in: data)
            let missing = sealed.missing(of: authorities)
            let present = try sealed.files().map { file in
                let isRoot = StoredPassphrases.isSealed(file, underThatOf: StoredPassphrases.rootFile)
                let opens = try (isRoot ? root : keys).map { try sealed.opens(file, $0) }
                return Row(
                    name: String(file.dropLast(3)),
                    passphrase: isRoot ? "root" : "keys",
                    opens: opens.map { $0 ? "yes" : "no" } ?? "unknown"
                )
            }
            let absent = missing.map {
                Row(name: $0.name, passphrase: $0.authority.role == .root ? "root" : "keys", opens: "missing")
            }
            let outside = authorities.flatMap(\.keys).filter { !$0.reference.isInProcess }.map {
                Row(name: "\($0.reference)", passphrase: "none", opens: "token")
            }
            let rows = (present + absent + outside).sorted { $0.name < $1.name }
            if json {
                try Terminal.json(rows)
            } else {
                var table = TerminalTable(headings: ["KEY", "PASSPHRASE", "OPENS"])
                table.rows = rows.map { [$0.name, $0.passphrase, $0.opens] }
                Terminal.say(table.text)
                let unknown = Set(rows.filter { $0.opens == "unknown" }.map(\.passphrase))
                for (passphrase, option) in [("keys", "--passphrase-file"), ("root", "--root-passphrase-file")]
                where unknown.contains(passphrase) {
                    Terminal.say(
                        "No passphrase of \(passphrase) is kept in \(data)/keys: give it with \(option) FILE to see whether it opens them."
                    )
                }
            }
            for missing in missing {
                Terminal.complain(
                    "chancery: The key of \(missing.authority.name) is missing: \(sealed.path(of: missing.name + ".p8")). Put the file back from a backup."
                )
            }
            if rows.contains(where: { $0.opens == "no" || $0.opens == "missing" }) { throw ExitCode(1) }
        }
    }

    struct Reseal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change the passphrases that seal the keys. The server must be stopped.",
            discussion: """
                chancery key reseal --new-passphrase-file /mnt/secrets/keys --new-root-passphrase-file /media/usb/root
                The former passphrases are read from DIR/keys, or from --passphrase-file and --root-passphrase-file. All keys change or none, even if \
                the command is killed. Until it reports success, keep the former passphrases too; `chancery key list` says which ones open the keys.
                """
        )

        @Option(help: "The data directory.", completion: .directory) var data = ServerOptions.defaultData
        @OptionGroup var former: FormerPassphrases
        @Option(help: "File with the new passphrase of the CA and server keys.", completion: .file()) var newPassphraseFile: String?
        @Option(help: "Open file descriptor to read that passphrase from.") var newPassphraseFd: Int32?
        @Flag(help: "Ask for that passphrase on the terminal.") var askNewPassphrase = false
        @Flag(help: "Make a random one and keep it in DIR/keys/passphrase, beside the keys.") var generatePassphrase = false
        @Option(help: "File with the new passphrase of the root key.", completion: .file()) var newRootPassphraseFile: String?
        @Option(help: "Open file descriptor to read that passphrase from.") var newRootPassphraseFd: Int32?
        @Flag(help: "Ask for that passphrase on the terminal.") var askNewRootPassphrase = false
        @Flag(help: "Make a random one and keep it in DIR/keys/root-passphrase, beside the keys.") var generateRootPassphrase = false

        func validate() throws {
            let keys = [newPassphraseFile != nil, newPassphraseFd != nil, askNewPassphrase, generatePassphrase].count { $0 }
            let root = [newRootPassphraseFile != nil, newRootPassphraseFd != nil, askNewRootPassphrase, generateRootPassphrase].count { $0 }
            guard keys + root > 0 else {
                throw ValidationError(
                    "No new passphrase was named. Give --new-passphrase-file or --new-root-passphrase-file, or both; see --help."
                )
            }
            guard keys < 2, root < 2 else { throw ValidationError("Name only one source for each new passphrase.") }
        }

        func run() async throws {
            let lock = try KeyCommand.lock(data)
            defer { withExtendedLifetime(lock) {} }
            for (file, descriptor) in [(newPassphraseFile, newPassphraseFd), (newRootPassphraseFile, newRootPassphraseFd)] {
                try KeyCommand.requireThatItStays(file: file, descriptor: descriptor, data: data)
            }
            let newKeys = try KeyCommand.new(
                file: newPassphraseFile,
                descriptor: newPassphraseFd,
                ask: askNewPassphrase,
                generate: generatePassphrase,
                of: "the CA and server keys",
                option: "--new-passphrase"
            )
            let newRoot = try KeyCommand.new(
                file: newRootPassphraseFile,
                descriptor: newRootPassphraseFd,
                ask: askNewRootPassphrase,
                generate: generateRootPassphrase,
                of: "the root key",
                option: "--new-root-passphrase"
            )
            var keys: [KeyReseal.Key] = []
            var files: [(name: String, content: [UInt8]?)] = []
            for (new, former, kept, option, isGenerated) in [
                (newKeys, try former.keys(in: data), StoredPassphrases.keysFile, "--passphrase-file", generatePassphrase),
                (newRoot, try former.root(in: data), StoredPassphrases.rootFile, "--root-passphrase-file", generateRootPassphrase),
            ] {
                guard let new else { continue }
                let sealed = try SealedKeyFiles(dataDirectory: data).files().filter { StoredPassphrases.isSealed($0, underThatOf: kept) }
                guard let former else {
                    throw CommandError(
                        "The former passphrase of \(sealed.joined(separator: ", ")) is not in \(data)\(kept). Give \(option)."
                    )
                }
                // A passphrase of 256 random bits needs no stretching; an operator's passphrase does.
                keys += sealed.map { KeyReseal.Key(file: $0, former: former, new: new, iterations: isGenerated ? 2_048 : 600_000) }
                files.append(((kept as NSString).lastPathComponent, isGenerated ? new + [0x0A] : nil))
            }
            do {
                try KeyReseal(directory: data + "/keys").run(keys, files: files)
            } catch {
                // Drops an undecided change at once, and completes a decided one.
                try? KeyReseal(directory: data + "/keys").complete()
                throw error
            }
            try await CommandRecord.append(.keysResealed(names: keys.map(\.name)), in: data, when: Date())
            Terminal.say(
                "Resealed \(keys.map(\.name).joined(separator: ", ")). The former passphrases no longer open these keys. Old backups still need them."
            )
        }
    }

    /// The present passphrases: those that are named, or kept beside the keys.
    struct FormerPassphrases: ParsableArguments {
        @Option(help: "File with the present passphrase of the CA and server keys; DIR/keys/passphrase when absent.", completion: .file())
        var passphraseFile: String?
        @Option(help: "Open file descriptor to read that passphrase from.") var passphraseFd: Int32?
        @Flag(help: "Ask for that passphrase on the terminal.") var askPassphrase = false
        @Option(help: "File with the present passphrase of the root key; DIR/keys/root-passphrase when absent.", completion: .file())
        var rootPassphraseFile: String?
        @Flag(help: "Ask for that passphrase on the terminal.") var askRootPassphrase = false

        /// nil when it is neither named nor kept.
        func keys(in data: String) throws -> [UInt8]? {
            try Passphrase.read(
                file: passphraseFile ?? kept(StoredPassphrases.keysFile, in: data, unless: passphraseFd != nil || askPassphrase),
                descriptor: passphraseFd,
                ask: askPassphrase,
                prompt: "Present passphrase of the CA and server keys: "
            )
        }

        func root(in data: String) throws -> [UInt8]? {
            try Passphrase.read(
                file: rootPassphraseFile ?? kept(StoredPassphrases.rootFile, in: data, unless: askRootPassphrase),
                descriptor: nil,
                ask: askRootPassphrase,
                prompt: "Present passphrase of the root key: ",
                options: "--root-passphrase-file FILE"
            )
        }

        private func kept(_ file: String, in data: String, unless isNamed: Bool) -> String? {
            !isNamed && FileManager.default.fileExists(atPath: data + file) ? data + file : nil
        }
    }

    static func lock(_ data: String) throws -> DataDirectory {
        try DirectoryPermission.require(to: data + "/keys", of: data)
        guard FileManager.default.fileExists(atPath: data + "/keys") else {
            throw CommandError("\(data) is not a data directory: it has no keys. Give the right one with --data.")
        }
        return try DataDirectory(path: data)
    }

    /// The authorities of a database; none where there is no database, or no readable one, which `chancery doctor` reports.
    private static func authorities(in data: String) async -> [StoredAuthority] {
        (try? await StoreInspection.authorities(in: data)) ?? []
    }

    /// The files of kept passphrases that are removed when their passphrase changes. If a new passphrase were only in such a file, it would be lost,
    /// and every key under it too.
    private static func requireThatItStays(file: String?, descriptor: Int32?, data: String) throws {
        let source =
            if let file { SystemCalls.identity(of: file, followsLinks: true) } else { SystemCalls.identity(ofDescriptor: descriptor ?? -1) }
        guard let source else { return }
        for kept in [StoredPassphrases.keysFile, StoredPassphrases.rootFile] {
            // If the path is a link, only the link is removed; its target stays.
            guard SystemCalls.identity(of: data + kept, followsLinks: false) == source else { continue }
            throw CommandError(
                "\(data)\(kept) holds a former passphrase and is removed when that changes, so the new passphrase would be lost. Put the new one into another file. Nothing was changed."
            )
        }
    }

    private static func new(file: String?, descriptor: Int32?, ask: Bool, generate: Bool, of what: String, option: String) throws
        -> [UInt8]?
    {
        if generate { return StoredPassphrases.generated() }
        return try Passphrase.read(
            file: file,
            descriptor: descriptor,
            ask: ask,
            prompt: "New passphrase of \(what): ",
            isNew: true,
            options: "\(option)-file FILE or \(option)-fd NUMBER"
        )
    }
}

extension KeyReseal.Key {
    /// The key's name, without the file name extension.
    fileprivate var name: String { String(file.dropLast(3)) }
}
