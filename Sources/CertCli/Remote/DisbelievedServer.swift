package import CAMessages
package import PortableFoundation
import PKICrypto
package import PKIFormats

/// Finds the reason why a server's certificate was not believed. TLS says only that it was not believed. So the chain is fetched once more,
/// without believing or sending anything, to give the advice that helps: a wrong clock needs another remedy than an untrusted root.
package struct DisbelievedServer {
    private let config: ConfigString
    private let trust: ServerTrust
    private let now: Date

    init(_ config: ConfigString, _ trust: ServerTrust, now: Date = Date()) {
        self.config = config
        self.trust = trust
        self.now = now
    }

    func error(cause: any Error) async -> CAError {
        let chain = ((try? await PresentedChain.fetch(from: config)) ?? []).compactMap { try? Certificate(derEncoded: $0) }
        let (status, reason) = Self.judge(chain, host: config.host, trust: trust, now: now)
        return CAError(
            .untrustedServer,
            status: status,
            "The server at \(config.machine) could not be authenticated, and nothing was sent to it: \(reason)",
            cause: cause
        )
    }

    /// The first fault, from faults that concern everybody to those that concern this caller.
    package static func judge(_ chain: [Certificate], host: String, trust: ServerTrust, now: Date) -> (status: HRESULT, reason: String) {
        guard let leaf = chain.first, let top = chain.last else {
            return (
                .untrustedRoot,
                "its certificate is not believed, and it shows none when asked again. Try again, and look at the server's log."
            )
        }
        let anchors = trust.anchorCertificates.compactMap { try? Certificate(derEncoded: $0) }
        for certificate in chain + anchors.filter({ $0.subject.matches(top.issuer) && !chain.contains($0) }) {
            let name = certificate.subject.isEmpty ? "the server" : "\"\(certificate.subject.rfc4514)\""
            if now < certificate.notBefore {
                return (
                    .certExpired,
                    "the certificate of \(name) is not valid before \(text(certificate.notBefore)), and this machine's clock says \(text(now)). "
                        + "Check the clocks of both machines."
                )
            }
            if now > certificate.notAfter {
                return (
                    .certExpired,
                    "the certificate of \(name) expired at \(text(certificate.notAfter)), and this machine's clock says \(text(now)). Have it renewed, "
                        + "or check this machine's clock."
                )
            }
        }
        // The system cannot be asked which roots it trusts. If the name is right, the unknown root is the fault.
        let isKnown =
            switch trust.kind {
            case .system: !isFor(host, leaf)
            case .anchors:
                anchors.contains { anchor in
                    // A root of the same name with another key is another root.
                    chain.contains(anchor)
                        || anchor.subject.matches(top.issuer)
                            && (!top.isSelfIssued || anchor.subjectPublicKeyInfo == top.subjectPublicKeyInfo)
                }
            case .root, .key: true
            }
        if !isKnown {
            let root =
                top.isSelfIssued
                ? "its root \"\(top.subject.rfc4514)\" (SHA-256 \(Hex.encode(Digest.sha256(top.derEncoded))))"
                : "the issuer \"\(top.issuer.rfc4514)\" of its chain"
            return (
                .untrustedRoot,
                "\(root) is not trusted. If it is the right one, give its certificate (--trust FILE) or its fingerprint as the server prints it "
                    + "(--fingerprint HEX)."
            )
        }
        if !isFor(host, leaf) {
            let names = names(of: leaf)
            return (
                .untrustedRoot,
                "its certificate is for \(names.isEmpty ? "no name at all" : names.joined(separator: ", ")), not for \(host). Call the server by a name "
                    + "of its certificate, or have this one put into it (chancery serve --host)."
            )
        }
        return (
            .untrustedRoot,
            "its certificate breaks a rule of certification paths. certreq verify says which one, given the certificates that the server shows."
        )
    }

    private static func names(of certificate: Certificate) -> [String] {
        certificate.subjectAlternativeNames.compactMap {
            switch $0 {
            case .dnsName(let name): name
            case .ipAddress: String($0.description.dropFirst("ip:".count))
            default: nil
            }
        }
    }

    private static func isFor(_ host: String, _ certificate: Certificate) -> Bool {
        let address = GeneralName(ipAddressText: host)
        return certificate.subjectAlternativeNames.contains { name in
            switch name {
            case .ipAddress: return name == address
            case .dnsName(let pattern): return address == nil && matches(host.lowercased(), pattern.lowercased())
            default: return false
            }
        }
    }

    /// A leftmost label `*` matches one label (RFC 6125 §6.4.3).
    private static func matches(_ host: String, _ pattern: String) -> Bool {
        guard pattern.hasPrefix("*.") else { return host == pattern }
        guard let dot = host.firstIndex(of: "."), dot > host.startIndex else { return false }
        return host[dot...] == pattern.dropFirst()
    }

    private static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}
