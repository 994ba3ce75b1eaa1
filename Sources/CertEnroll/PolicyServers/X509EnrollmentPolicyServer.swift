import CAInterface
import CertCli
import CertificateTemplates
public import PortableFoundation
import PKICrypto
import PKIFormats

/// A Chancery server as a policy server, over `/api/v1/templates` and `/api/v1/authorities`.
///
///     let policyServer = X509EnrollmentPolicyServer(PolicyServerAccess(stores: stores))
///     try policyServer.initialize(url: "https://pki.example.com", id: "", authFlags: .username, isUntrusted: false, context: .user)
///     try await policyServer.setCredential(parentWindow: 0, flag: .username, credential: "alice", password: secret)
///     try await policyServer.loadPolicy(.default)
///     let template = try policyServer.getTemplates().itemByName("WebServer")
public final class X509EnrollmentPolicyServer: IX509EnrollmentPolicyServer {
    private struct Place {
        let url: String
        let id: String
        var authFlags: X509EnrollmentAuthFlags
        let isUntrusted: Bool
        let context: X509CertificateEnrollmentContext
        /// Whether the policy came from an export.
        let isImported: Bool
    }

    private let access: PolicyServerAccess
    private let now: @Sendable () -> Date
    private var place = InitializedOnce<Place>("The policy server")
    private var credential: Credential?
    private var policy: EnrollmentPolicy?
    private var registration: RegisteredPolicyServer?
    private var isRegisteredForChanges = false

    public var cost: Int32 = 0

    /// - Parameter now: the time that decides whether a cached policy is fresh.
    public init(_ access: PolicyServerAccess, now: @escaping @Sendable () -> Date = { Date() }) {
        self.access = access
        self.now = now
    }

    public func initialize(
        url: String,
        id: String,
        authFlags: X509EnrollmentAuthFlags,
        isUntrusted: Bool,
        context: X509CertificateEnrollmentContext
    ) throws {
        try place.initialize(
            try Self.checked(Place(url: url, id: id, authFlags: authFlags, isUntrusted: isUntrusted, context: context, isImported: false))
        )
        if authFlags == .anonymous { credential = .anonymous }
    }

    private static func checked(_ place: Place) throws(CAError) -> Place {
        try PolicyServerAddress.check(place.url)
        guard [.anonymous, .kerberos, .username, .certificate].contains(place.authFlags) else {
            throw .badArgument("Authentication \(place.authFlags.rawValue) cannot be chosen. Use 1, 2, 4 or 8.")
        }
        guard place.context != .none else { throw .badArgument("A policy server needs the context of a user or of the machine.") }
        return place
    }

    public func setCredential(parentWindow: Int, flag: X509EnrollmentAuthFlags, credential: String?, password: String?) async throws {
        let context = try place.value(for: "setCredential").context
        self.credential = try await access.credential(flag, credential, password, context)
        try place.change(for: "setCredential") { $0.authFlags = flag }
    }

    /// The credential that ``X509EnrollmentHelper`` keeps.
    func use(_ credential: Credential) { self.credential = credential }

    // MARK: The policy

    public func loadPolicy(_ option: X509EnrollmentPolicyLoadOption) async throws {
        let place = try place.value(for: "loadPolicy")
        let known: X509EnrollmentPolicyLoadOption = [.cacheOnly, .reload, .registerForADChanges]
        guard known.isSuperset(of: option), !option.isSuperset(of: [.cacheOnly, .reload]) else {
            throw CAError.badArgument("Load option \(option.rawValue) is unknown. Use 0, or 1 or 2, and 4 beside them.")
        }
        guard !place.isImported else {
            guard option.contains(.reload) else { return }
            throw Self.imported
        }
        let cache = try getCachePath()
        let store = try await openStore(place.context)
        registration = try store.policyServers().first { $0.url == place.url }
        let cached = option.contains(.reload) ? nil : try ClientFile.read(cache).flatMap { try? EnrollmentPolicy(document: $0) }
        if let cached, option.contains(.cacheOnly) || cached.nextUpdate > now() {
            try adopt(cached, place)
        } else {
            guard !option.contains(.cacheOnly) else {
                throw CAError(.notFound, status: .fileNotFound, "No policy of \(place.url) is cached. Load it without the option cacheOnly.")
            }
            let loaded = try await asked(place)
            try adopt(loaded, place)
            let (document, folder) = (try loaded.document(), try getCacheDir())
            try await BlockingWork.run {
                try ClientFile.makeFolder(folder)
                try ClientFile.write(document, to: cache)
            }
        }
        isRegisteredForChanges = option.contains(.registerForADChanges)
    }

    private func adopt(_ policy: EnrollmentPolicy, _ place: Place) throws(CAError) {
        func plain(_ id: String) -> String { id.lowercased().filter { $0 != "{" && $0 != "}" } }
        guard place.id.isEmpty || plain(place.id) == plain(policy.id) else {
            throw CAError(
                .untrustedServer,
                status: .invalidData,
                "The policy server at \(place.url) is \(policy.id), not \(place.id). Check the address, or give no identifier."
            )
        }
        self.policy = policy
    }

    private func asked(_ place: Place) async throws -> EnrollmentPolicy {
        let server = try connection(place)
        do {
            return try await EnrollmentPolicy.load(
                from: server,
                url: place.url,
                friendlyName: registration?.friendlyName ?? "",
                at: now()
            )
        } catch let error as CAError where [.unavailable, .signInRequired, .untrustedServer].contains(error.code) {
            throw CAError(error.code, status: .invalidState, "The policy of \(place.url) cannot be loaded. \(error.message)", cause: error)
        }
    }

    private func connection(_ place: Place) throws -> any EnrollmentServer {
        guard let credential else {
            throw CAError(
                .signInRequired,
                status: .accessDenied,
                "The policy server at \(place.url) needs a credential. Give it by setCredential, or to the enrollment helper."
            )
        }
        return try access.connect(place.url, credential)
    }

    public func validate() async throws {
        guard try !place.value(for: "validate").isImported else { throw Self.imported }
        try await loadPolicy(.reload)
    }

    public func queryChanges() async throws -> Bool {
        let place = try place.value(for: "queryChanges")
        guard isRegisteredForChanges, let policy else { return false }
        let present = try await asked(place)
        return present.templates != policy.templates || present.authorities != policy.authorities
    }

    public func initializeImport(_ document: [UInt8]) throws {
        let imported = try EnrollmentPolicy(document: document)
        try place.initialize(
            Place(url: imported.url, id: imported.id, authFlags: .none, isUntrusted: false, context: .user, isImported: true)
        )
        policy = imported
    }

    public func export(_ flags: X509EnrollmentPolicyExportFlags) throws -> [UInt8] {
        var policy = try loaded("export")
        guard !flags.isEmpty, X509EnrollmentPolicyExportFlags([.templates, .oids, .cas]).isSuperset(of: flags) else {
            throw CAError.badArgument("Export flags \(flags.rawValue) are unknown. Use the sum of 1, 2 and 4.")
        }
        if !flags.contains(.templates) { policy.templates = [] }
        return try policy.document()
    }

    // MARK: What it says

    public func getTemplates() throws -> X509CertificateTemplates {
        X509CertificateTemplates(try loaded("getTemplates").templates.map { X509CertificateTemplate($0) })
    }

    public func getCAs() throws -> CertificationAuthorities {
        CertificationAuthorities(try loaded("getCAs").authorities.map { CertificationAuthority($0) })
    }

    public func getCAsForTemplate(_ template: X509CertificateTemplate) throws -> CertificationAuthorities {
        let name = template.certificateTemplate.name
        return CertificationAuthorities(
            try loaded("getCAsForTemplate").authorities.filter { $0.templates.contains(name) }.map { CertificationAuthority($0) }
        )
    }

    public func enrollmentServer(for template: X509CertificateTemplate) async throws -> any EnrollmentServer {
        if policy == nil { try await loadPolicy(.default) }
        guard let authority = try getCAsForTemplate(template).first(where: { _ in true }) else {
            throw CAError(
                .notFound,
                status: .certsrvUnsupportedCertType,
                "No CA of \(try getPolicyServerURL()) issues for the template \(template.certificateTemplate.name). Publish it at one."
            )
        }
        return try connection(try place.value(for: "enrollmentServer")).choosing(authority: authority.facts.name)
    }

    public func getCustomOids() throws -> ObjectIds {
        throw CAError(.notImplemented, status: .notImplemented, "GetCustomOids is documented as not implemented.")
    }

    public func getNextUpdateTime() throws -> Date { try loaded("getNextUpdateTime").nextUpdate }

    public func getLastUpdateTime() throws -> Date { try loaded("getLastUpdateTime").updated }

    public func getPolicyServerURL() throws -> String { try place.value(for: "getPolicyServerURL").url }

    public func getPolicyServerID() throws -> String { try loaded("getPolicyServerID").id }

    public func getFriendlyName() throws -> String {
        let name = try loaded("getFriendlyName").friendlyName
        guard let registered = registration?.friendlyName, !registered.isEmpty else { return name }
        return registered
    }

    public func getIsDefaultCEP() throws -> Bool {
        _ = try place.value(for: "getIsDefaultCEP")
        return registration?.isDefault ?? false
    }

    public func getUseClientID() throws -> Bool {
        _ = try place.value(for: "getUseClientID")
        return registration?.flags.contains(.useClientId) ?? false
    }

    public func getAllowUnTrustedCA() throws -> Bool {
        try place.value(for: "getAllowUnTrustedCA").isUntrusted || registration?.flags.contains(.allowUnTrustedCA) ?? false
    }

    public func getCacheDir() throws -> String {
        access.stores.directory(of: try place.value(for: "getCacheDir").context) + "/policies"
    }

    public func getCachePath() throws -> String {
        // What an account may read is not for another.
        let key = try place.value(for: "getCachePath").url + "\n" + (credential?.identity ?? "")
        return try getCacheDir() + "/" + Hex.encode(Digest.sha256(Array(key.utf8))) + ".json"
    }

    public func getAuthFlags() throws -> X509EnrollmentAuthFlags { try place.value(for: "getAuthFlags").authFlags }

    private func loaded(_ member: String) throws(CAError) -> EnrollmentPolicy {
        _ = try place.value(for: member)
        guard let policy else {
            throw CAError(.wrongState, status: .invalidState, "\(member) needs a loaded policy. Call loadPolicy first.")
        }
        return policy
    }

    private func openStore(_ context: X509CertificateEnrollmentContext) async throws -> EnrollmentStore {
        let directory = access.stores.directory(of: context)
        return try await BlockingWork.run { try EnrollmentStore(directory: directory) }
    }

    private static var imported: CAError {
        CAError(.wrongState, status: .invalidState, "The policy was imported, so it cannot be compared with its server. Initialize with an address.")
    }
}
