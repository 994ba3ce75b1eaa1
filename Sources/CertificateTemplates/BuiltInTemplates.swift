/// The templates that every installation has from its first start.
///
/// Settings follow MS-CRTD's product note on default templates, with key sizes below 2048 raised to 2048 and the digest of OCSP responders
/// raised to SHA-256. An officer decides about two of them here, although Windows issues them at once: a subordinate CA and an enrollment
/// agent speak for others, so a person decides. The authorities issue for nine of them; the others wait until an administrator publishes
/// them.
public enum BuiltInTemplates {
    /// Those that the authorities issue for from the first start, in the order of the table.
    /// - Parameter domain: the three numbers of the installation's domain SID. The groups in the access lists and the template OIDs are
    ///   made from them.
    public static func published(domain: (UInt32, UInt32, UInt32)) -> [CertificateTemplate] {
        rows.filter(\.isPublished).map { $0.template(domain: domain) }
    }

    /// All of them, in the order of the table.
    public static func all(domain: (UInt32, UInt32, UInt32)) -> [CertificateTemplate] {
        rows.map { $0.template(domain: domain) }
    }

    /// The name of the template that the sample profile template uses.
    public static let sampleSoftwareName = "ChancerySampleSoftware"
}
