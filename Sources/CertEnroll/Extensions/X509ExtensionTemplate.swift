import CAInterface
public import PKIFormats

/// 1.3.6.1.4.1.311.21.7: a template of version 2 or later. Source: "IX509ExtensionTemplate interface".
public final class X509ExtensionTemplate: KnownX509Extension<CertificateTemplateInformation> {
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80070057 for a version outside 0 through 4294967295.
    public func initializeEncode(_ templateOid: ObjectId, majorVersion: Int, minorVersion: Int) throws {
        try initialize(encoding: try Self.value(try templateOid.oid, majorVersion, minorVersion))
    }

    /// The template's identifier. Source: "IX509ExtensionTemplate::get_TemplateOid".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var templateOid: ObjectId { get throws { ObjectId(try known(for: "templateOid").templateID) } }

    /// The major version. Source: "IX509ExtensionTemplate::get_MajorVersion".
    /// - Throws: `CAError` with 0x80040007 before initialization, 0x80094004 when the extension has none.
    public var majorVersion: Int { get throws { try Self.present(try known(for: "majorVersion").major) } }

    /// The minor version. Source: "IX509ExtensionTemplate::get_MinorVersion".
    /// - Throws: `CAError` with 0x80040007 before initialization, 0x80094004 when the extension has none.
    public var minorVersion: Int { get throws { try Self.present(try known(for: "minorVersion").minor) } }

    private static func present(_ version: Int?) throws -> Int {
        guard let version else { throw CAError.empty("The extension names a template without this part of its version.") }
        return version
    }

    private static func value(_ template: OID, _ major: Int, _ minor: Int) throws -> CertificateTemplateInformation {
        guard (0...4_294_967_295).contains(major), (0...4_294_967_295).contains(minor) else {
            throw CAError.badArgument("The template version \(major).\(minor) is outside 0 through 4294967295.")
        }
        return CertificateTemplateInformation(templateID: template, major: major, minor: minor)
    }
}
