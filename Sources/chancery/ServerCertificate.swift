import SystemFiles
import CACore
import CAInterface
import Foundation
import Logging
import PKICrypto
import PKIDirectory
import PKIFormats
import Store

/// The server's own TLS certificate. The server's principal requests it through the normal path, `DIR/tls.json` keeps it, and the server
/// renews it in time.
struct ServerCertificate: Sendable {
    /// The parts that a listener needs.
    struct Identity: Sendable {
        let privateKeyPKCS8: [UInt8]
        /// DER, leaf first, root last.
        let chain: [[UInt8]]
        let notBefore: Date
        let notAfter: Date
    }

    /// `DIR/tls.json`: the name of the key in the key store and the chain.
    private struct Stored: Codable {
        let keyName: String
        let chain: [String]
    }

    let dataDirectory: String
    let keys: any KeyStore
    let authorities: any AuthoritySource
    let principal: Principal
    /// Whether a certificate of its own key may stand in while no CA issues one. Other nodes have the keys of a shared installation.
    let mayStandIn: Bool
    /// Names and addresses that the certificate must contain.
    let dnsNames: [String]
    let ipAddresses: [[UInt8]]
    let clock: @Sendable () -> Date
    let logger: Logger

    /// The present identity if it is valid and has the names, otherwise a new one. When the CA cannot issue (its own certificate ended or was revoked), the
    /// present one stays in use: clients that pinned its key, such as the administration commands, still recognize it.
    func currentOrNew() async throws -> Identity {
        let stored = try await stored()
        if let stored, !isDue(stored), covers(stored) { return stored }
        do {
            return try await issue()
        } catch {
            guard let stored, !isStandIn(stored) || clock() < stored.notAfter else {
                guard mayStandIn else { throw error }
                logger.warning(
                    "no CA issues the TLS certificate yet; one of its own key stands in",
                    metadata: ["reason": "\((error as? CommandError)?.message ?? "\(error)")"]
                )
                return try await standIn()
            }
            if isStandIn(stored) { return stored }
            logger.critical(
                "the TLS certificate must be replaced, but could not be; the present one stays in use",
                metadata: ["error": "\((error as? CommandError)?.message ?? "\(error)")", "notAfter": "\(stored.notAfter)"]
            )
            return stored
        }
    }

    /// True in the last third of the certificate's life, but at most 42 days before its end. Also true before its beginning, because then it was made
    /// when the clock was ahead.
    func isDue(_ identity: Identity) -> Bool {
        if isStandIn(identity) { return true }
        let life = identity.notAfter.timeIntervalSince(identity.notBefore)
        return clock() < identity.notBefore || clock() >= identity.notAfter.addingTimeInterval(-min(life / 3, 42 * 86_400))
    }

    /// Whether no CA has issued it.
    func isStandIn(_ identity: Identity) -> Bool { identity.chain.count == 1 }

    /// A certificate that its own key signs, for a month, so that the server can be reached before its CA has a certificate. Commands with the data directory recognize its
    /// key, and it is replaced as soon as a CA issues one.
    private func standIn() async throws -> Identity {
        let key = try PrivateKey(generating: .p256)
        let begin = Date(timeIntervalSince1970: clock().timeIntervalSince1970.rounded(.down) - 600)
        let name = DistinguishedName.of([(OID.commonName, String(dnsNames[0].prefix(64)))])
        let serial = [1] + SecureRandom.bytes(15)
        let body = TBSCertificate(
            serialNumber: serial,
            signatureAlgorithm: key.defaultSignatureAlgorithm,
            issuer: name,
            notBefore: begin,
            notAfter: begin.addingTimeInterval(30 * 86_400),
            subject: name,
            subjectPublicKeyInfo: key.publicKey,
            extensions: [
                BasicConstraints(isCA: false).asExtension(critical: true), KeyUsage([.digitalSignature]).asExtension(critical: true),
                ExtendedKeyUsage([OID.KeyPurpose.serverAuth]).asExtension(),
                SubjectAlternativeName(dnsNames.map { .dnsName($0) } + ipAddresses.map { .ipAddress($0) }).asExtension(critical: false),
                SubjectKeyIdentifier(key.publicKey.keyIdentifier).asExtension(),
            ]
        )
        let encoded = body.derEncoded()
        let bytes = TBSCertificate.assemble(
            tbs: encoded,
            algorithm: key.defaultSignatureAlgorithm,
            signature: try await key.sign(encoded)
        )
        return try await keep(key, named: "tls-" + Hex.encode(serial), [bytes])
    }

    /// The certificate in `DIR/tls.json`; nil when there is none.
    static func certificate(in dataDirectory: String) -> Certificate? {
        guard let data = FileManager.default.contents(atPath: dataDirectory + "/tls.json"),
            let first = (try? JSONDecoder().decode(Stored.self, from: data))?.chain.first, let bytes = try? Base64.decode(first)
        else { return nil }
        return try? Certificate(derEncoded: bytes)
    }

    private func stored() async throws -> Identity? {
        guard let data = FileManager.default.contents(atPath: dataDirectory + "/tls.json"),
            let stored = try? JSONDecoder().decode(Stored.self, from: data),
            let key = try await keys.key(named: stored.keyName, purpose: .server)
        else { return nil }
        let chain = try stored.chain.map { try Base64.decode($0) }
        guard let leafBytes = chain.first, let leaf = try? Certificate(derEncoded: leafBytes),
            leaf.subjectPublicKeyInfo == key.publicKey
        else { return nil }
        return Identity(privateKeyPKCS8: try key.pkcs8(), chain: chain, notBefore: leaf.notBefore, notAfter: leaf.notAfter)
    }

    private func covers(_ identity: Identity) -> Bool {
        guard let leafBytes = identity.chain.first, let leaf = try? Certificate(derEncoded: leafBytes) else { return false }
        return Set(dnsNames.map { GeneralName.dnsName($0) } + ipAddresses.map { .ipAddress($0) }).isSubset(
            of: Set(leaf.subjectAlternativeNames)
        )
    }

    private func issue() async throws -> Identity {
        let key = try PrivateKey(generating: .p256)
        let names = SubjectAlternativeName(dnsNames.map { .dnsName($0) } + ipAddresses.map { .ipAddress($0) })
        let info = CertificationRequestInfo(
            subject: .of([(OID.commonName, String(dnsNames[0].prefix(64)))]),
            subjectPublicKeyInfo: key.publicKey,
            attributes: [.extensionRequest([names.asExtension(critical: false)])]
        ).derEncoded()
        let signature = try await key.sign(info)
        let request = CertificationRequestInfo.assemble(
            info: info,
            algorithm: key.defaultSignatureAlgorithm,
            signature: signature
        )
        let caller = Caller(
            principal: principal,
            authentication: .inProcess(service: "server"),
            door: .inProcess,
            remoteAddress: "local",
            correlationID: UUID()
        )
        let submission = Submission(bytes: request, format: .pkcs10, template: "WebServer")
        var reason = "No CA of this server issues certificates yet."
        // The first that issues it: one may have ended, or not issue for the template.
        for description in try await authorities.authorities() {
            let disposition = try await authorities.authority(named: description.name, for: caller).submit(submission)
            guard disposition.code == .issued, let certificate = disposition.certificate else {
                reason =
                    "The CA did not issue the server's TLS certificate: \(disposition.message). Check the template WebServer and its access list."
                continue
            }
            let leaf = try Certificate(derEncoded: certificate)
            return try await keep(key, named: "tls-" + leaf.serialHex, [certificate] + disposition.chain)
        }
        throw CommandError(reason)
    }

    /// The key is on disk before the file that names it.
    private func keep(_ key: PrivateKey, named name: String, _ chain: [[UInt8]]) async throws -> Identity {
        try await keys.save(pkcs8: try key.pkcs8(), named: name, purpose: .server)
        let stored = Stored(keyName: name, chain: chain.map { Base64.encode($0) })
        try DurableFile.write([UInt8](try JSONEncoder().encode(stored)), directory: dataDirectory, name: "tls.json", mode: 0o600)
        let leaf = try Certificate(derEncoded: chain[0])
        return Identity(privateKeyPKCS8: try key.pkcs8(), chain: chain, notBefore: leaf.notBefore, notAfter: leaf.notAfter)
    }
}
