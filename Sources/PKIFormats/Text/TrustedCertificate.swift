/// A certificate followed by OpenSSL's trust settings, in PEM under the label `TRUSTED CERTIFICATE` (X509_CERT_AUX, openssl-x509(1), "Trust
/// options"):
///
///     X509_CERT_AUX ::= SEQUENCE {
///         trust   SEQUENCE OF OBJECT IDENTIFIER OPTIONAL,
///         reject  [0] IMPLICIT SEQUENCE OF OBJECT IDENTIFIER OPTIONAL,
///         alias   UTF8String OPTIONAL,
///         keyid   OCTET STRING OPTIONAL,
///         other   [1] IMPLICIT SEQUENCE OF AlgorithmIdentifier OPTIONAL }
public struct TrustedCertificate: Hashable, Sendable {
    /// The DER of the certificate.
    public let certificate: [UInt8]
    /// The key purposes for which it is trusted; `nil` when the settings do not say.
    public let trusted: [OID]?
    /// The key purposes for which it must not be used; `nil` when the settings do not say.
    public let rejected: [OID]?
    /// OpenSSL's name for it.
    public let alias: String?
    /// The local key identifier.
    public let keyIdentifier: [UInt8]?
    /// The certificate followed by the settings; without settings, only the certificate.
    public let derEncoded: [UInt8]

    /// Creates the value.
    public init(
        certificate: [UInt8],
        trusted: [OID]? = nil,
        rejected: [OID]? = nil,
        alias: String? = nil,
        keyIdentifier: [UInt8]? = nil
    ) {
        self.certificate = certificate
        self.trusted = trusted
        self.rejected = rejected
        self.alias = alias
        self.keyIdentifier = keyIdentifier
        guard trusted != nil || rejected != nil || alias != nil || keyIdentifier != nil else {
            derEncoded = certificate
            return
        }
        let settings = DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                if let trusted { writer.writeSequence { for oid in trusted { $0.writeOID(oid) } } }
                if let rejected { writer.writeElement(tag: 0xA0) { for oid in rejected { $0.writeOID(oid) } } }
                if let alias { writer.writeUTF8String(alias) }
                if let keyIdentifier { writer.writeOctetString(keyIdentifier) }
            }
        }
        derEncoded = certificate + settings
    }

    /// Reads a certificate and the optional settings after it. The certificate itself is not examined.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        self.derEncoded = derEncoded
        let certificateEnd = try Self.endOfFirst(in: derEncoded)
        certificate = Array(derEncoded[..<certificateEnd])
        var trusted: [OID]?
        var rejected: [OID]?
        var alias: String?
        var keyIdentifier: [UInt8]?
        if certificateEnd < derEncoded.count {
            let settings = Array(derEncoded[certificateEnd...])
            var fields = try DERElement(parsing: settings, structure: "X509_CERT_AUX").fields()
            if let element = fields.optional(.sequence, "trust") { trusted = try Self.purposes(element.members()) }
            if let element = fields.optional(context: 0, "reject") { rejected = try Self.purposes(element.members(.context(0))) }
            if let element = fields.optional(.utf8String, "alias") {
                let octets = try element.primitive(.utf8String)
                guard let text = String(validating: octets, as: UTF8.self) else { throw element.fail("the text is not UTF-8") }
                alias = text
            }
            keyIdentifier = try fields.optional(.octetString, "keyid")?.octetString()
            _ = fields.optional(context: 1, "other")
            try fields.finish()
        }
        self.trusted = trusted
        self.rejected = rejected
        self.alias = alias
        self.keyIdentifier = keyIdentifier
    }

    /// The end of the first SEQUENCE. Only its header is examined, because ``DERScan`` would refuse the octets that follow it.
    private static func endOfFirst(in bytes: [UInt8]) throws(FormatError) -> Int {
        guard bytes.count >= 2, bytes[0] == 0x30 else {
            throw FormatError(structure: "TrustedCertificate", field: "certificate", offset: 0, reason: "expected SEQUENCE")
        }
        var (length, start) = (Int(bytes[1]), 2)
        if length >= 0x80 {
            let count = length & 0x7F
            guard (1...4).contains(count), bytes.count >= 2 + count else {
                throw FormatError(structure: "TrustedCertificate", field: "certificate", offset: 1, reason: "the length is damaged")
            }
            length = bytes[2..<2 + count].reduce(0) { $0 << 8 | Int($1) }
            start += count
        }
        guard length <= bytes.count - start else {
            throw FormatError(structure: "TrustedCertificate", field: "certificate", offset: 0, reason: "the certificate is cut off")
        }
        return start + length
    }

    private static func purposes(_ members: [DERElement]) throws(FormatError) -> [OID] {
        var purposes: [OID] = []
        for member in members { purposes.append(try member.oid()) }
        return purposes
    }
}
