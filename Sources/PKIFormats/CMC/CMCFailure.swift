/// RFC 5272 §6.1.4
///
/// Why a request failed: the number of CMCFailInfo by name.
public enum CMCFailure: Int, Hashable, Sendable, CaseIterable {
    /// An algorithm is not known or not supported.
    case badAlg = 0
    /// The message's integrity could not be verified.
    case badMessageCheck = 1
    /// The transaction is not permitted or not supported.
    case badRequest = 2
    /// The signing time is not close enough to the server's.
    case badTime = 3
    /// No certificate matches the one that was named.
    case badCertId = 4
    /// A requested extension is not supported.
    case unsupportedExt = 5
    /// The private key has to be handed in for archival.
    case mustArchiveKeys = 6
    /// The identity could not be verified.
    case badIdentity = 7
    /// A proof of possession is missing.
    case popRequired = 8
    /// The proof of possession failed.
    case popFailed = 9
    /// Keys may not be used a second time.
    case noKeyReuse = 10
    /// The CA failed.
    case internalCAError = 11
    /// Ask again later.
    case tryLater = 12
    /// The content of AuthenticatedData could not be verified.
    case authDataFail = 13

    /// The name in the words of the specification.
    public var name: String { String(describing: self) }
}
