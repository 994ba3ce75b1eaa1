import ArgumentParser
import Foundation

/// The sources of a password. It is never an argument, because every user of the machine can see arguments.
struct PasswordOptions: ParsableArguments {
    @Option(help: "File with the password.", completion: .file()) var passwordFile: String?
    @Option(help: "Open file descriptor to read the password from.") var passwordFd: Int32?

    /// nil when no source was named.
    func named() throws -> String? {
        guard let bytes = try Passphrase.read(file: passwordFile, descriptor: passwordFd, ask: false) else { return nil }
        return try text(bytes)
    }

    /// Asks on the terminal when no source was named.
    /// - Parameter again: asks a second time and compares. Used when a password is set, not when it is tried.
    func required(_ prompt: String, again: Bool = false) throws -> String {
        if let named = try named() { return named }
        guard isatty(STDIN_FILENO) == 1, let first = try Passphrase.read(file: nil, descriptor: nil, ask: true, prompt: prompt) else {
            throw CommandError("There is no terminal to ask for the password. Give --password-file or --password-fd.", exitCode: 2)
        }
        if again, try Passphrase.read(file: nil, descriptor: nil, ask: true, prompt: "Once more: ") != first {
            throw CommandError("The two passwords differ. Nothing was changed.")
        }
        return try text(first)
    }

    private func text(_ bytes: [UInt8]) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError("The password is not UTF-8 text. Give a password in UTF-8.")
        }
        return text
    }
}
