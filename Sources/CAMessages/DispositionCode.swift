/// The client's disposition number (`CR_DISP_…`). Open: unknown numbers are kept.
///
/// Source: "ICertRequest::Submit", certcli.h.
public struct DispositionCode: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let incomplete = Self(rawValue: 0)
    public static let error = Self(rawValue: 1)
    public static let denied = Self(rawValue: 2)
    public static let issued = Self(rawValue: 3)
    public static let issuedOutOfBand = Self(rawValue: 4)
    public static let underSubmission = Self(rawValue: 5)
    public static let revoked = Self(rawValue: 6)

    /// The word of `/api/v1`: `issued`, `pending`, …
    public var name: String {
        switch self {
        case .incomplete: "incomplete"
        case .error: "error"
        case .denied: "denied"
        case .issued: "issued"
        case .issuedOutOfBand: "issuedOutOfBand"
        case .underSubmission: "pending"
        case .revoked: "revoked"
        default: "other"
        }
    }
}
