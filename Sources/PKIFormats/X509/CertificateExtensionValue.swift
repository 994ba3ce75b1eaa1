/// The value of an extension this library understands.
public protocol CertificateExtensionValue: Hashable, Sendable {
    /// Which extension it is.
    static var oid: OID { get }

    /// Reads the DER inside the extension's OCTET STRING.
    init(value: [UInt8]) throws(FormatError)

    /// The DER inside the extension's OCTET STRING.
    var value: [UInt8] { get }
}

extension CertificateExtensionValue {
    /// The extension with this value.
    public func asExtension(critical: Bool = false) -> CertificateExtension {
        CertificateExtension(Self.oid, critical: critical, value: value)
    }

    /// Reads the value of the first extension of this kind; `nil` when there is none.
    public static func find(in extensions: [CertificateExtension]) throws(FormatError) -> Self? {
        guard let match = extensions.first(where: { $0.oid == oid }) else { return nil }
        return try Self(value: match.value)
    }
}
