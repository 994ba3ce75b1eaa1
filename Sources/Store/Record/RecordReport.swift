/// What a check of the record found.
package struct RecordReport: Sendable, Hashable, Codable {
    /// The name of the log, and the key of its checkpoints.
    package var origin: String
    package var verifierKey: String
    /// Rows of the record, or entries where only these are there.
    package var rows: Int
    /// Those that are in the log.
    package var size: Int
    /// Lower-case hex.
    package var root: String
    /// What was compared, one sentence each.
    package var compared: [String] = []
    /// What is wrong, one sentence each; empty when all is well.
    package var faults: [String] = []

    package init(origin: String, verifierKey: String, rows: Int = 0, size: Int = 0, root: String = "") {
        self.origin = origin
        self.verifierKey = verifierKey
        self.rows = rows
        self.size = size
        self.root = root
    }

    /// More faults are counted, not listed.
    static let mostListed = 100
}
