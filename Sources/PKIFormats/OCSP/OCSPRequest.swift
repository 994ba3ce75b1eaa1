/// RFC 6960 §4.1.1
///
///     OCSPRequest ::= SEQUENCE {
///         tbsRequest         TBSRequest,
///         optionalSignature  [0] EXPLICIT Signature OPTIONAL }
///     TBSRequest ::= SEQUENCE {
///         version            [0] EXPLICIT Version DEFAULT v1,
///         requestorName      [1] EXPLICIT GeneralName OPTIONAL,
///         requestList        SEQUENCE OF Request,
///         requestExtensions  [2] EXPLICIT Extensions OPTIONAL }
///
/// To make a request see ``TBSOCSPRequest``.
public struct OCSPRequest: Sendable {
    /// The whole request.
    public let derEncoded: [UInt8]

    /// The TBSRequest: what the signature covers.
    public let tbsBytes: [UInt8]

    /// Always 1 today.
    public let version: Int

    /// Who asks; `nil` when the request does not say. A signed request says it.
    public let requestorName: GeneralName?

    /// The questions, in order.
    public let requests: [OCSPSingleRequest]

    /// The extensions of the whole request, for example ``OCSPNonce``.
    public let extensions: [CertificateExtension]

    /// The signature; `nil` when the request is not signed, as most are.
    public let signature: OCSPSignature?

    /// Reads the DER of a request; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let whole = try DERElement(parsing: derEncoded, structure: "OCSPRequest")
        var outer = try whole.fields()
        let tbs = try outer.next("tbsRequest")
        if let element = outer.optional(context: 0, "optionalSignature") {
            var fields = try element.explicitContent(0).fields(of: "Signature")
            signature = try OCSPSignature(&fields)
            try fields.finish()
        } else {
            signature = nil
        }
        try outer.finish()

        var fields = try tbs.fields(of: "TBSRequest")
        if let element = fields.optional(context: 0, "version") {
            guard try element.explicitContent(0).integer() == 0 else { throw element.fail("the version is not v1 (0)") }
        }
        version = 1
        requestorName = try fields.optional(context: 1, "requestorName").map { element throws(FormatError) in
            try GeneralName(element.explicitContent(1))
        }
        var requests: [OCSPSingleRequest] = []
        for member in try fields.next("requestList").members() { requests.append(try OCSPSingleRequest(member)) }
        self.requests = requests
        if let element = fields.optional(context: 2, "requestExtensions") {
            extensions = try CertificateExtension.readSequence(element.explicitContent(2))
        } else {
            extensions = []
        }
        try fields.finish()
        tbsBytes = tbs.encoded
        self.derEncoded = derEncoded
    }

    /// The octets of the nonce; `nil` when there is none or it cannot be read.
    public var nonce: [UInt8]? { (try? OCSPNonce.find(in: extensions))?.bytes }
}

extension OCSPRequest: Hashable {
    /// Compares the encodings.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    /// Hashes the encoding.
    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}
