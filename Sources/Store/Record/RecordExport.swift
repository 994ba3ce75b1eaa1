package import PKIDirectory
import CACore
import PKICrypto
import PKIFormats
import PortableFoundation
import SystemFiles

/// Writes a log into a directory that everybody can check without the database.
package enum RecordExport {
    private static let page = 500

    /// - Parameters:
    ///   - directory: absent or empty.
    ///   - includes: which rows are written with their content, beside their entries; nil for none.
    /// - Returns: how many entries, and how many rows with their content.
    package static func write(
        _ place: RecordPlace,
        to directory: String,
        includes: (@Sendable (AuditRecord) -> Bool)?
    ) async throws -> (entries: Int, rows: Int) {
        if SystemCalls.exists(directory), try !SystemCalls.names(in: directory).isEmpty {
            throw StoreError("\(directory) is not empty; give a new directory")
        }
        try await DatabaseFile.offPool { try DurableFile.makeDirectories(directory) }
        for path in TilePath.all(of: place.checkpoint.size) {
            try await write(try await place.tile(path), path.description, in: directory)
        }
        var rows = 0
        if let includes {
            var text: [UInt8] = []
            var last = 0
            while last < place.checkpoint.size {
                let records = try await place.records(after: last, limit: page).filter { $0.position <= place.checkpoint.size }
                guard let newest = records.last?.position else { break }
                last = newest
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                for stored in records where includes(stored.record) {
                    text += Array(try encoder.encode(RecordLine(stored))) + [0x0A]
                    rows += 1
                }
            }
            try await write(text, ExportedRecord.recordsName, in: directory)
        }
        try await write(Array((place.key.description + "\n").utf8), ExportedRecord.keyName, in: directory)
        // The checkpoint comes last: what it names is there.
        try await write(Array(place.note.description.utf8), ExportedRecord.checkpointName, in: directory)
        return (place.checkpoint.size, rows)
    }

    private static func write(_ octets: [UInt8], _ name: String, in directory: String) async throws {
        try await DatabaseFile.offPool {
            let path = directory + "/" + name
            if let slash = name.lastIndex(of: "/") { try DurableFile.makeDirectories(directory + "/" + name[..<slash]) }
            _ = try DurableFile.write(octets, to: path, mode: 0o600)
        }
    }
}
