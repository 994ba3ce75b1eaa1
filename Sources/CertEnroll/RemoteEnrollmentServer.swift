public import CAInterface
public import CertCli
public import CertificateTemplates
import PKIFormats
import WireProtocols

/// A Chancery server over HTTPS.
public struct RemoteEnrollmentServer: EnrollmentServer {
    private let given: ConfigString
    private let remote: RemoteConnector
    private let administration: @Sendable () async throws -> RemoteAdministration

    public var connector: any AuthorityConnector { remote }
    public let account: String

    /// - Parameter config: `host[:port]\CA name`; the CA part may be left out when the server has one CA.
    public init(config: String, credential: Credential, trust: ServerTrust = .system) throws(CAError) {
        let given = try ConfigString(config, authorityRequired: false)
        self.given = given
        account = credential.identity
        let remote = RemoteConnector(credential: credential, trust: trust)
        self.remote = remote
        administration = { try await remote.administration(given) }
    }

    public func template(named name: String) async throws -> CertificateTemplate {
        do {
            if OID(dotted: name) != nil {
                let all = try await administration().templates()
                guard let found = all.first(where: { $0.oid == name }) else { throw CAError.noTemplate(name) }
                return try found.template()
            }
            return try await administration().template(named: name).template()
        } catch let error as CAError where error.code == .notFound {
            throw CAError.noTemplate(name)
        } catch let error as BodyError {
            throw CAError(.untrustedServer, status: .invalidData, "The server's template \(name) cannot be read: \(error.reason).")
        }
    }

    public func config() async throws -> ConfigString { try await remote.completed(given) }
}
