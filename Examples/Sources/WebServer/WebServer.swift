import CertCli
import CertEnroll
import Foundation
import Hummingbird
import HummingbirdTLS
import Logging
import ServiceLifecycle
import UnixSignals

/// An HTTPS server whose certificate comes from Chancery and is replaced while it serves.
///
///     CA='pki.example.com\Issuing CA' CREDENTIALS=/etc/chancery/credentials TRUST=/etc/chancery/root.pem \
///     DNS_NAME=www.example.com STORE=/var/lib/web PORT=8444 WebServer
///
/// SIGHUP renews the certificate at once; SIGTERM ends the server.
@main
struct WebServer {
    static func main() async throws {
        let settings = ProcessInfo.processInfo.environment
        func setting(_ name: String) throws -> String {
            guard let value = settings[name] else { throw MissingSettingError(name: name) }
            return value
        }
        let logger = Logger(label: "web")

        let enroller = try CertificateEnroller(
            ca: try setting("CA"),
            template: settings["TEMPLATE"] ?? "WebServer",
            credential: try credential(file: try setting("CREDENTIALS")),
            trust: try .anchors(file: Array(try Data(contentsOf: URL(filePath: try setting("TRUST"))))),
            stores: .init(directory: try setting("STORE")),
            logger: logger
        )
        let identity = try await enroller.identity(dnsNames: [try setting("DNS_NAME")])
        let renewal = try CertificateRenewalService(enroller, identity: identity)

        let router = Router()
        router.get("/") { _, _ in "served with \(renewal.identity.serialNumber)\n" }
        let server = Application(
            router: router,
            server: try .tls(tlsConfiguration: renewal.serverConfiguration),
            configuration: .init(address: .hostname("127.0.0.1", port: Int(settings["PORT"] ?? "8444") ?? 8444)),
            onServerRunning: { say("listening on port \($0.localAddress?.port ?? 0)") },
            logger: logger
        )
        let services = ServiceGroup(
            services: [renewal, RenewalOnSignal(renewal: renewal, logger: logger), server],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        try await services.run()
    }

    /// The account of a file with the lines `username=` and `password=`.
    private static func credential(file path: String) throws -> Credential {
        var values: [Substring: String] = [:]
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[parts[0]] = String(parts[1]) }
        }
        guard let name = values["username"], let password = values["password"] else { throw MissingSettingError(name: path) }
        return .password(name, password)
    }
}

/// Prints a line at once, also into a pipe.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

/// Renews when an administrator says so, by SIGHUP.
struct RenewalOnSignal: Service {
    let renewal: CertificateRenewalService
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            for await _ in await UnixSignalsSequence(trapping: .sighup) {
                do {
                    try await renewal.renewNow()
                    say("serving \(renewal.identity.serialNumber)")
                } catch {
                    logger.error("the certificate could not be renewed", metadata: ["reason": "\(error)"])
                }
            }
        }
    }
}

struct MissingSettingError: Error, CustomStringConvertible {
    let name: String
    var description: String { "\(name) is missing. Set CA, CREDENTIALS, TRUST, DNS_NAME and STORE." }
}
