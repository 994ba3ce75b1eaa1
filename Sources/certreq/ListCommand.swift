import ArgumentParser
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats

/// `certreq list` shows what a store holds.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the certificates of the store, its requests with their states, and keys that nothing uses."
    )

    @OptionGroup var stores: StoreOptions

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    struct Result: Encodable {
        var certificates: [StoredSummary] = []
        var requests: [StoredRequest] = []
        var keys: [UnusedKey] = []
    }

    /// A private key that no certificate and no request uses, for example after `delete --keep-key`.
    struct UnusedKey: Encodable {
        /// The SHA-256 of the public key.
        let publicKey: String
        let store: String
    }

    func run() throws {
        var result = Result()
        for directory in stores.directories where EnrollmentStore.exists(at: directory) {
            let store = try EnrollmentStore(directory: directory)
            result.certificates += try store.certificates().compactMap { try StoredSummary($0, store: directory) }
            result.requests += try store.requests().map { StoredRequest($0, store: directory) }
            result.keys += try store.unusedKeys().map { UnusedKey(publicKey: $0, store: directory) }
        }
        result.certificates.sort { $0.notAfter < $1.notAfter }
        result.requests.sort { $0.created < $1.created }
        if json { return try Console.json(result) }
        for item in result.certificates {
            Console.say("\(item.thumbprint)  \(item.notAfter.formatted(.iso8601))  \(item.hasKey ? "key" : "no key")  \(item.subject)")
        }
        for item in result.requests {
            let place = item.requestId.map { "  request \($0) at \(item.config ?? "")" } ?? ""
            Console.say("\(item.publicKey)  \(item.state.words)\(place)  \(item.subject)")
        }
        for item in result.keys { Console.say("\(item.publicKey)  key without certificate or request") }
        if result.certificates.isEmpty, result.requests.isEmpty, result.keys.isEmpty { Console.say("The store is empty.") }
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
