public import PKIFormats

/// 1.2.840.113549.1.9.15: the ciphers that the subject can read. Source: "IX509ExtensionSmimeCapabilities interface".
public final class X509ExtensionSmimeCapabilities: KnownX509Extension<SMIMECapabilities> {
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80094004 without ciphers.
    public func initializeEncode(_ capabilities: SmimeCapabilities) throws {
        try initialize(encoding: try capabilities.requiredValue())
    }

    /// The ciphers, the preferred one first. Source: "IX509ExtensionSmimeCapabilities::get_SmimeCapabilities".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var smimeCapabilities: SmimeCapabilities { get throws { SmimeCapabilities(try known(for: "smimeCapabilities").capabilities) } }
}
