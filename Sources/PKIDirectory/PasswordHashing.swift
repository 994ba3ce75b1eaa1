import Crypto
import CryptoExtras
public import PortableFoundation

/// Makes and checks password records with scrypt, a memory-hard function (RFC 7914).
///
/// One computation takes about 32 MiB and a tenth of a second. Run it away from event loops, and few at a time (`SignIn` does both).
public struct PasswordHashing: Sendable {
    /// CPU/memory cost N, a power of two.
    public let cost: Int
    /// Block size r.
    public let blockSize: Int
    /// Parallelism p.
    public let parallelism: Int

    /// N = 2^15, r = 8, p = 1: the parameters for new passwords.
    public static let standard = PasswordHashing(cost: 1 << 15, blockSize: 8, parallelism: 1)

    private static let algorithm = "scrypt"
    private static let saltLength = 16
    private static let hashLength = 32
    /// The largest demand of a stored record, so that a damaged one cannot exhaust the machine: 256 MiB.
    private static let greatestMemory = 256 << 20

    public init(cost: Int, blockSize: Int, parallelism: Int) {
        self.cost = cost
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// A record for a new password.
    /// - Parameters:
    ///   - password: UTF-8, at least one octet.
    ///   - randomBytes: the source of the salt.
    ///   - generation: identifies this password among all passwords of the account; drawn for every change.
    /// - Throws: `DirectoryError.invalidName` for an empty password or one of more than 1,024 octets.
    public func record(of password: [UInt8], randomBytes: (Int) -> [UInt8], generation: UUID = UUID()) throws -> PasswordRecord {
        guard !password.isEmpty, password.count <= 1024 else {
            throw DirectoryError(.invalidName, "A password must have 1 to 1,024 octets; this one has \(password.count). Choose another.")
        }
        let salt = randomBytes(Self.saltLength)
        return PasswordRecord(
            algorithm: Self.algorithm,
            cost: cost,
            blockSize: blockSize,
            parallelism: parallelism,
            salt: salt,
            hash: try derive(password, salt),
            generation: generation
        )
    }

    /// A record with the standard parameters and the system's random source.
    public static func record(for password: [UInt8]) throws -> PasswordRecord {
        try standard.record(of: password, randomBytes: systemRandomBytes)
    }

    /// The system's cryptographic random source.
    public static func systemRandomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Whether `record` was made from `password`. It takes the same time in both cases.
    /// - Throws: `DirectoryError.unavailable` when the record has an unknown algorithm or demands more than this machine should give.
    public static func matches(_ password: [UInt8], _ record: PasswordRecord) throws -> Bool {
        guard record.algorithm == algorithm, record.cost > 1, record.blockSize > 0, record.parallelism > 0, record.parallelism <= 16,
            record.cost <= greatestMemory / 128 / min(record.blockSize, greatestMemory), record.hash.count == hashLength
        else {
            throw DirectoryError(.unavailable, "The stored password cannot be checked by this version. Set the password again.")
        }
        let hashing = PasswordHashing(cost: record.cost, blockSize: record.blockSize, parallelism: record.parallelism)
        return constantTimeEqual(try hashing.derive(password, record.salt), record.hash)
    }

    /// Does the same work as checking a password, for an account that does not exist: the time of the answer must not reveal which names
    /// exist.
    public func waste(on password: [UInt8]) throws {
        _ = try derive(password, [UInt8](repeating: 0, count: Self.saltLength))
    }

    private func derive(_ password: [UInt8], _ salt: [UInt8]) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: password,
            salt: salt,
            outputByteCount: Self.hashLength,
            rounds: cost,
            blockSize: blockSize,
            parallelism: parallelism,
            maxMemory: Self.greatestMemory + (1 << 20)
        )
        return key.withUnsafeBytes { Array($0) }
    }

    private static func constantTimeEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for index in a.indices { difference |= a[index] ^ b[index] }
        return difference == 0
    }
}
