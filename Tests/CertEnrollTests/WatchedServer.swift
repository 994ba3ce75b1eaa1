import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKITesting
import Synchronization

/// A real engine behind a connection whose fate a test decides.
final class WatchedServer: EnrollmentServer {
    /// The fate of a submission.
    enum Fate: Sendable {
        case answered
        /// The CA processes it, and its answer is lost.
        case answerLost
        /// Nothing arrives.
        case requestLost
    }

    private let inner: InProcessEnrollmentServer
    private let fates: Mutex<[Fate]>
    private let seen = Mutex<[Submission]>([])
    private let before: @Sendable (Submission) throws -> Void

    /// - Parameters:
    ///   - fates: the fates of the submissions in turn; `answered` when they are used up.
    ///   - before: called with each submission before the CA sees it.
    init(_ fixture: EnrollmentFixture, fates: [Fate] = [], before: @escaping @Sendable (Submission) throws -> Void = { _ in }) {
        inner = InProcessEnrollmentServer(
            authorities: fixture.authority.service,
            caller: fixture.authority.caller(fixture.caller),
            authority: TestAuthority.issuingName
        )
        self.fates = Mutex(fates)
        self.before = before
    }

    var submissions: [Submission] { seen.withLock { $0 } }
    var account: String { inner.account }
    var connector: any AuthorityConnector { WatchedConnector(server: self, inner: inner.connector) }
    func template(named name: String) async throws -> CertificateTemplate { try await inner.template(named: name) }
    func config() async throws -> ConfigString { try await inner.config() }

    fileprivate func submit(_ submission: Submission, to authority: any CertificateAuthority) async throws -> Disposition {
        try before(submission)
        seen.withLock { $0.append(submission) }
        let fate = fates.withLock { $0.isEmpty ? .answered : $0.removeFirst() }
        let lost = CAError(.unavailable, status: .rpcServerUnavailable, "The connection was lost.")
        if fate == .requestLost { throw lost }
        let disposition = try await authority.submit(submission)
        if fate == .answerLost { throw lost }
        return disposition
    }
}

private struct WatchedConnector: AuthorityConnector {
    let server: WatchedServer
    let inner: any AuthorityConnector

    func authority(_ config: ConfigString) async throws -> any CertificateAuthority {
        WatchedAuthority(server: server, inner: try await inner.authority(config))
    }
}

private struct WatchedAuthority: CertificateAuthority {
    let server: WatchedServer
    let inner: any CertificateAuthority

    func submit(_ submission: Submission) async throws -> Disposition { try await server.submit(submission, to: inner) }

    func disposition(of request: RequestID, wantsFullResponse: Bool) async throws -> Disposition {
        try await inner.disposition(of: request, wantsFullResponse: wantsFullResponse)
    }

    func disposition(ofSerial serial: String) async throws -> Disposition { try await inner.disposition(ofSerial: serial) }

    func property(_ id: CAPropertyID, index: Int) async throws -> CAPropertyValue { try await inner.property(id, index: index) }
}
