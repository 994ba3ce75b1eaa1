import CAInterface
import Foundation
import PKIFormats

/// What goes to the terminal. Errors say what, why and what to do, on standard error.
enum Console {
    /// Ends the process.
    static func end(_ status: Int32) -> Never { exit(status) }

    /// Ends the process with its next system call, for a command whose last act must be the last. What was said by this type is out already.
    static func endAtOnce(_ status: Int32) -> Never { _exit(status) }

    static func say(_ text: String) { write(text, FileHandle.standardOutput) }

    static func complain(_ text: String) { write(text, FileHandle.standardError) }

    /// Control characters are shown and never sent: much of what a CA answers was somebody's request.
    private static func write(_ text: String, _ handle: FileHandle) {
        handle.write(Data((ControlText.visible(text, keepsLines: true) + "\n").utf8))
    }

    static func complain(_ error: CAError) {
        complain("certreq: \(error.message) (\(error.status))")
        if let reason = error.reason { complain(words(reason)) }
    }

    static func words(_ reason: DenialReason) -> String {
        var lines = ["  rule:  \(reason.rule)"]
        if !reason.field.isEmpty { lines.append("  field: \(reason.field)") }
        if !reason.value.isEmpty { lines.append("  value: \(reason.value)") }
        if !reason.remedy.isEmpty { lines.append("  to do: \(reason.remedy)") }
        return lines.joined(separator: "\n")
    }

    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        FileHandle.standardOutput.write(Data((ControlText.visible(json: text) + "\n").utf8))
    }
}
