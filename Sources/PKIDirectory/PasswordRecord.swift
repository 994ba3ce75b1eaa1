public import PortableFoundation

/// A password as stored: the parameters of a memory-hard function, the salt and the result. Never the password.
public struct PasswordRecord: Sendable, Hashable, Codable {
    /// `scrypt`.
    public let algorithm: String
    /// CPU/memory cost N, block size r, parallelism p (RFC 7914 §2).
    public let cost: Int
    public let blockSize: Int
    public let parallelism: Int
    public let salt: [UInt8]
    public let hash: [UInt8]
    /// Changes with every password change; remembered sign-ins are compared with it.
    public let generation: UUID

    public init(algorithm: String, cost: Int, blockSize: Int, parallelism: Int, salt: [UInt8], hash: [UInt8], generation: UUID) {
        self.algorithm = algorithm
        self.cost = cost
        self.blockSize = blockSize
        self.parallelism = parallelism
        self.salt = salt
        self.hash = hash
        self.generation = generation
    }
}
