public import PKIFormats

/// A further authority of the installation.
public struct AuthorityOrder: Sendable, Hashable {
    /// Who certifies it.
    public enum Parent: Sendable, Hashable {
        /// It signs its own certificate, as a root does.
        case itself
        /// An authority of this installation, by its name.
        case authority(String)
        /// Another installation, which gets a request.
        case elsewhere
    }

    /// The common name, which is also how callers name the authority.
    public var name: String
    /// The whole name, whose last common name is `name`; nil for the common name alone, or with the organization.
    public var subject: DistinguishedName?
    public var organization: String?
    public var parent: Parent
    /// Whether accounts may enroll here. A root that certifies authorities only does not.
    public var issues: Bool
    /// As in `RenewalOrder`.
    public var keyAlgorithm: String
    public var hash: String?
    /// The token on which its key is made; nil for a sealed file.
    public var keyToken: PKCS11URI?
    public var validitySeconds: Int
    /// How many CA certificates may follow below; nil for any number.
    public var pathLength: Int?
    public var crlPeriodSeconds: Int
    public var crlValiditySeconds: Int
    /// The beginning of the CRL and CA certificate URLs; nil for that of the other authorities.
    public var publicAddress: String?
    /// Whether it issues for the built-in templates at once.
    public var loadsTemplates: Bool
    /// Further extensions of its certificate, such as policies.
    public var extensions: [CertificateExtension]
    /// Entries of its configuration (`AuthorityConfiguring`), by `node\name`.
    public var configuration: [String: ConfigurationValue]
    /// Opens the parent's keys, and seals a root's, for this call; it is neither kept nor logged.
    public var passphrase: [UInt8]?

    public init(
        name: String,
        subject: DistinguishedName? = nil,
        organization: String? = nil,
        parent: Parent,
        issues: Bool,
        keyAlgorithm: String = "p256",
        hash: String? = nil,
        keyToken: PKCS11URI? = nil,
        validitySeconds: Int = 10 * 365 * 86_400,
        pathLength: Int? = nil,
        crlPeriodSeconds: Int = 86_400,
        crlValiditySeconds: Int = 7 * 86_400,
        publicAddress: String? = nil,
        loadsTemplates: Bool = true,
        extensions: [CertificateExtension] = [],
        configuration: [String: ConfigurationValue] = [:],
        passphrase: [UInt8]? = nil
    ) {
        self.name = name
        self.subject = subject
        self.organization = organization
        self.parent = parent
        self.issues = issues
        self.keyAlgorithm = keyAlgorithm
        self.hash = hash
        self.keyToken = keyToken
        self.validitySeconds = validitySeconds
        self.pathLength = pathLength
        self.crlPeriodSeconds = crlPeriodSeconds
        self.crlValiditySeconds = crlValiditySeconds
        self.publicAddress = publicAddress
        self.loadsTemplates = loadsTemplates
        self.extensions = extensions
        self.configuration = configuration
        self.passphrase = passphrase
    }
}
