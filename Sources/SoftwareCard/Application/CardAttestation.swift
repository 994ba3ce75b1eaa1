import PKICrypto
import PKIFormats
import PortableFoundation

/// The certificate with which a YubiKey says that it made a key: extensions below 1.3.6.1.4.1.41482.3, each with the octets that its maker
/// documents ("PIV attestation").
struct CardAttestation {
    let slot: KeySlot
    let pinPolicy: PINPolicy
    let touchPolicy: UInt8
    let version: [UInt8]
    let serialNumber: UInt32

    private static let arc = "1.3.6.1.4.1.41482.3."
    /// A keychain key with USB-A.
    private static let formFactor: UInt8 = 1

    func certificate(of publicKey: SubjectPublicKeyInfo, issuer: Certificate, key: PrivateKey) throws -> [UInt8] {
        let serial = DERWriter.encode(capacity: 8) { $0.writeInteger(unsigned: serialNumber.bigEndianOctets) }
        let facts: [(String, [UInt8])] = [
            ("3", version), ("7", serial), ("8", [pinPolicy.rawValue, touchPolicy]), ("9", [Self.formFactor]),
        ]
        return try Self.signed(
            subject: "YubiKey PIV Attestation " + Hex.encode([slot.rawValue]),
            publicKey: publicKey,
            issuer: issuer.subject,
            notBefore: issuer.notBefore,
            notAfter: issuer.notAfter,
            extensions: facts.compactMap { fact in OID(dotted: Self.arc + fact.0).map { CertificateExtension($0, value: fact.1) } },
            key: key
        )
    }

    /// The attestation key of a new card, with its certificate. It is its own root: a test trusts it as it trusts the card.
    static func root() throws -> (key: PrivateKey, certificate: [UInt8]) {
        let key = try PrivateKey(generating: .p256)
        let extensions = [
            BasicConstraints(isCA: true, pathLength: 0).asExtension(critical: true), KeyUsage([.keyCertSign]).asExtension(critical: true),
            SubjectKeyIdentifier(key.publicKey.keyIdentifier).asExtension(),
        ]
        let name = "Software PIV card attestation"
        let certificate = try signed(
            subject: name,
            publicKey: key.publicKey,
            issuer: .of([(.commonName, name)]),
            notBefore: Date(timeIntervalSince1970: 1_704_067_200),
            notAfter: Date(timeIntervalSince1970: 2_461_449_600),
            extensions: extensions,
            key: key
        )
        return (key, certificate)
    }

    private static func signed(
        subject: String,
        publicKey: SubjectPublicKeyInfo,
        issuer: DistinguishedName,
        notBefore: Date,
        notAfter: Date,
        extensions: [CertificateExtension],
        key: PrivateKey
    ) throws -> [UInt8] {
        let body = TBSCertificate(
            serialNumber: [0x4A] + SecureRandom.bytes(15),
            signatureAlgorithm: key.defaultSignatureAlgorithm,
            issuer: issuer,
            notBefore: notBefore,
            notAfter: notAfter,
            subject: .of([(.commonName, subject)]),
            subjectPublicKeyInfo: publicKey,
            extensions: extensions
        ).derEncoded()
        guard let signature = try key.signNow(body) else { throw CardRefusal(.memoryFailure) }
        return TBSCertificate.assemble(tbs: body, algorithm: key.defaultSignatureAlgorithm, signature: signature)
    }
}

extension UInt32 {
    var bigEndianOctets: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) } }
}
