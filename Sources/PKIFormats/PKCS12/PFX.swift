/// RFC 7292 §4
///
///     PFX ::= SEQUENCE { version INTEGER {v3(3)}, authSafe ContentInfo, macData MacData OPTIONAL }
///
/// The content is an ``AuthenticatedSafe`` inside an OCTET STRING (password integrity) or signed (public-key integrity).
public struct PFX: Hashable, Sendable {
    /// The content: data or signedData.
    public let authSafe: ContentInfo
    /// The MAC under a password; `nil` when there is none.
    public let macData: MacData?

    /// Creates a file whose content is data.
    /// - Parameter authenticatedSafe: the DER of the ``AuthenticatedSafe``.
    public init(authenticatedSafe: [UInt8], macData: MacData?) {
        authSafe = ContentInfo(
            contentType: OID.CMS.data,
            content: DERWriter.encode(capacity: authenticatedSafe.count + 8) { $0.writeOctetString(authenticatedSafe) }
        )
        self.macData = macData
    }

    /// Reads the DER of a PFX; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "PFX").fields()
        let version = try fields.next("version")
        guard try version.integer() == 3 else { throw version.fail("the version is not 3") }
        let content = try fields.next("authSafe")
        do {
            authSafe = try ContentInfo(derEncoded: content.encoded)
        } catch {
            throw error.inside("PFX", field: "authSafe", at: content.offset)
        }
        macData = try fields.isAtEnd ? nil : MacData(fields.next("macData"))
        try fields.finish()
    }

    /// Reads BER: Windows, macOS and NSS write indefinite lengths and strings in segments.
    public init(berEncoded: [UInt8]) throws(FormatError) {
        try self.init(derEncoded: BERTranscoder.der(from: berEncoded, structure: "PFX"))
    }

    /// The octets of the ``AuthenticatedSafe``, over which the MAC is computed; `nil` when the content is not data.
    public var authenticatedSafe: [UInt8]? { Self.octets(ofData: authSafe) }

    /// The octets inside a ContentInfo of type data; `nil` when it is of another type or its content no OCTET STRING.
    public static func octets(ofData content: ContentInfo) -> [UInt8]? {
        guard content.contentType == OID.CMS.data else { return nil }
        return try? DERElement(parsing: content.content, structure: "PFX", field: "content").octetString()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: authSafe.content.count + 160) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(3)
                writer.writeRaw(authSafe.derEncoded)
                macData?.write(to: &writer)
            }
        }
    }
}
