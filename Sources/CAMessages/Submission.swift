import PKIFormats
public import PortableFoundation

/// The identity of a request at its CA: a whole number from 1, never reused.
public struct RequestID: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public init(_ rawValue: Int) { self.rawValue = rawValue }
    public static func < (a: RequestID, b: RequestID) -> Bool { a.rawValue < b.rawValue }
    public var description: String { String(rawValue) }
}

/// One request for a certificate, as a front end hands it to the CA.
public struct Submission: Sendable, Hashable {
    /// DER, from which the front end has removed text encodings.
    public var bytes: [UInt8]
    public var format: RequestFormat
    public var attributes: RequestAttributes
    /// The template named beside the request. The `CertificateTemplate` attribute counts too, and both must agree.
    public var template: String?
    /// The object GUID of the principal that the certificate is for, when it is not the caller. Only for callers with an agent grant.
    public var onBehalfOf: UUID?
    /// Chosen by the caller, unique per CA and caller, at most 128 characters. A repeated key returns the first result.
    public var submissionKey: String?
    /// The caller wants a CMC full response.
    public var wantsFullResponse: Bool
    /// The caller wants a precertificate first and will send the timestamps of Certificate Transparency logs for it.
    public var wantsPrecertificate: Bool
    /// The caller wants to see the certificate first, signed with a throw-away key, and will send the same request again to confirm it.
    public var wantsPresigned: Bool
    /// The request renews somebody else's certificate: the key of that certificate, which signed, authenticates it in the place of the caller.
    public var renewsOnBehalf: Bool

    public init(
        bytes: [UInt8],
        format: RequestFormat = .any,
        attributes: RequestAttributes = .none,
        template: String? = nil,
        onBehalfOf: UUID? = nil,
        submissionKey: String? = nil,
        wantsFullResponse: Bool = false,
        wantsPrecertificate: Bool = false,
        wantsPresigned: Bool = false,
        renewsOnBehalf: Bool = false
    ) {
        self.bytes = bytes
        self.format = format
        self.attributes = attributes
        self.template = template
        self.onBehalfOf = onBehalfOf
        self.submissionKey = submissionKey
        self.wantsFullResponse = wantsFullResponse
        self.wantsPrecertificate = wantsPrecertificate
        self.wantsPresigned = wantsPresigned
        self.renewsOnBehalf = renewsOnBehalf
    }
}
