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
        case .terminal: TerminalPrompt.secret("Password of \(name) (empty to leave it closed): ")
        }
    }

    /// The first line of a file.
    static func file(_ path: String) throws -> DumpPasswords {
        let bytes = try Files.read(path)
        return .given(Array(bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }))
    }

    /// The terminal, if there is one.
    static var interactive: DumpPasswords { TerminalPrompt.isPossible ? .terminal : .none }
}
