import ArgumentParser
import CAInterface
import CertCli
import CertEnroll

/// `certreq renew CERTIFICATE` gets the successor of a certificate of the store.
struct RenewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew",
        abstract: "Renews a certificate of the store; the old one signs the request.",
        discussion: "Without other credentials, the old certificate also signs in, so a computer needs no password."
    )

    @Argument(help: "Thumbprint, serial number or name.")
    var certificate: String

    @Flag(name: .long, help: "Keep the key.")
    var reuseKey = false

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var stores: StoreOptions

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        let old = try StoredCertificate.find(certificate, stores)
        var connection = try await connection.resolved(stores)
        if connection.isAnonymous { connection.credential = try await old.credential() }
        let server = try RemoteEnrollmentServer(config: connection.config, credential: connection.credential, trust: connection.trust)
        let enrollment = try await RenewalWork(old: old, reusesKey: reuseKey).enrollment(
            server,
            anchors: connection.trust.anchorCertificates,
            stores: stores
        )
        var aftermath = Aftermath()
        do {
            try await enrollment.enroll()
        } catch let error as CAError where enrollment.issuedCertificate != nil {
            await aftermath.attempt { throw error }
        }
        var outcome = RequestOutcome(
            requestId: enrollment.requestID,
            code: EnrollCommand.code(enrollment),
            status: enrollment.status.error,
            message: enrollment.status.text,
            reason: enrollment.status.reason
        )
        outcome.add(chain: enrollment.issuedCertificate.map { [$0.certificate] + $0.chain } ?? [])
        await aftermath.attempt { try outcome.announce(json: json, hint: "Run the same command again when it is issued.") }
        try outcome.end(aftermath, json: json, printsCertificate: enrollment.status.status != .enrolled)
        try enrollment.collected()
        Console.endAtOnce(ExitStatus.done)
    }
}
