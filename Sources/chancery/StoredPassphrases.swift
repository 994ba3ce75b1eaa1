import SystemFiles
import Foundation
import Store

/// The passphrases that seal the private keys: the operator's, or random ones kept in files beside the keys. Those protect only backups that
/// leave them out.
struct StoredPassphrases {
    let dataDirectory: String

    static let keysFile = "/keys/passphrase"
    static let rootFile = "/keys/root-passphrase"

    /// - Returns: nil when the root key exists but its passphrase is absent. Then the server runs without it and cannot sign as the root.
    func passphrase(given: [UInt8]?, file: String) throws -> [UInt8]? {
        let path = dataDirectory + file
        if let given {
            if FileManager.default.fileExists(atPath: path) {
                let root = try file == Self.keysFile && hasKeys(underThatOf: Self.rootFile)
                throw CommandError(
                    "A passphrase was given, but \(path) holds the passphrase that seals the keys. Remove the option, or move that file away and give its content."
                        + (root ? " The key of a root has its own: --root-passphrase-file." : "")
                )
            }
            return given
        }
        if let data = FileManager.default.contents(atPath: path), !data.isEmpty {
            var bytes = [UInt8](data)
            while bytes.last == 0x0A { bytes.removeLast() }
            return bytes
        }
        if try hasKeys(underThatOf: file) {
            if file == Self.rootFile { return nil }
            throw CommandError(
                "The keys in \(dataDirectory)/keys are sealed, but \(path) is absent. Give the passphrase with --passphrase-file."
            )
        }
        let passphrase = Self.generated()
        try DurableFile.write(
            passphrase + [0x0A],
            directory: dataDirectory + "/keys",
            name: (file as NSString).lastPathComponent,
            mode: 0o600
        )
        return passphrase
    }

    /// True when a key exists that is sealed under the passphrase that belongs in `file`.
    func hasKeys(underThatOf file: String) throws -> Bool {
        guard FileManager.default.fileExists(atPath: dataDirectory + "/keys") else { return false }
        return try SealedKeyFiles(dataDirectory: dataDirectory).files().contains { Self.isSealed($0, underThatOf: file) }
    }

    /// 256 random bits as text.
    static func generated() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return Array((0..<32).map { _ in String(format: "%02x", UInt8.random(in: 0...255, using: &generator)) }.joined().utf8)
    }

    /// True when a key's file is sealed under the passphrase that belongs in `file`.
    static func isSealed(_ name: String, underThatOf file: String) -> Bool { name.hasPrefix("root") == (file == Self.rootFile) }
}
