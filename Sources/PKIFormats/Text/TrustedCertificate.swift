/// A certificate with OpenSSL's settings of trust behind it, in PEM under the label `TRUSTED CERTIFICATE` (X509_CERT_AUX, openssl-x509(1),
/// "Trust options"):
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
    /// The key purposes it is trusted for; `nil` when nothing is said.
    public let trusted: [OID]?
    /// The key purposes it is not to be used for; `nil` when nothing is said.
    public let rejected: [OID]?
    /// The name OpenSSL calls it by.
    public let alias: String?
    /// The local key identifier.
    public let keyIdentifier: [UInt8]?
    /// The certificate and the settings behind it; without settings the certificate alone.
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

    /// Reads a certificate and what follows it, which may be nothing. The certificate itself is not looked into.
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

    /// Where the first SEQUENCE ends. Only its header is looked at: more follows it, which ``DERScan`` would refuse.
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
