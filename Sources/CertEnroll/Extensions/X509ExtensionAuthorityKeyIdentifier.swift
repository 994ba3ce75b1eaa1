import CAInterface
public import CertCli
public import PKIFormats

/// 2.5.29.35: the identifier of the issuer's key. Source: "IX509ExtensionAuthorityKeyIdentifier interface".
public final class X509ExtensionAuthorityKeyIdentifier: KnownX509Extension<AuthorityKeyIdentifier> {
    /// The extension with the key identifier alone.
    /// - Throws: `CAError` with 0x800704DF the second time, 0x8007000D when the identifier is empty or not in the encoding.
    public func initializeEncode(_ encoding: EncodingType, keyIdentifier: [UInt8]) throws {
        try initialize(encoding: AuthorityKeyIdentifier(keyIdentifier: try encoding.decode(keyIdentifier)))
    }

    /// The key identifier. Source: "IX509ExtensionAuthorityKeyIdentifier::get_AuthorityKeyIdentifier".
    /// - Throws: `CAError` with 0x80040007 before initialization, 0x80094004 when the extension has only the issuer's name and serial number.
    public func authorityKeyIdentifier(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        guard let identifier = try known(for: "authorityKeyIdentifier").keyIdentifier else {
            throw CAError.empty("The extension names the issuer's certificate by name and serial number and has no key identifier.")
        }
        return try encoding.encode(identifier)
    }
}
