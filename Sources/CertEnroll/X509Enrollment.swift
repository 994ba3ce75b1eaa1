import CAInterface
public import CertCli
public import FoundationEssentials
public import PKICrypto
import PKIFormats

/// The class behind ``IX509Enrollment``.
///
///     let server = try RemoteEnrollmentServer(config: "pki.example.com\\Example Issuing CA", credential: .password("alice", secret))
///     let enrollment = X509Enrollment(stores: .standard(environment: ProcessInfo.processInfo.environment), server: server)
///     try await enrollment.initializeFromTemplateName(.user, templateName: "User")
///     try await enrollment.enroll()
///
/// One object is one enrollment, for one task at a time: it is not `Sendable`.
public final class X509Enrollment: IX509Enrollment {
    private let stores: EnrollmentStore.Location
    private let server: (any EnrollmentServer)?
    private let keys: any KeyMaker
    private let anchors: [[UInt8]]
    private let legacy: (any LegacyCiphers)?
    private let now: @Sendable () -> Date

    private var currentRequest: X509CertificateRequestPkcs10?
    private var pairs = X509NameValuePairs()
    private var installed: InstalledCertificate?
    private var answer: [UInt8]?

    public var silent = false
    public var parentWindow = 0
    public private(set) var status = X509EnrollmentStatus.unknown
    public private(set) var certificateFriendlyName = ""
    public private(set) var certificateDescription = ""
    public private(set) var requestID = 0
    public private(set) var caConfigString = ""

    /// - Parameters:
    ///   - stores: where keys, requests and certificates are kept.
    ///   - server: where templates are found and requests sent; without one, `enroll` and template names are not possible.
    ///   - keys: what makes keys.
    ///   - anchors: DER of root certificates trusted besides those of the store.
    ///   - legacy: the ciphers of old PFX files; without, such a file is refused with the cipher's name.
    ///   - now: the time for chain checks.
    public init(
        stores: EnrollmentStore.Location, server: (any EnrollmentServer)? = nil, keys: any KeyMaker = SoftwareKeyMaker(),
        anchors: [[UInt8]] = [], legacy: (any LegacyCiphers)? = nil,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.stores = stores
        self.server = server
        self.keys = keys
        self.anchors = anchors
        self.legacy = legacy
        self.now = now
    }

    // MARK: Initialisation

    public func initialize(_ context: X509CertificateEnrollmentContext) throws {
        try mustBeBlank()
        let request = X509CertificateRequestPkcs10()
        try request.initialize(context)
        currentRequest = request
    }

    public func initializeFromTemplateName(_ context: X509CertificateEnrollmentContext, templateName: String) async throws {
        try mustBeBlank()
        let template = try await reached("a template name").template(named: templateName)
        let request = X509CertificateRequestPkcs10()
        try request.initializeFromTemplate(context, template: template)
        currentRequest = request
    }

    public func initializeFromRequest(_ request: X509CertificateRequestPkcs10) async throws {
        try mustBeBlank()
        guard request.enrollmentContext != .none else { throw CAError.blank("initializeFromRequest with this request") }
        if let server, let name = request.templateName { _ = try await server.template(named: name) }
        currentRequest = request
    }

    // MARK: The ways through

    public func createRequest(_ encoding: EncodingType = .base64) async throws -> EncodedBytes {
        let request = try initialized("createRequest")
        try await keep(request)
        status = X509EnrollmentStatus(status: .enrollPended, error: .ok, errorText: "", text: "")
        return try request.rawData(encoding)
    }

    public func enroll() async throws {
        let request = try initialized("enroll")
        let server = try reached("enroll")
        try await keep(request)
        let config = try await server.config()
        caConfigString = config.description
        let client = CertCli.CertRequest(connector: server.connector)
        do {
            let disposition = try await client.submit(
                try request.bytes(), flags: [.binary, .pkcs10, .fullResponse], attributes: pairs.attributes, config: config.description)
            requestID = client.requestID
            try note(requestID, config.description, of: request)
            try await finish(disposition, client, request, server, config)
        } catch {
            let failure = Self.failure(error)
            status = X509EnrollmentStatus(
                status: .enrollError, error: failure.status, errorText: client.errorMessageText(failure.status, flags: .default),
                text: failure.message,
                reason: failure.reason)
            throw failure
        }
    }

    /// Asks for a request that was pending, and installs its certificate when it is issued now. Not a documented member: the documented way is a
    /// CertRequest and `installResponse`.
    public func retrieve(requestID: Int) async throws {
        let request = try initialized("retrieve")
        let server = try reached("retrieve")
        let config = try await server.config()
        let client = CertCli.CertRequest(connector: server.connector)
        let disposition = try await client.retrievePending(requestID, config: config.description)
        self.requestID = client.requestID
        caConfigString = config.description
        try await finish(disposition, client, request, server, config)
    }

    public func installResponse(
        _ restrictions: InstallResponseRestrictionFlags, response: [UInt8], encoding: EncodingType = .base64, password: String? = nil
    ) async throws {
        _ = try initialized("installResponse")
        try Self.checkLength(of: password)
        let password = password.map { FilePassword($0) } ?? .none
        let answer = try EnrollmentResponse(try encoding.decode(response), password: password, legacy: legacy)
        try install(answer, restrictions, anchors: anchors)
    }

    /// As `installResponse` with bytes, for text.
    public func installResponse(
        _ restrictions: InstallResponseRestrictionFlags, response: String, encoding: EncodingType = .base64, password: String? = nil
    ) async throws {
        try await installResponse(restrictions, response: Array(response.utf8), encoding: encoding, password: password)
    }

    public func createPFX(password: String?, exportOptions: PFXExportOptions, encoding: EncodingType = .base64) throws -> EncodedBytes {
        _ = try initialized("createPFX")
        try Self.checkLength(of: password)
        let (installed, key) = try exportable()
        let issuers: [[UInt8]]
        switch exportOptions {
        case .eeOnly: issuers = []
        case .chainNoRoot: issuers = installed.chain.filter { (try? Certificate(derEncoded: $0))?.isSelfIssued != true }
        case .chainWithRoot: issuers = installed.chain
        default:
            throw CAError(.malformed, status: .invalidArgument, "Export option \(exportOptions.rawValue) is unknown. Use 0, 1 or 2.")
        }
        let content = PKCS12(
            pkcs8: key, certificate: installed.certificate, chain: issuers, friendlyName: installed.friendlyName)
        do {
            return try encoding.encode(try content.sealed(password: password.map { FilePassword($0) } ?? .none))
        } catch let error as KeyError {
            throw CAError(.internal, status: .nteFail, "The PFX cannot be written: \(error).", cause: error)
        }
    }

    // MARK: Properties

    public var request: X509CertificateRequestPkcs10 { get throws { try initialized("request") } }

    public var nameValuePairs: X509NameValuePairs {
        get throws {
            _ = try initialized("nameValuePairs")
            return pairs
        }
    }

    public var enrollmentContext: X509CertificateEnrollmentContext { get throws { try initialized("enrollmentContext").enrollmentContext } }

    public func certificate(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        guard let installed else { throw CAError(.notFound, status: .certsrvPropertyEmpty, "No certificate is installed yet.") }
        return try encoding.encode(installed.certificate)
    }

    public func response(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        guard let answer else { throw CAError(.notFound, status: .certsrvPropertyEmpty, "There is no answer of a CA yet.") }
        return try encoding.encode(answer)
    }

    public func setCertificateFriendlyName(_ name: String) throws { certificateFriendlyName = try Self.limited(name) }

    public func setCertificateDescription(_ text: String) throws { certificateDescription = try Self.limited(text) }

    /// The installed certificate with its issuers, and the key as PKCS #8, all PEM. Not a documented member.
    /// - Throws: `CAError` with 0x80094004 before an installation, 0x80095000 when the key was not made exportable.
    public func exportPEM() throws -> (chain: String, key: String) {
        let (installed, key) = try exportable()
        return (
            ([installed.certificate] + installed.chain).map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }.joined(),
            PEMDocument(label: "PRIVATE KEY", bytes: key).text
        )
    }

    /// DER of the installed certificate and its issuers, towards the root. Not a documented member.
    /// - Throws: `CAError` with 0x80094004 before an installation.
    public func issuedChain() throws -> [[UInt8]] {
        guard let installed else { throw CAError(.notFound, status: .certsrvPropertyEmpty, "No certificate is installed yet.") }
        return [installed.certificate] + installed.chain
    }

    /// The store of the context.
    public func store() throws -> EnrollmentStore {
        try EnrollmentStore(directory: stores.directory(of: try initialized("store").enrollmentContext))
    }

    // MARK: Steps

    /// The installed certificate and its key, in the clear.
    private func exportable() throws -> (installed: InstalledCertificate, pkcs8: [UInt8]) {
        guard let installed else { throw CAError(.notFound, status: .certsrvPropertyEmpty, "No certificate is installed yet.") }
        guard installed.exportable else {
            throw CAError(
                .accessDenied, status: .xenrollKeyNotExportable,
                "The key was not made exportable. Make the request with exportable set and enrol again.")
        }
        guard let sealed = installed.sealedKey else {
            throw CAError(.notFound, status: .unexpectedMessageType, "The store has no key for this certificate.")
        }
        return (installed, try store().open(sealed))
    }

    private static func checkLength(of password: String?) throws(CAError) {
        guard (password?.utf8.count ?? 0) <= 65_536 else {
            throw CAError(.malformed, status: .arithmeticOverflow, "The password is longer than 64 KiB.")
        }
    }

    /// Encodes, and keeps key and properties; the key is on disk before the request leaves this object.
    private func keep(_ request: X509CertificateRequestPkcs10) async throws {
        let store = try store()
        if let key = request.publicKey, try store.request(publicKey: key) != nil { return }
        try await request.encode(with: keys)
        guard let key = request.publicKey, let pkcs8 = request.pkcs8 else { return }
        try store.save(
            PendingRequest(
                publicKey: key, sealedKey: try store.seal(pkcs8), request: try request.bytes(),
                friendlyName: certificateFriendlyName.isEmpty ? nil : certificateFriendlyName,
                certificateDescription: certificateDescription.isEmpty ? nil : certificateDescription, template: request.templateName,
                exportable: request.exportable, created: now()))
    }

    private func note(_ requestID: Int, _ config: String, of request: X509CertificateRequestPkcs10) throws {
        let store = try store()
        guard let key = request.publicKey, var pending = try store.request(publicKey: key) else { return }
        pending.requestID = requestID
        pending.config = config
        try store.save(pending)
    }

    private func finish(
        _ disposition: DispositionCode, _ client: CertCli.CertRequest, _ request: X509CertificateRequestPkcs10,
        _ server: any EnrollmentServer,
        _ config: ConfigString
    ) async throws {
        let message = try client.dispositionMessage()
        switch disposition {
        case .issued, .issuedOutOfBand:
            var bytes = try client.certificate([.binary, .chain]).bytes
            if let full = try? client.fullResponseProperty(.fullResponse).bytes { bytes = full }
            // The CA was authenticated by the caller's own choice of trust; its root is trusted as a directory's would be.
            let chain = try SignedData(
                contentInfo: try await client.caCertificate(exchange: false, config: config.description, flags: [.binary, .chain]).bytes)
            let roots = chain.certificates.filter { (try? Certificate(derEncoded: $0))?.isSelfIssued == true }
            try install(try EnrollmentResponse(bytes), .allowNone, anchors: anchors + roots, message: message)
            for root in roots { try store().addRoot(root) }
        case .underSubmission:
            status = X509EnrollmentStatus(status: .enrollPended, error: .ok, errorText: "", text: message)
        default:
            status = X509EnrollmentStatus(
                status: disposition == .denied ? .enrollDenied : .enrollError, error: client.lastStatus,
                errorText: client.errorMessageText(client.lastStatus, flags: .default), text: message, reason: client.denialReason)
        }
    }

    private func install(
        _ response: EnrollmentResponse, _ restrictions: InstallResponseRestrictionFlags, anchors: [[UInt8]], message: String = ""
    ) throws {
        let store = try store()
        installed = try ResponseInstaller(store: store, anchors: anchors, time: now()).install(response, restrictions)
        answer = response.bytes
        status = X509EnrollmentStatus(status: .enrolled, error: .ok, errorText: "", text: message)
    }

    private func mustBeBlank() throws(CAError) { if currentRequest != nil { throw CAError.alreadyInitialized("The enrollment") } }

    private func initialized(_ member: String) throws(CAError) -> X509CertificateRequestPkcs10 {
        guard let currentRequest else { throw CAError.blank(member) }
        return currentRequest
    }

    private func reached(_ what: String) throws(CAError) -> any EnrollmentServer {
        guard let server else {
            throw CAError(
                .wrongState, status: .certsrvNoPolicyServer,
                "\(what) needs a server. Give one to the initialiser of X509Enrollment (certreq: --config).")
        }
        return server
    }

    private static func limited(_ text: String) throws(CAError) -> String {
        guard text.count <= 260 else {
            throw CAError(.malformed, status: .filenameExceedsRange, "The text has \(text.count) characters; at most 260 are allowed.")
        }
        return text
    }

    private static func failure(_ error: any Error) -> CAError {
        (error as? CAError) ?? CAError(.internal, status: .fail, "The enrollment failed in this process: \(error).", cause: error)
    }
}
