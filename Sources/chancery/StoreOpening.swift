import CAInterface
import Foundation
import Logging
import Store

/// Opens the store of a data directory: its own SQLite file, or the PostgreSQL database that `--store` or `DIR/store` names.
struct StoreOpening {
    let data: DataDirectory
    let settings: Settings
    let logger: Logger
    /// Called after every durable transaction with its number of writes.
    let committed: @Sendable (Int) -> Void

    /// - Returns: the store, and the same once more if it is shared among nodes.
    func open() async throws -> (store: any RecordStore, node: PostgreSQLStore?) {
        guard let location = try await location() else {
            return (try await SQLiteStore(path: data.databasePath, logger: logger, committed: committed), nil)
        }
        let password = try location.password()
        if settings.migratesStore {
            let steps = try await PostgreSQLSchema.migrate(address: location.address, password: password, applicationRole: nil)
            if !steps.isEmpty { logger.notice("the schema of the database was brought up to date", metadata: ["steps": "\(steps)"]) }
        }
        if settings.requiresSynchronousStandby, try await !DatabaseDurability.read(location).isSynchronous {
            throw CommandError(
                "require-synchronous-standby is set, and commits of the database wait for no standby. Set synchronous_standby_names and synchronous_commit at the database, or remove the setting."
            )
        }
        let name = location.node ?? Self.machineNode
        let store = try await PostgreSQLStore(
            address: location.address,
            password: password,
            node: name,
            version: ProgramVersion.number,
            installation: location.installation,
            logger: logger,
            committed: committed
        )
        var remembered = location
        remembered.node = name
        remembered.installation = store.installation
        if try StoreLocation.read(from: data.path) != remembered { try remembered.write(to: data.path) }
        return (store, store)
    }

    /// What the settings and the file say together; nil for SQLite.
    private func location() async throws -> StoreLocation? {
        let remembered = try StoreLocation.read(from: data.path)
        guard let address = settings.store ?? remembered?.address else {
            let others = [settings.storePasswordFile, settings.node].contains { $0 != nil }
            guard !others, !settings.migratesStore, !settings.requiresSynchronousStandby else {
                throw CommandError(
                    "node, store-password-file, migrate and require-synchronous-standby are for a PostgreSQL database. Give its address with --store, or remove them.",
                    exitCode: 2
                )
            }
            return nil
        }
        var installation = remembered?.installation
        if remembered == nil {
            try await requireNoOwnDatabase()
            // The keys of this directory belong to the installation whose store was copied away.
            installation = try await StoreInspection.movedInstallation(path: data.databasePath)
        }
        return StoreLocation(
            address: address,
            node: settings.node ?? remembered?.node,
            passwordFile: settings.storePasswordFile.map(Self.absolute) ?? remembered?.passwordFile,
            installation: installation
        )
    }

    /// Two databases must not both issue.
    private func requireNoOwnDatabase() async throws {
        guard FileManager.default.fileExists(atPath: data.databasePath), try await StoreInspection.isInUse(path: data.databasePath) else {
            return
        }
        throw CommandError(
            "\(data.path) has a database of its own, and --store names another. To go on in PostgreSQL, stop the server and copy it: chancery store copy --from \(ShellText.word(data.path)) --to URL. For a new installation, give another directory with --data."
        )
    }

    /// Commands run in other directories than the server.
    private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

    /// The machine's name, as far as a node may be called so.
    private static var machineNode: String {
        let name = String(Settings.machineName.unicodeScalars.filter { Settings.isNodeName(String($0)) }.map(Character.init).prefix(50))
        return name.isEmpty ? "node" : name
    }
}
