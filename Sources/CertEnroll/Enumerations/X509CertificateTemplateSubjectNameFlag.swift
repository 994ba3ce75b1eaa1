// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Bits that are combined; unknown ones are kept. Source: "X509CertificateTemplateSubjectNameFlag enumeration".
public struct X509CertificateTemplateSubjectNameFlag: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `SubjectNameEnrolleeSupplies` 0x1: requester supplies subject.
    public static let subjectNameEnrolleeSupplies = Self(rawValue: 0x1)
    /// `SubjectNameRequireDirectoryPath` 0x80000000: subject = directory DN.
    public static let subjectNameRequireDirectoryPath = Self(rawValue: 0x80000000)
    /// `SubjectNameRequireCommonName` 0x40000000: subject = directory CN.
    public static let subjectNameRequireCommonName = Self(rawValue: 0x40000000)
    /// `SubjectNameRequireEmail` 0x20000000: e-mail in subject.
    public static let subjectNameRequireEmail = Self(rawValue: 0x20000000)
    /// `SubjectNameRequireDNS` 0x10000000: DNS name as CN.
    public static let subjectNameRequireDNS = Self(rawValue: 0x10000000)
    /// `SubjectNameAndAlternativeNameOldCertSupplies` 0x8: reuse names of the old certificate on renewal.
    public static let subjectNameAndAlternativeNameOldCertSupplies = Self(rawValue: 0x8)
    /// `SubjectAlternativeNameEnrolleeSupplies` 0x10000: requester supplies SAN.
    public static let subjectAlternativeNameEnrolleeSupplies = Self(rawValue: 0x10000)
    /// `SubjectAlternativeNameRequireDirectoryGUID` 0x1000000: objectGUID otherName.
    public static let subjectAlternativeNameRequireDirectoryGUID = Self(rawValue: 0x1000000)
    /// `SubjectAlternativeNameRequireUPN` 0x2000000: UPN otherName.
    public static let subjectAlternativeNameRequireUPN = Self(rawValue: 0x2000000)
    /// `SubjectAlternativeNameRequireEmail` 0x4000000: rfc822Name.
    public static let subjectAlternativeNameRequireEmail = Self(rawValue: 0x4000000)
    /// `SubjectAlternativeNameRequireSPN` 0x800000: SPN (document text: UPN of the user).
    public static let subjectAlternativeNameRequireSPN = Self(rawValue: 0x800000)
    /// `SubjectAlternativeNameRequireDNS` 0x8000000: dNSName.
    public static let subjectAlternativeNameRequireDNS = Self(rawValue: 0x8000000)
    /// `SubjectAlternativeNameRequireDomainDNS` 0x400000: domain FQDN and NetBIOS.
    public static let subjectAlternativeNameRequireDomainDNS = Self(rawValue: 0x400000)

    public static let documented: [(name: String, value: X509CertificateTemplateSubjectNameFlag)] = [
        ("SubjectNameEnrolleeSupplies", .subjectNameEnrolleeSupplies),
        ("SubjectNameRequireDirectoryPath", .subjectNameRequireDirectoryPath),
        ("SubjectNameRequireCommonName", .subjectNameRequireCommonName),
        ("SubjectNameRequireEmail", .subjectNameRequireEmail),
        ("SubjectNameRequireDNS", .subjectNameRequireDNS),
        ("SubjectNameAndAlternativeNameOldCertSupplies", .subjectNameAndAlternativeNameOldCertSupplies),
        ("SubjectAlternativeNameEnrolleeSupplies", .subjectAlternativeNameEnrolleeSupplies),
        ("SubjectAlternativeNameRequireDirectoryGUID", .subjectAlternativeNameRequireDirectoryGUID),
        ("SubjectAlternativeNameRequireUPN", .subjectAlternativeNameRequireUPN),
        ("SubjectAlternativeNameRequireEmail", .subjectAlternativeNameRequireEmail),
        ("SubjectAlternativeNameRequireSPN", .subjectAlternativeNameRequireSPN),
        ("SubjectAlternativeNameRequireDNS", .subjectAlternativeNameRequireDNS),
        ("SubjectAlternativeNameRequireDomainDNS", .subjectAlternativeNameRequireDomainDNS),
    ]
}
