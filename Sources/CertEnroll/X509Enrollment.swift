import CAInterface
public import CertCli
import CertificateTemplates
public import PortableFoundation
public import PKICrypto
import PKIFormats

/// The class behind ``IX509Enrollment`` and ``IX509Enrollment2``.
///
///     let server = try RemoteEnrollmentServer(config: "pki.example.com\\Example Issuing CA", credential: .password("alice", secret))
///     let enrollment = X509Enrollment(stores: .standard(environment: ProcessInfo.processInfo.environment), server: server)
///     try await enrollment.initializeFromTemplateName(.user, templateName: "User")
///     try await enrollment.enroll()
///
/// One object is one enrollment, for one task at a time: it is not `Sendable`.
///
/// A program that was killed in `enroll` runs the same lines again. The unfinished request is found in the store and sent again under its
/// old submission key, so that there is only one certificate (``resumesUnfinished``).
public final class X509Enrollment: IX509Enrollment2 {
    private(set) var server: (any EnrollmentServer)?
    let keys: any KeyMaker
    let now: @Sendable () -> Date
    private let stores: EnrollmentStore.Location
    private let providers: [any KeyProvider]
    private let anchors: [[UInt8]]
    let legacy: (any LegacyCiphers)?
    let verifier: (any SignatureVerifier)?

    private var currentRequest: (any IX509CertificateRequest)?
    private var pairs = X509NameValuePairs()
    private var installed: InstalledCertificate?
    private var answer: [UInt8]?
    private var usedPolicyServer: (any IX509EnrollmentPolicyServer)?
    private var usedTemplate: X509CertificateTemplate?
    /// The store in which a response found its request, when that is not the store of the context.
    private var foundStore: EnrollmentStore?
    /// Whether a web page's factory made this object, which then may not loosen an installation by the values 1 and 2.
    var servesWebPage = false
    /// Held while this object works on its request.
    var lock: RequestLock?

    public var silent = false { didSet { currentRequest?.silent = silent } }
    public var parentWindow = 0 { didSet { currentRequest?.parentWindow = parentWindow } }
    public internal(set) var status = X509EnrollmentStatus.unknown
    public private(set) var certificateFriendlyName = ""
    public private(set) var certificateDescription = ""
    public internal(set) var requestIDString = ""
    public internal(set) var caConfigString = ""

    /// Whether `enroll` continues an unfinished request of the store that was made for the same purpose (same CA, account, template, names,
    /// kind of key), instead of making another. Not a documented member; true unless set.
    public var resumesUnfinished = true

    /// Whether the request stays in the store after the installation until ``collected()`` is called. This is for a program that must use
    /// the certificate, for example write it to a file, and must find it again if it is killed before that. Not a documented member.
    public var holdsRequestUntilCollected = false

    /// - Parameters:
    ///   - stores: the place of keys, requests and certificates.
    ///   - server: the source of templates and target of requests; without one, `enroll` and template names are not possible.
    ///   - keys: the library that computes with the keys of the store.
    ///   - providers: other places of keys; a request chooses one by ``X509CertificateRequestPkcs10/providerName``.
    ///   - anchors: DER of root certificates that are trusted besides those of the store.
    ///   - legacy: computes the ciphers of old PFX files; without it, such a file is refused with the cipher's name.
    ///   - verifier: for chains signed by keys that `PKICrypto` does not compute; without it, such a chain is refused.
    ///   - now: the time for chain checks.
    public init(
        stores: EnrollmentStore.Location,
        server: (any EnrollmentServer)? = nil,
        keys: any KeyMaker = SoftwareKeyMaker(),
        providers: [any KeyProvider] = [],
        anchors: [[UInt8]] = [],
        legacy: (any LegacyCiphers)? = nil,
        verifier: (any SignatureVerifier)? = nil,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.stores = stores
        self.server = server
        self.keys = keys
        self.providers = providers
        self.anchors = anchors
        self.legacy = legacy
        self.verifier = verifier
        self.now = now
    }

    // MARK: Initialization

    public func initialize(_ context: X509CertificateEnrollmentContext) throws {
        try mustBeBlank()
        let request = X509CertificateRequestPkcs10(lookup: lookup)
        try request.initialize(context)
        begin(request)
    }

    public func initializeFromTemplateName(_ context: X509CertificateEnrollmentContext, templateName: String) async throws {
        try mustBeBlank()
        try await reporting {
            let server = try self.reached("a template name")
            try self.begin(context, try await server.template(named: templateName), server)
        }
        status = .unknown
    }

    public func initializeFromTemplate(
        _ context: X509CertificateEnrollmentContext,
        policyServer: (any IX509EnrollmentPolicyServer)?,
        template: X509CertificateTemplate?
    ) async throws {
        try mustBeBlank()
        guard let policyServer, let template else {
            throw CAError(
                .malformed,
                status: .pointer,
                "initializeFromTemplate needs a policy server and one of its templates. Take both from an initialized policy server."
            )
        }
        try await reporting {
            let chosen = try await policyServer.enrollmentServer(for: template)
            try self.begin(context, template.certificateTemplate, chosen)
            self.server = chosen
            self.usedPolicyServer = policyServer
            self.usedTemplate = template
        }
        status = .unknown
    }

    public func initializeFromRequest(_ request: any IX509CertificateRequest) async throws {
        try mustBeBlank()
        guard request.enrollmentContext != .none else { throw CAError.blank("initializeFromRequest with this request") }
        guard [.pkcs10, .pkcs7, .cmc, .certificate].contains(request.type) else {
            throw CAError.badArgument("A request of type \(request.type.rawValue) cannot be enrolled. Use PKCS #10, PKCS #7 or CMC.")
        }
        try await reporting {
            guard let server, let name = request.innermost.templateName else { return }
            self.usedTemplate = X509CertificateTemplate(try await server.template(named: name))
        }
        currentRequest = request
        status = .unknown
    }

    // MARK: The three ways

    public func createRequest(_ encoding: EncodingType = .base64) async throws -> EncodedBytes {
        let request = try initialized("createRequest")
        return try await reporting {
            if let server, (request as? X509CertificateRequestCmc)?.lacksExchangeCertificate == true {
                try await self.fetchExchangeCertificate(for: request, from: server, try await server.config())
            }
            _ = try await self.keep(request)
            let encoded = try request.rawData(encoding)
            self.status = X509EnrollmentStatus(status: .enrollPended)
            return encoded
        }
    }

    public func installResponse(
        _ restrictions: InstallResponseRestrictionFlags,
        response: [UInt8],
        encoding: EncodingType = .base64,
        password: String? = nil
    ) async throws {
        try await accept(response, encoding, password, restrictions, from: nil)
    }

    public func installResponse2(
        _ restrictions: InstallResponseRestrictionFlags,
        response: [UInt8],
        encoding: EncodingType = .base64,
        password: String? = nil,
        enrollmentPolicyServerURL: String,
        enrollmentPolicyServerID: String,
        enrollmentPolicyServerFlags: PolicyServerUrlFlags,
        authFlags: X509EnrollmentAuthFlags
    ) async throws {
        let policyServer = InstalledCertificate.PolicyServer(
            url: enrollmentPolicyServerURL,
            id: enrollmentPolicyServerID,
            urlFlags: enrollmentPolicyServerFlags,
            authentication: authFlags,
            requestID: requestIDString
        )
        try await accept(response, encoding, password, restrictions, from: policyServer)
    }

    private func accept(
        _ response: [UInt8],
        _ encoding: EncodingType,
        _ password: String?,
        _ restrictions: InstallResponseRestrictionFlags,
        from policyServer: InstalledCertificate.PolicyServer?
    ) async throws {
        _ = try initialized("installResponse")
        try await reporting {
            if self.servesWebPage, !restrictions.isDisjoint(with: [.allowNoOutstandingRequest, .allowUntrustedCertificate]) {
                throw CAError(
                    .accessDenied,
                    status: .accessDenied,
                    "A web page may install a response only under AllowNone (0) or AllowUntrustedRoot (4), not \(restrictions.rawValue)."
                )
            }
            try Self.checkLength(of: password)
            let password = password.map { FilePassword($0) } ?? .none
            let answer = try EnrollmentResponse(
                try encoding.decode(response),
                password: password,
                legacy: self.legacy,
                verifier: self.verifier
            )
            try await self.install(answer, restrictions, from: policyServer)
        }
    }

    /// As `installResponse` with bytes, for text.
    public func installResponse(
        _ restrictions: InstallResponseRestrictionFlags,
        response: String,
        encoding: EncodingType = .base64,
        password: String? = nil
    ) async throws {
        try await installResponse(restrictions, response: Array(response.utf8), encoding: encoding, password: password)
    }

    // MARK: Properties

    public var request: any IX509CertificateRequest { get throws { try initialized("request") } }

    /// The PKCS #10 request inside ``request``, which has the names, extensions and the kind of key. Not a documented member: the
    /// documented way is `GetInnerRequest`.
    public var innermostRequest: X509CertificateRequestPkcs10 { get throws { try initialized("innermostRequest").innermost } }

    public var nameValuePairs: X509NameValuePairs {
        get throws {
            _ = try initialized("nameValuePairs")
            return pairs
        }
    }

    public var enrollmentContext: X509CertificateEnrollmentContext { get throws { try initialized("enrollmentContext").enrollmentContext } }

    public var policyServer: any IX509EnrollmentPolicyServer {
        get throws {
            _ = try initialized("policyServer")
            guard let usedPolicyServer else {
                throw CAError.empty("The enrollment used no policy server: it was not initialized by initializeFromTemplate.")
            }
            return usedPolicyServer
        }
    }

    public var template: X509CertificateTemplate {
        get throws {
            _ = try initialized("template")
            guard let usedTemplate else { throw CAError.empty("The enrollment was initialized without a template.") }
            return usedTemplate
        }
    }

    public func certificate(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        try encoding.encode(try installedCertificate().certificate)
    }

    public func response(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        guard let answer else { throw CAError(.notFound, status: .certsrvPropertyEmpty, "No CA has answered yet.") }
        return try encoding.encode(answer)
    }

    public func setCertificateFriendlyName(_ name: String) throws { certificateFriendlyName = try Self.limited(name) }

    public func setCertificateDescription(_ text: String) throws { certificateDescription = try Self.limited(text) }

    public var requestID: Int { Int(requestIDString) ?? 0 }

    /// DER of the installed certificate and its issuers, towards the root. Not a documented member.
    /// - Throws: `CAError` with 0x80094004 before an installation.
    public func issuedChain() throws -> [[UInt8]] {
        let installed = try installedCertificate()
        return [installed.certificate] + installed.chain
    }

    /// The certificate that the CA issued in `enroll` or `retrieve`, with the issuers that it sent, even when the installation failed
    /// afterwards. Not a documented member.
    public internal(set) var issuedCertificate: (certificate: [UInt8], chain: [[UInt8]])?

    /// The store of the context, or of the other context when a response was found to answer a request there.
    public func store() throws -> EnrollmentStore {
        if let foundStore { return foundStore }
        return try EnrollmentStore(directory: stores.directory(of: try initialized("store").enrollmentContext))
    }

    // MARK: Steps

    /// Certificates and keys by the names that members of requests take.
    var lookup: CertificateLookup { CertificateLookup(stores: stores, keys: keys, providers: providers, verifier: verifier) }

    func installedCertificate() throws(CAError) -> InstalledCertificate {
        guard let installed else { throw CAError(.notFound, status: .certsrvPropertyEmpty, "No certificate is installed yet.") }
        return installed
    }

    /// `store()` for members that must not touch the disk on the caller's executor: the first opening makes the store.
    func openStore() async throws -> EnrollmentStore {
        if let foundStore { return foundStore }
        let directory = stores.directory(of: try initialized("store").enrollmentContext)
        return try await BlockingWork.run { try EnrollmentStore(directory: directory) }
    }

    /// The results of an earlier enrollment of this object do not outlive the start of the next.
    func forgetAnswer() {
        installed = nil
        answer = nil
        issuedCertificate = nil
    }

    func note(answer bytes: [UInt8]?) { answer = bytes }

    /// - Parameter roots: certificates that become trusted, because the caller chose to believe their server.
    func install(
        _ response: EnrollmentResponse,
        _ restrictions: InstallResponseRestrictionFlags,
        roots: [[UInt8]] = [],
        message: String = "",
        from policyServer: InstalledCertificate.PolicyServer? = nil
    ) async throws {
        answer = response.bytes
        let own = try await openStore()
        let other = try initialized("installResponse").enrollmentContext.isMachine ? stores.user : stores.machine
        let names = [certificateFriendlyName, certificateDescription].map { $0.isEmpty ? nil : $0 }
        let (anchors, time, verifier, keepsRequest) = (anchors + roots, now(), verifier, holdsRequestUntilCollected)
        let (store, certificate) = try await BlockingWork.run {
            let store = try response.awaitingStore(own, orAt: other)
            for root in roots { try store.addRoot(root) }
            let installer = ResponseInstaller(
                store: store,
                anchors: anchors,
                time: time,
                verifier: verifier,
                keepsRequest: keepsRequest,
                friendlyName: names[0],
                certificateDescription: names[1],
                policyServer: policyServer
            )
            return (store, try installer.install(response, restrictions))
        }
        if store.directory != own.directory { foundStore = store }
        installed = certificate
        status = X509EnrollmentStatus(status: .enrolled, text: message)
    }

    private func begin(
        _ context: X509CertificateEnrollmentContext,
        _ template: CertificateTemplate,
        _ server: any EnrollmentServer
    ) throws {
        let request = try X509RequestType.request(for: template, context, from: server, lookup: lookup)
        begin(request)
        usedTemplate = X509CertificateTemplate(template)
    }

    private func begin(_ request: any IX509CertificateRequest) {
        request.silent = silent
        request.parentWindow = parentWindow
        currentRequest = request
    }

    /// The provider of that name.
    func provider(_ name: String) throws -> any KeyProvider {
        if name == StoreKeyProvider.name { return StoreKeyProvider(store: try store(), maker: keys) }
        guard let found = providers.first(where: { $0.name == name }) else {
            throw CAError(
                .notFound,
                status: .badKeyset,
                "The key is kept by the provider \"\(name)\", which this program does not have. Give it to the initializer of X509Enrollment."
            )
        }
        return found
    }

    func initialized(_ member: String) throws(CAError) -> any IX509CertificateRequest {
        guard let currentRequest else { throw CAError.blank(member) }
        return currentRequest
    }

    func reached(_ what: String) throws(CAError) -> any EnrollmentServer {
        guard let server else {
            throw CAError(
                .wrongState,
                status: .certsrvNoPolicyServer,
                "\(what) needs a server. Give one to the initializer of X509Enrollment (certreq: --config)."
            )
        }
        return server
    }

    /// Sends requests by another connection, when its credential is another than that for templates.
    func send(to server: any EnrollmentServer) { self.server = server }

    static func checkLength(of password: String?) throws(CAError) {
        guard (password?.utf8.count ?? 0) <= 65_536 else {
            throw CAError(.malformed, status: .arithmeticOverflow, "The password is longer than 64 KiB.")
        }
    }

    private func mustBeBlank() throws(CAError) { if currentRequest != nil { throw CAError.alreadyInitialized("The enrollment") } }

    private static func limited(_ text: String) throws(CAError) -> String {
        guard text.count <= 260 else {
            throw CAError(.malformed, status: .filenameExceedsRange, "The text has \(text.count) characters; at most 260 are allowed.")
        }
        return text
    }
}
