import ArgumentParser
import CAInterface
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
        let used = Set(result.certificates.map(\.store) + result.requests.map(\.store) + result.keys.map(\.store))
        func place(_ store: String) -> String { used.count > 1 ? "  in \(store)" : "" }
        for item in result.certificates {
            let key = item.hasKey ? "key" : "no key"
            Console.say("\(item.thumbprint)  \(item.notAfter.formatted(.iso8601))  \(key)  \(item.name)\(place(item.store))")
        }
        for item in result.requests {
            let request = item.requestId.map { "  request \($0) at \(item.config ?? "")" } ?? ""
            Console.say("\(item.publicKey)  \(item.state.words)\(request)  \(item.name)\(place(item.store))")
        }
        for item in result.keys { Console.say("\(item.publicKey)  key without certificate or request\(place(item.store))") }
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
    /// For people; not in JSON, which has the subject alone.
    let name: String

    private enum CodingKeys: String, CodingKey {
        case subject, issuer, serialNumber, thumbprint, sha256, notBefore, notAfter
        case friendlyName, template, config, requestId, hasKey, exportable, store
    }

    init?(_ installed: InstalledCertificate, store: String) throws {
        guard let certificate = try? Certificate(derEncoded: installed.certificate) else { return nil }
        subject = certificate.subject.rfc4514
        name = certificate.shownName
        issuer = certificate.issuer.rfc4514
        serialNumber = certificate.serialHex
        thumbprint = Hex.encode(Digest.sha1(installed.certificate))
        sha256 = Hex.encode(Digest.sha256(installed.certificate))
        (notBefore, notAfter) = (certificate.notBefore, certificate.notAfter)
        (friendlyName, template, config) = (installed.friendlyName, installed.template, installed.enrollmentAddress)
        (requestId, hasKey, exportable, self.store) = (installed.requestID, installed.key != nil, installed.exportable, store)
    }
}

extension Certificate {
    /// The subject, with the first DNS name where the subject has no common name.
    var shownName: String {
        if subject.commonName != nil { return subject.rfc4514 }
        let names = (try? value(of: SubjectAlternativeName.self)?.names) ?? []
        let dns = names.lazy.compactMap { name in if case .dnsName(let text) = name { "DNS=\(text)" } else { nil } }.first
        let parts = [subject.rfc4514, dns ?? ""].filter { !$0.isEmpty }
        return parts.isEmpty ? "(without a name)" : parts.joined(separator: " ")
    }
}

/// `certreq show CERTIFICATE` prints one certificate of the store.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a certificate of the store with its chain as PEM, or a request of the store."
    )

    @Argument(help: "Thumbprint, serial number or name of a certificate; of a request the number that list shows, or its id at the CA.")
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
        let found: StoredCertificate
        do { found = try StoredCertificate.find(certificate, stores) } catch let error as CAError where error.code == .notFound {
            guard let request = try StoredRequest.find(certificate, stores) else { throw error }
            return try show(request)
        }
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

    private func show(_ found: (store: EnrollmentStore, request: PendingRequest)) throws {
        let request = StoredRequest(found.request, store: found.store.directory)
        if json { return try Console.json(request) }
        var lines = ["Request: \(request.name)", "Public key (SHA-256): \(request.publicKey)", "State: \(request.state.words)"]
        if let id = request.requestId { lines.append("RequestId: \(id) at \(request.config ?? "")") }
        lines += ["Created: \(request.created.formatted(.iso8601))", "Store: \(request.store)"]
        Console.say(lines.joined(separator: "\n"))
        Console.say(PEMDocument(label: found.request.kind == .pkcs10 ? "CERTIFICATE REQUEST" : "PKCS7", bytes: found.request.request).text)
    }
}
