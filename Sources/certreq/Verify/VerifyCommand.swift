import ArgumentParser
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// `certreq verify LEAF --trust FILE …` finds a path to a trusted certificate. If there is none, it names the rule that failed.
struct VerifyCommand: AsyncParsableCommand {
    /// The purposes that a caller may require.
    enum Purpose: String, ExpressibleByArgument, CaseIterable {
        case serverAuth, clientAuth, emailProtection, codeSigning, ocspSigning, any

        var oid: OID? {
            switch self {
            case .serverAuth: OID.KeyPurpose.serverAuth
            case .clientAuth: OID.KeyPurpose.clientAuth
            case .emailProtection: OID.KeyPurpose.emailProtection
            case .codeSigning: OID.KeyPurpose.codeSigning
            case .ocspSigning: OID.KeyPurpose.ocspSigning
            case .any: nil
            }
        }
    }

    /// The certificates whose revocation status must be known.
    enum Revocation: String, ExpressibleByArgument, CaseIterable {
        case off, available, leaf, all

        var demanded: PathOptions.Revocation {
            switch self {
            case .off: .off
            case .available: .available
            case .leaf: .leaf
            case .all: .all
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Finds the path from a certificate to a trusted one and checks it.",
        discussion: """
            Files may be PEM with any number of blocks, DER, or PKCS #7. Nothing is fetched from the network without --fetch.
            Exit codes: 0 the path is valid, 1 it is not, or a file cannot be read, 5 something that could not be fetched might make it valid.
            """
    )

    @Argument(help: "The certificate to check: the first in the file; others in it may be intermediates.", completion: .file())
    var leaf: String

    @Option(name: .long, help: "Trusted certificates; may be repeated.", completion: .file())
    var trust: [String] = []

    @Option(
        name: .long,
        help: "Intermediate certificates, and those that sign revocation lists and OCSP responses; may be repeated.",
        completion: .file()
    )
    var untrusted: [String] = []

    @Option(name: .long, help: "Revocation lists, complete or delta; may be repeated.", completion: .file())
    var crl: [String] = []

    @Option(name: .long, help: "An OCSP response (DER); may be repeated.", completion: .file())
    var ocsp: [String] = []

    @Flag(
        name: .long,
        help: "Get missing issuers, OCSP responses and revocation lists over HTTP from the addresses that the certificates name."
    )
    var fetch = false

    @Option(name: .long, help: ArgumentHelp("The longest time for everything that --fetch gets.", valueName: "seconds"))
    var fetchSeconds: Double = 60

    @Option(
        name: .long,
        help:
            "The certificates whose status must be known: off, available, leaf, all. Default: all with --crl or --fetch, leaf with --ocsp alone."
    )
    var revocation: Revocation?

    @Option(name: .long, help: "The moment, as 2026-11-23T12:00:00Z. Default: now.")
    var time: String?

    @Option(name: .long, help: "The DNS name or IP address that the certificate must have.")
    var hostname: String?

    @Option(name: .long, help: "The e-mail address that the certificate must have.")
    var email: String?

    @Option(name: .long, help: "The purpose: serverAuth, clientAuth, emailProtection, codeSigning, ocspSigning, any.")
    var purpose = Purpose.any

    @Option(name: .long, help: ArgumentHelp("An acceptable policy; may be repeated. Default: any.", valueName: "oid"))
    var policy: [String] = []

    @Flag(name: .long, help: "The path must be valid for an acceptable policy.")
    var requireExplicitPolicy = false

    @Flag(name: .long, help: "CAs may not map policies.")
    var inhibitPolicyMapping = false

    @Flag(name: .long, help: "anyPolicy does not match other policies.")
    var inhibitAnyPolicy = false

    @Flag(
        name: .long,
        help: "Accept keys and signatures below 112 bits of security (RSA below 2048 bits, SHA-1, MD5) and name them in the result."
    )
    var allowWeak = false

    @Flag(name: .long, help: "Print the result as JSON (docs/certreq-verify.md).")
    var json = false

    func validate() throws {
        if trust.isEmpty { throw ValidationError("Name the trusted certificates: --trust FILE.") }
        _ = try moment()
        guard fetchSeconds > 0, fetchSeconds <= 3600 else { throw ValidationError("--fetch-seconds is a number above 0 and at most 3600.") }
        for text in policy where OID(dotted: text) == nil { throw ValidationError("\(text) is not an object identifier.") }
    }

    func run() async throws {
        var fetched = fetch ? StatusFetch(seconds: fetchSeconds) : nil
        let report: PathReport
        do {
            report = try await self.report(&fetched)
        } catch {
            Console.complain("certreq: \(error)")
            throw ExitCode(1)
        }
        let result = VerifyResult(report, fetched: fetched?.attempts)
        Console.say(json ? ControlText.visible(json: try result.json()) : result.text)
        if !report.result.isValid { throw ExitCode(result.isUndecided ? ExitStatus.undecided : ExitStatus.failed) }
    }

    private func report(_ fetched: inout StatusFetch?) async throws -> PathReport {
        let given = try VerifyFile(leaf)
        guard let certificate = given.certificates.first else {
            throw VerifyFile.UnreadableError(path: leaf, reason: "it has no certificate")
        }
        var (between, lists) = (Array(given.certificates.dropFirst()), given.lists)
        for path in untrusted {
            let file = try VerifyFile(path)
            between += file.certificates
            lists += file.lists
        }
        let anchors = try trust.flatMap { try VerifyFile($0).certificates }
        guard !anchors.isEmpty else {
            throw VerifyFile.UnreadableError(path: trust.joined(separator: ", "), reason: "it has no certificate")
        }
        var options = try options(lists)
        if var fetch = fetched {
            defer { fetched = fetch }
            between += await fetch.issuers(of: certificate, among: between, anchors: anchors)
            // Only the certificates of a path that is valid otherwise may send this program to their addresses.
            var unchecked = options
            unchecked.revocation = .off
            let path = PathValidation.validate(leaf: certificate, intermediates: between, anchors: anchors, options: unchecked)
            guard path.result.isValid, options.revocation != .off else { return path }
            await fetch.status(of: path.certificates, at: options.time)
            options.lists += fetch.lists
            options.responses += fetch.responses
        }
        return PathValidation.validate(leaf: certificate, intermediates: between, anchors: anchors, options: options)
    }

    private func options(_ found: [CertificateList]) throws -> PathOptions {
        var options = PathOptions(time: try moment(), purpose: purpose.oid)
        options.hostName = hostname
        options.emailAddress = email
        let policies = policy.compactMap { OID(dotted: $0) }
        if !policies.isEmpty { options.initialPolicies = Set(policies) }
        options.requiresExplicitPolicy = requireExplicitPolicy
        options.inhibitsPolicyMapping = inhibitPolicyMapping
        options.inhibitsAnyPolicy = inhibitAnyPolicy
        options.allowsWeakAlgorithms = allowWeak
        options.verifier = OpenSSLVerifier()
        options.lists = try found + crl.flatMap { try VerifyFile($0).lists }
        options.responses = try ocsp.map { try VerifyFile.response($0) }
        options.revocation = revocation?.demanded ?? (!crl.isEmpty || fetch ? .all : !ocsp.isEmpty ? .leaf : .off)
        return options
    }

    private func moment() throws -> Date {
        guard let time else { return Date() }
        guard let date = try? Date(time, strategy: .iso8601) else {
            throw ValidationError("\(time) is not a time; write it like 2026-11-23T12:00:00Z.")
        }
        return date
    }
}
