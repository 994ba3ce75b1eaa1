/// RFC 6960 §4.2.1
///
///     OCSPResponse ::= SEQUENCE {
///         responseStatus  OCSPResponseStatus,
///         responseBytes   [0] EXPLICIT ResponseBytes OPTIONAL }
///     ResponseBytes ::= SEQUENCE {
///         responseType  OBJECT IDENTIFIER,
///         response      OCTET STRING }
///
/// A response of a type that is not known is kept as it is; ``basic()`` reads the one type in use.
public struct OCSPResponse: Sendable {
    /// The whole response.
    public let derEncoded: [UInt8]

    /// Whether the responder answers, and if not, why.
    public let status: OCSPResponseStatus

    /// What kind of response it is; `nil` when there is none, as with every status but `successful`.
    public let responseType: OID?

    /// The content of the OCTET STRING; `nil` when there is none.
    public let response: [UInt8]?

    /// Reads the DER of a response; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "OCSPResponse").fields()
        let code = try fields.next("responseStatus")
        let number = try code.integer(.enumerated)
        guard let status = OCSPResponseStatus(known: number) else { throw code.fail("\(number) is no response status") }
        self.status = status
        if let element = fields.optional(context: 0, "responseBytes") {
            var inner = try element.explicitContent(0).fields(of: "ResponseBytes")
            responseType = try inner.next("responseType").oid()
            response = try inner.next("response").octetString()
            try inner.finish()
        } else {
            guard status != .successful else {
                throw FormatError(
                    structure: "OCSPResponse",
                    field: "responseBytes",
                    offset: code.end,
                    reason: "the field is missing, and a successful response must have it (RFC 6960 §4.2.1)"
                )
            }
            responseType = nil
            response = nil
        }
        try fields.finish()
        self.derEncoded = derEncoded
    }

    /// A response without an answer: the status alone, which is any but `successful`.
    public init(failure status: OCSPResponseStatus) {
        self.status = status
        responseType = nil
        response = nil
        derEncoded = DERWriter.encode(capacity: 8) { writer in
            writer.writeSequence { $0.writeEnumerated(status.rawValue) }
        }
    }

    /// A successful response around a basic one.
    public init(_ basic: BasicOCSPResponse) {
        self.init(type: OID.OCSP.basicResponse, response: basic.derEncoded)
    }

    /// A successful response of any type.
    /// - Parameter response: the content of the OCTET STRING.
    public init(type: OID, response: [UInt8]) {
        status = .successful
        responseType = type
        self.response = response
        derEncoded = DERWriter.encode(capacity: response.count + 40) { writer in
            writer.writeSequence { writer in
                writer.writeEnumerated(0)
                writer.writeExplicit(0) { writer in
                    writer.writeSequence { writer in
                        writer.writeOID(type)
                        writer.writeOctetString(response)
                    }
                }
            }
        }
    }

    /// Reads the basic response inside; `nil` when there is none or it is of another type.
    public func basic() throws(FormatError) -> BasicOCSPResponse? {
        guard responseType == OID.OCSP.basicResponse, let response else { return nil }
        return try BasicOCSPResponse(derEncoded: response)
    }
}

extension OCSPResponse: Hashable {
    /// Compares the encodings.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    /// Hashes the encoding.
    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}
