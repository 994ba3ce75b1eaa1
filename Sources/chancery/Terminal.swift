import Foundation
import PKIFormats

extension Error {
    /// Whether the reader of a pipe is gone.
    var isBrokenPipe: Bool {
        let error = self as NSError
        let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        return cause.domain == NSPOSIXErrorDomain && cause.code == Int(EPIPE)
    }
}

/// Writes to the terminal. Control characters are escaped: much of the server's text came from requests of strangers.
enum Terminal {
    static func say(_ text: String, terminator: String = "\n") { send(ControlText.visible(text, keepsLines: true) + terminator) }

    /// Lines for other programs, such as CSV: as they are, and with control characters escaped only where a person looks at them.
    static func pass(_ text: String) {
        if isatty(STDOUT_FILENO) == 1 { say(text.replacing("\r\n", with: "\n"), terminator: "") } else { send(text) }
    }

    /// For a text that a server prints once: it continues even if nobody reads it.
    static func announce(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((ControlText.visible(text, keepsLines: true) + "\n").utf8))
    }

    static func complain(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((ControlText.visible(text, keepsLines: true) + "\n").utf8))
    }

    /// A value as JSON with sorted keys.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        send(ControlText.visible(json: String(decoding: try encoder.encode(value), as: UTF8.self)) + "\n")
    }

    /// Ends the process when standard output accepts no more: whoever reads half of an answer must see that it failed.
    private static func send(_ text: String) {
        do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch {
            // Whoever reads no further, such as head, has seen enough.
            if error.isBrokenPipe { exit(1) }
            complain("chancery: Standard output cannot be written. Check the disk or the program that reads it.")
            exit(1)
        }
    }
}
