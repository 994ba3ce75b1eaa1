import ArgumentParser
import CAInterface
import CertCli
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats

/// `certreq enroll TEMPLATE`: key, request, submission and installation in one go.
struct EnrollCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enroll", abstract: "Makes a key, asks for a certificate of a template, and installs it.")

    @Argument(help: "The template's name or object identifier.")
    var template: String

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var stores: StoreOptions

    @Option(name: .long, help: "p256, p384, rsa (2048 bits), rsa3072 or rsa4096.")
    var keyAlgorithm: KeyAlgorithm = .p256

    @Option(name: .long, help: ArgumentHelp("The subject, where the template takes it from the request.", valueName: "dn"))
    var subject: String?

    @Option(name: .long, help: "A DNS name for the certificate; may be repeated.")
    var dns: [String] = []

    @Option(name: .long, help: "An e-mail address; may be repeated.")
    var email: [String] = []

    @Option(name: .long, help: "An IP address; may be repeated.")
    var ip: [String] = []

    @Option(name: .long, help: "A user principal name; may be repeated.")
    var upn: [String] = []

    @Option(name: .long, help: "A name to find the certificate by.")
    var friendlyName: String?

    @Option(name: .long, help: ArgumentHelp("Write the certificate and its issuers here, as PEM.", valueName: "file"))
    var out: String?

    @Option(
        name: .long, help: ArgumentHelp("Write the private key here, as PEM with mode 0600. Makes the key exportable.", valueName: "file"))
    var key: String?

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        let connection = try connection.connection
        let server = try RemoteEnrollmentServer(config: connection.config, credential: connection.credential, trust: connection.trust)
        let enrollment = X509Enrollment(
            stores: stores.location, server: server, keys: ProgramKeys(), anchors: connection.trust.anchorCertificates)
        try await enrollment.initializeFromTemplateName(stores.context, templateName: template)
        let request = try enrollment.innermostRequest
        request.keySpecification = keyAlgorithm.specification
        request.clientID = 9
        if key != nil { request.exportable = true }
        if let subject { request.subject = try Self.name(subject) }
        if let names = try AlternativeNames.certificateExtension(dns: dns, email: email, address: ip, upn: upn) {
            request.x509Extensions.append(names)
        }
        if let friendlyName { try enrollment.setCertificateFriendlyName(friendlyName) }
        try await enrollment.enroll()
        var outcome = RequestOutcome(
            requestId: enrollment.requestID, code: Self.code(enrollment.status.status), status: enrollment.status.error,
            message: enrollment.status.text,
            reason: enrollment.status.reason)
        if enrollment.status.status == .enrolled { try await export(enrollment, &outcome) }
        try outcome.tell(
            json: json,
            hint:
                "Collect it when it is issued: certreq retrieve \(enrollment.requestID) --config '\(enrollment.caConfigString)' …, then certreq accept."
        )
    }

    private func export(_ enrollment: X509Enrollment, _ outcome: inout RequestOutcome) async throws {
        let chain = try enrollment.issuedChain()
        let texts = chain.map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }
        outcome.certificate = texts.first
        outcome.chain = Array(texts.dropFirst())
        if let key {
            try Files.write(Array(try await enrollment.exportPEM().key.utf8), to: key, secret: true)
            outcome.written.append(key)
        }
        if let out {
            try Files.write(Array(texts.joined().utf8), to: out)
            outcome.written.append(out)
        }
    }

    static func name(_ text: String) throws -> DistinguishedName {
        do {
            return try DistinguishedName(rfc4514: text)
        } catch {
            throw ValidationError("--subject \"\(text)\" is not a distinguished name: \(error.reason)")
        }
    }

    private static func code(_ status: X509EnrollmentStatus.EnrollStatus) -> DispositionCode {
        switch status {
        case .enrolled: .issued
        case .enrollPended: .underSubmission
        case .enrollDenied: .denied
        default: .error
        }
    }
}

/// Keys a command line may ask for.
enum KeyAlgorithm: String, ExpressibleByArgument, CaseIterable {
    case p256, p384, p521, ed25519
    case mlDSA65 = "ml-dsa-65"
    case mlDSA87 = "ml-dsa-87"
    case rsa, rsa2048, rsa3072, rsa4096

    var specification: KeySpecification {
        switch self {
        case .p256: .p256
        case .p384: .p384
        case .p521: .p521
        case .ed25519: .ed25519
        case .mlDSA65: .mlDSA65
        case .mlDSA87: .mlDSA87
        case .rsa, .rsa2048: .rsa(bits: 2048)
        case .rsa3072: .rsa(bits: 3072)
        case .rsa4096: .rsa(bits: 4096)
        }
    }
}
