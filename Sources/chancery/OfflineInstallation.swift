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
    let logger: Logger

    /// - Parameter host: the DNS name in config strings; nil for that of the machine.
    static func open(_ path: String, host: String? = nil, passphrases: SealingPassphraseOptions) async throws -> OfflineInstallation {
        var logger = Logger(label: "chancery")
        logger.logLevel = .warning
        var options: [String: SettingValue] = ["data": .text(path)]
        if let host { options["host"] = .list([host]) }
        let sources = try await SettingSources(options: options, environment: ProcessInfo.processInfo.environment, file: nil)
        var settings = try sources.settings().settings
        let stored = StoredPassphrases(dataDirectory: path)
        settings.rootPassphrase = try Passphrase.read(
            file: passphrases.rootPassphraseFile,
            descriptor: nil,
            ask: passphrases.askPassphrase,
            prompt: "Passphrase of the root's key: ",
            isNew: try !stored.hasKeys(underThatOf: StoredPassphrases.rootFile)
        )
        settings.passphrase = try Passphrase.read(file: passphrases.passphraseFile, descriptor: nil, ask: false)
        let data = try DataDirectory(path: path)
        let (files, _, _) = try Server.openKeys(data, settings)
        let (store, node) = try await StoreOpening(data: data, settings: settings, logger: logger) { _ in }.open()
        let keys: any KeyStore = if let node { SharedKeyDirectory(files: files, directory: data.keysPath, store: node) } else { files }
        return OfflineInstallation(data: data, settings: settings, store: store, ring: KeyRing(keys: keys, store: store), logger: logger)
    }
}
