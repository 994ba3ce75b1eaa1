import CAInterface
public import CertCli

/// How policy servers are reached, and where a client keeps what it knows of them.
public struct PolicyServerAccess: Sendable {
    /// Makes the connection to the server of an address, with a credential.
    public typealias Connect = @Sendable (_ url: String, _ credential: Credential) throws -> any EnrollmentServer

    let stores: EnrollmentStore.Location
    let connect: Connect

    /// Chancery servers over HTTPS.
    /// - Parameter stores: the place of the registered servers, of cached policies, and of client certificates.
    public init(stores: EnrollmentStore.Location, trust: ServerTrust = .system) {
        self.init(stores: stores) { url, credential in
            try RemoteEnrollmentServer(config: PolicyServerAddress.config(url).machine, credential: credential, trust: trust)
        }
    }

    /// - Parameter connect: the connection to the server of an address, for example to one in this process.
    public init(stores: EnrollmentStore.Location, connect: @escaping Connect) {
        self.stores = stores
        self.connect = connect
    }

    /// The credential by the rules of ``IX509EnrollmentPolicyServer/setCredential(parentWindow:flag:credential:password:)``.
    func credential(
        _ flag: X509EnrollmentAuthFlags,
        _ name: String?,
        _ password: String?,
        _ context: X509CertificateEnrollmentContext
    ) async throws -> Credential {
        switch flag {
        case .anonymous:
            guard name == nil, password == nil else { throw CAError.badArgument("Anonymous access takes neither credential nor password.") }
            return .anonymous
        case .username:
            guard let name, let password, !name.isEmpty else {
                throw CAError.badArgument("Access by user name takes the name as the credential, and a password.")
            }
            return .password(name, password)
        case .certificate:
            guard let name, password == nil else {
                throw CAError.badArgument("Access by certificate takes the thumbprint as the credential, and no password.")
            }
            return try await certificate(name, context)
        case .kerberos:
            throw CAError(
                .notImplemented,
                status: .notImplemented,
                "Kerberos is not supported. Use a user name (X509AuthUsername) or a client certificate (X509AuthCertificate)."
            )
        default: throw CAError.badArgument("Authentication \(flag.rawValue) cannot be chosen. Use 1, 4 or 8.")
        }
    }

    private func certificate(_ thumbprint: String, _ context: X509CertificateEnrollmentContext) async throws -> Credential {
        let store = try EnrollmentStore(directory: stores.directory(of: context))
        guard let installed = try store.certificate(thumbprint: thumbprint) else {
            throw CAError(.notFound, status: .cryptNotFound, "The store \(store.directory) has no certificate \(thumbprint.prefix(60)).")
        }
        guard let key = installed.key, key.provider == StoreKeyProvider.name else {
            throw CAError(
                .notFound,
                status: .unexpectedMessageType,
                "The key of the certificate \(thumbprint.prefix(60)) is not in the store, so it cannot sign in."
            )
        }
        return .certificate([installed.certificate] + installed.chain, key: try await StoreKeyProvider(store: store).export(key))
    }
}
