import PortableFoundation
import PKICrypto

import SystemFiles

/// Puts the sealed keys of a directory under other passphrases: all that were asked for or none, however the process ends.
///
/// The new files are written beside the old ones, as `.NAME.resealed`, and flushed. A journal that lists them, written in one rename, is the moment of
/// decision: without it the next one to open the directory throws the new files away, with it they take the places of the old ones. No passphrase is needed for
/// either, so a start after a kill completes what was begun and asks for the passphrase that counts from then on.
package struct KeyReseal: Sendable {
    /// One key and its passphrases.
    package struct Key: Sendable {
        package let file: String
        let former: [UInt8]
        let new: [UInt8]
        let iterations: Int

        /// - Parameters:
        ///   - file: its name in the directory.
        ///   - iterations: of PBKDF2 for the new file.
        package init(file: String, former: [UInt8], new: [UInt8], iterations: Int) {
            self.file = file
            self.former = former
            self.new = new
            self.iterations = iterations
        }
    }

    /// What is put in place and what goes, by name: all that is needed to complete a decided change.
    private struct Journal: Codable {
        var placed: [String]
        var removed: [String]
    }

    private static let journal = "reseal.json"
    private static let suffix = ".resealed"

    private let directory: String
    /// Called after each step; a test ends there, as a kill would.
    private let step: @Sendable (_ done: String) throws -> Void

    /// - Parameter directory: of the keys; the caller holds the lock of the data directory.
    package init(directory: String) { self.init(directory: directory) { _ in } }

    init(directory: String, step: @escaping @Sendable (_ done: String) throws -> Void) {
        self.directory = directory
        self.step = step
    }

    /// - Parameters:
    ///   - keys: the keys to seal anew under their new passphrases.
    ///   - files: other files that change with them, such as a kept passphrase; nil removes one.
    /// - Throws: `StoreError`, before anything is changed, when a key does not open under its former passphrase.
    package func run(_ keys: [Key], files: [(name: String, content: [UInt8]?)]) throws {
        // 1. Everything is opened first: a wrong passphrase changes nothing.
        var sealed: [(name: String, content: [UInt8])] = []
        for key in keys { sealed.append((key.file, try resealed(key))) }
        try step("opened")

        // 2. The new files, flushed one by one.
        for (name, content) in sealed + files.compactMap({ file in file.content.map { (file.name, $0) } }) {
            try DurableFile.write(content, directory: directory, name: Self.staged(name), mode: 0o600)
            try step("staged \(name)")
        }

        // 3. The decision.
        let journal = Journal(
            placed: sealed.map(\.name) + files.filter { $0.content != nil }.map(\.name),
            removed: files.filter { $0.content == nil }.map(\.name)
        )
        try DurableFile.write(Array(try JSONEncoder().encode(journal)), directory: directory, name: Self.journal, mode: 0o600)
        try step("decided")

        // 4. The rest can be done by anybody.
        try complete()
    }

    /// Completes a change that was decided, and throws away one that was not. Nothing to do is the usual case.
    package func complete() throws {
        let path = directory + "/" + Self.journal
        if let content = try SystemCalls.contents(of: path, atMost: 1 << 20) {
            guard let journal = try? JSONDecoder().decode(Journal.self, from: Data(content)) else {
                throw StoreError("\(path) cannot be read, so it is not known which passphrase counts; restore the keys from a backup")
            }
            for name in journal.placed {
                // Absent when an earlier attempt came this far.
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
            // The names are on the disk before the journal that could repeat them goes.
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
            // What is going to replace the only copy is tried before it does.
            var again = try PasswordSealedKey.open(new, passphrase: key.new)
            defer { for index in again.indices { again[index] = 0 } }
            guard again == pkcs8 else { throw StoreError("the key \(path) did not come back as it was sealed; nothing was changed") }
            return new
        } catch let error as KeyError {
            throw StoreError("cannot open the key \(path): \(error); give the passphrase it is sealed with. Nothing was changed")
        }
    }
}
