import ArgumentParser
import Foundation
import Store

struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "The store: the SQLite database of a data directory, or the PostgreSQL database that several servers share.",
        subcommands: [Migrate.self, StoreCopyCommand.self, StoreCheckCommand.self, StoreRestoredCommand.self]
    )

    /// Which database: one that is named, or that of a data directory.
    struct Place: ParsableArguments {
        @Option(help: "The postgresql:// URL of the database, without password; that of the data directory when absent.") var store: String?
        @Option(help: "A file holding its password; libpq's own sources, such as ~/.pgpass, when absent.", completion: .file())
        var storePasswordFile: String?
        @Option(help: "The data directory of a server that works on the database.", completion: .directory)
        var data = ServerOptions.defaultData

        /// - Throws: `CommandError` when the data directory names no database.
        func location() throws -> StoreLocation {
            if let store { return StoreLocation(address: store, passwordFile: storePasswordFile) }
            var location = try StoreLocation.required(in: data)
            if let storePasswordFile { location.passwordFile = storePasswordFile }
            return location
        }
    }

    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring the schema of the database up to date, and give the servers' role its rights.",
            discussion: """
                The URL names a role that owns the database, or may create in it. Servers work as another role, which must exist:
                  CREATE ROLE chancery_app LOGIN PASSWORD '…';
                A server may run meanwhile: steps only add. Running the command again changes nothing.
                """
        )

        @OptionGroup var place: Place
        @Option(help: "The role that the servers work as.") var applicationRole = "chancery_app"

        func run() async throws {
            let location = try place.location()
            let steps = try await PostgreSQLSchema.migrate(
                address: location.address,
                password: try location.password(),
                applicationRole: applicationRole
            )
            Terminal.say(
                steps.isEmpty
                    ? "The schema is up to date: step \(PostgreSQLSchema.newestStep)."
                    : "The schema has step \(PostgreSQLSchema.newestStep) now. Taken: \(steps.map(String.init).joined(separator: ", "))."
            )
            Terminal.say("The role \(applicationRole) has the rights of a server.")
        }
    }
}

extension StoreLocation {
    /// The database of a data directory, for a command that has no use for SQLite.
    /// - Throws: `CommandError`.
    static func required(in data: String) throws -> StoreLocation {
        try DirectoryPermission.require(to: data + "/" + name, of: data)
        guard let location = try read(from: data) else {
            throw CommandError(
                "\(data) names no PostgreSQL database: it has no file \(name), which `chancery serve --store URL` makes. Give the right directory with --data."
            )
        }
        return location
    }
}
