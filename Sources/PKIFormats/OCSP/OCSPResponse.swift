#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 6960 §4.2.1
///
///     OCSPResponse ::= SEQUENCE {
///         responseStatus  OCSPResponseStatus,
///         responseBytes   [0] EXPLICIT ResponseBytes OPTIONAL }
///     ResponseBytes ::= SEQUENCE {
///         responseType  OBJECT IDENTIFIER,
///         response      OCTET STRING }
///
/// A response of an unknown type is kept as it is. ``basic()`` reads the one type in use.
public struct OCSPResponse: Sendable {
    /// The whole response.
    public let derEncoded: [UInt8]

    /// Success, or the reason why the responder does not answer.
    public let status: OCSPResponseStatus

    /// The type of the response; `nil` when the response is absent, as with every status except `successful`.
    public let responseType: OID?

    /// The content of the OCTET STRING; `nil` when the response is absent.
    public let response: [UInt8]?

    /// Reads the DER of a response; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "OCSPResponse").fields()
        let code = try fields.next("responseStatus")
        let number = try code.integer(.enumerated)
        guard let status = OCSPResponseStatus(known: number) else { throw code.fail("\(number) is not a response status") }
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

    /// Creates a response without an answer. The status is any except `successful`.
    public init(failure status: OCSPResponseStatus) {
        self.status = status
        responseType = nil
        response = nil
        derEncoded = DERWriter.encode(capacity: 8) { writer in
            writer.writeSequence { $0.writeEnumerated(status.rawValue) }
        }
    }

    /// Creates a successful response around a basic one.
    public init(_ basic: BasicOCSPResponse) {
        self.init(type: OID.OCSP.basicResponse, response: basic.derEncoded)
    }

    /// Creates a successful response of any type.
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

    /// Reads the basic response inside; `nil` when the response is absent or of another type.
    public func basic() throws(FormatError) -> BasicOCSPResponse? {
        guard responseType == OID.OCSP.basicResponse, let response else { return nil }
        return try BasicOCSPResponse(derEncoded: response)
    }
}

extension OCSPResponse: Hashable {
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}

/// RFC 6960 §4.2.1
///
///     OCSPResponseStatus ::= ENUMERATED {
///         successful (0), malformedRequest (1), internalError (2), tryLater (3), sigRequired (5), unauthorized (6) }
public struct OCSPResponseStatus: OpenCode {
    /// The number.
    public let rawValue: Int

    /// Any number, known or not.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The response holds an answer.
    public static let successful = Self(rawValue: 0)
    /// The responder could not read the request.
    public static let malformedRequest = Self(rawValue: 1)
    /// The responder failed.
    public static let internalError = Self(rawValue: 2)
    /// The responder cannot answer now.
    public static let tryLater = Self(rawValue: 3)
    /// The responder answers signed requests only.
    public static let signatureRequired = Self(rawValue: 5)
    /// The responder does not answer this client, or about this issuer.
    public static let unauthorized = Self(rawValue: 6)

    /// Every value above with its name.
    public static let names: KeyValuePairs<Self, String> = [
        .successful: "successful",
        .malformedRequest: "malformedRequest",
        .internalError: "internalError",
        .tryLater: "tryLater",
        .signatureRequired: "signatureRequired",
        .unauthorized: "unauthorized",
    ]

    /// The name in the specification, for example `sigRequired`.
    public var name: String { self == .signatureRequired ? "sigRequired" : description }
}

/// RFC 6960 §4.2.1
///
///     BasicOCSPResponse ::= SEQUENCE {
///         tbsResponseData     ResponseData,
///         signatureAlgorithm  AlgorithmIdentifier,
///         signature           BIT STRING,
///         certs               [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
public struct BasicOCSPResponse: Sendable {
    /// The whole SEQUENCE.
    public let derEncoded: [UInt8]

    /// The ResponseData: the bytes that the signature covers.
    public let tbsBytes: [UInt8]

    /// The answers.
    public let data: OCSPResponseData

    /// The signature over ``tbsBytes`` and the certificates in the message.
    public let signature: OCSPSignature

    /// Reads the DER; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "BasicOCSPResponse").fields()
        let tbs = try fields.next("tbsResponseData")
        data = try OCSPResponseData(tbs)
        signature = try OCSPSignature(&fields)
        try fields.finish()
        tbsBytes = tbs.encoded
        self.derEncoded = derEncoded
    }

    /// The DER made of the data and the signature over it.
    public static func assemble(tbs: [UInt8], signature: OCSPSignature) -> [UInt8] {
        DERWriter.encode(capacity: tbs.count + signature.value.count + 64) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(tbs)
                signature.write(to: &writer)
            }
        }
    }

    /// The octets of the nonce; `nil` when it is absent or cannot be read.
    public var nonce: [UInt8]? { (try? OCSPNonce.find(in: data.extensions))?.bytes }
}

extension BasicOCSPResponse: Hashable {
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}

/// RFC 6960 §4.2.1
///
///     ResponseData ::= SEQUENCE {
///         version             [0] EXPLICIT Version DEFAULT v1,
///         responderID         ResponderID,
///         producedAt          GeneralizedTime,
///         responses           SEQUENCE OF SingleResponse,
///         responseExtensions  [1] EXPLICIT Extensions OPTIONAL }
public struct OCSPResponseData: Hashable, Sendable {
    /// The responder.
    public var responderID: OCSPResponderID
    /// The time of signing.
    public var producedAt: Date
    /// The answers, in order.
    public var responses: [OCSPSingleResponse]
    /// The extensions of the whole response, for example ``OCSPNonce``.
    public var extensions: [CertificateExtension]

    public init(
        responderID: OCSPResponderID,
        producedAt: Date,
        responses: [OCSPSingleResponse],
        extensions: [CertificateExtension] = []
    ) {
        self.responderID = responderID
        self.producedAt = producedAt
        self.responses = responses
        self.extensions = extensions
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "ResponseData")
        if let element = fields.optional(context: 0, "version") {
            guard try element.explicitContent(0).integer() == 0 else { throw element.fail("the version is not v1 (0)") }
        }
        responderID = try OCSPResponderID(fields.next("responderID"))
        producedAt = try fields.next("producedAt").generalizedTime()
        responses = try fields.next("responses").list(of: OCSPSingleResponse.init)
        extensions = try fields.optional(explicit: 1, "responseExtensions", CertificateExtension.readSequence) ?? []
        try fields.finish()
    }

    /// The DER of the ResponseData; fractions of a second are cut off.
    public func derEncoded() -> [UInt8] {
        DERWriter.encode(capacity: responses.count * 128 + 256) { writer in
            writer.writeSequence { writer in
                responderID.write(to: &writer)
                writer.writeGeneralizedTime(producedAt)
                writer.writeSequence(of: responses)
                if !extensions.isEmpty { writer.writeExplicit(1) { $0.writeRaw(CertificateExtension.encode(extensions)) } }
            }
        }
    }
}

/// RFC 6960 §4.2.1
///
///     ResponderID ::= CHOICE {
///         byName  [1] Name,
///         byKey   [2] KeyHash }
///     KeyHash ::= OCTET STRING
public enum OCSPResponderID: Hashable, Sendable {
    /// The subject of the responder's certificate.
    case name(DistinguishedName)
    /// The SHA-1 of the responder's key: of the content of its BIT STRING, without tag, length and count of unused bits.
    case keyHash([UInt8])

    init(_ element: DERElement) throws(FormatError) {
        switch element.tag {
        case .context(1): self = .name(try DistinguishedName(element.explicitContent(1)))
        case .context(2): self = .keyHash(try element.explicitContent(2).octetString())
        default: throw element.fail("expected [1] or [2] of ResponderID, found \(element.tag.name)")
        }
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .name(let name): writer.writeExplicit(1) { $0.writeRaw(name.derEncoded) }
        case .keyHash(let hash): writer.writeExplicit(2) { $0.writeOctetString(hash) }
        }
    }
}

/// RFC 6960 §4.2.1
///
///     SingleResponse ::= SEQUENCE {
///         certID            CertID,
///         certStatus        CertStatus,
///         thisUpdate        GeneralizedTime,
///         nextUpdate        [0] EXPLICIT GeneralizedTime OPTIONAL,
///         singleExtensions  [1] EXPLICIT Extensions OPTIONAL }
///     CertStatus ::= CHOICE {
///         good     [0] IMPLICIT NULL,
///         revoked  [1] IMPLICIT RevokedInfo,
///         unknown  [2] IMPLICIT UnknownInfo }
///     RevokedInfo ::= SEQUENCE {
///         revocationTime    GeneralizedTime,
///         revocationReason  [0] EXPLICIT CRLReason OPTIONAL }
///     UnknownInfo ::= NULL
public struct OCSPSingleResponse: Hashable, Sendable, DERWritable {
    /// The certificate that the answer concerns.
    public var certID: OCSPCertID
    /// The answer.
    public var status: RevocationStatus
    /// The moment for which the answer is known to be right.
    public var thisUpdate: Date
    /// The latest time at which newer information appears; `nil` when it is always available.
    public var nextUpdate: Date?
    /// The extensions of this answer, for example ``OCSPArchiveCutoff``.
    public var extensions: [CertificateExtension]

    /// Creates an answer; fractions of a second are cut off when it is written.
    public init(
        certID: OCSPCertID,
        status: RevocationStatus,
        thisUpdate: Date,
        nextUpdate: Date? = nil,
        extensions: [CertificateExtension] = []
    ) {
        self.certID = certID
        self.status = status
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.extensions = extensions
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "SingleResponse")
        certID = try OCSPCertID(fields.next("certID"))
        status = try Self.readStatus(fields.next("certStatus"))
        thisUpdate = try fields.next("thisUpdate").generalizedTime()
        nextUpdate = try fields.optional(context: 0, "nextUpdate")?.explicitContent(0).generalizedTime()
        extensions = try fields.optional(explicit: 1, "singleExtensions", CertificateExtension.readSequence) ?? []
        try fields.finish()
    }

    private static func readStatus(_ element: DERElement) throws(FormatError) -> RevocationStatus {
        switch element.tag {
        case .context(0), .context(2):
            guard try element.primitive(element.tag).isEmpty else { throw element.fail("a NULL has no content") }
            return element.tag == .context(0) ? .good : .unknown
        case .context(1):
            var fields = try element.fields(.context(1), of: "RevokedInfo")
            let date = try fields.next("revocationTime").generalizedTime()
            // A certificate that is revoked for an unknown reason is still revoked.
            let code = try fields.optional(context: 0, "revocationReason")?.explicitContent(0).integer(.enumerated)
            let reason = code.flatMap(CRLReason.init(known:))
            try fields.finish()
            return .revoked(reason: reason, date: date)
        default: throw element.fail("expected [0], [1] or [2] of CertStatus, found \(element.tag.name)")
        }
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeRaw(certID.derEncoded)
            switch status {
            case .good: writer.writePrimitive(tag: 0x80, [])
            case .unknown: writer.writePrimitive(tag: 0x82, [])
            case .revoked(let reason, let date):
                writer.writeElement(tag: 0xA1) { writer in
                    writer.writeGeneralizedTime(date)
                    if let reason { writer.writeExplicit(0) { $0.writeEnumerated(reason.rawValue) } }
                }
            }
            writer.writeGeneralizedTime(thisUpdate)
            if let nextUpdate { writer.writeExplicit(0) { $0.writeGeneralizedTime(nextUpdate) } }
            if !extensions.isEmpty { writer.writeExplicit(1) { $0.writeRaw(CertificateExtension.encode(extensions)) } }
        }
    }
}
