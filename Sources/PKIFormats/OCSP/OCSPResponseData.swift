#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 6960 §4.2.1
///
///     ResponseData ::= SEQUENCE {
///         version             [0] EXPLICIT Version DEFAULT v1,
///         responderID         ResponderID,
///         producedAt          GeneralizedTime,
///         responses           SEQUENCE OF SingleResponse,
///         responseExtensions  [1] EXPLICIT Extensions OPTIONAL }
public struct OCSPResponseData: Hashable, Sendable {
    /// Who answers.
    public var responderID: OCSPResponderID
    /// When the response was signed.
    public var producedAt: Date
    /// The answers, in order.
    public var responses: [OCSPSingleResponse]
    /// The extensions of the whole response, for example ``OCSPNonce``.
    public var extensions: [CertificateExtension]

    /// Creates the data.
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
        var responses: [OCSPSingleResponse] = []
        for member in try fields.next("responses").members() { responses.append(try OCSPSingleResponse(member)) }
        self.responses = responses
        if let element = fields.optional(context: 1, "responseExtensions") {
            extensions = try CertificateExtension.readSequence(element.explicitContent(1))
        } else {
            extensions = []
        }
        try fields.finish()
    }

    /// The DER of the ResponseData; fractions of a second are cut off.
    public func derEncoded() -> [UInt8] {
        DERWriter.encode(capacity: responses.count * 128 + 256) { writer in
            writer.writeSequence { writer in
                responderID.write(to: &writer)
                writer.writeGeneralizedTime(producedAt)
                writer.writeSequence { writer in
                    for response in responses { response.write(to: &writer) }
                }
                if !extensions.isEmpty { writer.writeExplicit(1) { $0.writeRaw(CertificateExtension.encode(extensions)) } }
            }
        }
    }
}
