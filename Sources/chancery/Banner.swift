import CAInterface
import Foundation
import FrontEnds
import PKICrypto
import PKIFormats
import ServiceLifecycle

/// The text that the operator sees when the server has started: whether it is ready, the addresses, the CA's fingerprint, where the password is, and commands to
/// paste.
struct Banner {
    let endpoints: Endpoints
    /// nil while no CA issues.
    let authority: AuthorityDescription?
    let root: [UInt8]
    let settings: Settings
    let configHost: ListenAddress

    /// - Parameter obstacle: the reason why the server is not ready; nil when it is. The commands for a first certificate would fail then, so they are
    /// left out.
    func text(obstacle: String?) -> String {
        let fingerprint = Hex.encode(Digest.sha256(root))
        let data = ShellText.word(settings.dataDirectory)
        let credentials = AdministratorCredentials.path(in: settings.dataDirectory)
        // An operator removes the file once there are other administrators, and a backup without secrets does not contain it.
        let hasCredentials = FileManager.default.fileExists(atPath: credentials)
        let administrator =
            hasCredentials
            ? "\(credentials) (user name and password)"
            : "chancery login NAME --server \(endpoints.https) --trust \(data)/root.pem   (admin-credentials is absent)"
        let account = hasCredentials ? "--credentials \(ShellText.word(credentials))" : "--user NAME --password-file FILE"
        let first =
            obstacle.map {
                """
                The reason: \($0)
                To see the findings with their remedies:
                """
            } ?? authority.map {
                """
                A first certificate:
                  certreq enroll User --config "\(configHost)\\\($0.name)" \(account) \\
                    --trust \(data)/root.pem --out user.pem --key user.key
                Then:
                  chancery certificate list --data \(data)
                """
            } ?? """
                No CA issues to accounts here. Add one:
                  chancery authority add --name NAME --parent NAME --data \(data)
                """
        return """
            Chancery \(ProgramVersion.number) \(obstacle == nil ? "is ready" : "has started, but is not ready").

              API             \(endpoints.https)/api/v1          (described at /api/v1/openapi.json)
              CM REST         \(endpoints.https)/CertificateManagement/api/v1.0
              CRLs, CA certs  \(endpoints.http)/crl  \(endpoints.http)/aia

              Issuing CA      \(authority?.name ?? "none yet")
              Config string   \(configHost)\\\(authority?.name ?? "NAME")
              Root SHA-256    \(fingerprint)
              Root file       \(settings.dataDirectory)/root.pem
              Administrator   \(administrator)

            \(first)
              chancery doctor --data \(data)
            """
    }
}

/// Prints the banner once both listeners are bound. Its first line is the line that scripts wait for.
struct ReadyAnnouncement: Service {
    let listeners: Listeners
    let readiness: Readiness
    let banner: Banner
    /// Finds out what only a look shows, such as a PIN that a token does not accept.
    let look: @Sendable () async -> Void

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            _ = try await listeners.ports()
            await look()
            readiness.becomeReady()
            Terminal.announce(banner.text(obstacle: readiness.failure))
        }
        try? await gracefulShutdown()
    }
}
