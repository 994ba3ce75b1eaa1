import ArgumentParser
import CAInterface
import CertCli
import CertEnroll
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// `certreq enroll TEMPLATE` makes a key and a request, submits it and installs the certificate.
struct EnrollCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enroll",
        abstract: "Makes a key, requests a certificate from a template, and installs it."
    )

    @Argument(help: "The template's name or object identifier.")
    var template: String

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var stores: StoreOptions

    @Option(
        name: .long,
        help: "The kind of key to make; rsa has 2048 bits. The CA takes the curves and RSA sizes that the template allows."
    )
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

    @Option(name: .long, help: ArgumentHelp("Write the certificate and its issuers here, as PEM.", valueName: "file"), completion: .file())
    var out: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Write the private key here, as PEM with mode 0600. Makes the key exportable.", valueName: "file"),
        completion: .file()
    )
    var key: String?

    @Flag(name: .customLong("new"), help: "Make another request, even if one for the same purpose is unfinished.")
    var another = false

    @Flag(name: [.customShort("f"), .long], help: "Replace the files of --out and --key if they exist.")
    var force = false

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        let connection = try await connection.resolved(stores)
        let keyOutput = try key.map { try OutputFile($0, secret: true) }
        let output = try out.map { try OutputFile($0) }
        try OutputFile.requireDistinct([keyOutput, output])
        let server = try RemoteEnrollmentServer(config: connection.config, credential: connection.credential, trust: connection.trust)
        let enrollment = stores.enrollment(server: server, anchors: connection.trust.anchorCertificates)
        enrollment.resumesUnfinished = !another
        enrollment.holdsRequestUntilCollected = true
        try await enrollment.initializeFromTemplateName(stores.context, templateName: template)
        let request = try enrollment.innermostRequest
        request.keySpecification = keyAlgorithm.specification
        request.clientID = 9
        if key != nil { request.exportable = true }
        if let subject { request.subject = try Self.name(subject) }
        if let names = try NamedAlternatives.certificateExtension(dns: dns, email: email, address: ip, upn: upn) {
            request.x509Extensions.append(names)
        }
        if let friendlyName { try enrollment.setCertificateFriendlyName(friendlyName) }
        for file in [keyOutput, output].compactMap({ $0 }) where file.replaces && !force {
            // A run that was interrupted may have written the file already. The same command must be able to finish it.
            guard try await enrollment.wasWrittenForUnfinishedRequest(try Files.read(file.path)) else { throw Self.exists(file.path) }
        }
        var aftermath = Aftermath()
        do {
            try await enrollment.enroll()
        } catch let error as CAError where enrollment.issuedCertificate != nil {
            // The certificate was issued but could not be installed. This is reported after the certificate.
            await aftermath.attempt { throw error }
        }
        var outcome = RequestOutcome(
            requestId: enrollment.requestID,
            code: Self.code(enrollment),
            status: enrollment.status.error,
            message: enrollment.status.text,
            reason: enrollment.status.reason
        )
        outcome.add(chain: enrollment.issuedCertificate.map { [$0.certificate] + $0.chain } ?? [])
        let again = "run the same command again, or certreq retrieve \(enrollment.requestID) --config '\(enrollment.caConfigString)' …"
        await aftermath.attempt { try outcome.announce(json: json, hint: "Collect it when it is issued: \(again), then certreq accept.") }
        if let output, !outcome.certificates.isEmpty {
            await aftermath.attempt {
                try output.write(Array(outcome.certificates.joined().utf8))
                outcome.written.append(output.path)
            }
        }
        if let keyOutput, enrollment.status.status == .enrolled {
            await aftermath.attempt {
                try keyOutput.write(Array(try await enrollment.exportPEM().key.utf8))
                outcome.written.append(keyOutput.path)
            }
        }
        // A certificate without an output file is in the store and need not be printed.
        let isInstalled = enrollment.status.status == .enrolled
        try outcome.end(aftermath, json: json, printsCertificate: !isInstalled || (output != nil && !aftermath.failures.isEmpty))
        // This is the very last act. If the command is killed before it, the same command gets the certificate again.
        try enrollment.collected()
        Console.endAtOnce(ExitStatus.done)
    }

    private static func exists(_ path: String) -> CAError {
        CAError(
            .conflict,
            status: .fileExists,
            "The file \(path) exists, and another enrollment would replace it. Nothing was sent. Name another file, or give --force to replace it."
        )
    }

    static func name(_ text: String) throws -> DistinguishedName {
        do {
            return try DistinguishedName(rfc4514: text)
        } catch {
            throw ValidationError("--subject \"\(text)\" is not a distinguished name: \(error.reason)")
        }
    }

    static func code(_ enrollment: X509Enrollment) -> DispositionCode {
        switch enrollment.status.status {
        case .enrolled: .issued
        case .enrollPended: .underSubmission
        case .enrollDenied: .denied
        default: enrollment.issuedCertificate == nil ? .error : .issued
        }
    }
}

/// The kinds of key that the command line accepts.
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
