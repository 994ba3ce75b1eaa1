public import PKIFormats

/// 2.5.29.15: the operations that a key is for. Source: "IX509ExtensionKeyUsage interface".
public final class X509ExtensionKeyUsage: KnownX509Extension<KeyUsage> {
    /// - Throws: `CAError` with 0x800704DF the second time; 0x80070057 for no bit, or for bits that key usage does not have.
    public func initializeEncode(_ usageFlags: X509KeyUsageFlags) throws {
        try initialize(encoding: try usageFlags.keyUsage())
    }

    /// The operations. Source: "IX509ExtensionKeyUsage::get_KeyUsage".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var keyUsage: X509KeyUsageFlags { get throws { X509KeyUsageFlags(try known(for: "keyUsage")) } }
}
