/// The answer to a submission, or to a look at an earlier one. Pending and denied are answers like any other.
public struct Disposition: Sendable, Hashable {
    public var requestID: RequestID
    public var code: DispositionCode
    /// 0 when issued or pending; the reason when denied or failed.
    public var status: HRESULT
    /// The CA's text, e.g. `Issued`, `Taken Under Submission`.
    public var message: String
    /// DER of the certificate, when it exists.
    public var certificate: [UInt8]?
    /// DER of the issuers, from the issuing CA up to and including the root.
    public var chain: [[UInt8]]
    /// A CMC full response (ContentInfo DER), when the caller asked for it.
    public var fullResponse: [UInt8]?
    /// The rule that refused the request, if one did.
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
