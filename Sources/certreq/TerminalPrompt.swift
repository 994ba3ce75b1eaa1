import CertCli
import Foundation
import PKIFormats

/// Questions at the terminal whose answers are not shown.
enum TerminalPrompt {
    /// Whether somebody is there to answer.
    static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Reads a line without showing it.
    /// - Returns: nil for an empty one.
    static func secret(_ prompt: String) -> [UInt8]? {
        var settings = termios()
        let hasSettings = tcgetattr(STDIN_FILENO, &settings) == 0
        if hasSettings {
            var silent = settings
            silent.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        }
        // Only now: text typed after the question is neither shown nor lost.
        show(prompt)
        let line = line()
        if hasSettings { tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) }
        show("\n")
        return line
    }

    /// Writes to standard error, so that standard output stays the result. Control characters are escaped: a reader's name may have some.
    static func show(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(ControlText.visible(text, keepsLines: true).utf8))
    }

    /// Reads a line of standard input, octet by octet, so that what follows it stays there.
    /// - Returns: nil for an empty one.
    static func line() -> [UInt8]? {
        var line: [UInt8] = []
        line.reserveCapacity(256)
        var octet: UInt8 = 0
        while read(STDIN_FILENO, &octet, 1) == 1, octet != UInt8(ascii: "\n") { if octet != UInt8(ascii: "\r") { line.append(octet) } }
        return line.isEmpty ? nil : line
    }
}
