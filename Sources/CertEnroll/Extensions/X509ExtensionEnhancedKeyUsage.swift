import CAInterface
public import PKIFormats

/// 2.5.29.37: the purposes of a certificate. Source: "IX509ExtensionEnhancedKeyUsage interface".
public final class X509ExtensionEnhancedKeyUsage: KnownX509Extension<ExtendedKeyUsage> {
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80094004 without purposes.
    public func initializeEncode(_ purposes: ObjectIds) throws {
        try initialize(encoding: try Self.value(purposes.values))
    }

    /// The purposes. Source: "IX509ExtensionEnhancedKeyUsage::get_EnhancedKeyUsage".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var enhancedKeyUsage: ObjectIds { get throws { ObjectIds(try known(for: "enhancedKeyUsage").purposes) } }

    private static func value(_ purposes: [OID]) throws -> ExtendedKeyUsage {
        guard !purposes.isEmpty else { throw CAError.empty("Enhanced key usage needs a purpose. Add one, or leave the extension out.") }
        return ExtendedKeyUsage(purposes)
    }
}
