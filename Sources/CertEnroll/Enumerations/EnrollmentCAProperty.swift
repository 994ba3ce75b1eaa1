// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Open: unknown numbers are kept. Source: "EnrollmentCAProperty enumeration".
public struct EnrollmentCAProperty: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `CAPropCommonName` 1: BSTR.
    public static let commonName = Self(rawValue: 1)
    /// `CAPropDistinguishedName` 2: IX500DistinguishedName.
    public static let distinguishedName = Self(rawValue: 2)
    /// `CAPropSanitizedName` 3: disallowed characters replaced (BSTR).
    public static let sanitizedName = Self(rawValue: 3)
    /// `CAPropSanitizedShortName` 4: shortened with hash (BSTR).
    public static let sanitizedShortName = Self(rawValue: 4)
    /// `CAPropDNSName` 5: BSTR.
    public static let dnsName = Self(rawValue: 5)
    /// `CAPropCertificateTypes` 6: template CNs offered (BSTR array).
    public static let certificateTypes = Self(rawValue: 6)
    /// `CAPropCertificate` 7: CA signing certificate (byte array).
    public static let certificate = Self(rawValue: 7)
    /// `CAPropDescription` 8: BSTR.
    public static let description = Self(rawValue: 8)
    /// `CAPropWebServers` 9: enrollment server URL, auth, cost, renewal-only, newline-separated (BSTR array).
    public static let webServers = Self(rawValue: 9)
    /// `CAPropSiteName` 10: directory site (BSTR).
    public static let siteName = Self(rawValue: 10)
    /// `CAPropSecurity` 11: BSTR (SDDL).
    public static let security = Self(rawValue: 11)
    /// `CAPropRenewalOnly` 12: BOOL.
    public static let renewalOnly = Self(rawValue: 12)

    public static let documented: [(name: String, value: EnrollmentCAProperty)] = [
        ("CAPropCommonName", .commonName),
        ("CAPropDistinguishedName", .distinguishedName),
        ("CAPropSanitizedName", .sanitizedName),
        ("CAPropSanitizedShortName", .sanitizedShortName),
        ("CAPropDNSName", .dnsName),
        ("CAPropCertificateTypes", .certificateTypes),
        ("CAPropCertificate", .certificate),
        ("CAPropDescription", .description),
        ("CAPropWebServers", .webServers),
        ("CAPropSiteName", .siteName),
        ("CAPropSecurity", .security),
        ("CAPropRenewalOnly", .renewalOnly),
    ]
}
