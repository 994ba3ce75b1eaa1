/// RFC 5272 §6.3.1.1 (1.3.6.1.5.5.7.7.33)
///
///     PopLinkWitnessV2 ::= SEQUENCE {
///         keyGenAlgorithm  AlgorithmIdentifier,
///         macAlgorithm     AlgorithmIdentifier,
///         witness          OCTET STRING }
///
/// A MAC over ``PopLinkRandom`` in each request, as an attribute of PKCS #10 or a control of CRMF. A client that proves possession of the
/// key thereby also shows that it knows the shared secret.
public struct PopLinkWitnessV2: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.33
    public static let oid = OID.CMC.popLinkWitnessV2
    /// Derives the key from the secret: a hash, or a derivation such as PBKDF2.
    public let keyGenerationAlgorithm: AlgorithmIdentifier
    /// The MAC.
    public let macAlgorithm: AlgorithmIdentifier
    /// Its value.
    public let witness: [UInt8]

    public init(keyGenerationAlgorithm: AlgorithmIdentifier, macAlgorithm: AlgorithmIdentifier, witness: [UInt8]) {
        self.keyGenerationAlgorithm = keyGenerationAlgorithm
        self.macAlgorithm = macAlgorithm
        self.witness = witness
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "PopLinkWitnessV2").fields()
        keyGenerationAlgorithm = try AlgorithmIdentifier(fields.next("keyGenAlgorithm"))
        macAlgorithm = try AlgorithmIdentifier(fields.next("macAlgorithm"))
        witness = try fields.next("witness").octetString()
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(keyGenerationAlgorithm.derEncoded)
                writer.writeRaw(macAlgorithm.derEncoded)
                writer.writeOctetString(witness)
            }
        }
    }
}

/// RFC 5272 §6.3.1.3: the random value over which the witnesses of the requests are computed.
public struct PopLinkRandom: CMCControlValue, OctetStringValue {
    /// 1.3.6.1.5.5.7.7.22
    public static let oid = OID.CMC.popLinkRandom
    /// The value; at least 64 octets.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// RFC 5272 §6.3.1.2: HMAC-SHA1 over ``PopLinkRandom`` in the requests, as an attribute of PKCS #10 or a control of CRMF.
public struct PopLinkWitness: CMCControlValue, OctetStringValue {
    /// 1.3.6.1.5.5.7.7.23
    public static let oid = OID.CMC.popLinkWitness
    /// The MAC, 20 octets.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}
