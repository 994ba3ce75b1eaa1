import Foundation
import PKICrypto

/// Passwords for encrypted keys and containers: from a file, otherwise from the terminal, otherwise none.
enum DumpPasswords: Sendable {
    case none
    case given([UInt8])
    case terminal

    /// The password to try for the thing that `name` describes; `nil` when there is none.
    func password(for name: String) -> [UInt8]? {
        switch self {
        case .none: nil
        case .given(let octets): octets
        case .terminal: Self.ask("Password of \(name) (empty to leave it closed): ")
        }
    }

    /// The first line of a file.
    static func file(_ path: String) throws -> DumpPasswords {
        let bytes = try Files.read(path)
        return .given(Array(bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }))
    }

    /// The terminal, if there is one.
    static var interactive: DumpPasswords { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 ? .terminal : .none }

    /// Reads a line from the terminal without showing it.
    private static func ask(_ prompt: String) -> [UInt8]? {
        var settings = termios()
        let hasSettings = tcgetattr(STDIN_FILENO, &settings) == 0
        if hasSettings {
            var silent = settings
            silent.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        }
        // Only now: text typed after the question is neither shown nor lost.
        FileHandle.standardError.write(Data(prompt.utf8))
        let line = readLine()
        if hasSettings { tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) }
        FileHandle.standardError.write(Data("\n".utf8))
        guard let line, !line.isEmpty else { return nil }
        return Array(line.utf8)
    }
}
