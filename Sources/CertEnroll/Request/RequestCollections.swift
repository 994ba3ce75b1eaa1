public import PKIFormats

// A request holds plain values in arrays. The documented members of the collections that arrays do not have are here; `ItemByIndex` is the
// subscript, `Remove` is `remove(at:)`, `Clear` is `removeAll()` (docs/decisions/0035).

extension [CertificateExtension] {
    /// Puts an extension at the end. Source: "IX509Extensions::Add".
    /// - Throws: `CAError` with 0x80040007 when the object is not initialized.
    public mutating func add(_ object: any IX509Extension) throws { append(try object.certificateExtension) }

    /// Puts the extensions of a collection at the end. Source: "IX509Extensions::AddRange".
    public mutating func addRange(_ objects: X509Extensions) throws { self += try objects.values }

    /// The place of the extension with the identifier; nil when there is none. Source: "IX509Extensions::get_IndexByObjectId".
    public func indexByObjectId(_ oid: OID) -> Int? { firstIndex { $0.oid == oid } }
}

extension [RequestAttribute] {
    /// Puts an attribute at the end. Source: "ICryptAttributes::Add".
    /// - Throws: `CAError` with 0x80040007 when the object is not initialized.
    public mutating func add(_ object: CryptAttribute) throws { append(try object.requestAttribute) }

    /// Puts the attributes of a collection at the end. Source: "ICryptAttributes::AddRange".
    public mutating func addRange(_ objects: CryptAttributes) throws { self += try objects.values }

    /// The place of the attribute with the identifier; nil when there is none. Source: "ICryptAttributes::get_IndexByObjectId".
    public func indexByObjectId(_ oid: OID) -> Int? { firstIndex { $0.oid == oid } }
}

extension [OID] {
    /// Puts an identifier at the end. Source: "IObjectIds::Add".
    /// - Throws: `CAError` with 0x80040007 when the object is not initialized.
    public mutating func add(_ object: ObjectId) throws { append(try object.oid) }

    /// Puts the identifiers of a collection at the end. Source: "IObjectIds::AddRange".
    public mutating func addRange(_ objects: ObjectIds) throws { self += objects.values }
}
