import CAInterface
import Foundation
import PKIFormats

/// Writes to the terminal. Errors go to standard error and say what happened, why and what to do.
enum Console {
    /// Ends the process.
    static func end(_ status: Int32) -> Never { exit(status) }

    /// Ends the process with the next system call, for a command whose last step must be its last act. Earlier output of this type has
    /// already been written.
    static func endAtOnce(_ status: Int32) -> Never { _exit(status) }

    /// Control characters are escaped: a CA's answer contains text from somebody's request.
    static func say(_ text: String) { send(ControlText.visible(text, keepsLines: true)) }

    static func complain(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((ControlText.visible(text, keepsLines: true) + "\n").utf8))
    }

    /// Ends the process when standard output accepts no more: whoever reads half of an answer must see that it failed.
    private static func send(_ text: String) {
        do { try write(text) } catch {
            complain(error)
            end(1)
        }
    }

    /// Like `say`, but for use while results must still be saved: the files must be written even when nobody can read the message.
    static func tell(_ text: String) throws(CAError) { try write(ControlText.visible(text, keepsLines: true)) }

    private static func write(_ text: String) throws(CAError) {
        do { try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8)) } catch {
            throw CAError(
                .internal,
                status: .fail,
                "Standard output cannot be written. Check the disk or the program that reads it.",
                cause: error
            )
        }
    }

    static func complain(_ error: CAError) {
        complain("certreq: \(error.message) (\(error.status))")
        if let reason = error.reason { complain(words(reason, after: error.message)) }
    }

    /// - Parameter message: the text already printed. A denial's disposition message ends with the remedy, which is not printed twice.
    static func words(_ reason: DenialReason, after message: String) -> String {
        var lines = ["  rule:  \(reason.rule)"]
        if !reason.field.isEmpty { lines.append("  field: \(reason.field)") }
        if !reason.value.isEmpty { lines.append("  value: \(reason.value)") }
        if !reason.remedy.isEmpty, !message.contains(reason.remedy) { lines.append("  to do: \(reason.remedy)") }
        return lines.joined(separator: "\n")
    }

    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        send(ControlText.visible(json: text))
    }
}
