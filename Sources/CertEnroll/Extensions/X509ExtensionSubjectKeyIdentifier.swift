public import CertCli
public import PKIFormats

/// 2.5.29.14: the identifier of the key of a certificate. Source: "IX509ExtensionSubjectKeyIdentifier interface".
public final class X509ExtensionSubjectKeyIdentifier: KnownX509Extension<SubjectKeyIdentifier> {
    /// - Throws: `CAError` with 0x800704DF the second time, 0x8007000D when the identifier is empty or not in the encoding.
    public func initializeEncode(_ encoding: EncodingType, keyIdentifier: [UInt8]) throws {
        try initialize(encoding: SubjectKeyIdentifier(try encoding.decode(keyIdentifier)))
    }

    /// The identifier. Source: "IX509ExtensionSubjectKeyIdentifier::get_SubjectKeyIdentifier".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public func subjectKeyIdentifier(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        try encoding.encode(try known(for: "subjectKeyIdentifier").bytes)
    }
}
