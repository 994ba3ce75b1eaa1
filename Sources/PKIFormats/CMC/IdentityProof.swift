/// RFC 5272 §6.2.3 (control 1.3.6.1.5.5.7.7.2)
///
///     Identification ::= UTF8String
///
/// The name by which the server finds the shared secret of the identity proof.
public struct Identification: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.2
    public static let oid = OID.CMC.identification
    /// The name.
    public let name: String

    public init(_ name: String) { self.name = name }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        name = try DERElement(parsing: derEncoded, structure: "Identification").utf8String()
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 32) { $0.writeUTF8String(name) } }
}

/// RFC 5272 §6.2.1 (control 1.3.6.1.5.5.7.7.34)
///
///     IdentityProofV2 ::= SEQUENCE {
///         proofAlgID  AlgorithmIdentifier,
///         macAlgId    AlgorithmIdentifier,
///         witness     OCTET STRING }
///
/// A MAC over the requests of the message, with a key derived from a shared secret.
public struct IdentityProofV2: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.34 (RFC 5912 exchanges it with that of ``PopLinkWitnessV2``).
    public static let oid = OID.CMC.identityProofV2
    /// The hash that derives the key.
    public let proofAlgorithm: AlgorithmIdentifier
    /// The MAC.
    public let macAlgorithm: AlgorithmIdentifier
    /// Its value.
    public let witness: [UInt8]

    public init(proofAlgorithm: AlgorithmIdentifier, macAlgorithm: AlgorithmIdentifier, witness: [UInt8]) {
        self.proofAlgorithm = proofAlgorithm
        self.macAlgorithm = macAlgorithm
        self.witness = witness
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "IdentityProofV2").fields()
        proofAlgorithm = try AlgorithmIdentifier(fields.next("proofAlgID"))
        macAlgorithm = try AlgorithmIdentifier(fields.next("macAlgId"))
        witness = try fields.next("witness").octetString()
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(proofAlgorithm.derEncoded)
                writer.writeRaw(macAlgorithm.derEncoded)
                writer.writeOctetString(witness)
            }
        }
    }
}

/// RFC 5272 §6.2.2: HMAC-SHA1 over the requests with the hash of a shared secret, `IdentifyProof ::= OCTET STRING`.
public struct IdentityProof: CMCControlValue, OctetStringValue {
    /// 1.3.6.1.5.5.7.7.3
    public static let oid = OID.CMC.identityProof
    /// The MAC, 20 octets.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}
