public import PKIFormats

/// 2.5.29.17: the names of the subject. Source: "IX509ExtensionAlternativeNames interface".
public final class X509ExtensionAlternativeNames: KnownX509Extension<SubjectAlternativeName> {
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80094004 without names.
    public func initializeEncode(_ names: AlternativeNames) throws {
        try initialize(encoding: SubjectAlternativeName(try names.requiredValues()))
    }

    /// The names. Source: "IX509ExtensionAlternativeNames::get_AlternativeNames".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var alternativeNames: AlternativeNames { get throws { AlternativeNames(try known(for: "alternativeNames").names) } }
}
