/// The part of a request to be signed (RFC 2986 §4.1; the grammar stands at ``CertificationRequest``).
public struct CertificationRequestInfo: Hashable, Sendable {
    /// The subject asked for; may be empty.
    public var subject: DistinguishedName
    /// The key to be certified.
    public var subjectPublicKeyInfo: SubjectPublicKeyInfo
    /// The attributes; DER puts them in an order of their own.
    public var attributes: [RequestAttribute]

    public init(subject: DistinguishedName, subjectPublicKeyInfo: SubjectPublicKeyInfo, attributes: [RequestAttribute] = []) {
        self.subject = subject
        self.subjectPublicKeyInfo = subjectPublicKeyInfo
        self.attributes = attributes
    }

    /// The DER of the CertificationRequestInfo.
    public func derEncoded() -> [UInt8] {
        DERWriter.encode(capacity: 512) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(0)
                writer.writeRaw(subject.derEncoded)
                writer.writeRaw(subjectPublicKeyInfo.derEncoded)
                writer.writeSetOf(attributes.map(\.derEncoded), tag: 0xA0)
            }
        }
    }

    /// The DER of the request made of its signed part, the algorithm and the signature.
    public static func assemble(info: [UInt8], algorithm: AlgorithmIdentifier, signature: [UInt8]) -> [UInt8] {
        SignedStructure.assemble(body: info, algorithm: algorithm, signature: signature)
    }
}
