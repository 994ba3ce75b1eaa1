/// RFC 5272 §6.1.3
///
/// The outcome of a request: the number of ``CMCStatusInfo/status`` and ``CMCStatusInfoV2/status`` by name.
public struct CMCStatus: OpenCode {
    /// The number.
    public let rawValue: Int

    /// Any number, known or not.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The request was granted.
    public static let success = Self(rawValue: 0)
    /// The request failed; ``CMCFailure`` says why.
    public static let failed = Self(rawValue: 2)
    /// The request waits; ask again with the token.
    public static let pending = Self(rawValue: 3)
    /// The request is not supported.
    public static let noSupport = Self(rawValue: 4)
    /// The sender must confirm the certificate before it is used.
    public static let confirmRequired = Self(rawValue: 5)
    /// The sender must prove possession of the key by another way first.
    public static let popRequired = Self(rawValue: 6)
    /// A part of the response follows in another message.
    public static let partial = Self(rawValue: 7)

    /// Every value above with its name.
    public static let names: KeyValuePairs<Self, String> = [
        .success: "success", .failed: "failed", .pending: "pending", .noSupport: "noSupport", .confirmRequired: "confirmRequired",
        .popRequired: "popRequired", .partial: "partial",
    ]
}

/// RFC 5272 §6.1.4
///
/// The reason why a request failed: the number of CMCFailInfo by name.
public struct CMCFailure: OpenCode {
    /// The number.
    public let rawValue: Int

    /// Any number, known or not.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// An algorithm is not known or not supported.
    public static let badAlg = Self(rawValue: 0)
    /// The message's integrity could not be verified.
    public static let badMessageCheck = Self(rawValue: 1)
    /// The transaction is not permitted or not supported.
    public static let badRequest = Self(rawValue: 2)
    /// The signing time is not close enough to the server's.
    public static let badTime = Self(rawValue: 3)
    /// No certificate matches the one that was named.
    public static let badCertId = Self(rawValue: 4)
    /// A requested extension is not supported.
    public static let unsupportedExt = Self(rawValue: 5)
    /// The private key has to be handed in for archival.
    public static let mustArchiveKeys = Self(rawValue: 6)
    /// The identity could not be verified.
    public static let badIdentity = Self(rawValue: 7)
    /// A proof of possession is missing.
    public static let popRequired = Self(rawValue: 8)
    /// The proof of possession failed.
    public static let popFailed = Self(rawValue: 9)
    /// Keys may not be used a second time.
    public static let noKeyReuse = Self(rawValue: 10)
    /// The CA failed.
    public static let internalCAError = Self(rawValue: 11)
    /// Ask again later.
    public static let tryLater = Self(rawValue: 12)
    /// The content of AuthenticatedData could not be verified.
    public static let authDataFail = Self(rawValue: 13)

    /// Every value above with its name.
    public static let names: KeyValuePairs<Self, String> = [
        .badAlg: "badAlg", .badMessageCheck: "badMessageCheck", .badRequest: "badRequest", .badTime: "badTime", .badCertId: "badCertId",
        .unsupportedExt: "unsupportedExt", .mustArchiveKeys: "mustArchiveKeys", .badIdentity: "badIdentity", .popRequired: "popRequired",
        .popFailed: "popFailed", .noKeyReuse: "noKeyReuse", .internalCAError: "internalCAError", .tryLater: "tryLater",
        .authDataFail: "authDataFail",
    ]
}
