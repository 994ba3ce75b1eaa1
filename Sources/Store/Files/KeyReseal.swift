import PortableFoundation
import PKICrypto

import SystemFiles

/// Changes the passphrases of the sealed keys of a directory: all that were asked for, or none, however the process ends.
///
/// The new files are written beside the old ones, as `.NAME.resealed`, and flushed. Then one rename writes a journal that lists them, and this decides. The
/// next process to open the directory deletes the new files if there is no journal, and puts them in place if there is one. Neither needs a passphrase, so a
/// start after a kill first completes the change and then asks for the valid passphrase.
package struct KeyReseal: Sendable {
    /// One key and its passphrases.
    package struct Key: Sendable {
        package let file: String
        let former: [UInt8]
        let new: [UInt8]
        let iterations: Int

        /// - Parameters:
        ///   - file: its name in the directory.
        ///     - iterations: PBKDF2 iterations for the new file.
        package init(file: String, former: [UInt8], new: [UInt8], iterations: Int) {
            self.file = file
            self.former = former
            self.new = new
            self.iterations = iterations
        }
    }

    /// The names of the files to put in place and to remove: all that is needed to complete a decided change.
    private struct Journal: Codable {
        var placed: [String]
        var removed: [String]
    }

    private static let journal = "reseal.json"
    private static let suffix = ".resealed"

    private let directory: String
    /// Called after each step. A test stops there, as a kill would.
    private let step: @Sendable (_ done: String) throws -> Void

    /// - Parameter directory: the directory of the keys. The caller holds the lock of the data directory.
    package init(directory: String) { self.init(directory: directory) { _ in } }

    init(directory: String, step: @escaping @Sendable (_ done: String) throws -> Void) {
        self.directory = directory
        self.step = step
    }

    /// - Parameters:
    ///     - keys: the keys to seal under their new passphrases.
    ///   - files: other files that change with them, such as a kept passphrase; nil removes one.
    /// - Throws: `StoreError`, before anything is changed, when a key does not open under its former passphrase.
    package func run(_ keys: [Key], files: [(name: String, content: [UInt8]?)]) throws {
        // 1. Open every key first: a wrong passphrase changes nothing.
        var sealed: [(name: String, content: [UInt8])] = []
        for key in keys { sealed.append((key.file, try resealed(key))) }
        try step("opened")

        // 2. Write and flush the new files, one by one.
        for (name, content) in sealed + files.compactMap({ file in file.content.map { (file.name, $0) } }) {
            try DurableFile.write(content, directory: directory, name: Self.staged(name), mode: 0o600)
            try step("staged \(name)")
        }

        // 3. Decide.
        let journal = Journal(
            placed: sealed.map(\.name) + files.filter { $0.content != nil }.map(\.name),
            removed: files.filter { $0.content == nil }.map(\.name)
        )
        try DurableFile.write(Array(try JSONEncoder().encode(journal)), directory: directory, name: Self.journal, mode: 0o600)
        try step("decided")

        // 4. Any process can do the rest.
        try complete()
    }

    /// Completes a decided change, and drops an undecided one. Usually there is nothing to do.
    package func complete() throws {
        let path = directory + "/" + Self.journal
        if let content = try SystemCalls.contents(of: path, atMost: 1 << 20) {
            guard let journal = try? JSONDecoder().decode(Journal.self, from: Data(content)) else {
                throw StoreError("\(path) cannot be read, so nobody knows which passphrase is valid; restore the keys from a backup")
            }
            for name in journal.placed {
                // Absent if an earlier attempt got this far.
                guard rename(directory + "/" + Self.staged(name), directory + "/" + name) == 0 || errno == ENOENT else {
                    throw StoreError("cannot put \(directory)/\(name) in place: \(SystemCalls.message())")
                }
                try step("placed \(name)")
            }
            for name in journal.removed {
                guard unlink(directory + "/" + name) == 0 || errno == ENOENT else {
                    throw StoreError("cannot remove \(directory)/\(name): \(SystemCalls.message())")
                }
                try step("removed \(name)")
            }
            // The names must be on disk before the journal, which could repeat them, is removed.
            try SystemCalls.flush(directory: directory)
            try step("flushed")
            guard unlink(path) == 0 else { throw StoreError("cannot remove \(path): \(SystemCalls.message())") }
            try SystemCalls.flush(directory: directory)
            return
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: directory) where name.hasPrefix(".") && name.hasSuffix(Self.suffix)
        {
            unlink(directory + "/" + name)
        }
    }

    private static func staged(_ name: String) -> String { "." + name + suffix }

    private func resealed(_ key: Key) throws -> [UInt8] {
        let path = directory + "/" + key.file
        guard let sealed = try SystemCalls.contents(of: path, atMost: 65_536) else { throw StoreError("there is no key \(path)") }
        do {
            var pkcs8 = try PasswordSealedKey.open(sealed, passphrase: key.former)
            defer { for index in pkcs8.indices { pkcs8[index] = 0 } }
            let new = try PasswordSealedKey.seal(pkcs8: pkcs8, passphrase: key.new, iterations: key.iterations)
            // The replacement of the only copy is tried before it is used.
            var again = try PasswordSealedKey.open(new, passphrase: key.new)
            defer { for index in again.indices { again[index] = 0 } }
            guard again == pkcs8 else { throw StoreError("the key \(path) could not be read back as it was sealed; nothing was changed") }
            return new
        } catch let error as KeyError {
            throw StoreError("cannot open the key \(path): \(error); give the passphrase it is sealed with. Nothing was changed")
        }
    }
}
