public import PortableFoundation

/// The life of an authority: its generations, and how it gets the next one. Rights are checked inside; every change is recorded.
public protocol AuthorityLife: Sendable {
    /// The certificates and keys of the authority, and the renewal that waits. For officers, administrators and auditors.
    func generations() async throws -> AuthorityGenerations
    /// Gives the authority another certificate, with its present key or a new one, while it goes on. For administrators of the authority.
    ///
    /// Below an authority of this installation, and for a root, the certificate is there when the call returns. Below any other authority, the answer has a request, and
    /// `installCertificate` ends the renewal. The same order again goes on where the last one stopped.
    /// - Throws: `CAError.unavailable` when the key that must sign is closed.
    func renew(_ order: RenewalOrder) async throws -> RenewalOutcome
    /// Forgets the renewal that waits. Its key stays in the key store and signs nothing. For administrators of the authority.
    func discardRenewal() async throws
    /// Puts the certificate in place that another installation issued for the request that waits. For administrators of the authority.
    func installCertificate(_ certificates: AuthorityCertificates) async throws -> RenewalOutcome
}

/// How an authority is to be renewed.
public struct RenewalOrder: Sendable, Hashable {
    /// Whether a new key is made. Otherwise the new certificate has the present one.
    public var newKey: Bool
    /// The kind of the new key, such as `p384`, `rsa-4096`, `rsa-pss-3072`, `ed25519` or `ml-dsa-65`; nil for the kind of the present one.
    public var keyAlgorithm: String?
    /// `sha256`, `sha384` or `sha512`; nil for the usual one of the key.
    public var hash: String?
    /// nil for as long as the present certificate.
    public var validitySeconds: Int?
    /// Opens the authority's keys, or its parent's, for this call; it is neither kept nor logged.
    public var passphrase: [UInt8]?

    public init(newKey: Bool, keyAlgorithm: String? = nil, hash: String? = nil, validitySeconds: Int? = nil, passphrase: [UInt8]? = nil) {
        self.newKey = newKey
        self.keyAlgorithm = keyAlgorithm
        self.hash = hash
        self.validitySeconds = validitySeconds
        self.passphrase = passphrase
    }
}

/// The certificate of an authority from another installation.
public struct AuthorityCertificates: Sendable, Hashable {
    /// DER of the certificate and of those above it, in any order, up to and including the root.
    public var certificates: [[UInt8]]
    /// DER of the root that must be at the top; nil for whichever is.
    public var root: [UInt8]?

    public init(certificates: [[UInt8]], root: [UInt8]? = nil) {
        self.certificates = certificates
        self.root = root
    }
}

/// What became of a renewal.
public struct RenewalOutcome: Sendable, Hashable {
    /// The index of the generation that is there now; nil while the authority waits for its certificate.
    public let generation: Int?
    /// DER of its certificate.
    public let certificate: [UInt8]?
    /// DER of the PKCS #10 request to take to the parent; nil when none is needed.
    public let request: [UInt8]?

    public init(generation: Int?, certificate: [UInt8]?, request: [UInt8]?) {
        self.generation = generation
        self.certificate = certificate
        self.request = request
    }
}

/// The certificates of an authority, oldest first, and what waits.
public struct AuthorityGenerations: Sendable, Hashable {
    public struct Generation: Sendable, Hashable {
        public let index: Int
        /// The index of its key, which is that of the generation where the key first appeared.
        public let key: Int
        /// DER.
        public let certificate: [UInt8]
        /// Lower-case hex.
        public let serial: String
        public let notBefore: Date
        public let notAfter: Date
        /// The kind of the key, and the algorithm that it signs with, in words.
        public let keyAlgorithm: String
        public let signatureAlgorithm: String
        public let keyIsOpen: Bool
        /// Where everybody fetches the certificate and the list of its key.
        public let certificateAddress: String
        public let listAddress: String
        /// Why it cannot issue at this time; nil while it can.
        public let warning: String?

        public init(
            index: Int,
            key: Int,
            certificate: [UInt8],
            serial: String,
            notBefore: Date,
            notAfter: Date,
            keyAlgorithm: String,
            signatureAlgorithm: String,
            keyIsOpen: Bool,
            certificateAddress: String,
            listAddress: String,
            warning: String?
        ) {
            self.index = index
            self.key = key
            self.certificate = certificate
            self.serial = serial
            self.notBefore = notBefore
            self.notAfter = notAfter
            self.keyAlgorithm = keyAlgorithm
            self.signatureAlgorithm = signatureAlgorithm
            self.keyIsOpen = keyIsOpen
            self.certificateAddress = certificateAddress
            self.listAddress = listAddress
            self.warning = warning
        }
    }

    /// A renewal that was begun and has not ended.
    public struct Waiting: Sendable, Hashable {
        public let began: Date
        public let newKey: Bool
        /// DER of the request; nil when a start was killed before the certificate, so that the same order again ends it.
        public let request: [UInt8]?

        public init(began: Date, newKey: Bool, request: [UInt8]?) {
            self.began = began
            self.newKey = newKey
            self.request = request
        }
    }

    public let generations: [Generation]
    public let waiting: Waiting?

    public init(generations: [Generation], waiting: Waiting?) {
        self.generations = generations
        self.waiting = waiting
    }
}
