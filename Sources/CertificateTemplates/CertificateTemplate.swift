public import PKIDirectory
public import PKIFormats

/// The rules for certificates of one kind and for who may have one. It is one version of a template, a value that never changes.
///
/// Attribute meanings and flag numbers follow MS-CRTD §2.1–2.28. A change makes a new `version` with a higher `majorVersion` or
/// `minorVersion`. A new property gets a standard value, so that stored templates keep their meaning, and a line in ``TemplateField/all``.
public struct CertificateTemplate: Hashable, Sendable, Codable {
    /// `cn`: the identifier used in requests and in the template name extension.
    public var name = ""
    public var displayName = ""
    /// `msPKI-Cert-Template-OID`.
    public var oid: OID = "0.0"
    /// `msPKI-Template-Schema-Version`, 1…4.
    public var schemaVersion = 1
    /// `revision` and `msPKI-Template-Minor-Revision`.
    public var majorVersion = 1
    public var minorVersion = 0
    public var flags: GeneralFlags = []
    public var nameFlags: CertificateNameFlags = []
    public var enrollmentFlags: EnrollmentFlags = []
    public var privateKeyFlags: PrivateKeyFlags = []
    /// `msPKI-Minimal-Key-Size`: bits of an RSA modulus. `minimumCurveBits` applies to elliptic keys.
    public var minimumKeySize = 2048
    /// Bits of the smallest accepted curve; 256 unless a template asks for more.
    public var minimumCurveBits = 256
    /// The curves allowed for an elliptic key: those of NIST, unless a template also allows those of Brainpool.
    public var acceptedCurves = NamedCurve.nist
    /// `pKIDefaultKeySpec`: 1 key exchange, 2 signature.
    public var keySpec = 1
    /// `pKIKeyUsage`. The certificate gets these bits, except those that its key's algorithm cannot perform.
    public var keyUsage: KeyUsage = []
    /// `pKIExpirationPeriod` in seconds (a year is 365 days).
    public var validitySeconds = 0
    /// `pKIOverlapPeriod` in seconds: the time before expiry at which clients renew.
    public var overlapSeconds = 42 * 86_400
    /// `pKIExtendedKeyUsage`, or for schema 2 and later `msPKI-Certificate-Application-Policy`.
    public var extendedKeyUsage: [OID] = []
    /// `pKICriticalExtensions`.
    public var criticalExtensions = [OID.Extensions.keyUsage]
    /// `pKIMaxIssuingDepth` for CA templates; nil is unlimited.
    public var pathLength: Int?
    /// `msPKI-RA-Signature`: the number of authorized signatures required beside the requester's own.
    public var authorizedSignatures = 0
    /// Whether SHA-1 proof-of-possession signatures are accepted, for clients of 2015. Only without a logon purpose and for at most 30
    /// days.
    public var acceptsSHA1ProofOfPossession = false
    /// The rights to read, enroll and autoenroll.
    public var access = AccessControlList()
    /// Counts the stored versions of this template, from 1.
    public var version = 1

    /// The standard value of every property, for documents and bodies that lack it. No template is used with its name.
    package static let standard = CertificateTemplate()

    private init() {}

    /// Makes a template from the properties that every template must decide. The other properties have their standard values and can be set
    /// afterwards.
    public init(
        name: String,
        displayName: String,
        oid: OID,
        schemaVersion: Int,
        majorVersion: Int,
        minorVersion: Int,
        flags: GeneralFlags,
        nameFlags: CertificateNameFlags,
        enrollmentFlags: EnrollmentFlags,
        keySpec: Int,
        keyUsage: KeyUsage,
        validitySeconds: Int,
        extendedKeyUsage: [OID],
        access: AccessControlList
    ) {
        self.name = name
        self.displayName = displayName
        self.oid = oid
        self.schemaVersion = schemaVersion
        self.majorVersion = majorVersion
        self.minorVersion = minorVersion
        self.flags = flags
        self.nameFlags = nameFlags
        self.enrollmentFlags = enrollmentFlags
        self.keySpec = keySpec
        self.keyUsage = keyUsage
        self.validitySeconds = validitySeconds
        self.extendedKeyUsage = extendedKeyUsage
        self.access = access
    }

    /// Whether the subject and alternative names may come from the request.
    public var takesNamesFromRequest: Bool { nameFlags.contains(.enrolleeSuppliesSubject) }
    public var isCA: Bool { flags.contains(.isCA) || ["subca", "ca", "crossca"].contains(name.lowercased()) }
    public var isMachine: Bool { flags.contains(.machineType) }
    public var pendsAllRequests: Bool { enrollmentFlags.contains(.pendAllRequests) }
    /// Whether the certificate can be used to log on to something: client authentication, smart card logon, PKINIT, any purpose, or no
    /// listed purpose.
    public var permitsAuthentication: Bool {
        if isCA { return false }
        return extendedKeyUsage.isEmpty || !OID.KeyPurpose.authenticating.isDisjoint(with: extendedKeyUsage)
    }
}

/// The stored document: the fields of ``TemplateField``.
extension CertificateTemplate {
    /// Reads documents of every age: a property that was added later has its standard value where the document lacks it.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: TemplateField.Name.self)
        self.init()
        for field in TemplateField.all { try field.read(members, &self) }
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: TemplateField.Name.self)
        for field in TemplateField.all { try field.write(self, &members) }
    }
}
