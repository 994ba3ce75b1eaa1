import CAInterface
import Foundation
import FrontEnds
import PKICrypto
import PKIFormats
import ServiceLifecycle

/// The text that the operator sees when the server is ready: the addresses, the CA's fingerprint, where the password is, and commands to
/// paste.
struct Banner {
    let endpoints: Endpoints
    let authority: AuthorityDescription
    let root: [UInt8]
    let settings: Settings
    let configHost: ListenAddress

    var text: String {
        let fingerprint = Hex.encode(Digest.sha256(root))
        let data = settings.dataDirectory
        return """
            Chancery \(ProgramVersion.number) is ready.

              API             \(endpoints.https)/api/v1          (described at /api/v1/openapi.json)
              CM REST         \(endpoints.https)/CertificateManagement/api/v1.0
              CRLs, CA certs  \(endpoints.http)/crl  \(endpoints.http)/aia

              Issuing CA      \(authority.name)
              Config string   \(configHost)\\\(authority.name)
              Root SHA-256    \(fingerprint)
              Root file       \(data)/root.pem
              Administrator   \(data)/admin-credentials (user name and password)

            A first certificate:
              certreq enroll User --config "\(configHost)\\\(authority.name)" --credentials \(data)/admin-credentials \\
                --trust \(data)/root.pem --out user.pem --key user.key
            Then:
              chancery certificate list --data \(data)
              chancery doctor --data \(data)
            """
    }
}

/// Prints the banner once both listeners are bound. Its first line is the ready line that scripts wait for.
struct ReadyAnnouncement: Service {
    let listeners: Listeners
    let readiness: Readiness
    let banner: Banner

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            _ = try await listeners.ports()
            readiness.becomeReady()
            Terminal.announce(banner.text)
        }
        try? await gracefulShutdown()
    }
}
