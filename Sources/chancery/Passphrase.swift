import Foundation

/// Reads passphrases from the places where an operator may keep them, never from an argument.
enum Passphrase {
    /// nil when no source was named.
    static func read(file: String?, descriptor: Int32?, ask: Bool, prompt: String = "Passphrase of the CA keys: ") throws -> [UInt8]? {
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
            guard let text = getpass(prompt) else {
                throw CommandError("There is no terminal to ask for the passphrase. Give a file or a descriptor instead.")
            }
            return try checked(Array(String(cString: text).utf8), from: "the terminal")
        }
        return nil
    }

    private static func checked(_ bytes: [UInt8], from source: String) throws -> [UInt8] {
        var bytes = bytes
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw CommandError("The passphrase from \(source) is empty.") }
        return bytes
    }
}
