package import CAInterface
import CertificateTemplates
import PortableFoundation
package import PKICrypto
package import PKIFormats

/// An authority that archives keys: its agents, and requests that bring their private keys.
package struct ArchivedRequest: Sendable {
    package let test: TestAuthority
    package let agents: [SampleIdentity]

    /// - Parameters:
    ///   - agents: how many recovery agents the settings name.
    ///   - used: to how many of them a key is sealed.
    ///   - isRequired: whether the template `User` has keys archived.
    package static func make(agents count: Int = 1, used: Int = 1, isRequired: Bool = true, on test: TestAuthority) async throws
        -> ArchivedRequest
    {
        var agents: [SampleIdentity] = []
        for number in 0..<count { agents.append(try await agent("Agent \(number)", at: test)) }
        let administrator = try await test.bound(test.administrator)
        _ = try await administrator.change(
            AuthoritySettingsUpdate(recoveryAgents: agents.map { Base64.encode($0.certificate.derEncoded) }, recoveryAgentsUsed: used)
        )
        if isRequired { try await test.changeTemplate("User") { $0.privateKeyFlags.insert(.requirePrivateKeyArchival) } }
        return ArchivedRequest(test: test, agents: agents)
    }

    /// A recovery agent with a certificate of its own making, on P-256 so that it is made at once.
    package static func agent(
        _ name: String,
        at test: TestAuthority,
        key: PrivateKey? = nil,
        purposes: [OID] = [OID.KeyPurpose.keyRecoveryAgent],
        usage: KeyUsage = .keyAgreement,
        days: Double = 365
    ) async throws -> SampleIdentity {
        try await SampleIdentity.selfSigned(
            subject: .of([(OID.commonName, name)]),
            key: try key ?? PrivateKey(generating: .p256),
            extensions: [ExtendedKeyUsage(purposes).asExtension(), usage.asExtension(critical: true)],
            notBefore: test.clock.now - 86_400,
            notAfter: test.clock.now + days * 86_400
        )
    }

    package var alice: any BoundAuthority {
        get async throws { try await test.bound(test.alice) }
    }

    package func exchange() async throws -> Certificate {
        guard case .binary(let bytes) = try await alice.property(.caXchgCert, index: 0) else { throw ContractError("not binary") }
        return try Certificate(derEncoded: bytes)
    }

    /// A key as CNG writes it.
    package static func blob(_ key: PrivateKey) throws -> [UInt8] {
        let info = try PrivateKeyInfo(derEncoded: try key.pkcs8())
        if key.publicKey.kind.isRSA {
            guard let blob = CAPIKeyBlob(privateKey: try RSAPrivateKey(derEncoded: info.privateKey)).encoded else {
                throw ContractError("the key has no blob")
            }
            return blob
        }
        guard case .ec(let curve) = key.publicKey.kind,
            let blob = CNGECCKeyBlob(
                curve: curve,
                usage: .ecdh,
                point: key.publicKey.keyBytes,
                privateKey: try ECPrivateKey(derEncoded: info.privateKey).privateKey
            )
        else { throw ContractError("the key has no blob") }
        return blob.encoded
    }

    /// A blob for the exchange certificate.
    package func envelope(
        _ blob: [UInt8],
        for recipient: Certificate? = nil,
        cipher: ContentCipher = .aes256CBC,
        legacy: (any LegacyCiphers)? = nil
    ) async throws -> [UInt8] {
        let certificate: Certificate
        if let recipient { certificate = recipient } else { certificate = try await exchange() }
        return try await EnvelopedData.sealing(
            blob,
            for: [.certificate(certificate, rsa: .pkcs1)],
            cipher: cipher,
            legacy: legacy
        ).contentInfo
    }

    /// A CMC request for the template `User` with an encrypted key beside its signature.
    /// - Parameters:
    ///   - envelope: nil for a request that brings none.
    ///   - hash: what is signed instead of the hash of the envelope.
    package func submission(
        key: PrivateKey,
        envelope: [UInt8]?,
        hash: [UInt8]? = nil,
        signsHash: Bool = true,
        template: String = "User"
    ) async throws -> Submission {
        let pkcs10 = try CertificationRequest(derEncoded: try await test.request(key: key))
        var builder = CMCRequestBuilder(pkcs10)
        builder.registrationPairs = [EnrollmentNameValuePair(name: "CertificateTemplate", value: template)]
        if let envelope, signsHash { builder.addedAttributes = [EncryptedKeyHash(hash ?? Digest.sha256(envelope)).asAttribute()] }
        let message = try SignedData(contentInfo: try await builder.signed(by: .requestKey(key)))
        var signers = message.signers
        if let envelope {
            signers[0] = SignerInfo(signers[0], addingUnsigned: try ArchivedKey(derEncoded: envelope).asAttribute())
        }
        return Submission(bytes: SignedData(message, signers: signers).contentInfo, format: .cmc)
    }

    /// A request that brings its own key, as it should be.
    package func submission(key: PrivateKey) async throws -> Submission {
        try await submission(key: key, envelope: try await envelope(try Self.blob(key)))
    }

    /// Sends a good request as alice.
    package func send(key: PrivateKey) async throws -> Disposition { try await alice.submit(try await submission(key: key)) }

    /// Has two officers agree to a recovery.
    package func agree(on request: RequestID) async throws {
        _ = try await test.bound(test.officer).take(.propose, onRecoveryOf: request, reason: "card lost")
        _ = try await test.bound(test.administrator).take(.approve, onRecoveryOf: request, reason: "")
    }
}
