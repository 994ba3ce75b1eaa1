/// A key of a TPM 2.0 as Windows' platform provider keeps it, as far as it is public; numbers of 32 bits, least significant octet first.
///
///     magic           "PCPM"
///     headerSize      octets from the magic to the public area
///     type, flags
///     publicSize      octets of the public area, a TPM2B_PUBLIC
///
/// What follows is sealed for the module and not read.
public struct PlatformKeyBlob: Hashable, Sendable {
    /// The public part of the key.
    public let publicArea: TPMPublicArea

    /// Reads the octets of a key.
    public init(encoded: [UInt8]) throws(FormatError) {
        var reader = OctetReader(encoded[...], structure: "PlatformKeyBlob")
        guard try reader.littleEndian32("magic") == 0x4D50_4350 else { throw reader.fail("magic", "the octets do not begin with PCPM") }
        let headerSize = Int(try reader.littleEndian32("headerSize"))
        _ = try reader.octets(8, "type")
        let publicSize = Int(try reader.littleEndian32("publicSize"))
        _ = try reader.octets(headerSize - reader.offset, "headerSize")
        publicArea = try TPMPublicArea(sized: Array(try reader.octets(publicSize, "publicArea")))
    }
}
