import CAInterface
import CertificateTemplates
public import PKIFormats

/// Templates of a policy server. Source: "IX509CertificateTemplates interface".
public final class X509CertificateTemplates: ObjectCollection<X509CertificateTemplate> {
    /// An empty collection.
    public init() { super.init() }

    override init(_ templates: [X509CertificateTemplate]) { super.init(templates) }

    /// The template with that common name, without regard to case. Source: "IX509CertificateTemplates::get_ItemByName".
    /// - Throws: `CAError` with 0x80092004 when there is none.
    public func itemByName(_ name: String) throws -> X509CertificateTemplate {
        try itemByIndex(try index(of: "template \"\(name)\"") { $0.certificateTemplate.name.lowercased() == name.lowercased() })
    }

    /// The template with that object identifier. Source: "IX509CertificateTemplates::get_ItemByOid".
    /// - Throws: `CAError` with 0x80092004 when there is none.
    public func itemByOid(_ oid: OID) throws -> X509CertificateTemplate {
        try itemByIndex(try index(of: "template \(oid.dotted)") { $0.certificateTemplate.oid == oid })
    }
}
