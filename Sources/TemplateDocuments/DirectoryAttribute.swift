/// The attributes of a template object in a Windows directory. Source: MS-CRTD §2.1–2.28.
enum DirectoryAttribute {
    /// The keys of template files that mean the same.
    private static let keys: [(attribute: String, key: String)] = [
        ("cn", "name"), ("displayName", "displayName"), ("msPKI-Cert-Template-OID", "oid"),
        ("msPKI-Template-Schema-Version", "schemaVersion"),
        ("revision", "majorVersion"), ("msPKI-Template-Minor-Revision", "minorVersion"), ("flags", "flags"),
        ("msPKI-Certificate-Name-Flag", "nameFlags"), ("msPKI-Enrollment-Flag", "enrollmentFlags"),
        ("msPKI-Private-Key-Flag", "privateKeyFlags"), ("msPKI-Minimal-Key-Size", "minimumKeySize"), ("pKIDefaultKeySpec", "keySpec"),
        ("pKIKeyUsage", "keyUsage"), ("pKIExpirationPeriod", "validity"), ("pKIOverlapPeriod", "overlap"),
        ("pKIExtendedKeyUsage", "extendedKeyUsage"), ("pKICriticalExtensions", "criticalExtensions"), ("pKIMaxIssuingDepth", "pathLength"),
        ("msPKI-RA-Signature", "authorizedSignatures"), ("msPKI-Supersede-Templates", "supersededTemplates"),
        ("msPKI-RA-Policies", "authorizedSignaturePolicies"), ("msPKI-RA-Application-Policies", "authorizedSignaturePurposes"),
        ("msPKI-Certificate-Policy", "issuancePolicies"), ("msPKI-Certificate-Application-Policy", "applicationPolicies"),
        ("pKIDefaultCSPs", "keyProviders"), ("msPKI-Asymmetric-Algorithm", "asymmetricAlgorithm"),
        ("msPKI-Symmetric-Algorithm", "symmetricAlgorithm"), ("msPKI-Symmetric-Key-Length", "symmetricKeyLength"),
        ("msPKI-Hash-Algorithm", "hashAlgorithm"), ("msPKI-Key-Security-Descriptor", "keySecurityDescriptor"),
        ("msPKI-Key-Usage", "providerKeyUsage"), ("nTSecurityDescriptor", "access"), ("validitySeconds", "validity"),
        ("overlapSeconds", "overlap"),
    ]

    static func key(of attribute: String) -> String? {
        keys.first { $0.attribute.lowercased() == attribute.lowercased() }?.key
    }

    /// Attributes of every object of a directory, which say nothing about certificates.
    static let ofEveryObject: Set = [
        "objectclass", "distinguishedname", "name", "instancetype", "whencreated", "whenchanged", "usncreated", "usnchanged",
        "showinadvancedviewonly", "objectcategory", "dscorepropagationdata", "description", "admindescription",
    ]
}
