import ArgumentParser
import CACore
import Foundation
import Logging
import PKICrypto
import Store

/// The passphrases that seal the keys of a data directory. Without an option, they are in files beside the keys.
struct SealingPassphraseOptions: ParsableArguments {
    @Flag(help: "Ask on the terminal for the passphrase that seals the keys; for a root, for that of the root's key.")
    var askPassphrase = false
    @Option(help: "File with the passphrase of the keys of issuing CAs.", completion: .file()) var passphraseFile: String?
    @Option(help: "File with the passphrase of the root's key.", completion: .file()) var rootPassphraseFile: String?
}

/// A data directory that a command works on without a server. It is locked, so that no server works on it meanwhile.
struct OfflineInstallation {
    let data: DataDirectory
    let settings: Settings
    let store: any RecordStore
    let ring: KeyRing
    /// The bytes of what is published.
    let objects: any ObjectStore
    let logger: Logger

    /// - Parameter host: the DNS name in config strings; nil for that of the machine.
    static func open(_ path: String, host: String? = nil, passphrases: SealingPassphraseOptions, tokens: (any TokenKeySource)? = nil)
        async throws -> OfflineInstallation
    {
        var logger = Logger(label: "chancery")
        logger.logLevel = .warning
        var options: [String: SettingValue] = ["data": .text(path)]
        if let host { options["host"] = .list([host]) }
        let sources = try await SettingSources(options: options, environment: ProcessInfo.processInfo.environment, file: nil)
        var settings = try sources.settings().settings
        let stored = StoredPassphrases(dataDirectory: path)
        let isNew = try !stored.hasKeys(underThatOf: StoredPassphrases.rootFile)
        settings.rootPassphrase = try Passphrase.read(
            file: passphrases.rootPassphraseFile,
            descriptor: nil,
            ask: passphrases.askPassphrase,
            prompt: "Passphrase of the root's key: ",
            isNew: isNew,
            options: "--root-passphrase-file FILE"
        )
        let characters = settings.rootPassphrase.map { String(decoding: $0, as: UTF8.self).count }
        if isNew, let characters, characters < Passphrase.fewestCharacters {
            throw CommandError("The passphrase of a root's key needs \(Passphrase.fewestCharacters) characters. Nothing was changed.")
        }
        settings.passphrase = try Passphrase.read(file: passphrases.passphraseFile, descriptor: nil, ask: false)
        let data = try DataDirectory(path: path)
        let (files, _, _) = try Server.openKeys(data, settings)
        let (store, node) = try await StoreOpening(data: data, settings: settings, logger: logger) { _ in }.open()
        let keys: any KeyStore = if let node { SharedKeyDirectory(files: files, directory: data.keysPath, store: node) } else { files }
        return OfflineInstallation(
            data: data,
            settings: settings,
            store: store,
            ring: KeyRing(keys: keys, store: store, tokens: tokens),
            objects: SharedWork.objects(of: node, files: try ObjectDirectory(directory: data.objectsPath)),
            logger: logger
        )
    }

    /// - Parameter name: the common name, in any case.
    func authority(named name: String) async throws -> StoredAuthority {
        let all = try await store.authorities()
        guard let found = all.first(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw CommandError("There is no CA \(name.quoted) in \(data.path), but \(all.map(\.name.quoted).joined(separator: ", ")).")
        }
        return found
    }

    /// PKCS #8 of a key, not sealed. The caller wipes it.
    func privateKey(_ key: AuthorityKey, of authority: StoredAuthority) throws -> [UInt8] {
        switch key.reference {
        case .pkcs11(let place):
            throw CommandError("The key of \(authority.name.quoted) is on a token, which does not give it out: \(place).")
        case .sealedFile(let name):
            let isRoot = authority.role == .root
            let stored = StoredPassphrases(dataDirectory: data.path)
            let passphrase = try stored.passphrase(
                given: isRoot ? settings.rootPassphrase : settings.passphrase,
                file: isRoot ? StoredPassphrases.rootFile : StoredPassphrases.keysFile
            )
            guard let passphrase else {
                throw CommandError("The passphrase of \(authority.name.quoted) is kept elsewhere. Give --ask-passphrase.")
            }
            guard let sealed = FileManager.default.contents(atPath: SealedKeyFiles(dataDirectory: data.path).path(of: name + ".p8")) else {
                throw CommandError("The key \(name) is missing from \(data.keysPath). Restore it from a backup.")
            }
            do { return try PasswordSealedKey.open([UInt8](sealed), passphrase: passphrase) } catch {
                throw CommandError("The passphrase does not open the key of \(authority.name.quoted). Give the right one.")
            }
        }
    }

    /// DER of a certificate of an authority and of those above it, up to the root.
    func chain(of generation: StoredAuthority.Generation, of authority: StoredAuthority) async throws -> [[UInt8]] {
        let snapshot = try await SnapshotSource(store: store).load()
        let known = snapshot.authority(authority.number)?.generations.first { $0.index == generation.index }
        return known?.chain ?? [generation.certificate]
    }
}
