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
    /// `pKIExtendedKeyUsage`. ``purposes`` says whether it counts.
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
    /// `msPKI-Supersede-Templates`: names of the templates that this one replaces. Clients that hold a certificate of one of
    /// them enroll for this one.
    public var supersededTemplates: [String] = []
    /// `msPKI-RA-Policies`: issuance policies that the certificate of every authorized signer must hold.
    public var authorizedSignaturePolicies: [OID] = []
    /// `msPKI-RA-Application-Policies`: purposes that the certificate of every authorized signer must hold.
    public var authorizedSignaturePurposes: [OID] = []
    /// `msPKI-Certificate-Policy`: what the extension certificatePolicies names.
    public var issuancePolicies: [OID] = []
    /// `msPKI-Certificate-Application-Policy`. Stored templates of the first programs have none and mean ``extendedKeyUsage``.
    public var applicationPolicies: [OID] = []
    /// `pKIDefaultCSPs`: the key providers that clients try, in order.
    public var keyProviders: [String] = []
    /// `msPKI-Asymmetric-Algorithm`: the only kind of key that is certified; nil leaves the choice to the requester.
    public var asymmetricAlgorithm: String?
    /// `msPKI-Symmetric-Algorithm` and `msPKI-Symmetric-Key-Length`: how clients encrypt a private key that they send for archival.
    public var symmetricAlgorithm: String?
    public var symmetricKeyLength: Int?
    /// `msPKI-Hash-Algorithm`: the digest that clients sign their request with.
    public var hashAlgorithm: String?
    /// `msPKI-Key-Security-Descriptor`, as SDDL: who may use the private key on the client.
    public var keySecurityDescriptor: String?
    /// `msPKI-Key-Usage`: what a modern key provider lets the key do.
    public var providerKeyUsage: Int?
    /// The profiles whose rules every certificate of this template follows.
    public var lintProfiles: [LintProfile] = []
    /// The rights to read, enroll and autoenroll.
    public var access = AccessControlList()
    /// Counts the stored versions of this template, from 1.
    public var version = 1

    /// The standard value of every property, for documents and bodies that lack it. No template is used with its name.
    package static let standard = CertificateTemplate()

    /// In documents: the server knows the OID, or makes one.
    package static let absentOID = standard.oid
    /// In documents: the author has seen no version.
    package static let absentVersion = 0

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
    /// The certificate is one of a CA. The flags say so, never the name: a template can be called anything.
    public var isCA: Bool { !flags.isDisjoint(with: [.isCA, .isCrossCA]) }
    public var isMachine: Bool { flags.contains(.machineType) }
    public var pendsAllRequests: Bool { enrollmentFlags.contains(.pendAllRequests) }
    /// The purposes of the certificate, for extendedKeyUsage and for Microsoft's application policies.
    ///
    /// From schema 2 on the application policies win. Source: MS-CRTD §2.23, MS-WCCE §3.2.2.6.2.1.4.5.
    public var purposes: [OID] { schemaVersion >= 2 && !applicationPolicies.isEmpty ? applicationPolicies : extendedKeyUsage }
    /// Whether the certificate can be used to log on to something: client authentication, smart card logon, PKINIT, any purpose, or no
    /// listed purpose.
    public var permitsAuthentication: Bool {
        if isCA { return false }
        return purposes.isEmpty || !OID.KeyPurpose.authenticating.isDisjoint(with: purposes)
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
