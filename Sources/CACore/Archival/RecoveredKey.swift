package import PKICrypto
package import PKIFormats

/// An archived key that a key recovery agent has opened, away from the authority. A description shows no key material.
package struct RecoveredKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The certificate of the key.
    package let certificate: Certificate
    /// DER of the certificates above it that the message has.
    package let chain: [[UInt8]]
    /// The subject of the authority that signed the message.
    package let authority: DistinguishedName
    /// The DER of the PrivateKeyInfo. Secret.
    package private(set) var pkcs8: [UInt8]

    /// Opens the message that `GetArchivedKey` gives.
    /// - Parameters:
    ///   - message: DER of SignedData.
    ///   - agent: the agent's key. When its certificate is not in the message, because the agent is none any more, each of the sealed copies is tried.
    ///   - verifier: verifies signatures that `PKICrypto` does not compute.
    /// - Throws: `KeyError` of kind `unreadable` for another message, `refused` for one that was changed or whose key is not its certificate's, `undecipherable` for
    ///   another agent's.
    package static func open(_ message: [UInt8], with agent: PrivateKey, verifier: (any SignatureVerifier)? = nil) async throws
        -> RecoveredKey
    {
        let signed: SignedData
        let envelope: EnvelopedData
        let certificates: [Certificate]
        do {
            signed = try SignedData(berContentInfo: message)
            envelope = try AttestationClaim.envelope(signed.content ?? [])
            certificates = try signed.certificates.map { der throws(FormatError) in try Certificate(derEncoded: der) }
        } catch {
            throw KeyError(.unreadable, "the file is no recovery message: \(error)")
        }
        guard signed.signers.count == 1, let signer = signed.signers.first, let signing = signed.certificate(of: signer) else {
            throw KeyError(.unreadable, "the message does not have one signer with its certificate")
        }
        let fault: String?
        do throws(UnsupportedAlgorithmError) {
            fault = try signed.fault(of: signer, certificate: signing, verifier: verifier)
        } catch {
            throw KeyError(.unsupported, "the authority's signature cannot be judged: \(error)")
        }
        if let fault { throw KeyError(.refused, "the message was changed after the authority signed it: \(fault)") }
        guard let hash = try? ArchivedKeyCertificateHash.find(in: signer.signedAttributes).first?.bytes,
            let certificate = certificates.first(where: { Digest.sha1($0.derEncoded) == hash })
        else { throw KeyError(.unreadable, "the message does not say which of its certificates the key belongs to") }
        let key: ArchivedPrivateKey
        if let own = certificates.first(where: { $0.subjectPublicKeyInfo.keyBytes == agent.publicKey.keyBytes }) {
            key = try await Self.key(in: envelope, of: certificate, for: agent, own)
        } else {
            var opened: ArchivedPrivateKey?
            for recipient in envelope.recipients where opened == nil {
                let copy = EnvelopedData(
                    originatorInfo: envelope.originatorInfo,
                    recipients: [recipient],
                    encryptedContentInfo: envelope.encryptedContentInfo
                )
                // What opens to something else than the key of the certificate was not for this agent.
                opened = try? await Self.key(in: copy, of: certificate, for: agent, nil)
            }
            guard let opened else { throw KeyError(.undecipherable, "the message is for other key recovery agents") }
            key = opened
        }
        return RecoveredKey(
            certificate: certificate,
            chain: Self.path(above: certificate, among: certificates).map(\.derEncoded),
            authority: signing.subject,
            pkcs8: key.pkcs8
        )
    }

    private static func key(in envelope: EnvelopedData, of certificate: Certificate, for agent: PrivateKey, _ own: Certificate?)
        async throws
        -> ArchivedPrivateKey
    {
        var blob = try await envelope.open(with: .privateKey(agent, certificate: own))
        defer { blob.wipe() }
        return try ArchivedPrivateKey(blob: blob, of: certificate.subjectPublicKeyInfo)
    }

    /// The key with its certificate and those above it.
    package func pkcs12(friendlyName: String? = nil) -> PKCS12 {
        PKCS12(pkcs8: pkcs8, certificate: certificate.derEncoded, chain: chain, friendlyName: friendlyName)
    }

    /// Overwrites the key.
    package mutating func wipe() { pkcs8.wipe() }

    package var description: String { "recovered key of \(certificate.subject.rfc4514)" }
    package var debugDescription: String { description }

    private static func path(above certificate: Certificate, among all: [Certificate]) -> [Certificate] {
        var path: [Certificate] = []
        var below = certificate
        while !below.isSelfIssued, path.count < 16,
            let next = all.first(where: { $0.subject.matches(below.issuer) && $0 != below && !path.contains($0) })
        {
            path.append(next)
            below = next
        }
        return path
    }
}
