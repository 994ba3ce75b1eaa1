import CAInterface
public import CertCli
import CertificateTemplates
import PKIFormats

/// Enrolls for a template of a policy server in one call. Source: "IX509EnrollmentHelper interface".
public final class X509EnrollmentHelper {
    private struct Server {
        let id: String
        let flags: PolicyServerUrlFlags
        let authFlags: X509EnrollmentAuthFlags
        let credential: Credential
    }

    private let access: PolicyServerAccess
    private var context = InitializedOnce<X509CertificateEnrollmentContext>("The enrollment helper")
    private var policyServers: [String: Server] = [:]
    private var enrollmentServers: [String: Credential] = [:]
    /// Whether a web page's factory made this object.
    var servesWebPage = false

    public init(_ access: PolicyServerAccess) { self.access = access }

    /// Source: "IX509EnrollmentHelper::Initialize".
    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initialize(_ context: X509CertificateEnrollmentContext) throws {
        try self.context.initialize(context)
    }

    /// Registers a policy server, and keeps the credential in this object. Source: "IX509EnrollmentHelper::AddPolicyServer".
    /// - Throws: `CAError`: 0x80070057 for an empty address, and as ``IX509EnrollmentPolicyServer/setCredential(parentWindow:flag:credential:password:)``.
    public func addPolicyServer(
        _ url: String,
        policyID: String = "",
        flags: PolicyServerUrlFlags = .none,
        authFlags: X509EnrollmentAuthFlags,
        credential: String? = nil,
        password: String? = nil
    ) async throws {
        let context = try context.value(for: "addPolicyServer")
        try PolicyServerAddress.check(url)
        let known = try await access.credential(authFlags, credential, password, context)
        let entry = try X509PolicyServerUrl(
            RegisteredPolicyServer(url: url, flags: flags, authFlags: authFlags, policyID: policyID),
            stores: access.stores
        )
        try await entry.updateRegistry(context)
        policyServers[url] = Server(id: policyID, flags: flags, authFlags: authFlags, credential: known)
    }

    /// Keeps a credential for requests, when it is another than that for templates. Source: "IX509EnrollmentHelper::AddEnrollmentServer".
    /// - Parameter url: the address of the server to which requests go.
    /// - Throws: as ``addPolicyServer(_:policyID:flags:authFlags:credential:password:)``.
    public func addEnrollmentServer(
        _ url: String,
        authFlags: X509EnrollmentAuthFlags,
        credential: String? = nil,
        password: String? = nil
    ) async throws {
        let context = try context.value(for: "addEnrollmentServer")
        try PolicyServerAddress.check(url)
        enrollmentServers[url] = try await access.credential(authFlags, credential, password, context)
    }

    /// Enrolls, and returns the certificate. It is installed, because its key would be lost otherwise. Source:
    /// "IX509EnrollmentHelper::Enroll".
    /// - Parameters:
    ///   - url: a policy server that was added.
    ///   - templateName: the common name or the object identifier of a template.
    /// - Throws: `CAError`: 0x80070057 for an empty address, 0x80070005 without a credential, 0x80090022 when the flags ask to prompt for one,
    ///   0x80094800 for an unknown template, the code of a refusal, 0x80094003 when the CA decides later.
    public func enroll(
        _ url: String,
        templateName: String,
        encoding: EncodingType = .base64,
        enrollFlags: WebEnrollmentFlags = []
    ) async throws -> EncodedBytes {
        let context = try context.value(for: "enroll")
        try PolicyServerAddress.check(url)
        guard let known = policyServers[url] else {
            throw CAError(
                .signInRequired,
                status: enrollFlags.contains(.prompt) ? .silentContext : .accessDenied,
                "There is no credential for \(url), and this library asks nobody for one. Call addPolicyServer first."
            )
        }
        let policyServer = X509EnrollmentPolicyServer(access)
        try policyServer.initialize(
            url: url,
            id: known.id,
            authFlags: known.authFlags,
            isUntrusted: known.flags.contains(.allowUnTrustedCA),
            context: context
        )
        policyServer.use(known.credential)
        try await policyServer.loadPolicy(.reload)
        let template = try template(named: templateName, of: policyServer)
        let enrollment = X509Enrollment(stores: access.stores)
        enrollment.servesWebPage = servesWebPage
        try await enrollment.initializeFromTemplate(context, policyServer: policyServer, template: template)
        if let credential = enrollmentServers[url] {
            let authority = try await enrollment.reached("enroll").config().authority
            enrollment.send(to: try access.connect(url, credential).choosing(authority: authority))
        }
        try await enrollment.enroll()
        guard enrollment.status.status == .enrolled else { throw Self.failure(enrollment.status) }
        return try enrollment.certificate(encoding)
    }

    private func template(named name: String, of policyServer: X509EnrollmentPolicyServer) throws -> X509CertificateTemplate {
        for template in try policyServer.getTemplates() {
            let candidate = template.certificateTemplate
            if candidate.name.lowercased() == name.lowercased() || candidate.oid.dotted == name { return template }
        }
        throw CAError.noTemplate(name)
    }

    private static func failure(_ status: X509EnrollmentStatus) -> CAError {
        guard status.status == .enrollPended else {
            return CAError(.accessDenied, status: status.error, status.text, reason: status.reason)
        }
        return CAError(
            .wrongState,
            status: .certsrvBadRequestStatus,
            "The CA decides later (\(status.text)). The request waits in the store: retrieve it by its number, or enroll again."
        )
    }
}
