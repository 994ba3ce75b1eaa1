/// A place in a file that cannot be read or means nothing.
package struct DocumentFault: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// Counted from 1.
    package let line: Int
    /// The key or attribute; empty where none is meant.
    package let key: String
    /// A sentence that says what is wrong and what to do.
    package let reason: String

    package init(file: String, line: Int, key: String, reason: String) {
        self.file = file
        self.line = line
        self.key = key
        self.reason = reason
    }

    /// For example `web.yaml:12: keyUsag: there is no such key; did you mean keyUsage?`.
    package var description: String { "\(file):\(line): \(key.isEmpty ? "" : key + ": ")\(reason)" }
}

/// A file of which nothing is used, with every fault found, in the order of the lines.
package struct TemplateDocumentError: Error, CustomStringConvertible {
    /// At least one.
    package let faults: [DocumentFault]

    package init(_ faults: [DocumentFault]) { self.faults = faults }

    package var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// A value that a key cannot have; the reader adds the place.
struct DocumentValueError: Error {
    /// Nil means the line of the key.
    var line: Int?
    let reason: String

    init(_ reason: String, line: Int? = nil) {
        self.reason = reason
        self.line = line
    }
}
