import PKICrypto
package import PKIFormats

/// A software TPM with an endorsement key, an identity key, and a key of a request that the identity key certified.
package final class SoftwareModule {
    package let tpm: SoftwareTPM
    package let endorsementKey: SubjectPublicKeyInfo
    /// The identity key's TPM2B_PUBLIC.
    package let identity: [UInt8]
    /// The certified key's TPM2B_PUBLIC.
    package let area: [UInt8]
    private let certification: [UInt8]
    private let signature: [UInt8]

    /// - Parameters:
    ///   - kind: `ecc` or `rsa`, for the endorsement key.
    ///   - key: what tpm2_create calls the kind of the certified key.
    ///   - hash: over which the identity key signs.
    package init(endorsement kind: String = "ecc", key: String = "ecc256", hash: String = "sha256") throws {
        tpm = try SoftwareTPM()
        try tpm.run("tpm2_createek", "-c", "ek.ctx", "-G", kind, "-u", "ek.pub")
        let scheme = kind == "rsa" ? "rsassa" : "ecdsa"
        let names = ["-C", "ek.ctx", "-c", "ak.ctx", "-u", "ak.pub", "-n", "ak.name"]
        try tpm.run(["tpm2_createak", "-G", kind, "-g", hash, "-s", scheme] + names)
        try tpm.run("tpm2_createprimary", "-C", "o", "-G", "ecc", "-c", "parent.ctx", "-Q")
        try tpm.run("tpm2_create", "-C", "parent.ctx", "-G", key, "-u", "key.pub", "-r", "key.priv", "-Q")
        try tpm.run("tpm2_load", "-C", "parent.ctx", "-u", "key.pub", "-r", "key.priv", "-c", "key.ctx", "-Q")
        try tpm.run(["tpm2_certify", "-c", "key.ctx", "-C", "ak.ctx", "-g", hash, "-o", "statement", "-f", "plain", "-s", "signature"])
        endorsementKey = try TPMPublicArea(sized: tpm.read("ek.pub")).key
        identity = try tpm.read("ak.pub")
        area = try tpm.read("key.pub")
        certification = try tpm.read("statement")
        signature = try tpm.read("signature")
    }

    /// The attestation as Windows would carry it.
    package func statement(
        platform: UInt32 = 2,
        identityBinding: [UInt8]? = nil,
        certification: [UInt8]? = nil,
        publicArea: [UInt8]? = nil
    ) -> KeyAttestationStatement {
        let area = publicArea ?? self.area
        var blob = Array("PCPM".utf8)
        for number in [28, 2, 0, UInt32(area.count), 0, 0] as [UInt32] { blob.append(littleEndian: number) }
        let attestation = KeyAttestation(
            platform: 2,
            certification: certification ?? self.certification,
            signature: signature,
            keyBlob: blob + area
        )
        return KeyAttestationStatement(
            platform: platform,
            identityBinding: identityBinding ?? identity,
            keyAttestation: attestation.encoded
        )
    }

    /// A PKCS #10 request that the certified key signed in the module.
    package func request(subject: DistinguishedName = .empty, attributes: [RequestAttribute]) throws -> [UInt8] {
        let info = CertificationRequestInfo(subject: subject, subjectPublicKeyInfo: try key, attributes: attributes).derEncoded()
        return CertificationRequestInfo.assemble(info: info, algorithm: try algorithm, signature: try sign(info))
    }

    /// The certified key.
    package var key: SubjectPublicKeyInfo { get throws { try TPMPublicArea(sized: area).key } }

    /// The algorithm with which it signs.
    package var algorithm: AlgorithmIdentifier { get throws { try key.kind.isRSA ? .rsaWithSHA256 : .ecdsaWithSHA256 } }

    /// Has the module sign with the certified key.
    package func sign(_ message: [UInt8]) throws -> [UInt8] {
        try tpm.write("message", message)
        let scheme = try key.kind.isRSA ? "rsassa" : "ecdsa"
        try tpm.run(["tpm2_sign", "-c", "key.ctx", "-g", "sha256", "-s", scheme, "-f", "plain", "-o", "proof", "message"])
        return try tpm.read("proof")
    }

    /// The attributes of an attested request.
    package func attributes(
        for exchange: Certificate,
        certificates: [[UInt8]] = [],
        statement: KeyAttestationStatement? = nil
    ) async throws -> [RequestAttribute] {
        let information = EndorsementKeyInformation(
            key: endorsementKey,
            manufacturerCertificate: certificates.first,
            certificates: Array(certificates.dropFirst())
        )
        let envelope = try await EnvelopedData.sealing(information.derEncoded, for: [.certificate(exchange)])
        let sealed = ContentInfo(contentType: OID.CMS.envelopedData, content: envelope.derEncoded)
        return [
            try EncryptedEndorsementKeyInformation(derEncoded: sealed.derEncoded).asAttribute(),
            AttestationStatement(statement ?? self.statement()).asAttribute(),
            KeyStorageProviderName("Microsoft Platform Crypto Provider").asAttribute(),
        ]
    }

    /// The parts of a challenge that the module opens: TPM2B_ID_OBJECT and TPM2B_ENCRYPTED_SECRET.
    /// - Throws: when it is for another module or another identity key.
    package func activate(_ challenge: [UInt8]) throws -> [UInt8] {
        // What tpm2-tools keep in one file: a magic, a version, and both parts.
        try tpm.write("sealed", [0xBA, 0xDC, 0xC0, 0xDE, 0, 0, 0, 1] + challenge)
        try tpm.run("tpm2_startauthsession", "--policy-session", "-S", "session.ctx")
        try tpm.run("tpm2_policysecret", "-S", "session.ctx", "-c", "e", "-Q")
        let files = ["-c", "ak.ctx", "-C", "ek.ctx", "-i", "sealed", "-o", "opened"]
        try tpm.run(["tpm2_activatecredential"] + files + ["-P", "session:session.ctx", "-Q"])
        try tpm.run("tpm2_flushcontext", "session.ctx")
        return try tpm.read("opened")
    }
}
