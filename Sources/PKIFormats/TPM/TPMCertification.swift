/// A TPM's statement about a key that it holds (TPMS_ATTEST with TPMS_CERTIFY_INFO, TPM 2.0 Library Part 2 §10.12), made by TPM2_Certify.
public struct TPMCertification: Hashable, Sendable {
    /// The name of the key that signs the statement, with those of its parents.
    public let qualifiedSigner: [UInt8]

    /// What the caller of the module had it include; often a nonce.
    public let extraData: [UInt8]

    /// The name of the certified key: the number of a hash, and that hash of its ``TPMPublicArea``.
    public let name: [UInt8]

    /// The same with the names of its parents.
    public let qualifiedName: [UInt8]

    /// Reads the structure; nothing may follow it.
    public init(encoded: [UInt8]) throws(FormatError) {
        var reader = OctetReader(encoded[...], structure: "TPMS_ATTEST")
        guard try reader.bigEndian(4, "magic") == 0xFF54_4347 else { throw reader.fail("magic", "the octets were not made by a TPM") }
        let type = try reader.bigEndian(2, "type")
        guard type == 0x8017 else { throw reader.fail("type", "the statement \(type) does not certify a key (TPM_ST_ATTEST_CERTIFY)") }
        qualifiedSigner = Array(try reader.vector16("qualifiedSigner"))
        extraData = Array(try reader.vector16("extraData"))
        _ = try reader.octets(17, "clockInfo")
        _ = try reader.octets(8, "firmwareVersion")
        name = Array(try reader.vector16("name"))
        qualifiedName = Array(try reader.vector16("qualifiedName"))
        try reader.finish()
    }
}
