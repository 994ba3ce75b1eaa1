public import CertCli
public import PKIFormats

/// 1.3.6.1.4.1.311.13.2.2: the provider that holds the key of a request. Source: "IX509AttributeCspProvider interface".
public final class X509AttributeCspProvider: KnownX509Attribute<EnrollmentCSPProvider> {
    /// - Parameter signature: nearly always empty.
    /// - Throws: `CAError` with 0x800704DF the second time, 0x8007000D when the signature is not in the encoding.
    public func initializeEncode(_ keySpec: X509KeySpec, providerName: String, encoding: EncodingType, signature: [UInt8]) throws {
        try initialize(
            encoding: EnrollmentCSPProvider(
                keySpec: Int(keySpec.rawValue),
                providerName: providerName,
                signature: signature.isEmpty ? [] : try encoding.decode(signature)
            )
        )
    }

    /// The kind of key. Source: "IX509AttributeCspProvider::get_KeySpec".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var keySpec: X509KeySpec {
        get throws { X509KeySpec(rawValue: Int32(truncatingIfNeeded: try known(for: "keySpec").keySpec)) }
    }

    /// The provider's name. Source: "IX509AttributeCspProvider::get_ProviderName".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var providerName: String { get throws { try known(for: "providerName").providerName } }

    /// The signature; nearly always empty. Source: "IX509AttributeCspProvider::get_Signature".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public func signature(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        try encoding.encode(try known(for: "signature").signature)
    }
}
