import CertManagement
import PKICrypto
import PKIFormats
import SystemFiles

/// The master keys of cards in files, `card-master-VERSION.p8`, beside the keys of the CAs and sealed like them: `chancery key list`, `chancery key reseal`
/// and backups find them there.
///
/// An existing key is never replaced. Opened keys stay open, because deriving the sealing key may take a quarter of a second.
package actor CardMasterKeyDirectory: CardMasterKeys {
    /// Without the version and the ending.
    static let prefix = "card-master-"

    private let directory: String
    private let passphrase: [UInt8]
    private let iterations: Int
    private var opened: [Int: [UInt8]] = [:]

    /// - Parameters:
    ///   - directory: of the sealed keys; it is there.
    ///   - passphrase: of the CA and server keys.
    ///   - iterations: of PBKDF2, for new files.
    package init(directory: String, passphrase: [UInt8], iterations: Int = 600_000) {
        self.directory = directory
        self.passphrase = passphrase
        self.iterations = iterations
    }

    /// In ascending order.
    package static func versions(in directory: String) throws -> [Int] {
        try SystemCalls.names(in: directory).compactMap { name in
            guard name.hasPrefix(prefix), name.hasSuffix(".p8"), let version = Int(name.dropFirst(prefix.count).dropLast(3)),
                AdminKeyDerivation.versions.contains(version), self.name(of: version) == name
            else { return nil }
            return version
        }.sorted()
    }

    /// The name of a version's file.
    package static func name(of version: Int) -> String { "\(prefix)\(version).p8" }

    package func newestVersion() throws -> Int? { try Self.versions(in: directory).last }

    package func key(version: Int) async throws -> [UInt8]? {
        if let key = opened[version] { return key }
        let path = directory + "/" + Self.name(of: version)
        let key = try await DatabaseFile.offPool { [passphrase] in
            guard let sealed = try SystemCalls.contents(of: path, atMost: 65_536) else { return [UInt8]?.none }
            do {
                var pkcs8 = try PasswordSealedKey.open(sealed, passphrase: passphrase)
                defer { for index in pkcs8.indices { pkcs8[index] = 0 } }
                return try PrivateKeyInfo(derEncoded: pkcs8).privateKey
            } catch {
                throw StoreError("cannot open the key \(path): \(error); restore the file from a backup, with its passphrase")
            }
        }
        guard let key else { return nil }
        guard key.count == AdminKeyDerivation.masterKeyLength else {
            throw StoreError(
                "the key \(path) has \(key.count) octets instead of \(AdminKeyDerivation.masterKeyLength); restore it from a backup"
            )
        }
        opened[version] = key
        return key
    }

    package func make(version: Int) async throws {
        let sealed = try await sealedNewKey()
        try await DatabaseFile.offPool { [directory] in
            _ = try DurableFile.write(sealed, directory: directory, name: Self.name(of: version), mode: 0o600, ifPresent: .keep)
        }
    }

    /// The content of a new key's file.
    func sealedNewKey() async throws -> [UInt8] {
        try await DatabaseFile.offPool { [passphrase, iterations] in
            var key = SecureRandom.bytes(AdminKeyDerivation.masterKeyLength)
            defer { for index in key.indices { key[index] = 0 } }
            // The form of a private key, with the function that the key is for as its algorithm.
            let form = PrivateKeyInfo(algorithm: AlgorithmIdentifier(OID.Algorithms.hmacWithSHA256), privateKey: key)
            return try PasswordSealedKey.seal(pkcs8: form.derEncoded, passphrase: passphrase, iterations: iterations)
        }
    }
}
