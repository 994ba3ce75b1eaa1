/// RFC 6960 §4.1.1
///
///     OCSPRequest ::= SEQUENCE {
///         tbsRequest         TBSRequest,
///         optionalSignature  [0] EXPLICIT Signature OPTIONAL }
///     TBSRequest ::= SEQUENCE {
///         version            [0] EXPLICIT Version DEFAULT v1,
///         requestorName      [1] EXPLICIT GeneralName OPTIONAL,
///         requestList        SEQUENCE OF Request,
///         requestExtensions  [2] EXPLICIT Extensions OPTIONAL }
///
/// To make a request see ``TBSOCSPRequest``.
public struct OCSPRequest: Sendable {
    /// The whole request.
    public let derEncoded: [UInt8]

    /// The TBSRequest: the bytes that the signature covers.
    public let tbsBytes: [UInt8]

    /// Always 1, the only version.
    public let version: Int

    /// The name of the client; `nil` when absent. A signed request must have it.
    public let requestorName: GeneralName?

    /// The questions, in order.
    public let requests: [OCSPSingleRequest]

    /// The extensions of the whole request, for example ``OCSPNonce``.
    public let extensions: [CertificateExtension]

    /// The signature; `nil` when the request is not signed, as most are.
    public let signature: OCSPSignature?

    /// Reads the DER of a request; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let whole = try DERElement(parsing: derEncoded, structure: "OCSPRequest")
        var outer = try whole.fields()
        let tbs = try outer.next("tbsRequest")
        signature = try outer.optional(explicit: 0, "optionalSignature") { element throws(FormatError) in
            var fields = try element.fields(of: "Signature")
            let signature = try OCSPSignature(&fields)
            try fields.finish()
            return signature
        }
        try outer.finish()

        var fields = try tbs.fields(of: "TBSRequest")
        if let element = fields.optional(context: 0, "version") {
            guard try element.explicitContent(0).integer() == 0 else { throw element.fail("the version is not v1 (0)") }
        }
        version = 1
        requestorName = try fields.optional(explicit: 1, "requestorName", GeneralName.init)
        requests = try fields.next("requestList").list(of: OCSPSingleRequest.init)
        extensions = try fields.optional(explicit: 2, "requestExtensions", CertificateExtension.readSequence) ?? []
        try fields.finish()
        tbsBytes = tbs.encoded
        self.derEncoded = derEncoded
    }

    /// The octets of the nonce; `nil` when it is absent or cannot be read.
    public var nonce: [UInt8]? { (try? OCSPNonce.find(in: extensions))?.bytes }
}

extension OCSPRequest: Hashable {
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}

/// The body of a request (RFC 6960 §4.1.1; for the grammar see ``OCSPRequest``), to be sent as it is or signed.
public struct TBSOCSPRequest: Hashable, Sendable {
    /// The name of the client; needed when the request is signed.
    public var requestorName: GeneralName?
    /// The questions, in order. Responders expect at least one.
    public var requests: [OCSPSingleRequest]
    /// The extensions of the whole request.
    public var extensions: [CertificateExtension]

    public init(requestorName: GeneralName? = nil, requests: [OCSPSingleRequest], extensions: [CertificateExtension] = []) {
        self.requestorName = requestorName
        self.requests = requests
        self.extensions = extensions
    }

    /// The DER of the TBSRequest.
    public func derEncoded() -> [UInt8] {
        DERWriter.encode(capacity: requests.count * 96 + 96) { writer in
            writer.writeSequence { writer in
                if let requestorName { writer.writeExplicit(1) { requestorName.write(to: &$0) } }
                writer.writeSequence(of: requests)
                if !extensions.isEmpty { writer.writeExplicit(2) { $0.writeRaw(CertificateExtension.encode(extensions)) } }
            }
        }
    }

    /// The DER of the OCSPRequest made of a body and, when it is signed, the signature over the body.
    public static func assemble(tbs: [UInt8], signature: OCSPSignature? = nil) -> [UInt8] {
        DERWriter.encode(capacity: tbs.count + 16) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(tbs)
                guard let signature else { return }
                writer.writeExplicit(0) { writer in
                    writer.writeSequence { signature.write(to: &$0) }
                }
            }
        }
    }
}

/// RFC 6960 §4.1.1
///
///     Request ::= SEQUENCE {
///         reqCert                  CertID,
///         singleRequestExtensions  [0] EXPLICIT Extensions OPTIONAL }
public struct OCSPSingleRequest: Hashable, Sendable, DERWritable {
    /// The certificate in question.
    public let certID: OCSPCertID

    /// The extensions of this question, for example ``OCSPServiceLocator``.
    public let extensions: [CertificateExtension]

    public init(_ certID: OCSPCertID, extensions: [CertificateExtension] = []) {
        self.certID = certID
        self.extensions = extensions
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "Request")
        certID = try OCSPCertID(fields.next("reqCert"))
        extensions = try fields.optional(explicit: 0, "singleRequestExtensions", CertificateExtension.readSequence) ?? []
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeRaw(certID.derEncoded)
            if !extensions.isEmpty { writer.writeExplicit(0) { $0.writeRaw(CertificateExtension.encode(extensions)) } }
        }
    }
}

/// RFC 6960 §4.1.1
///
///     CertID ::= SEQUENCE {
///         hashAlgorithm   AlgorithmIdentifier,
///         issuerNameHash  OCTET STRING,
///         issuerKeyHash   OCTET STRING,
///         serialNumber    CertificateSerialNumber }
///
/// Names one certificate by its issuer's name and key and its serial number. Two identifiers are equal when their encodings are equal. The same
/// certificate may be named with several hash functions, and with or without NULL in `hashAlgorithm`.
public struct OCSPCertID: Sendable {
    /// The hash function of the two hashes.
    public let hashAlgorithm: AlgorithmIdentifier

    /// The hash of the DER of the issuer's name.
    public let issuerNameHash: [UInt8]

    /// The hash of the issuer's key: of the content of its BIT STRING, without tag, length and count of unused bits.
    public let issuerKeyHash: [UInt8]

    /// The content octets of the serial number's INTEGER, as in the certificate.
    public let serialNumber: [UInt8]

    /// The whole SEQUENCE. A response repeats the one of the request.
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
    public var serialHex: String { SerialText.hex(of: serialNumber) }

    /// Whether both name the same certificate with the same hash function; NULL and absent parameters count as equal.
    public func matches(_ other: OCSPCertID) -> Bool {
        if derEncoded == other.derEncoded { return true }
        return hashAlgorithm.oid == other.hashAlgorithm.oid && serialNumber == other.serialNumber
            && issuerNameHash == other.issuerNameHash && issuerKeyHash == other.issuerKeyHash
    }
}

extension OCSPCertID: Hashable {
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}

/// RFC 6960 §4.1.1
///
///     Signature ::= SEQUENCE {
///         signatureAlgorithm  AlgorithmIdentifier,
///         signature           BIT STRING,
///         certs               [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
///
/// The signature of a request. A response has the same three fields after its data.
public struct OCSPSignature: Hashable, Sendable {
    /// The algorithm of the signature.
    public let algorithm: AlgorithmIdentifier

    /// The content of the signature's BIT STRING.
    public let value: [UInt8]

    /// The DER of each certificate in the message, in order; the signer's is first as a rule.
    public let certificates: [[UInt8]]

    public init(algorithm: AlgorithmIdentifier, value: [UInt8], certificates: [[UInt8]] = []) {
        self.algorithm = algorithm
        self.value = value
        self.certificates = certificates
    }

    /// Reads the three fields.
    init(_ fields: inout DERFields) throws(FormatError) {
        algorithm = try AlgorithmIdentifier(fields.next("signatureAlgorithm"))
        value = try fields.next("signature").octetAlignedBitString()
        certificates = try fields.optional(explicit: 0, "certs") { element throws(FormatError) in try element.list { $0.encoded } } ?? []
    }

    func write(to writer: inout DERWriter) {
        writer.writeRaw(algorithm.derEncoded)
        writer.writeBitString(value)
        guard !certificates.isEmpty else { return }
        writer.writeExplicit(0) { writer in
            writer.writeSequence(of: certificates) { $1.writeRaw($0) }
        }
    }
}
