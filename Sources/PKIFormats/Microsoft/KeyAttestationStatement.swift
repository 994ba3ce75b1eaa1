/// The statement of a Windows platform module about a key, in the form of `wincrypt.h`: numbers of 32 bits, least significant octet first.
///
///     magic              "KAST"
///     version            1
///     platform           1 for TPM 1.2, 2 for TPM 2.0
///     headerSize         octets from the magic to the first block
///     idBindingSize, keyAttestationSize, aikOpaqueSize
///     idBinding, keyAttestation, aikOpaque
public struct KeyAttestationStatement: Hashable, Sendable {
    /// The version of the layout; 1.
    public let version: UInt32

    /// 1 for TPM 1.2, 2 for TPM 2.0.
    public let platform: UInt32

    /// What a header longer than the fields above holds; nearly always nothing.
    public let headerRest: [UInt8]

    /// The binding of the identity key to the module; empty when only the key is attested.
    public let identityBinding: [UInt8]

    /// The attestation of the key itself (see ``KeyAttestation``).
    public let keyAttestation: [UInt8]

    /// The identity key as the provider keeps it; empty when only the key is attested.
    public let identityKeyBlob: [UInt8]

    /// Creates a statement. Each part has less than 4 GiB.
    public init(
        platform: UInt32,
        identityBinding: [UInt8] = [],
        keyAttestation: [UInt8],
        identityKeyBlob: [UInt8] = [],
        version: UInt32 = 1,
        headerRest: [UInt8] = []
    ) {
        self.version = version
        self.platform = platform
        self.headerRest = headerRest
        self.identityBinding = identityBinding
        self.keyAttestation = keyAttestation
        self.identityKeyBlob = identityKeyBlob
    }

    /// Reads the octets of a statement; nothing may follow it.
    public init(encoded: [UInt8]) throws(FormatError) {
        var reader = OctetReader(encoded[...], structure: "KeyAttestationStatement")
        guard try reader.littleEndian32("magic") == Self.magic else { throw reader.fail("magic", "the octets do not begin with KAST") }
        version = try reader.littleEndian32("version")
        guard version == 1 else { throw reader.fail("version", "the version is \(version), not 1") }
        platform = try reader.littleEndian32("platform")
        let headerSize = Int(try reader.littleEndian32("headerSize"))
        let bindingSize = Int(try reader.littleEndian32("idBindingSize"))
        let attestationSize = Int(try reader.littleEndian32("keyAttestationSize"))
        let blobSize = Int(try reader.littleEndian32("aikOpaqueSize"))
        headerRest = Array(try reader.octets(headerSize - Self.headerSize, "headerSize"))
        identityBinding = Array(try reader.octets(bindingSize, "idBinding"))
        keyAttestation = Array(try reader.octets(attestationSize, "keyAttestation"))
        identityKeyBlob = Array(try reader.octets(blobSize, "aikOpaque"))
        try reader.finish()
    }

    /// The octets of the statement.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = []
        let sizes = [Self.headerSize + headerRest.count, identityBinding.count, keyAttestation.count, identityKeyBlob.count]
        for number in [Self.magic, version, platform] + sizes.map({ UInt32(truncatingIfNeeded: $0) }) { bytes.append(littleEndian: number) }
        return bytes + headerRest + identityBinding + keyAttestation + identityKeyBlob
    }

    private static let magic: UInt32 = 0x5453_414B
    private static let headerSize = 28
}
