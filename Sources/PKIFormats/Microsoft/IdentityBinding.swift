/// How the identity key of a TPM 2.0 is shown to belong to its module: the first block of ``KeyAttestationStatement``.
///
/// The block begins with the identity key's TPM2B_PUBLIC. What Windows puts behind it (creation data, a statement about the creation and its signature) is kept
/// and not read: that the module holds the key is shown by its answer to a challenge.
public struct IdentityBinding: Hashable, Sendable {
    /// The identity key.
    public let publicArea: TPMPublicArea

    /// The octets behind it.
    public let rest: [UInt8]

    /// Reads the octets of a binding.
    public init(encoded: [UInt8]) throws(FormatError) {
        var reader = OctetReader(encoded[...], structure: "IdentityBinding")
        publicArea = try TPMPublicArea(encoded: Array(try reader.vector16("publicArea")))
        rest = Array(encoded.dropFirst(reader.offset))
    }
}
