/// The attestation of one key within ``KeyAttestationStatement``; numbers of 32 bits, least significant octet first.
///
///     magic              "KADS"
///     platform           1 for TPM 1.2, 2 for TPM 2.0
///     headerSize         octets from the magic to the first block
///     certifySize, signatureSize, keyBlobSize
///     certify, signature, keyBlob
public struct KeyAttestation: Hashable, Sendable {
    /// 1 for TPM 1.2, 2 for TPM 2.0.
    public let platform: UInt32

    /// What a header longer than the fields above holds; nearly always nothing.
    public let headerRest: [UInt8]

    /// What the module certifies about the key, in the module's own form.
    public let certification: [UInt8]

    /// The signature of the identity key over it.
    public let signature: [UInt8]

    /// The key as the provider keeps it.
    public let keyBlob: [UInt8]

    /// Creates an attestation. Each part has less than 4 GiB.
    public init(platform: UInt32, certification: [UInt8], signature: [UInt8], keyBlob: [UInt8], headerRest: [UInt8] = []) {
        self.platform = platform
        self.headerRest = headerRest
        self.certification = certification
        self.signature = signature
        self.keyBlob = keyBlob
    }

    /// Reads the octets of an attestation; nothing may follow it.
    public init(encoded: [UInt8]) throws(FormatError) {
        var reader = OctetReader(encoded[...], structure: "KeyAttestation")
        guard try reader.littleEndian32("magic") == Self.magic else { throw reader.fail("magic", "the octets do not begin with KADS") }
        platform = try reader.littleEndian32("platform")
        let headerSize = Int(try reader.littleEndian32("headerSize"))
        let certifySize = Int(try reader.littleEndian32("certifySize"))
        let signatureSize = Int(try reader.littleEndian32("signatureSize"))
        let keyBlobSize = Int(try reader.littleEndian32("keyBlobSize"))
        headerRest = Array(try reader.octets(headerSize - Self.headerSize, "headerSize"))
        certification = Array(try reader.octets(certifySize, "certify"))
        signature = Array(try reader.octets(signatureSize, "signature"))
        keyBlob = Array(try reader.octets(keyBlobSize, "keyBlob"))
        try reader.finish()
    }

    /// The octets of the attestation.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = []
        let sizes = [Self.headerSize + headerRest.count, certification.count, signature.count, keyBlob.count]
        for number in [Self.magic, platform] + sizes.map({ UInt32(truncatingIfNeeded: $0) }) { bytes.append(littleEndian: number) }
        return bytes + headerRest + certification + signature + keyBlob
    }

    private static let magic: UInt32 = 0x5344_414B
    private static let headerSize = 24
}
