// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Bits that are combined; unknown ones are kept. Source: "X509RequestInheritOptions enumeration".
public struct X509RequestInheritOptions: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `InheritDefault` 0: what the initialization documents.
    public static let `default` = Self([])
    /// `InheritNewDefaultKey` 1: new key, default provider.
    public static let newDefaultKey = Self(rawValue: 1)
    /// `InheritNewSimilarKey` 2: new key, provider of the old certificate.
    public static let newSimilarKey = Self(rawValue: 2)
    /// `InheritPrivateKey` 3: reuse key pair.
    public static let privateKey = Self(rawValue: 3)
    /// `InheritPublicKey` 4: public key only (request cannot be signed by it).
    public static let publicKey = Self(rawValue: 4)
    /// `InheritKeyMask` 15: mask.
    public static let keyMask = Self(rawValue: 15)
    /// `InheritNone` 16: suppress the flag defaults.
    public static let none = Self(rawValue: 16)
    /// `InheritRenewalCertificateFlag` 32: record the old certificate as renewal certificate.
    public static let renewalCertificateFlag = Self(rawValue: 32)
    /// `InheritTemplateFlag` 64.
    public static let templateFlag = Self(rawValue: 64)
    /// `InheritSubjectFlag` 128.
    public static let subjectFlag = Self(rawValue: 128)
    /// `InheritExtensionsFlag` 256: except key identifiers, template, and what the CA adds.
    public static let extensionsFlag = Self(rawValue: 256)
    /// `InheritSubjectAltNameFlag` 512.
    public static let subjectAltNameFlag = Self(rawValue: 512)
    /// `InheritValidityPeriodFlag` 1024.
    public static let validityPeriodFlag = Self(rawValue: 1024)
    /// `InheritReserved80000000` 0x80000000: reserved.
    public static let reserved80000000 = Self(rawValue: 0x80000000)

    public static let documented: [(name: String, value: X509RequestInheritOptions)] = [
        ("InheritDefault", .default),
        ("InheritNewDefaultKey", .newDefaultKey),
        ("InheritNewSimilarKey", .newSimilarKey),
        ("InheritPrivateKey", .privateKey),
        ("InheritPublicKey", .publicKey),
        ("InheritKeyMask", .keyMask),
        ("InheritNone", .none),
        ("InheritRenewalCertificateFlag", .renewalCertificateFlag),
        ("InheritTemplateFlag", .templateFlag),
        ("InheritSubjectFlag", .subjectFlag),
        ("InheritExtensionsFlag", .extensionsFlag),
        ("InheritSubjectAltNameFlag", .subjectAltNameFlag),
        ("InheritValidityPeriodFlag", .validityPeriodFlag),
        ("InheritReserved80000000", .reserved80000000),
    ]
}
