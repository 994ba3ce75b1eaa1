import CACore
import SystemFiles

/// The newest checkpoint of the record's log, in a file beside the database. A backup of the database alone does not bring it back.
package struct CheckpointFile: KeptCheckpoint {
    /// The name in the data directory.
    package static let name = "record-checkpoint"

    private let directory: String

    /// - Parameter directory: the data directory.
    package init(directory: String) { self.directory = directory }

    package func kept() async throws -> [UInt8]? {
        try await DatabaseFile.offPool { [directory] in try SystemCalls.contents(of: directory + "/" + Self.name, atMost: 1 << 20) }
    }

    package func keep(_ note: [UInt8]) async throws {
        try await DatabaseFile.offPool { [directory] in
            _ = try DurableFile.write(note, directory: directory, name: Self.name, mode: 0o644)
        }
    }
}
