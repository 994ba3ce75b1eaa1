/// RFC 5272 §6.1.3
///
/// What became of a request: the number of ``CMCStatusInfo/status`` and ``CMCStatusInfoV2/status`` by name.
public enum CMCStatus: Int, Hashable, Sendable, CaseIterable {
    case success = 0
    case failed = 2
    case pending = 3
    case noSupport = 4
    case confirmRequired = 5
    case popRequired = 6
    case partial = 7

    /// The name in the words of the specification.
    public var name: String { String(describing: self) }
}
