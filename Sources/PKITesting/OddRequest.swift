import PKICrypto
import PKIFormats

/// A request that nobody should make, or that nobody thought of. This type does not say whether it is granted. The answer is a certificate
/// in which no judge finds a fault, a denial that explains itself, or that the request is malformed.
package struct OddRequest: Sendable {
    /// The oddity.
    package let name: String
    package let template: String
    /// DER of the PKCS #10.
    package let bytes: [UInt8]
}

/// Builds requests from parts that the makers of this library's requests would refuse.
struct OddRequestBuilder {
    var requests: [OddRequest] = []
    let key: PrivateKey

    mutating func add(
        _ name: String,
        template: String = "WebServer",
        subject: [UInt8]? = nil,
        extensions: [CertificateExtension] = [],
        attributes: [RequestAttribute] = [],
        key other: PrivateKey? = nil,
        written: SubjectPublicKeyInfo? = nil,
        algorithm: AlgorithmIdentifier? = nil
    ) async throws {
        let key = other ?? self.key
        let all = attributes + (extensions.isEmpty ? [] : [.extensionRequest(extensions)])
        var writer = DERWriter()
        writer.writeSequence { writer in
            writer.writeInteger(0)
            writer.writeRaw(subject ?? Self.plain)
            writer.writeRaw((written ?? key.publicKey).derEncoded)
            writer.writeSetOf(all.map(\.derEncoded), tag: 0xA0)
        }
        let signature = algorithm ?? key.defaultSignatureAlgorithm
        let bytes = CertificationRequestInfo.assemble(
            info: writer.bytes,
            algorithm: signature,
            signature: try await key.sign(writer.bytes, using: signature)
        )
        requests.append(OddRequest(name: name, template: template, bytes: bytes))
    }

    static let plain = DistinguishedName.of([(OID.commonName, "host.example.test")]).derEncoded

    /// A name of one part with one value, which is given as DER.
    static func name(_ type: OID, value: [UInt8]) -> [UInt8] { name(parts: [[(type, value)]]) }

    /// - Parameter parts: attribute types with DER values; the order within a part stays.
    static func name(parts: [[(OID, [UInt8])]]) -> [UInt8] {
        var writer = DERWriter()
        writer.writeSequence { writer in
            for part in parts {
                writer.writeSet { writer in
                    for (type, value) in part {
                        writer.writeSequence { writer in
                            writer.writeOID(type)
                            writer.writeRaw(value)
                        }
                    }
                }
            }
        }
        return writer.bytes
    }

    static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        var writer = DERWriter()
        writer.writePrimitive(tag: tag, content)
        return writer.bytes
    }

    static func utf8(_ text: String) -> [UInt8] { element(0x0C, Array(text.utf8)) }

    /// The extension with names that are given as DER elements.
    static func alternativeNames(_ elements: [[UInt8]]) -> CertificateExtension {
        var writer = DERWriter()
        writer.writeSequence { writer in
            for element in elements { writer.writeRaw(element) }
        }
        return CertificateExtension(SubjectAlternativeName.oid, value: writer.bytes)
    }
}
