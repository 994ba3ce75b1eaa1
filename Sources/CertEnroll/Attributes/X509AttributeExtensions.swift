import CAInterface
public import PKIFormats

/// 1.2.840.113549.1.9.14: the extensions that a request asks for. Microsoft's older identifier 1.3.6.1.4.1.311.2.1.14 is read too. Source:
/// "IX509AttributeExtensions interface".
public final class X509AttributeExtensions: KnownX509Attribute<ExtensionRequest> {
    /// - Throws: `CAError` with 0x800704DF the second time; 0x80070057 when an extension occurs twice.
    public func initializeEncode(_ extensions: X509Extensions) throws {
        try initialize(encoding: try Self.value(try extensions.values))
    }

    /// The extensions. Source: "IX509AttributeExtensions::get_X509Extensions".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var x509Extensions: X509Extensions { get throws { X509Extensions(try known(for: "x509Extensions").extensions) } }

    override func accepts(_ oid: OID) -> Bool { oid == ExtensionRequest.oid || oid == MicrosoftExtensionRequest.oid }

    private static func value(_ extensions: [CertificateExtension]) throws -> ExtensionRequest {
        guard Set(extensions.map(\.oid)).count == extensions.count else {
            throw CAError.badArgument("An extension occurs twice. Keep one of each identifier.")
        }
        return ExtensionRequest(extensions)
    }
}
