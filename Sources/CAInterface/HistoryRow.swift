public import PortableFoundation

/// A row of the database that another program kept for this authority, for example AD CS before the authority moved here.
///
/// It becomes a row here under a request id of our own, because ids are never given twice. The former id stays readable in its attributes
/// (``formerRequestAttribute``).
public struct HistoryRow: Sendable, Hashable {
    /// The attribute of the new row that holds the former request id.
    public static let formerRequestAttribute = "FormerRequestID"

    /// The most rows of one call.
    public static let mostAtOnce = 200

    /// A revocation as the former program had it.
    public struct Revocation: Sendable, Hashable {
        public var when: Date
        public var effective: Date?
        public var reason: CRLReasonNumber

        public init(when: Date, effective: Date? = nil, reason: CRLReasonNumber) {
            self.when = when
            self.effective = effective
            self.reason = reason
        }
    }

    /// A reason by its number. Source: RFC 5280 §5.3.1.
    public typealias CRLReasonNumber = Int

    public var formerRequest: Int
    /// DER; nil for a request that was denied or failed.
    public var certificate: [UInt8]?
    /// `issued`, `revoked`, `denied` or `error`.
    public var disposition: StoredDisposition
    public var status: HRESULT
    /// The disposition message; empty when the former database had none.
    public var message: String
    public var submitted: Date
    public var resolved: Date?
    /// As text only: no account here is told from it, so it signs nobody in.
    public var requester: String
    /// The name or OID of the template; nil when unknown.
    public var template: String?
    public var revocation: Revocation?

    public init(
        formerRequest: Int,
        certificate: [UInt8]?,
        disposition: StoredDisposition,
        status: HRESULT = .ok,
        message: String = "",
        submitted: Date,
        resolved: Date? = nil,
        requester: String,
        template: String? = nil,
        revocation: Revocation? = nil
    ) {
        self.formerRequest = formerRequest
        self.certificate = certificate
        self.disposition = disposition
        self.status = status
        self.message = message
        self.submitted = submitted
        self.resolved = resolved
        self.requester = requester
        self.template = template
        self.revocation = revocation
    }
}

/// The end of one row of a history.
public enum HistoryOutcome: Sendable, Hashable {
    case imported(RequestID)
    /// It is here already, from an earlier import or because this server issued it.
    case present(RequestID)
    /// It cannot become a row here; the text says why and what to do.
    case refused(String)
}
