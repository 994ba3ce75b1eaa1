import CAInterface
import CertCli
import Foundation
import PKIFormats
import Synchronization

/// Writes to the terminal. Errors go to standard error and say what happened, why and what to do.
enum Console {
    /// Whether redirected output is UTF-16 (`-Unicode`).
    @TaskLocal static var writesUnicode = false
    /// Whether files with text are UTF-16 (`-UnicodeText`).
    @TaskLocal static var writesUnicodeFiles = false

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
            if error.cause?.isBrokenPipe == true { end(1) }
            complain(error)
            end(1)
        }
    }

    /// Like `say`, but for use while results must still be saved: the files must be written even when nobody can read the message.
    static func tell(_ text: String) throws(CAError) { try write(ControlText.visible(text, keepsLines: true)) }

    private static func write(_ text: String) throws(CAError) {
        do { try FileHandle.standardOutput.write(contentsOf: Data(octets(text + "\n"))) } catch {
            throw CAError(
                .internal,
                status: .fail,
                "Standard output cannot be written. Check the disk or the program that reads it.",
                cause: error
            )
        }
    }

    /// A terminal shows UTF-8. Redirected UTF-16 begins with its mark, also when the lines are appended to a file.
    private static func octets(_ text: String) -> [UInt8] {
        guard writesUnicode, isatty(STDOUT_FILENO) == 0 else { return Array(text.utf8) }
        defer { outputBegan.withLock { $0 = true } }
        return UnicodeText.octets(text, marked: !outputBegan.withLock { $0 })
    }

    private static let outputBegan = Mutex(false)

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
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        send(ControlText.visible(json: text))
    }
}

/// UTF-16 as Windows writes it: little-endian.
enum UnicodeText {
    static func octets(_ text: String, marked: Bool) -> [UInt8] {
        (marked ? [0xFF, 0xFE] : []) + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
}

extension EncodedBytes {
    /// The content of a file, in UTF-16 when the command line says so and it is text.
    var written: [UInt8] {
        encoding.encoding == .binary || !Console.writesUnicodeFiles ? fileContents : UnicodeText.octets(text, marked: true)
    }
}

extension Error {
    /// Whether the reader of a pipe is gone. Whoever reads no further, such as head, has seen enough.
    fileprivate var isBrokenPipe: Bool {
        let error = self as NSError
        let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        return cause.domain == NSPOSIXErrorDomain && cause.code == Int(EPIPE)
    }
}
