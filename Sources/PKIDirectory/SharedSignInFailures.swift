/// Failed sign-ins that several servers of one installation count together, under keys of 32 octets.
public protocol SharedSignInFailures: Sendable {
    /// What is counted under each of the keys. A key without a failure in the last quarter of an hour may be absent.
    func signInFailures(of keys: [[UInt8]]) async throws -> [[UInt8]: SignInFailureCount]
    /// Counts one failure under each of the keys.
    func addSignInFailure(to keys: [[UInt8]]) async throws
    /// Forgets what is counted under a key.
    func forgetSignInFailures(of key: [UInt8]) async throws
}

/// The failures under one key.
public struct SignInFailureCount: Sendable, Hashable {
    /// Since the last quarter of an hour without one.
    public let count: Int
    /// Seconds since the last one.
    public let age: Double

    /// Names the number and the age of the last one.
    public init(count: Int, age: Double) {
        self.count = count
        self.age = age
    }
}
