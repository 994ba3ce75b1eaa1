public import CAInterface
public import CertCli
public import Logging
public import PKICrypto
public import PKIFormats
public import PortableFoundation

/// Gets the certificate that a program serves with, and its successors.
///
///     let enroller = try CertificateEnroller(ca: "pki.example.com\\Issuing CA", template: "WebServer", credential: credential)
///     let identity = try await enroller.identity(dnsNames: ["www.example.com"])
///     for try await renewed in enroller.renewals(of: identity) { try await server.reload(renewed.tls) }
///
/// Keys, requests and certificates are in an ``EnrollmentStore``. A program that starts again gets the certificate that it had, without a word to
/// the CA; one that was killed while it enrolled continues the same request, so that there is only one certificate.
///
/// Keys are made and files are written on the concurrent executor, never on the caller's.
public struct CertificateEnroller: Sendable {
    let server: any EnrollmentServer
    /// The CA that was named, which the certificates in the store must have come from.
    let address: ConfigString
    let template: String
    let stores: EnrollmentStore.Location
    let context: X509CertificateEnrollmentContext
    let anchors: [[UInt8]]
    let keys: any KeyMaker
    let keySpecification: KeySpecification?
    let provider: (any KeyProvider)?
    let logger: Logger
    /// The server as a client sees it that signs in with a certificate of the store; nil when the caller gave a credential.
    let signedIn: (@Sendable (Credential) throws -> any EnrollmentServer)?
    package var clock = RenewalClock()

    /// - Parameters:
    ///   - ca: `host[:port]\CA name`; the CA part may be left out when the server has one CA.
    ///   - template: the template's common name or object identifier.
    ///   - credential: the account that asks. Without one, only renewals work: the certificate to be renewed signs in.
    ///   - trust: the servers that are believed.
    ///   - stores: the places of the stores of the two contexts.
    ///   - context: the user's store or the machine's.
    ///   - keySpecification: the kind of key to make; nil for the template's, which is P-256 unless it wants a larger curve.
    ///   - provider: another place of keys than the store, such as a token.
    /// - Throws: `CAError` with 0x80070057 when `ca` is no configuration string.
    public init(
        ca: String,
        template: String,
        credential: Credential = .anonymous,
        trust: ServerTrust = .system,
        stores: EnrollmentStore.Location = .standard(environment: ProcessInfo.processInfo.environment),
        context: X509CertificateEnrollmentContext = .user,
        keySpecification: KeySpecification? = nil,
        provider: (any KeyProvider)? = nil,
        logger: Logger = Logger(label: "chancery.enroll")
    ) throws(CAError) {
        let signedIn: @Sendable (Credential) throws -> any EnrollmentServer = { credential in
            try RemoteEnrollmentServer(config: ca, credential: credential, trust: trust)
        }
        self.init(
            server: try RemoteEnrollmentServer(config: ca, credential: credential, trust: trust),
            address: try ConfigString(ca, authorityRequired: false),
            template: template,
            stores: stores,
            context: context,
            anchors: trust.anchorCertificates,
            keySpecification: keySpecification,
            provider: provider,
            logger: logger,
            signedIn: credential.isAnonymous ? signedIn : nil
        )
    }

    package init(
        server: any EnrollmentServer,
        address: ConfigString,
        template: String,
        stores: EnrollmentStore.Location,
        context: X509CertificateEnrollmentContext = .user,
        anchors: [[UInt8]] = [],
        keys: any KeyMaker = SoftwareKeyMaker(),
        keySpecification: KeySpecification? = nil,
        provider: (any KeyProvider)? = nil,
        logger: Logger = Logger(label: "chancery.enroll"),
        signedIn: (@Sendable (Credential) throws -> any EnrollmentServer)? = nil
    ) {
        self.server = server
        self.address = address
        self.template = template
        self.stores = stores
        self.context = context
        self.anchors = anchors
        self.keys = keys
        self.keySpecification = keySpecification
        self.provider = provider
        self.logger = logger
        self.signedIn = signedIn
    }

    /// The valid certificate of the store for these names, or a new one.
    ///
    /// A certificate of the store counts when it came from this CA and template, its key is there, and it has exactly the names asked for; of several,
    /// one that was renewed comes after its successors, and then the one that lasts longest counts. One whose key is lost does not count. Names that the template takes from the directory need not be given.
    /// - Throws: ``NotIssuedError`` when the CA denies the request or leaves it to an officer: the same call later continues the same request.
    ///   `CAError` with 0x80094001 when the CA left names out: the certificate stays in the store, and no other is asked for while it is there.
    ///   `CAError` for everything else: no connection, no such template, a damaged store.
    @concurrent
    public func identity(
        subject: DistinguishedName = .empty,
        dnsNames: [String] = [],
        ipAddresses: [String] = [],
        emailAddresses: [String] = [],
        principalNames: [String] = []
    ) async throws -> EnrolledIdentity {
        let names = try RequestedNames(
            subject: subject,
            dnsNames: dnsNames,
            ipAddresses: ipAddresses,
            emailAddresses: emailAddresses,
            principalNames: principalNames
        )
        if let found = try await stored(names, after: clock.now()) { return found }
        if let incomplete = try await incomplete(names, at: clock.now()) { throw Self.leftOut(names, incomplete) }
        let made = try await enroll(names)
        guard names.match(made.certificate) else {
            try await note(names, beside: made.certificate)
            throw Self.leftOut(names, made.certificate)
        }
        return made
    }

    /// The successors of a certificate, each when it was obtained, until the task is canceled.
    public func renewals(of identity: EnrolledIdentity) -> IdentityRenewals { IdentityRenewals(enroller: self, identity: identity) }

    /// The successor of a certificate, now: a request with a new key, signed by the certificate and its key.
    ///
    /// A certificate that has expired cannot sign; then a new request with the same names is made. So it is with one that the CA has revoked, when
    /// there is a credential to ask with.
    /// - Throws: as ``identity(subject:dnsNames:ipAddresses:emailAddresses:principalNames:)``.
    @concurrent
    public func renew(_ identity: EnrolledIdentity) async throws -> EnrolledIdentity {
        let old = identity.certificate
        guard old.notAfter > clock.now() else { return try await enroll(try RequestedNames(of: old)) }
        do {
            return try await renewSigned(identity)
        } catch {
            guard signedIn == nil, Self.saysRevoked(error) else { throw error }
            logger.warning("the certificate is revoked, so a new one is asked for", metadata: ["serial": "\(old.serialHex)"])
            return try await enroll(try RequestedNames(of: old))
        }
    }

    private static func saysRevoked(_ error: any Error) -> Bool {
        (error as? NotIssuedError)?.status.error == .cryptRevoked || (error as? CAError)?.status == .cryptRevoked
    }

    // MARK: Steps

    @concurrent
    private func renewSigned(_ identity: EnrolledIdentity) async throws -> EnrolledIdentity {
        let old = identity.certificate
        let server = try signedIn?(try await identity.credential()) ?? server
        let request = X509CertificateRequestPkcs10()
        try request.initializeForRenewal(context, template: try await server.template(named: template), of: old)
        if let keySpecification { request.keySpecification = keySpecification }
        if let provider { request.providerName = provider.name }
        request.renewalCertificate = old.derEncoded
        let signed = X509CertificateRequestPkcs7()
        try signed.initializeFromInnerRequest(request)
        signed.signerCertificate = SignerCertificate(certificate: old, chain: identity.issuers, key: identity.key)
        let enrollment = enrollment(with: server)
        try await enrollment.initializeFromRequest(signed)
        return try await finish(enrollment)
    }

    @concurrent
    private func enroll(_ names: RequestedNames) async throws -> EnrolledIdentity {
        let enrollment = enrollment(with: server)
        try await enrollment.initializeFromTemplateName(context, templateName: template)
        let request = try enrollment.innermostRequest
        if let keySpecification { request.keySpecification = keySpecification }
        if let provider { request.providerName = provider.name }
        request.subject = names.subject
        if let extensionValue = names.certificateExtension { request.x509Extensions.append(extensionValue) }
        return try await finish(enrollment)
    }

    private func enrollment(with server: any EnrollmentServer) -> X509Enrollment {
        let clock = clock
        return X509Enrollment(
            stores: stores,
            server: server,
            keys: keys,
            providers: provider.map { [$0] } ?? [],
            anchors: anchors,
            now: { clock.now() }
        )
    }

    private func finish(_ enrollment: X509Enrollment) async throws -> EnrolledIdentity {
        try await enrollment.enroll()
        guard enrollment.status.status == .enrolled else {
            throw NotIssuedError(status: enrollment.status, requestID: enrollment.requestIDString, ca: enrollment.caConfigString)
        }
        let installed = try enrollment.installedCertificate()
        guard let identity = try await identity(installed, in: try enrollment.store()) else {
            throw CAError(.notFound, status: .badKeyset, "The certificate was installed, but the store has no key for it. Enroll again.")
        }
        return identity
    }

    /// The certificate of the store with these names that is still valid at `time`: one that others renewed comes after those, then the longest lasting
    /// one comes first.
    /// - Parameter former: only certificates that renewed this one, directly or not, or were issued later.
    @concurrent
    func stored(_ names: RequestedNames, after time: Date, succeeding former: Certificate? = nil) async throws -> EnrolledIdentity? {
        let directory = stores.directory(of: context)
        guard EnrollmentStore.exists(at: directory) else { return nil }
        let store = try EnrollmentStore(directory: directory)
        let all = try store.certificates()
        let renewed = Dictionary(all.map { ($0.certificate, $0.renewedCertificate) }, uniquingKeysWith: { first, _ in first })
        func descends(_ certificate: [UInt8], from origin: [UInt8]) -> Bool {
            var (next, left) = (renewed[certificate] ?? nil, all.count)
            while let one = next, left > 0 {
                if one == origin { return true }
                (next, left) = (renewed[one] ?? nil, left - 1)
            }
            return false
        }
        var found: [(installed: InstalledCertificate, notAfter: Date)] = []
        for installed in all where installed.key != nil && cameFromHere(installed) {
            guard let certificate = try? Certificate(derEncoded: installed.certificate), hasTemplate(certificate, installed) else {
                continue
            }
            guard certificate.notBefore <= time, certificate.notAfter > time, names.match(certificate) else { continue }
            if let former {
                let isLater = certificate.notBefore > former.notBefore || descends(installed.certificate, from: former.derEncoded)
                guard certificate != former, isLater else { continue }
            }
            found.append((installed, certificate.notAfter))
        }
        let origins = found.map(\.installed.certificate)
        let ranked = found.map { one in
            (one.installed, one.notAfter, isRenewed: origins.contains { descends($0, from: one.installed.certificate) })
        }
        .sorted { $0.isRenewed == $1.isRenewed ? $0.1 > $1.1 : !$0.isRenewed }
        for candidate in ranked {
            do {
                if let identity = try await identity(candidate.0, in: store) { return identity }
            } catch let error as CAError where error.status == .badKeyset {
                logger.warning("the key of a certificate of the store is lost", metadata: ["reason": "\(error)"])
            }
        }
        return nil
    }

    private func identity(_ installed: InstalledCertificate, in store: EnrollmentStore) async throws -> EnrolledIdentity? {
        guard let reference = installed.key, let keeper = keeper(of: reference, in: store) else { return nil }
        let certificate: Certificate
        do {
            certificate = try Certificate(derEncoded: installed.certificate)
        } catch {
            throw CAError(.internal, status: .invalidData, "The installed certificate cannot be read: \(error).", cause: error)
        }
        return EnrolledIdentity(certificate: certificate, issuers: installed.chain, key: try await keeper.open(reference))
    }

    private func keeper(of key: KeyReference, in store: EnrollmentStore) -> (any KeyProvider)? {
        if key.provider == StoreKeyProvider.name { return StoreKeyProvider(store: store, maker: keys) }
        return provider?.name == key.provider ? provider : nil
    }

    func cameFromHere(_ installed: InstalledCertificate) -> Bool {
        guard let text = installed.enrollmentAddress, let from = try? ConfigString(text, authorityRequired: false) else { return false }
        guard from.host.lowercased() == address.host.lowercased(), from.port == address.port else { return false }
        return address.authority.isEmpty || from.authority.lowercased() == address.authority.lowercased()
    }

    func hasTemplate(_ certificate: Certificate, _ installed: InstalledCertificate) -> Bool {
        if installed.template?.lowercased() == template.lowercased() { return true }
        return (try? certificate.value(of: CertificateTemplateInformation.self))??.templateID.dotted == template
    }
}
