import PKICrypto
import PKIFormats

/// The number of a table's rows and the SHA-256 over all of them, in the order of their key. Two stores with the same digests hold the same.
package struct TableDigest: Sendable, Hashable {
    package let table: String
    package let rows: Int
    /// Lower-case hex.
    package let sha256: String

    /// Counts and hashes rows.
    struct Making {
        private let table: StoreTable
        private var hash = RunningDigest()
        private var rows = 0

        init(_ table: StoreTable) {
            self.table = table
            // What was hashed is told by the hash itself.
            hash.update("\(table.name)(\(table.columns.map(\.name).joined(separator: ",")))\n".utf8)
        }

        mutating func add(_ row: StoreRow) {
            hash.update(row.octets)
            rows += 1
        }

        func finished() -> TableDigest {
            TableDigest(table: table.name, rows: rows, sha256: Hex.encode(hash.finish()))
        }
    }
}
