/// One request for a certificate, wherever in an ``EnrollmentMessage`` it stands.
public struct EnrollmentRequest: Hashable, Sendable {
    /// The request in its own format.
    public enum Content: Hashable, Sendable {
        /// PKCS #10.
        case certificationRequest(CertificationRequest)
        /// CRMF.
        case certRequestMessage(CertReqMsg)
        /// What a browser's KEYGEN element makes.
        case keygen(SignedPublicKeyAndChallenge)
        /// Another kind in CMC; `value` is one element of DER.
        case other(type: OID, value: [UInt8])
    }

    /// The request in its own format.
    public let content: Content
    /// The position in ``EnrollmentMessage/layers`` of the message around it; `nil` when it came bare.
    public let layer: Int?
    /// Its number among the parts of a CMC message; `nil` outside of one.
    public let bodyPartID: Int?

    /// The key to be certified; `nil` when the CA is to make it or the kind of request is not read.
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

    /// The DER of the request without what CMC puts around it.
    public var derEncoded: [UInt8] {
        switch content {
        case .certificationRequest(let request): request.derEncoded
        case .certRequestMessage(let message): message.derEncoded
        case .keygen(let value): value.derEncoded
        case .other(_, let value): value
        }
    }
}
