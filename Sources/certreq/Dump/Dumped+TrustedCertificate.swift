import PKIFormats

extension DumpedStructure {
    /// A certificate followed by OpenSSL's trust settings.
    static func trustedCertificate(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let trusted = try TrustedCertificate(derEncoded: bytes)
        var structure = try certificate(trusted.certificate, context)
        structure.members["trust"] = [
            "trusted": trusted.trusted.map { .strings($0.map(\.nameOrDotted)) } ?? .null,
            "rejected": trusted.rejected.map { .strings($0.map(\.nameOrDotted)) } ?? .null, "alias": .optional(trusted.alias),
            "keyIdentifier": .optional(trusted.keyIdentifier.map { Hex.encode($0) }),
        ]
        return structure
    }
}
