package import CAInterface
import PKICrypto
package import PKIFormats
package import PortableFoundation

/// The state of a key recovery agent's certificate: KRA_DISP. Source: certcli.h.
package enum RecoveryAgentState: Int32, Sendable, Hashable, CaseIterable {
    case expired = 0
    case notFound = 1
    case revoked = 2
    case valid = 3
    /// It is not for key recovery, or nothing can be encrypted for its key.
    case invalid = 4
    /// It names one of our authorities as its issuer, and that authority did not issue it.
    case untrusted = 5
    case notLoaded = 6
}

/// The certificates of an authority's key recovery agents.
package struct RecoveryAgents: Sendable {
    package let certificates: [Certificate]

    package init(_ settings: AuthoritySettings) {
        certificates = settings.recoveryAgents.compactMap { text in
            (try? Base64.decode(text)).flatMap { try? Certificate(derEncoded: $0) }
        }
    }

    /// What the certificate itself says; whether it is revoked, the records say.
    package static func state(of certificate: Certificate, at now: Date) -> RecoveryAgentState {
        guard isForRecovery(certificate) else { return .invalid }
        guard certificate.notBefore <= now, now <= certificate.notAfter else { return .expired }
        return .valid
    }

    /// It has the purpose 1.3.6.1.4.1.311.21.6, and its key encrypts or agrees on keys.
    package static func isForRecovery(_ certificate: Certificate) -> Bool {
        guard let purposes = try? certificate.value(of: ExtendedKeyUsage.self)?.purposes,
            purposes.contains(OID.KeyPurpose.keyRecoveryAgent), (try? recipient(certificate)) != nil
        else { return false }
        guard let usage = try? certificate.value(of: KeyUsage.self) else { return true }
        return certificate.subjectPublicKeyInfo.kind.isRSA ? usage.contains(.keyEncipherment) : usage.contains(.keyAgreement)
    }

    /// SHA-1 of a certificate, lower-case hex in pairs, as KeyRecoveryHashes has it.
    package static func hash(of certificate: Certificate) -> String { RequestView.spaced(Hex.encode(Digest.sha1(certificate.derEncoded))) }

    // Windows' recovery tools read this kind of RSA encryption only.
    private static func recipient(_ certificate: Certificate) throws(KeyError) -> CMSRecipient {
        try CMSRecipient.certificate(certificate, rsa: .pkcs1)
    }

    /// Seals a key to agents. Any one of them opens it.
    static func seal(_ blob: [UInt8], to agents: [Certificate]) async throws -> SealedKey {
        var recipients: [CMSRecipient] = []
        for agent in agents { recipients.append(try recipient(agent)) }
        let message = try await EnvelopedData.sealing(blob, for: recipients)
        return SealedKey(bytes: message.contentInfo, agents: agents.map(hash))
    }
}
