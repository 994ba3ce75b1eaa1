/// Whatever a client may send to get a certificate, opened to the innermost request (MS-WCCE 2.2.2.6, RFC 5272 §3.2):
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
/// Reading verifies nothing: see `EnrollmentMessage.verification(certificates:)` of PKICrypto.
public struct EnrollmentMessage: Hashable, Sendable {
    /// What the outermost structure is.
    public enum Form: String, Hashable, Sendable, CaseIterable {
        case pkcs10, keygen, certRequestMessages, pkcs7, cmc
    }

    /// How deep signed messages may be nested.
    public static let maximumDepth = 8

    /// What the outermost structure is.
    public let form: Form
    /// The signed messages, each before those inside it.
    public let layers: [EnrollmentLayer]
    /// The requests, in the order in which they stand.
    public let requests: [EnrollmentRequest]

    /// Reads the DER of a message; nothing may follow it. Throws also when there is no request anywhere in PKCS #7; a CMC message may
    /// have none,
    /// when it only asks for something by its controls.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var reader = EnrollmentMessageReader(joinsSegments: false)
        form = try reader.read(derEncoded, parent: nil, bodyPartID: nil, depth: 1)
        layers = reader.layers
        requests = reader.requests
    }

    /// The same for BER, in which some PKCS #7 libraries write: indefinite lengths and strings in segments are accepted
    /// (see ``BERTranscoder``). Signed attributes and requests must be DER all the same.
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
