public import CertificateTemplates
public import PKIFormats
public import PortableFoundation

/// What would become of a submission if it were sent now. Nothing is stored, no number is taken and nothing is signed.
public struct RequestPreview: Sendable, Hashable {
    /// `issued`, `underSubmission`, `denied` or `error`.
    public var code: DispositionCode
    public var status: HRESULT
    /// The message that the request would get.
    public var message: String
    /// The rule that refuses the request, if one does.
    public var reason: DenialReason?
    /// The account that would ask, and the one that the certificate is for, as `DOMAIN\name`.
    public var callerName: String
    public var requesterName: String
    public var template: String?
    public var templateVersion: Int?
    /// The body of the certificate, also of one that an officer must approve first; nil when the request would be refused.
    public var certificate: CertificateBody?
    /// What the request asks for and would not get.
    public var omissions: [Omission]

    public init(
        code: DispositionCode,
        status: HRESULT,
        message: String,
        reason: DenialReason?,
        callerName: String,
        requesterName: String,
        template: String?,
        templateVersion: Int?,
        certificate: CertificateBody?,
        omissions: [Omission]
    ) {
        self.code = code
        self.status = status
        self.message = message
        self.reason = reason
        self.callerName = callerName
        self.requesterName = requesterName
        self.template = template
        self.templateVersion = templateVersion
        self.certificate = certificate
        self.omissions = omissions
    }

    /// The parts of the certificate, each with its origin: `template.FIELD`, `authority`, `directory`, `request`, `policy`.
    public struct CertificateBody: Sendable, Hashable {
        public var subject: DistinguishedName
        public var subjectSource: String
        public var issuer: DistinguishedName
        public var notBefore: Date
        public var notAfter: Date
        public var validitySource: String
        /// The algorithm of the certified key.
        public var publicKey: String
        public var signatureAlgorithm: String
        public var extensions: [Extension]

        public init(
            subject: DistinguishedName,
            subjectSource: String,
            issuer: DistinguishedName,
            notBefore: Date,
            notAfter: Date,
            validitySource: String,
            publicKey: String,
            signatureAlgorithm: String,
            extensions: [Extension]
        ) {
            self.subject = subject
            self.subjectSource = subjectSource
            self.issuer = issuer
            self.notBefore = notBefore
            self.notAfter = notAfter
            self.validitySource = validitySource
            self.publicKey = publicKey
            self.signatureAlgorithm = signatureAlgorithm
            self.extensions = extensions
        }
    }

    /// One extension of the certificate.
    public struct Extension: Sendable, Hashable {
        public var oid: OID
        public var isCritical: Bool
        /// Its content in words, one for each name, purpose or address.
        public var values: [String]
        /// The DER inside the extension's OCTET STRING.
        public var der: [UInt8]
        public var source: String

        public init(oid: OID, isCritical: Bool, values: [String], der: [UInt8], source: String) {
            self.oid = oid
            self.isCritical = isCritical
            self.values = values
            self.der = der
            self.source = source
        }
    }

    /// Something that the request asks for and would not get.
    public struct Omission: Sendable, Hashable {
        public var what: String
        public var why: String

        public init(what: String, why: String) {
            self.what = what
            self.why = why
        }
    }
}

/// How a submission is previewed.
public struct RequestPreviewOptions: Sendable, Hashable {
    /// The account as whom to ask, `DOMAIN\name` or user principal name; nil is the caller. For administrators of the authority.
    public var account: String?
    /// A template that is not saved and takes the place of the one that the request names. For administrators of the authority.
    public var template: CertificateTemplate?

    public init(account: String? = nil, template: CertificateTemplate? = nil) {
        self.account = account
        self.template = template
    }
}
