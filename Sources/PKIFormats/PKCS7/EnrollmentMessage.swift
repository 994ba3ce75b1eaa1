/// Any message that a client may send to get a certificate, opened to the innermost request (MS-WCCE 2.2.2.6, RFC 5272 §3.2):
///
/// | Form | Structure |
/// |---|---|
/// | `pkcs10` | CertificationRequest |
/// | `keygen` | SignedPublicKeyAndChallenge |
/// | `certRequestMessages` | CertReqMessages of CRMF |
/// | `pkcs7` | SignedData around plain data, which is a PKCS #10 request or another message of this table: renewal, on behalf of |
/// | `cmc` | SignedData around PKIData, whose parts are requests and further messages |
///
/// ```swift
/// let message = try EnrollmentMessage(derEncoded: bytes)
/// for request in message.requests { print(request.subject?.rfc4514 ?? "", request.publicKey?.kind as Any) }
/// ```
///
/// Reading does not verify anything: see `EnrollmentMessage.verification(certificates:)` of PKICrypto.
public struct EnrollmentMessage: Hashable, Sendable {
    /// The outermost structure.
    public enum Form: String, Hashable, Sendable, CaseIterable {
        case pkcs10, keygen, certRequestMessages, pkcs7, cmc
    }

    /// The largest number of signed messages nested in each other.
    public static let maximumDepth = 8

    /// The outermost structure.
    public let form: Form
    /// The signed messages, each before those inside it.
    public let layers: [EnrollmentLayer]
    /// The requests, in the order found.
    public let requests: [EnrollmentRequest]

    /// Reads the DER of a message; nothing may follow it. Throws also when PKCS #7 contains no request. A CMC message may lack a request,
    /// because it may ask for something by its controls.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var reader = EnrollmentMessageReader(joinsSegments: false)
        form = try reader.read(derEncoded, parent: nil, bodyPartID: nil, depth: 1)
        layers = reader.layers
        requests = reader.requests
    }

    /// Reads BER, which some PKCS #7 libraries write: indefinite lengths and strings in segments are accepted (see ``BERTranscoder``).
    /// Signed attributes and requests must still be DER.
    public init(berEncoded: [UInt8]) throws(FormatError) {
        var reader = EnrollmentMessageReader(joinsSegments: true)
        let der = try BERTranscoder.der(from: berEncoded, structure: "EnrollmentMessage")
        form = try reader.read(der, parent: nil, bodyPartID: nil, depth: 1)
        layers = reader.layers
        requests = reader.requests
    }

    /// The only request, as Microsoft's CA demands; throws when there are none or several.
    public var onlyRequest: EnrollmentRequest {
        get throws(FormatError) {
            guard requests.count == 1, let request = requests.first else {
                throw FormatError(structure: "EnrollmentMessage", reason: "the message holds \(requests.count) requests; one is expected")
            }
            return request
        }
    }
}

/// One signed message of an ``EnrollmentMessage``: SignedData around a PKCS #10 request, around another message, or around a PKIData.
public struct EnrollmentLayer: Hashable, Sendable {
    /// The position of the message around this one; `nil` for the outermost.
    public let parent: Int?
    /// The number of this message among the parts of the PKIData around it; `nil` outside of one.
    public let bodyPartID: Int?
    /// The message with its signers and certificates.
    public let signedData: SignedData
    /// The CMC request inside; `nil` in PKCS #7, whose content is plain data.
    public let data: PKIData?

    /// The controls of the CMC request.
    public var controls: [TaggedAttribute] { data?.controls ?? [] }

    /// The controls that this library does not know. A server has to refuse a message that has one (RFC 5272 §3.2.1.1).
    public var unknownControls: [TaggedAttribute] { controls.filter { KnownControls.decoders[$0.oid] == nil } }
}

/// One request for a certificate, anywhere in an ``EnrollmentMessage``.
public struct EnrollmentRequest: Hashable, Sendable {
    /// The request in its own format.
    public enum Content: Hashable, Sendable {
        /// PKCS #10.
        case certificationRequest(CertificationRequest)
        /// CRMF.
        case certRequestMessage(CertReqMsg)
        /// The output of a browser's KEYGEN element.
        case keygen(SignedPublicKeyAndChallenge)
        /// Another kind in CMC; `value` is one element of DER.
        case other(type: OID, value: [UInt8])
    }

    /// The request in its own format.
    public let content: Content
    /// The position in ``EnrollmentMessage/layers`` of the message around it; `nil` when it came without one.
    public let layer: Int?
    /// Its number among the parts of a CMC message; `nil` outside of one.
    public let bodyPartID: Int?

    /// The key to be certified; `nil` when the CA is to make it or when this kind of request is not read.
    public var publicKey: SubjectPublicKeyInfo? {
        switch content {
        case .certificationRequest(let request): request.subjectPublicKeyInfo
        case .certRequestMessage(let message): message.request.template.publicKey
        case .keygen(let value): value.subjectPublicKeyInfo
        case .other: nil
        }
    }

    /// The subject asked for.
    public var subject: DistinguishedName? {
        switch content {
        case .certificationRequest(let request): request.subject
        case .certRequestMessage(let message): message.request.template.subject
        case .keygen, .other: nil
        }
    }

    /// The extensions asked for in the request itself.
    public var requestedExtensions: [CertificateExtension] {
        switch content {
        case .certificationRequest(let request): request.requestedExtensions
        case .certRequestMessage(let message): message.request.template.extensions
        case .keygen, .other: []
        }
    }

    /// The DER of the request without the CMC structure around it.
    public var derEncoded: [UInt8] {
        switch content {
        case .certificationRequest(let request): request.derEncoded
        case .certRequestMessage(let message): message.derEncoded
        case .keygen(let value): value.derEncoded
        case .other(_, let value): value
        }
    }
}
