import Foundation
import Logging

/// Writes one line an event to standard error: time, level, message, then `name=value` pairs in the order of their names.
///
/// Metadata is put into words only when a line is written: most requests get a logger of their own and write nothing.
struct LineLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let label: String

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata.merging(event.metadata ?? [:]) { $1 }
        if let error = event.error { all["error"] = "\(error)" }
        let message = event.message.description.replacingOccurrences(of: "\n", with: " ")
        let pairs = all.sorted { $0.key < $1.key }.map { " \($0.key)=\(Self.quoted("\($0.value)"))" }.joined()
        let time = Date().formatted(.iso8601)
        FileHandle.standardError.write(Data("\(time) \(event.level) \(label): \(message)\(pairs)\n".utf8))
    }

    /// A value with blanks, quotes or control characters goes into quotation marks, so that no value can look like another pair or line.
    private static func quoted(_ value: String) -> String {
        guard value.isEmpty || value.unicodeScalars.contains(where: { $0 == " " || $0 == "\"" || $0.value < 0x20 }) else { return value }
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\" + String(scalar)
            case "\n": text += "\\n"
            case _ where scalar.value < 0x20: text += " "
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
