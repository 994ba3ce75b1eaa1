public import PKIDirectory
public import PKIFormats

/// What a certificate of a given kind must look like and who may have one: one version of a template, a value that never changes.
///
/// Attribute meanings and flag numbers follow MS-CRTD §2.1–2.28. A change makes a new `version` with a higher `majorVersion` or `minorVersion`.
public struct CertificateTemplate: Hashable, Sendable, Codable {
    /// `cn`: the identifier used in requests and in the template name extension.
    public var name: String
    public var displayName: String
    /// `msPKI-Cert-Template-OID`.
    public var oid: OID
    /// `msPKI-Template-Schema-Version`, 1…4.
    public var schemaVersion: Int
    /// `revision` and `msPKI-Template-Minor-Revision`.
    public var majorVersion: Int
    public var minorVersion: Int
    public var flags: GeneralFlags
    public var nameFlags: CertificateNameFlags
    public var enrollmentFlags: EnrollmentFlags
    public var privateKeyFlags: PrivateKeyFlags
    /// `msPKI-Minimal-Key-Size`: bits of an RSA modulus. Elliptic keys are measured against `minimumCurveBits`.
    public var minimumKeySize: Int
    /// Bits of the smallest curve accepted; 256 unless a template asks for more.
    public var minimumCurveBits: Int
    /// The curves an elliptic key may be on; those of NIST unless a template allows the ones of Brainpool as well.
    public var acceptedCurves: [NamedCurve]
    /// `pKIDefaultKeySpec`: 1 key exchange, 2 signature.
    public var keySpec: Int
    /// `pKIKeyUsage`. The certificate gets these bits less those its key's algorithm cannot perform.
    public var keyUsage: KeyUsage
    /// `pKIExpirationPeriod` in seconds (a year is 365 days).
    public var validitySeconds: Int
    /// `pKIOverlapPeriod` in seconds: how long before expiry clients renew.
    public var overlapSeconds: Int
    /// `pKIExtendedKeyUsage`, or for schema 2 and later `msPKI-Certificate-Application-Policy`.
    public var extendedKeyUsage: [OID]
    /// `pKICriticalExtensions`.
    public var criticalExtensions: [OID]
    /// `pKIMaxIssuingDepth` for CA templates; nil is unlimited.
    public var pathLength: Int?
    /// `msPKI-RA-Signature`: authorized signatures required beside the requester's own.
    public var authorizedSignatures: Int
    /// SHA-1 proof-of-possession signatures are accepted from clients of 2015. Only with no logon purpose and at most 30 days.
    public var acceptsSHA1ProofOfPossession: Bool
    /// Who may read, enroll, autoenroll.
    public var access: AccessControlList
    /// Counts the stored versions of this template, from 1.
    public var version: Int

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
        privateKeyFlags: PrivateKeyFlags = [],
        minimumKeySize: Int = 2048,
        minimumCurveBits: Int = 256,
        acceptedCurves: [NamedCurve] = NamedCurve.nist,
        keySpec: Int,
        keyUsage: KeyUsage,
        validitySeconds: Int,
        overlapSeconds: Int = 42 * 86_400,
        extendedKeyUsage: [OID],
        criticalExtensions: [OID] = [OID.Extensions.keyUsage],
        pathLength: Int? = nil,
        authorizedSignatures: Int = 0,
        acceptsSHA1ProofOfPossession: Bool = false,
        access: AccessControlList,
        version: Int = 1
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
        self.privateKeyFlags = privateKeyFlags
        self.minimumKeySize = minimumKeySize
        self.minimumCurveBits = minimumCurveBits
        self.acceptedCurves = acceptedCurves
        self.keySpec = keySpec
        self.keyUsage = keyUsage
        self.validitySeconds = validitySeconds
        self.overlapSeconds = overlapSeconds
        self.extendedKeyUsage = extendedKeyUsage
        self.criticalExtensions = criticalExtensions
        self.pathLength = pathLength
        self.authorizedSignatures = authorizedSignatures
        self.acceptsSHA1ProofOfPossession = acceptsSHA1ProofOfPossession
        self.access = access
        self.version = version
    }

    /// The subject and alternative names may come from the request.
    public var takesNamesFromRequest: Bool { nameFlags.contains(.enrolleeSuppliesSubject) }
    public var isCA: Bool { flags.contains(.isCA) || ["subca", "ca", "crossca"].contains(name.lowercased()) }
    public var isMachine: Bool { flags.contains(.machineType) }
    public var pendsAllRequests: Bool { enrollmentFlags.contains(.pendAllRequests) }
    /// A certificate that can be used to log on to something: client authentication, smart card logon, PKINIT, any purpose, or no purpose at all.
    public var permitsAuthentication: Bool {
        if isCA { return false }
        return extendedKeyUsage.isEmpty || !OID.KeyPurpose.authenticating.isDisjoint(with: extendedKeyUsage)
    }
}

extension CertificateTemplate {
    /// Reads stored documents of every age: what came later has a value for those that lack it. A new property is not read until it has its line here;
    /// a test stores a template that has a value of its own in every property.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try members.value(.name),
            displayName: try members.value(.displayName, else: ""),
            oid: try members.value(.oid),
            schemaVersion: try members.value(.schemaVersion),
            majorVersion: try members.value(.majorVersion),
            minorVersion: try members.value(.minorVersion),
            flags: try members.value(.flags, else: []),
            nameFlags: try members.value(.nameFlags, else: []),
            enrollmentFlags: try members.value(.enrollmentFlags, else: []),
            privateKeyFlags: try members.value(.privateKeyFlags, else: []),
            minimumKeySize: try members.value(.minimumKeySize, else: 2048),
            minimumCurveBits: try members.value(.minimumCurveBits, else: 256),
            acceptedCurves: try members.value(.acceptedCurves, else: NamedCurve.nist),
            keySpec: try members.value(.keySpec, else: 1),
            keyUsage: try members.value(.keyUsage, else: []),
            validitySeconds: try members.value(.validitySeconds),
            overlapSeconds: try members.value(.overlapSeconds, else: 42 * 86_400),
            extendedKeyUsage: try members.value(.extendedKeyUsage, else: []),
            criticalExtensions: try members.value(.criticalExtensions, else: [OID.Extensions.keyUsage]),
            pathLength: try members.optional(.pathLength),
            authorizedSignatures: try members.value(.authorizedSignatures, else: 0),
            acceptsSHA1ProofOfPossession: try members.value(.acceptsSHA1ProofOfPossession, else: false),
            access: try members.value(.access, else: AccessControlList()),
            version: try members.value(.version, else: 1)
        )
    }
}
