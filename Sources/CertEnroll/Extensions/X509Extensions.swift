public import PKIFormats

/// Extensions in an order. Source: "IX509Extensions interface".
public final class X509Extensions: ObjectCollection<any IX509Extension> {
    /// An empty collection.
    public init() { super.init() }

    /// The collection of these extensions; each is an object of the class that knows it.
    public init(_ values: [CertificateExtension]) { super.init(values.map(X509Extension.of)) }

    /// The place of the extension with the identifier. Source: "IX509Extensions::get_IndexByObjectId".
    /// - Throws: `CAError` with 0x80092004 when there is none.
    public func indexByObjectId(_ objectId: ObjectId) throws -> Int {
        let oid = try objectId.oid
        return try index(of: "extension \(oid.nameOrDotted)") { try $0.objectId.oid == oid }
    }

    /// Puts the extensions of another collection at the end. Source: "IX509Extensions::AddRange".
    public func addRange(_ others: X509Extensions) throws { try addAll(Array(others)) }

    /// Puts an extension at the end, as an object of the class that knows it.
    public func append(_ value: CertificateExtension) { try? add(X509Extension.of(value)) }

    /// The extensions as plain values.
    /// - Throws: nothing with the classes of this library: the collection refuses objects that are not initialized.
    public var values: [CertificateExtension] { get throws { try map { try $0.certificateExtension } } }

    override func accept(_ element: any IX509Extension) throws { _ = try element.rawData(.binary) }
}
