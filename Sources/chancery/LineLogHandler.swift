import Foundation
import Logging
import PKIFormats

/// Writes each event as one line to standard error: time, level, message, then `name=value` pairs in the order of their names. It can also write a JSON
/// object instead.
///
/// Metadata is formatted only when a line is written: most requests get their own logger and never write a line. Control characters are escaped, so that text from a
/// request cannot act on a terminal or look like another line.
struct LineLogHandler: LogHandler {
    enum Format: String, Sendable { case line, json }

    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let label: String
    let format: Format
    private let write: @Sendable (String) -> Void

    init(
        logLevel: Logger.Level,
        label: String,
        format: Format = .line,
        write: @escaping @Sendable (String) -> Void = { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) }
    ) {
        self.logLevel = logLevel
        self.label = label
        self.format = format
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata.merging(event.metadata ?? [:]) { $1 }
        if let error = event.error { all["error"] = "\(error)" }
        let time = Date().formatted(.iso8601)
        switch format {
        case .line:
            let pairs = all.sorted { $0.key < $1.key }.map { " \(ControlText.visible($0.key))=\(Self.quoted("\($0.value)"))" }.joined()
            write("\(time) \(event.level) \(label): \(ControlText.visible(event.message.description))\(pairs)\n")
        case .json:
            let line = JSONLine(
                time: time,
                level: event.level.rawValue,
                logger: label,
                message: event.message.description,
                metadata: all.isEmpty ? nil : all.mapValues { "\($0)" }
            )
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            // The object contains only strings, so encoding cannot fail.
            guard let data = try? encoder.encode(line) else { return }
            write(ControlText.visible(json: String(decoding: data, as: UTF8.self)) + "\n")
        }
    }

    private struct JSONLine: Encodable {
        let time: String
        let level: String
        let logger: String
        let message: String
        let metadata: [String: String]?
    }

    /// A value with blanks or quotes is put in quotation marks, so that it cannot look like another pair.
    private static func quoted(_ value: String) -> String {
        let visible = ControlText.visible(value)
        guard visible.isEmpty || visible != value || visible.contains(where: { $0 == "\"" || $0.isWhitespace }) else { return value }
        return "\"" + visible.replacing("\"", with: "\\\"") + "\""
    }
}
