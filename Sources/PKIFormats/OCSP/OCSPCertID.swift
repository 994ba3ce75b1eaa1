/// RFC 6960 §4.1.1
///
///     CertID ::= SEQUENCE {
///         hashAlgorithm   AlgorithmIdentifier,
///         issuerNameHash  OCTET STRING,
///         issuerKeyHash   OCTET STRING,
///         serialNumber    CertificateSerialNumber }
///
/// Names one certificate by its issuer's name and key and its serial number. Two are equal when their encodings are; the same certificate
/// may be named with several hash functions, and with or without NULL in `hashAlgorithm`.
public struct OCSPCertID: Sendable {
    /// The hash function of the two hashes.
    public let hashAlgorithm: AlgorithmIdentifier

    /// The hash of the DER of the issuer's name.
    public let issuerNameHash: [UInt8]

    /// The hash of the issuer's key: of the content of its BIT STRING, without tag, length and count of unused bits.
    public let issuerKeyHash: [UInt8]

    /// The content octets of the serial number's INTEGER, as they stand in the certificate.
    public let serialNumber: [UInt8]

    /// The whole SEQUENCE. A response repeats it as it stood in the request.
    public let derEncoded: [UInt8]

    /// Creates an identifier from hashes computed elsewhere.
    /// - Parameter serialNumber: the content octets of the INTEGER, as in ``Certificate/serialNumber``.
    public init(hashAlgorithm: AlgorithmIdentifier, issuerNameHash: [UInt8], issuerKeyHash: [UInt8], serialNumber: [UInt8]) {
        self.hashAlgorithm = hashAlgorithm
        self.issuerNameHash = issuerNameHash
        self.issuerKeyHash = issuerKeyHash
        let number = serialNumber.isEmpty ? [0] : serialNumber
        self.serialNumber = number
        derEncoded = DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(hashAlgorithm.derEncoded)
                writer.writeOctetString(issuerNameHash)
                writer.writeOctetString(issuerKeyHash)
                writer.writePrimitive(tag: 0x02, number)
            }
        }
    }

    /// Reads the DER of a CertID.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "CertID"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "CertID")
        hashAlgorithm = try AlgorithmIdentifier(fields.next("hashAlgorithm"))
        issuerNameHash = try fields.next("issuerNameHash").octetString()
        issuerKeyHash = try fields.next("issuerKeyHash").octetString()
        serialNumber = try fields.next("serialNumber").integerBytes()
        try fields.finish()
        derEncoded = element.encoded
    }

    /// The serial number in lowercase hexadecimal, without the zero octet that only keeps the INTEGER positive.
    public var serialHex: String {
        serialNumber.count > 1 && serialNumber[0] == 0 ? Hex.encode(serialNumber.dropFirst()) : Hex.encode(serialNumber)
    }

    /// Whether both name the same certificate with the same hash function; NULL and absent parameters count as equal.
    public func matches(_ other: OCSPCertID) -> Bool {
        if derEncoded == other.derEncoded { return true }
        return hashAlgorithm.oid == other.hashAlgorithm.oid && serialNumber == other.serialNumber
            && issuerNameHash == other.issuerNameHash && issuerKeyHash == other.issuerKeyHash
    }
}

extension OCSPCertID: Hashable {
    /// Compares the encodings.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    /// Hashes the encoding.
    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}
