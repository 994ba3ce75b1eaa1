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

    /// What a client is told about a row with this number.
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

/// The answer to a submission or a look at an earlier one. Pending and denied are answers like any other.
public struct Disposition: Sendable, Hashable {
    public var requestID: RequestID
    public var code: DispositionCode
    /// 0 when issued or pending; why not, when denied or failed.
    public var status: HRESULT
    /// The CA's text, e.g. `Issued`, `Taken Under Submission`.
    public var message: String
    /// DER of the certificate, when there is one.
    public var certificate: [UInt8]?
    /// DER of the issuers, from the issuing CA up to and with the root.
    public var chain: [[UInt8]]
    /// A CMC full response (ContentInfo DER), when asked for.
    public var fullResponse: [UInt8]?
    /// Which rule refused, when one did.
    public var reason: DenialReason?

    public init(
        requestID: RequestID,
        code: DispositionCode,
        status: HRESULT = .ok,
        message: String,
        certificate: [UInt8]? = nil,
        chain: [[UInt8]] = [],
        fullResponse: [UInt8]? = nil,
        reason: DenialReason? = nil
    ) {
        self.requestID = requestID
        self.code = code
        self.status = status
        self.message = message
        self.certificate = certificate
        self.chain = chain
        self.fullResponse = fullResponse
        self.reason = reason
    }
}
