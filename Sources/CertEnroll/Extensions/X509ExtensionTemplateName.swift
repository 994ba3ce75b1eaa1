import CAInterface
public import PKIFormats

/// 1.3.6.1.4.1.311.20.2: the common name of a template of version 1. Source: "IX509ExtensionTemplateName interface".
public final class X509ExtensionTemplateName: KnownX509Extension<MicrosoftTemplateName> {
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80094004 for an empty name.
    public func initializeEncode(_ templateName: String) throws {
        try initialize(encoding: try Self.value(templateName))
    }

    /// The name. Source: "IX509ExtensionTemplateName::get_TemplateName".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var templateName: String { get throws { try known(for: "templateName").name } }

    private static func value(_ name: String) throws -> MicrosoftTemplateName {
        guard !name.isEmpty else { throw CAError.empty("The template name is empty. Give the common name of a template.") }
        return MicrosoftTemplateName(name)
    }
}
