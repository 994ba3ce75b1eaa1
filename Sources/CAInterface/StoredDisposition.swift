/// The number in the Request.Disposition column (`DB_DISP_…`). Source: MS-WCCE §3.2.1.1.2; certsrv.h.
public struct StoredDisposition: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let active = Self(rawValue: 8)
    public static let pending = Self(rawValue: 9)
    public static let foreign = Self(rawValue: 12)
    public static let caCertificate = Self(rawValue: 15)
    public static let issued = Self(rawValue: 20)
    public static let revoked = Self(rawValue: 21)
    public static let error = Self(rawValue: 30)
    public static let denied = Self(rawValue: 31)

    /// The code that a client gets for a row with this number.
    public var code: DispositionCode {
        switch self {
        case .pending: .underSubmission
        case .issued: .issued
        case .revoked: .revoked
        case .denied: .denied
        case .foreign, .active: .incomplete
        default: .error
        }
    }
}
