package import CertManagement
package import PortableFoundation
import PKICrypto
import PKIFormats

import SystemFiles

/// The keys that seal the secrets of certificate management, in files `secrets-N.p8` beside the CA keys and under the same passphrase. So backup,
/// restore, `key list` and `key reseal` treat them alike. New secrets are sealed with the highest number; the others still open.
///
/// A sealed secret is one octet for this form, the number of its key in four, and AES-256-GCM. Its id, kind, subject and name are bound to it:
/// moved to another row, it does not open.
package struct SecretKeyDirectory: SecretSealing {
    private static let form: UInt8 = 1
    /// The octets at the beginning of a sealed secret that name its key.
    static let headByteCount = 5

    private let directory: String
    private let keys: [Int: [UInt8]]
    private let newest: Int

    /// Opens the keys, and makes the first one if there is none.
    /// - Parameters:
    ///   - used: the numbers that stored secrets name. A number whose file was lost is never given to another key.
    ///   - iterations: PBKDF2 iterations for a new file.
    ///   - makesFirst: false where the keys are made elsewhere; without any, nothing is sealed.
    ///   - isShared: other nodes have the same keys, so that none may go on sealing with a former one.
    /// - Throws: `StoreError` when a key does not open under the passphrase.
    package init(
        directory: String,
        passphrase: [UInt8],
        used: Set<Int>,
        iterations: Int = 600_000,
        makesFirst: Bool = true,
        isShared: Bool = false
    ) async throws {
        var keys = try await DatabaseFile.offPool { try Self.keys(in: directory, passphrase) }
        if keys.isEmpty, makesFirst {
            let number = (used.max() ?? 0) + 1
            keys[number] = try await DatabaseFile.offPool { try Self.make(number, in: directory, passphrase, iterations) }
        }
        if isShared, let own = keys.keys.max(), let known = used.max(), known > own {
            throw StoreError(
                "the secrets of this database are sealed with \(Self.name(known)), and \(directory) has no such key: copy the file from the node that made it"
            )
        }
        self.directory = directory
        self.keys = keys
        self.newest = keys.keys.max() ?? 0
    }

    /// Makes the key with the next number, which seals everything from then on.
    /// - Returns: its name.
    package static func addKey(to directory: String, passphrase: [UInt8], used: Set<Int>, iterations: Int = 600_000) async throws -> String
    {
        try await DatabaseFile.offPool {
            // Opening all of them shows that the passphrase is theirs.
            let present = try keys(in: directory, passphrase)
            let number = (used.union(present.keys).max() ?? 0) + 1
            _ = try make(number, in: directory, passphrase, iterations)
            return name(number)
        }
    }

    package func seal(_ secret: [UInt8], id: UUID, kind: SealedSecret.Kind, subject: UUID, name: String) async throws -> SealedSecret {
        try sealNow(secret, id: id, kind: kind, subject: subject, name: name)
    }

    package func open(_ secret: SealedSecret) async throws -> [UInt8] { try openNow(secret) }

    /// The names of all keys.
    var names: [String] { keys.keys.sorted().map(Self.name) }

    func sealNow(_ secret: [UInt8], id: UUID, kind: SealedSecret.Kind, subject: UUID, name: String) throws -> SealedSecret {
        guard let key = keys[newest] else { throw Self.missing(newest, in: directory) }
        let head = Self.head(newest)
        let binding = Self.binding(head, id, kind, subject, name)
        return SealedSecret(
            id: id,
            kind: kind,
            subject: subject,
            name: name,
            sealed: head + (try SealedOctets.seal(secret, key: key, binding: binding))
        )
    }

    func openNow(_ secret: SealedSecret) throws -> [UInt8] {
        let head = Array(secret.sealed.prefix(Self.headByteCount))
        guard let number = Self.number(head) else {
            throw StoreError("the secret \(secret.id) has an unknown form; a newer version wrote it")
        }
        guard let key = keys[number] else { throw Self.missing(number, in: directory) }
        do {
            return try SealedOctets.open(
                Array(secret.sealed.dropFirst(head.count)),
                key: key,
                binding: Self.binding(head, secret.id, secret.kind, secret.subject, secret.name)
            )
        } catch {
            throw StoreError("the secret \(secret.id) was changed, or is of another installation: \(error)")
        }
    }

    /// `secrets-1`, without the file name extension.
    package static func name(_ number: Int) -> String { "secrets-\(number)" }

    private static func missing(_ number: Int, in directory: String) -> StoreError {
        StoreError("the key \(directory)/\(name(number)).p8 is missing; put the file back from a backup and start again")
    }

    // MARK: Form

    private static func head(_ number: Int) -> [UInt8] {
        [form] + (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }

    /// Nil for an unknown form.
    static func number(_ head: [UInt8]) -> Int? {
        guard head.count == headByteCount, head[0] == form else { return nil }
        return head.dropFirst().reduce(0) { $0 << 8 | Int($1) }
    }

    /// Each part has a length of its own or an octet that says its length, so that no two secrets have one binding.
    private static func binding(_ head: [UInt8], _ id: UUID, _ kind: SealedSecret.Kind, _ subject: UUID, _ name: String) -> [UInt8] {
        let word = Array(kind.rawValue.utf8)
        return Array("chancery secret\n".utf8) + head + octets(id) + octets(subject) + [UInt8(truncatingIfNeeded: word.count)] + word
            + Array(name.utf8)
    }

    private static func octets(_ id: UUID) -> [UInt8] { withUnsafeBytes(of: id.uuid) { Array($0) } }

    // MARK: Files

    private static func keys(in directory: String, _ passphrase: [UInt8]) throws -> [Int: [UInt8]] {
        var keys: [Int: [UInt8]] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: directory) {
            guard file.hasPrefix("secrets-"), file.hasSuffix(".p8"), let number = Int(file.dropFirst(8).dropLast(3)), number > 0,
                file == name(number) + ".p8"
            else { continue }
            let path = directory + "/" + file
            guard let sealed = try SystemCalls.contents(of: path, atMost: 65_536) else { continue }
            do {
                var pkcs8 = try PasswordSealedKey.open(sealed, passphrase: passphrase)
                defer { pkcs8.wipe() }
                let key = try PrivateKeyInfo(derEncoded: pkcs8)
                guard key.algorithm.oid == OID.Algorithms.aes256GCM, key.privateKey.count == SealedOctets.keyByteCount else {
                    throw KeyError(.unreadable, "it is no key of AES-256")
                }
                keys[number] = key.privateKey
            } catch {
                throw StoreError(
                    "cannot open the key \(path): \(error); give the passphrase it was sealed with, or restore the file from a backup"
                )
            }
        }
        return keys
    }

    private static func make(_ number: Int, in directory: String, _ passphrase: [UInt8], _ iterations: Int) throws -> [UInt8] {
        let key = SecureRandom.bytes(SealedOctets.keyByteCount)
        var pkcs8 = PrivateKeyInfo(algorithm: AlgorithmIdentifier(OID.Algorithms.aes256GCM), privateKey: key).derEncoded
        defer { pkcs8.wipe() }
        let sealed = try PasswordSealedKey.seal(pkcs8: pkcs8, passphrase: passphrase, iterations: iterations)
        guard try DurableFile.write(sealed, directory: directory, name: name(number) + ".p8", mode: 0o600, ifPresent: .keep) else {
            throw StoreError("\(directory)/\(name(number)).p8 appeared meanwhile, and keys are never replaced: start again")
        }
        return key
    }
}
