public import CertificateTemplates
public import PKIFormats

/// One CA as one caller sees it: asking for certificates and looking at earlier requests.
///
/// Two kinds of conformer: the engine bound to a caller, and a remote client bound to a credential. Errors are `CAError`.
public protocol CertificateAuthority: Sendable {
    /// Sends a new request. Pending, denied and failed requests are returned, not thrown.
    /// - Throws: `CAError.malformed` when the bytes cannot be read (no row is made), `.unavailable`.
    func submit(_ submission: Submission) async throws -> Disposition
    /// Looks at an earlier request of this caller (officers and auditors: of anybody).
    /// - Throws: `CAError.notFound`, alike for an absent request and another caller's.
    func disposition(of request: RequestID, wantsFullResponse: Bool) async throws -> Disposition
    /// As `disposition(of:)`, by serial number in hex.
    func disposition(ofSerial serial: String) async throws -> Disposition
    /// One CA property. Source: "ICertRequest2::GetCAProperty".
    /// - Throws: `CAError` with 0x80070057 for an unknown id or bad index, 0x80070002 where the value does not exist.
    func property(_ id: CAPropertyID, index: Int) async throws -> CAPropertyValue
}

/// What officers and administrators may do with requests and certificates. Rights are checked inside.
public protocol AuthorityAdministration: Sendable {
    func approve(_ request: RequestID) async throws -> Disposition
    func deny(_ request: RequestID) async throws -> Disposition
    /// Runs the policy again over a pending request (officer) or a denied one (administrator).
    func resubmit(_ request: RequestID) async throws -> Disposition
    /// - Parameter revokingAuthority: the caller has said that it means the certificate of a certification authority; without it such a certificate is not
    ///   revoked.
    /// - Throws: `CAError.wrongState` when that must be said first.
    func revoke(serial: String, reason: CRLReason, revokingAuthority: Bool) async throws -> CertificateRecord
    /// Signs and publishes new lists now.
    /// - Parameter passphrase: opens keys that are kept away, for this call alone; it is neither kept nor logged.
    func publishRevocationLists(passphrase: [UInt8]?) async throws
    /// How the newest list of each key stands. For officers, administrators and auditors.
    func revocationLists() async throws -> [RevocationListRecord]
    /// The settings of this authority. For officers, administrators and auditors.
    func settings() async throws -> AuthoritySettings
    /// Changes settings, with a record, and returns them as they are now. For administrators of the authority.
    func change(_ settings: AuthoritySettingsUpdate) async throws -> AuthoritySettings
    /// Rows this caller may see: its own, or all for officers and auditors.
    func requests(_ query: RecordQuery) async throws -> [RequestRecord]
    func request(_ id: RequestID) async throws -> RequestRecord
    func certificates(_ query: RecordQuery) async throws -> [CertificateRecord]
    func certificate(serial: String) async throws -> CertificateRecord
}

extension AuthorityAdministration {
    /// Revokes the certificate of anybody but a certification authority.
    public func revoke(serial: String, reason: CRLReason) async throws -> CertificateRecord {
        try await revoke(serial: serial, reason: reason, revokingAuthority: false)
    }

    /// Signs and publishes new lists now, with the keys that are open.
    public func publishRevocationLists() async throws { try await publishRevocationLists(passphrase: nil) }
}

/// What anybody signed in may know about a CA.
public struct AuthorityDescription: Sendable, Hashable {
    public let name: String
    public let sanitizedName: String
    /// `host[:port]\name`.
    public let configString: String
    /// DER of the CA's newest certificate, and of its issuers up to and with the root.
    public let certificate: [UInt8]
    public let chain: [[UInt8]]
    /// One person may request and approve here; certificate management follows it.
    public let isSingleOperator: Bool

    public init(
        name: String,
        sanitizedName: String,
        configString: String,
        certificate: [UInt8],
        chain: [[UInt8]],
        isSingleOperator: Bool = false
    ) {
        self.name = name
        self.sanitizedName = sanitizedName
        self.configString = configString
        self.certificate = certificate
        self.chain = chain
        self.isSingleOperator = isSingleOperator
    }
}

/// A CA with everything this caller may do with it.
public protocol BoundAuthority: CertificateAuthority, AuthorityAdministration {
    /// Templates this caller may read; those it may enroll for when `enrollable`.
    func templates(enrollable: Bool) async throws -> [CertificateTemplate]
}

/// Where a front end or a service gets a CA from. Binding the caller happens here and nowhere else.
public protocol AuthoritySource: Sendable {
    /// The CAs that issue, in a stable order.
    func authorities() async throws -> [AuthorityDescription]
    /// The CA of that common name, sanitized name or sanitized short name (compared without case), bound to the caller.
    /// - Throws: `CAError.unknownAuthority` with 0x80070057.
    func authority(named name: String, for caller: Caller) async throws -> any BoundAuthority
}
