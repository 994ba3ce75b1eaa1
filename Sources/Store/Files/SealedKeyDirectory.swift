package import CACore
package import PKICrypto
package import PKIFormats

import SystemFiles

/// Private keys in files, `<name>.p8`, each sealed under the passphrase of its purpose (PKCS #8, PBES2), mode 0600 in a directory of mode 0700.
///
/// An existing key is never replaced, neither by a second first start nor by a wrong name.
package struct SealedKeyDirectory: KeyStore {
    private let directory: String
    private let passphrases: [StoredKeyPurpose: [UInt8]]
    private let loading: @Sendable ([UInt8]) throws -> PrivateKey
    private let making: (@Sendable (NamedCurve) throws -> (pkcs8: [UInt8], publicKey: SubjectPublicKeyInfo))?
    private let iterations: Int

    /// - Parameters:
    ///   - directory: made when absent; its parent must exist.
    ///     - loading: makes a key from PKCS #8 DER, in software or in a library that the program chooses.
    ///     - iterations: PBKDF2 iterations for new files.
    ///     - making: makes keys on curves that `PKICrypto` does not compute, which `loading` then reads.
    package init(
        directory: String,
        passphrases: [StoredKeyPurpose: [UInt8]],
        iterations: Int = 600_000,
        making: (@Sendable (NamedCurve) throws -> (pkcs8: [UInt8], publicKey: SubjectPublicKeyInfo))? = nil,
        loading: @escaping @Sendable ([UInt8]) throws -> PrivateKey
    ) throws {
        try SystemCalls.makeDirectory(directory)
        guard chmod(directory, 0o700) == 0 else {
            throw StoreError("cannot close the key directory \(directory) to others: \(SystemCalls.message())")
        }
        try DurableFile.sweep(directory)
        self.directory = directory
        self.passphrases = passphrases
        self.iterations = iterations
        self.loading = loading
        self.making = making
    }

    package func makeKey(on curve: NamedCurve) throws -> (pkcs8: [UInt8], publicKey: SubjectPublicKeyInfo) {
        guard let making else { throw KeyError(.unsupported, "keys on \(curve.displayName) are not made here") }
        return try making(curve)
    }

    package func save(pkcs8: [UInt8], named name: String, purpose: StoredKeyPurpose) async throws {
        let file = try fileName(name)
        let sealed = try await sealed(pkcs8, named: name, purpose: purpose)
        try await DatabaseFile.offPool { [directory] in
            guard try DurableFile.write(sealed, directory: directory, name: file, mode: 0o600, ifPresent: .keep) else {
                throw StoreError(
                    "\(directory) already has a key named \(name), and keys are never replaced: choose another name, or use that key"
                )
            }
        }
    }

    package func save(pkcs8: [UInt8], named name: String, passphrase: [UInt8]) async throws {
        let file = try fileName(name)
        try await DatabaseFile.offPool { [directory, iterations] in
            let sealed = try PasswordSealedKey.seal(pkcs8: pkcs8, passphrase: passphrase, iterations: iterations)
            guard try DurableFile.write(sealed, directory: directory, name: file, mode: 0o600, ifPresent: .keep) else {
                throw StoreError(
                    "\(directory) already has a key named \(name), and keys are never replaced: choose another name, or use that key"
                )
            }
        }
    }

    /// The content of the key's file.
    func sealed(_ pkcs8: [UInt8], named name: String, purpose: StoredKeyPurpose) async throws -> [UInt8] {
        let passphrase = try passphrase(for: purpose, name)
        // Deriving the key takes a quarter of a second, so it runs outside the cooperative pool, as flushing does.
        return try await DatabaseFile.offPool { [iterations] in
            try PasswordSealedKey.seal(pkcs8: pkcs8, passphrase: passphrase, iterations: iterations)
        }
    }

    package func canOpen(_ purpose: StoredKeyPurpose) -> Bool { passphrases[purpose] != nil }

    package func isKept(_ name: String) async throws -> Bool {
        let path = directory + "/" + (try fileName(name))
        return try await DatabaseFile.offPool { SystemCalls.exists(path) }
    }

    package func key(named name: String, purpose: StoredKeyPurpose) async throws -> PrivateKey? {
        let path = directory + "/" + (try fileName(name))
        do {
            return try await open(path, passphrase: try passphrase(for: purpose, name))
        } catch let error as KeyError {
            throw StoreError(
                "cannot open the key \(path): \(error); give the passphrase it was sealed with, or restore the file from a backup"
            )
        }
    }

    package func key(named name: String, passphrase: [UInt8]) async throws -> PrivateKey? {
        do {
            return try await open(directory + "/" + (try fileName(name)), passphrase: passphrase)
        } catch is KeyError {
            throw WrongPassphraseError()
        }
    }

    private func open(_ path: String, passphrase: [UInt8]) async throws -> PrivateKey? {
        try await DatabaseFile.offPool { [loading] in
            guard let sealed = try SystemCalls.contents(of: path, atMost: 65_536) else { return nil }
            var pkcs8 = try PasswordSealedKey.open(sealed, passphrase: passphrase)
            defer { for index in pkcs8.indices { pkcs8[index] = 0 } }
            return try loading(pkcs8)
        }
    }

    private func passphrase(for purpose: StoredKeyPurpose, _ name: String) throws -> [UInt8] {
        guard let passphrase = passphrases[purpose] else {
            throw StoreError(
                "no passphrase was given for \(purpose.rawValue) keys, so \(name) stays closed; start with the file of that passphrase"
            )
        }
        return passphrase
    }

    /// The program chooses the names itself. A name that could leave the directory or hide in it is still refused.
    private func fileName(_ name: String) throws -> String {
        let allowed = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2D, 0x2E, 0x5F, 0x20].contains(byte)
        }
        guard allowed, !name.isEmpty, name.utf8.count <= 200, name.utf8.first != 0x2E else {
            throw StoreError(
                "“\(name)” cannot name a key; use letters, digits, blanks, dots, hyphens and underscores, not beginning with a dot"
            )
        }
        return name + ".p8"
    }
}
