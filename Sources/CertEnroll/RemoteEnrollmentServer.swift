public import CAInterface
public import CertCli
public import CertificateTemplates
import PKIFormats
import WireProtocols

/// A Chancery server over HTTPS.
public struct RemoteEnrollmentServer: EnrollmentServer {
    private let given: ConfigString
    private let remote: RemoteConnector

    public var connector: any AuthorityConnector { remote }
    public let account: String

    /// - Parameter config: `host[:port]\CA name`; the CA part may be left out when the server has one CA.
    public init(config: String, credential: Credential, trust: ServerTrust = .system) throws(CAError) {
        let given = try ConfigString(config, authorityRequired: false)
        self.given = given
        account = credential.identity
        remote = RemoteConnector(credential: credential, trust: trust)
    }

    private init(_ given: ConfigString, _ other: RemoteEnrollmentServer) {
        self.given = given
        account = other.account
        remote = other.remote
    }

    private func administration() async throws -> RemoteAdministration { try await remote.administration(given) }

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

    public func templates() async throws -> [CertificateTemplate] {
        do {
            return try await administration().templates().map { try $0.template() }
        } catch let error as BodyError {
            throw CAError(.untrustedServer, status: .invalidData, "The server's templates cannot be read: \(error.reason).")
        }
    }

    public func authorities() async throws -> [AuthorityDescription] { try await remote.authorities(given) }

    public func choosing(authority: String) -> any EnrollmentServer {
        RemoteEnrollmentServer(ConfigString(host: given.host, port: given.port, authority: authority), self)
    }

    public func edit(_ edit: TemplateEdit) async throws { _ = try await administration().edit([edit]) }

    public func retireTemplate(_ name: String) async throws { try await administration().retireTemplate(name) }
}
