import Foundation

/// Reads passphrases from the places where an operator may keep them, never from an argument.
enum Passphrase {
    /// Of a new passphrase for the key of a root, as of the password of an account.
    static let fewestCharacters = 10

    /// nil when no source was named.
    /// - Parameters:
    ///   - isNew: asks a second time and compares. Used for a passphrase that will seal something: nobody could open it after a slip of the hand.
    ///   - options: the options to use where there is no terminal to ask on.
    static func read(
        file: String?,
        descriptor: Int32?,
        ask: Bool,
        prompt: String = "Passphrase of the CA keys: ",
        isNew: Bool = false,
        options: String = "--passphrase-file FILE or --passphrase-fd NUMBER"
    ) throws -> [UInt8]? {
        if let file {
            // The file is read to its end, whatever size it reports: a pipe of the shell, `<(…)`, reports none.
            guard let handle = FileHandle(forReadingAtPath: file), let data = try? handle.readToEnd() ?? Data() else {
                throw CommandError("The file \(file) cannot be read. Check the path and its permissions.")
            }
            return try checked([UInt8](data), from: file)
        }
        if let descriptor {
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
            return try checked([UInt8](handle.readDataToEndOfFile()), from: "descriptor \(descriptor)")
        }
        if ask {
            let first = try asked(prompt, options)
            if isNew, try asked("Once more: ", options) != first {
                throw CommandError("The two passphrases differ. Nothing was changed.")
            }
            return first
        }
        return nil
    }

    /// Reads from the terminal. Without one, getpass reads the standard input, which may have the passphrase or nothing.
    private static func asked(_ prompt: String, _ options: String) throws -> [UInt8] {
        let text = getpass(prompt).map { Array(String(cString: $0).utf8) } ?? []
        if text.isEmpty, !hasTerminal {
            throw CommandError("There is no terminal to ask for the passphrase. Give \(options).", exitCode: 2)
        }
        return try checked(text, from: "the terminal")
    }

    private static var hasTerminal: Bool {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { return false }
        close(terminal)
        return true
    }

    private static func checked(_ bytes: [UInt8], from source: String) throws -> [UInt8] {
        var bytes = bytes
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw CommandError("The passphrase from \(source) is empty.") }
        return bytes
    }
}
