/// `flags` of a template object. Source: MS-CRTD §2.4.
public struct GeneralFlags: OptionSet, Hashable, Sendable, Codable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let autoEnrollment = Self(rawValue: 0x20)
    /// The subject is a computer: names come from the computer object.
    public static let machineType = Self(rawValue: 0x40)
    public static let isCA = Self(rawValue: 0x80)
    /// Put the template name extension into the certificate.
    public static let addTemplateName = Self(rawValue: 0x200)
    public static let isCrossCA = Self(rawValue: 0x800)
    public static let doNotPersistInDatabase = Self(rawValue: 0x1000)
    public static let isDefault = Self(rawValue: 0x10000)
    public static let isModified = Self(rawValue: 0x20000)
}

/// `msPKI-Certificate-Name-Flag`. Source: MS-CRTD §2.28.
public struct CertificateNameFlags: OptionSet, Hashable, Sendable, Codable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let enrolleeSuppliesSubject = Self(rawValue: 0x1)
    public static let oldCertSuppliesSubjectAndAltName = Self(rawValue: 0x8)
    public static let enrolleeSuppliesSubjectAltName = Self(rawValue: 0x10000)
    public static let subjectAltRequireDomainDNS = Self(rawValue: 0x40_0000)
    public static let subjectAltRequireSPN = Self(rawValue: 0x80_0000)
    public static let subjectAltRequireDirectoryGUID = Self(rawValue: 0x100_0000)
    public static let subjectAltRequireUPN = Self(rawValue: 0x200_0000)
    public static let subjectAltRequireEmail = Self(rawValue: 0x400_0000)
    public static let subjectAltRequireDNS = Self(rawValue: 0x800_0000)
    public static let subjectRequireDNSAsCN = Self(rawValue: 0x1000_0000)
    public static let subjectRequireEmail = Self(rawValue: 0x2000_0000)
    public static let subjectRequireCommonName = Self(rawValue: 0x4000_0000)
    public static let subjectRequireDirectoryPath = Self(rawValue: 0x8000_0000)
}

/// `msPKI-Enrollment-Flag`. Source: MS-CRTD §2.26.
public struct EnrollmentFlags: OptionSet, Hashable, Sendable, Codable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let includeSymmetricAlgorithms = Self(rawValue: 0x1)
    public static let pendAllRequests = Self(rawValue: 0x2)
    public static let publishToKRAContainer = Self(rawValue: 0x4)
    public static let publishToDS = Self(rawValue: 0x8)
    public static let autoEnrollmentCheckUserDSCertificate = Self(rawValue: 0x10)
    public static let autoEnrollment = Self(rawValue: 0x20)
    public static let previousApprovalValidateReenrollment = Self(rawValue: 0x40)
    public static let userInteractionRequired = Self(rawValue: 0x100)
    public static let removeInvalidCertificateFromPersonalStore = Self(rawValue: 0x400)
    public static let allowEnrollOnBehalfOf = Self(rawValue: 0x800)
    public static let addOCSPNoCheck = Self(rawValue: 0x1000)
    public static let noRevocationInfoInIssuedCerts = Self(rawValue: 0x4000)
    public static let includeBasicConstraintsForEECerts = Self(rawValue: 0x8000)
    public static let noSecurityExtension = Self(rawValue: 0x80000)
}

/// `msPKI-Private-Key-Flag`. Source: MS-CRTD §2.27.
public struct PrivateKeyFlags: OptionSet, Hashable, Sendable, Codable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let requirePrivateKeyArchival = Self(rawValue: 0x1)
    public static let exportableKey = Self(rawValue: 0x10)
    public static let strongKeyProtectionRequired = Self(rawValue: 0x20)
    public static let requireSameKeyRenewal = Self(rawValue: 0x80)
    public static let attestationRequired = Self(rawValue: 0x2000)
}
