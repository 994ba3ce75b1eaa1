/// RFC 7292 §4
///
///     PFX ::= SEQUENCE { version INTEGER {v3(3)}, authSafe ContentInfo, macData MacData OPTIONAL }
///
/// The content is an ``AuthenticatedSafe`` inside an OCTET STRING (password integrity) or signed (public-key integrity).
public struct PFX: Hashable, Sendable {
    /// The content: data or signedData.
    public let authSafe: ContentInfo
    /// The MAC under a password; `nil` when the file has none.
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

    /// The octets inside a ContentInfo of type data; `nil` when it is of another type or its content is not an OCTET STRING.
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

/// RFC 7292 §4
///
///     MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations INTEGER DEFAULT 1 }
///     DigestInfo ::= SEQUENCE { digestAlgorithm AlgorithmIdentifier, digest OCTET STRING }
///
/// With the algorithm PBMAC1 (RFC 9579), salt and iterations are in its parameters (``PBMAC1Parameters``), and those here are ignored.
public struct MacData: Hashable, Sendable {
    /// The hash function of the HMAC, or PBMAC1.
    public let algorithm: AlgorithmIdentifier
    /// The value.
    public let digest: [UInt8]
    /// The salt.
    public let salt: [UInt8]
    /// The iterations. The caller must bound them before it computes.
    public let iterations: Int

    public init(algorithm: AlgorithmIdentifier, digest: [UInt8], salt: [UInt8], iterations: Int) {
        self.algorithm = algorithm
        self.digest = digest
        self.salt = salt
        self.iterations = iterations
    }

    /// Reads the DER of a MacData.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "MacData"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "MacData")
        var mac = try fields.next("mac").fields(of: "DigestInfo")
        algorithm = try AlgorithmIdentifier(mac.next("digestAlgorithm"))
        digest = try mac.next("digest").octetString()
        try mac.finish()
        salt = try fields.next("macSalt").octetString()
        let count = fields.optional(.integer, "iterations")
        iterations = try count?.integer() ?? 1
        if let count, iterations < 1 { throw count.fail("the number of iterations is not positive") }
        try fields.finish()
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 128) { write(to: &$0) } }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeSequence { writer in
                writer.writeRaw(algorithm.derEncoded)
                writer.writeOctetString(digest)
            }
            writer.writeOctetString(salt)
            if iterations != 1 { writer.writeInteger(iterations) }
        }
    }
}

/// RFC 8018 appendix A.5, used in PKCS #12 as RFC 9579 says
///
///     PBMAC1-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, messageAuthScheme AlgorithmIdentifier }
public struct PBMAC1Parameters: Hashable, Sendable {
    /// PBKDF2 with its parameters, as a rule.
    public let keyDerivationFunction: AlgorithmIdentifier
    /// The HMAC.
    public let messageAuthenticationScheme: AlgorithmIdentifier

    /// Creates parameters.
    /// - Parameters:
    ///   - derivation: the key derivation, with the length of the key, which RFC 9579 §4 demands.
    ///   - digest: the hash of the HMAC over the content.
    public init(derivation: PBKDF2Parameters, digest: DigestAlgorithm) {
        keyDerivationFunction = derivation.algorithm
        messageAuthenticationScheme = .hmac(digest)
    }

    /// Reads the DER of the parameters.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "PBMAC1-params").fields()
        keyDerivationFunction = try AlgorithmIdentifier(fields.next("keyDerivationFunc"))
        messageAuthenticationScheme = try AlgorithmIdentifier(fields.next("messageAuthScheme"))
        try fields.finish()
    }

    /// PBMAC1 with these parameters.
    public var algorithm: AlgorithmIdentifier {
        let parameters = DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(keyDerivationFunction.derEncoded)
                writer.writeRaw(messageAuthenticationScheme.derEncoded)
            }
        }
        return AlgorithmIdentifier(OID.Algorithms.pbmac1, parameters: parameters)
    }
}

/// RFC 7292 §4.1
///
///     AuthenticatedSafe ::= SEQUENCE OF ContentInfo
///         -- Data if unencrypted, EncryptedData if password-encrypted, EnvelopedData if public key-encrypted
public struct AuthenticatedSafe: Hashable, Sendable {
    /// The safes: each holds a ``SafeContents``, plain or encrypted.
    public let safes: [ContentInfo]

    public init(safes: [ContentInfo]) { self.safes = safes }

    /// Reads the DER of an AuthenticatedSafe; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let list = try DERElement(parsing: derEncoded, structure: "AuthenticatedSafe")
        var safes: [ContentInfo] = []
        for member in try list.members() {
            do {
                safes.append(try ContentInfo(derEncoded: member.encoded))
            } catch {
                throw error.inside("AuthenticatedSafe", field: "\(safes.count)", at: member.offset)
            }
        }
        self.safes = safes
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: safes.reduce(64) { $0 + $1.content.count }) { writer in
            writer.writeSequence(of: safes) { $1.writeRaw($0.derEncoded) }
        }
    }
}
