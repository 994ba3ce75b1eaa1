/// The proof that a key is in a security module, 1.3.6.1.4.1.311.21.24: an OCTET STRING around ``KeyAttestationStatement``.
public struct AttestationStatement: RequestAttributeValue, OctetStringValue {
    /// 1.3.6.1.4.1.311.21.24
    public static let oid = OID.Microsoft.attestationStatement

    /// The content of the OCTET STRING.
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Creates the value from the statement.
    public init(_ statement: KeyAttestationStatement) {
        bytes = statement.encoded
    }

    /// Reads the content as a statement of a platform module. The octets are kept even when it cannot be read.
    public func statement() throws(FormatError) -> KeyAttestationStatement {
        try KeyAttestationStatement(encoded: bytes)
    }
}

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

    /// The octets of the header after the fields above; nearly always empty.
    public let headerRest: [UInt8]

    /// The binding of the identity key to the module; empty when only the key is attested.
    public let identityBinding: [UInt8]

    /// The attestation of the key itself (see ``KeyAttestation``).
    public let keyAttestation: [UInt8]

    /// The identity key in the provider's own form; empty when only the key is attested.
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

    /// The octets of the header after the fields above; nearly always empty.
    public let headerRest: [UInt8]

    /// The module's statement about the key, in the module's own form.
    public let certification: [UInt8]

    /// The signature of the identity key over ``certification``.
    public let signature: [UInt8]

    /// The key in the provider's own form.
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
