import ArgumentParser
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats

/// `certreq list` shows what a store holds.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the certificates and the waiting requests of the store."
    )

    @OptionGroup var stores: StoreOptions

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    struct Result: Encodable {
        var certificates: [StoredSummary] = []
        var requests: [Waiting] = []
    }

    struct Waiting: Encodable {
        let publicKey: String
        let subject: String
        let created: Date
        let requestId: String?
        let config: String?
        let store: String
    }

    func run() throws {
        var result = Result()
        for directory in stores.directories where EnrollmentStore.exists(at: directory) {
            let store = try EnrollmentStore(directory: directory)
            result.certificates += try store.certificates().compactMap { try StoredSummary($0, store: directory) }
            result.requests += try store.requests().map { pending in
                Waiting(
                    publicKey: Hex.encode(Digest.sha256(pending.publicKey)),
                    subject: (try? EnrollmentMessage(berEncoded: pending.request).requests.first?.subject?.rfc4514) ?? "",
                    created: pending.created,
                    requestId: pending.requestID,
                    config: pending.enrollmentAddress,
                    store: directory
                )
            }
        }
        result.certificates.sort { $0.notAfter < $1.notAfter }
        if json { return try Console.json(result) }
        for item in result.certificates {
            Console.say("\(item.thumbprint)  \(item.notAfter.formatted(.iso8601))  \(item.hasKey ? "key" : "no key")  \(item.subject)")
        }
        for item in result.requests {
            Console.say("waiting  \(item.requestId.map { "request \($0) at \(item.config ?? "")" } ?? "not sent")  \(item.subject)")
        }
        if result.certificates.isEmpty, result.requests.isEmpty { Console.say("The store is empty.") }
    }
}

/// A certificate of a store in a few words.
struct StoredSummary: Encodable {
    let subject: String
    let issuer: String
    let serialNumber: String
    let thumbprint: String
    let sha256: String
    let notBefore: Date
    let notAfter: Date
    let friendlyName: String?
    let template: String?
    let config: String?
    let requestId: String?
    let hasKey: Bool
    let exportable: Bool
    let store: String

    init?(_ installed: InstalledCertificate, store: String) throws {
        guard let certificate = try? Certificate(derEncoded: installed.certificate) else { return nil }
        subject = certificate.subject.rfc4514
        issuer = certificate.issuer.rfc4514
        serialNumber = certificate.serialHex
        thumbprint = Hex.encode(Digest.sha1(installed.certificate))
        sha256 = Hex.encode(Digest.sha256(installed.certificate))
        (notBefore, notAfter) = (certificate.notBefore, certificate.notAfter)
        (friendlyName, template, config) = (installed.friendlyName, installed.template, installed.enrollmentAddress)
        (requestId, hasKey, exportable, self.store) = (installed.requestID, installed.key != nil, installed.exportable, store)
    }
}

/// `certreq show CERTIFICATE` prints one certificate of the store.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a certificate of the store, with its chain as PEM."
    )

    @Argument(help: "Thumbprint, serial number or name.")
    var certificate: String

    @OptionGroup var stores: StoreOptions

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    struct Result: Encodable {
        let summary: StoredSummary?
        let certificate: String
        let chain: [String]
    }

    func run() throws {
        let found = try StoredCertificate.find(certificate, stores)
        let texts = ([found.installed.certificate] + found.installed.chain).map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }
        let summary = try StoredSummary(found.installed, store: found.store.directory)
        if json { return try Console.json(Result(summary: summary, certificate: texts[0], chain: Array(texts.dropFirst()))) }
        if let summary {
            Console.say("Subject: \(summary.subject)\nIssuer: \(summary.issuer)\nSerial Number: \(summary.serialNumber)")
            Console.say("NotBefore: \(summary.notBefore.formatted(.iso8601))\nNotAfter: \(summary.notAfter.formatted(.iso8601))")
            Console.say(
                "Thumbprint: \(summary.thumbprint)\nKey: \(summary.hasKey ? summary.exportable ? "exportable" : "in the store" : "none")"
            )
            Console.say("Store: \(summary.store)")
        }
        Console.say(texts.joined())
    }
}

/// `certreq delete CERTIFICATE` removes a certificate and its key from the store.
struct DeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Removes a certificate from the store, with its key unless something else needs it.",
        discussion: "The certificate is not revoked."
    )

    @Argument(help: "Thumbprint or serial number.")
    var certificate: String

    @Flag(name: .long, help: "Keep the private key.")
    var keepKey = false

    @Flag(name: [.customShort("f"), .long], help: "Remove the key, which cannot be brought back.")
    var force = false

    @OptionGroup var stores: StoreOptions

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    func run() throws {
        let found = try StoredCertificate.find(certificate, stores)
        let digits = certificate.lowercased().filter { $0.isHexDigit }
        guard digits == found.thumbprint || digits == found.certificate.serialHex.lowercased() else {
            throw ValidationError(
                "Name the certificate by its thumbprint or serial number: \(found.thumbprint) is \(found.certificate.subject.rfc4514)."
            )
        }
        guard keepKey || force || found.installed.key == nil else {
            throw ValidationError("The private key would be removed too and cannot be brought back. Give --keep-key, or --force.")
        }
        try found.store.remove(found.installed, keepingKey: keepKey)
        if json { return try Console.json(["removed": found.thumbprint]) }
        Console.say("Removed \(found.thumbprint) from \(found.store.directory)")
    }
}
