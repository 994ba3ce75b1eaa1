import CAInterface
import CertCli
public import PKIFormats

/// A CA that a policy server names. Source: "ICertificationAuthority interface".
public final class CertificationAuthority {
    let facts: EnrollmentPolicy.Authority

    init(_ facts: EnrollmentPolicy.Authority) { self.facts = facts }

    /// `host[:port]\name`, as enrollments take it. Not a documented member.
    public var configString: String { facts.configString }

    /// The value of a property. Source: "ICertificationAuthority::get_Property".
    /// - Throws: `CAError`: 0x80094004 when the CA has no such value, or the caller may not read it; 0x80070057 for a number that is not
    ///   documented; 0x80004001 for the enrollment web services (9), which this version does not speak to.
    public func property(_ property: EnrollmentCAProperty) throws -> EnrollmentCAValue {
        let value: EnrollmentCAValue?
        switch property {
        case .commonName: value = .text(facts.name)
        case .distinguishedName: value = .name(try Certificate(derEncoded: facts.certificate).subject)
        case .sanitizedName: value = .text(facts.sanitizedName)
        case .sanitizedShortName: value = facts.sanitizedShortName.map { .text($0) }
        case .dnsName: value = facts.dnsName.map { .text($0) }
        case .certificateTypes: value = .texts(facts.templates)
        case .certificate: value = .bytes(facts.certificate)
        // A directory object has a description and a site; a CA of this server has none.
        case .description, .siteName: value = nil
        case .webServers:
            throw CAError(
                .notImplemented,
                status: .notImplemented,
                "Enrollment web services (CAPropWebServers) are not supported. Submit by the configuration string \(facts.configString)."
            )
        case .security: value = facts.security.map { .text($0) }
        case .renewalOnly: value = .flag(false)
        default: throw CAError.badArgument("A CA has no property \(property.rawValue). Use 1 to 12.")
        }
        guard let value else { throw CAError.empty("The CA \(facts.name) has no value of property \(property).") }
        return value
    }
}

/// The value of a property of a CA, as a VARIANT of the documented type holds it.
public enum EnrollmentCAValue: Hashable, Sendable {
    /// BSTR
    case text(String)
    /// An array of BSTR.
    case texts([String])
    /// `IX500DistinguishedName`
    case name(DistinguishedName)
    /// An array of bytes.
    case bytes([UInt8])
    /// VT_BOOL
    case flag(Bool)

    /// The text of a text.
    public var text: String? { if case .text(let text) = self { text } else { nil } }
    /// The texts of an array.
    public var texts: [String]? { if case .texts(let texts) = self { texts } else { nil } }
}

/// CAs of a policy server. Source: "ICertificationAuthorities interface".
public final class CertificationAuthorities: ObjectCollection<CertificationAuthority> {
    /// An empty collection.
    public init() { super.init() }

    override init(_ authorities: [CertificationAuthority]) { super.init(authorities) }

    /// The CA with that common name or sanitized name, without regard to case. Source: "ICertificationAuthorities::get_ItemByName".
    /// - Throws: `CAError` with 0x80092004 when there is none.
    public func itemByName(_ name: String) throws -> CertificationAuthority {
        try itemByIndex(
            try index(of: "CA \"\(name)\"") { [$0.facts.name.lowercased(), $0.facts.sanitizedName.lowercased()].contains(name.lowercased()) }
        )
    }

    /// The documented member does nothing that anybody uses, and CAs have no directory sites here. Source:
    /// "ICertificationAuthorities::ComputeSiteCosts".
    public func computeSiteCosts() {}
}
