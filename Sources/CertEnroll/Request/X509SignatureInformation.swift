import CAInterface
import PKICrypto
public import PKIFormats

/// The algorithms with which a request, a certificate or a message is signed. Source: "IX509SignatureInformation interface".
public final class X509SignatureInformation {
    /// The digest; nil for the key's own, which is SHA-256 or stronger. Source: "IX509SignatureInformation::get_HashAlgorithm".
    public var hashAlgorithm: DigestAlgorithm?
    /// The algorithm of the key; nil until there is a key. Source: "IX509SignatureInformation::get_PublicKeyAlgorithm".
    public var publicKeyAlgorithm: OID?
    /// The DER of parameters of ``publicKeyAlgorithm``; nil for none. Source: "IX509SignatureInformation::get_Parameters".
    public var parameters: [UInt8]?
    /// Whether the algorithm identifier names the digest in its parameters (RSA-PSS, ecdsa-with-Specified) instead of itself. Source:
    /// "IX509SignatureInformation::get_AlternateSignatureAlgorithm".
    public var alternateSignatureAlgorithm: Bool {
        get { alternate }
        set { (alternate, alternateSignatureAlgorithmSet) = (newValue, true) }
    }
    /// Whether somebody has chosen ``alternateSignatureAlgorithm``; a request then leaves it alone. Source:
    /// "IX509SignatureInformation::get_AlternateSignatureAlgorithmSet".
    public private(set) var alternateSignatureAlgorithmSet = false
    /// Whether there is a hash in the place of the signature. Source: "IX509SignatureInformation::get_NullSigned".
    public var nullSigned = false

    private var alternate = false

    public init() {}

    /// Sets what is not set: SHA-256 and RSA. Windows sets SHA-1, which nobody accepts any more. Source:
    /// "IX509SignatureInformation::SetDefaultValues".
    public func setDefaultValues() {
        hashAlgorithm = hashAlgorithm ?? .sha256
        publicKeyAlgorithm = publicKeyAlgorithm ?? OID.Algorithms.rsaEncryption
    }

    /// The identifier of the signature algorithm. Source: "IX509SignatureInformation::GetSignatureAlgorithm".
    /// - Parameters:
    ///   - pkcs7Signature: in a CMS message, where the signature algorithm of RSA is the key's.
    ///   - signatureKey: whether the key signs; a key that only encrypts has no signature algorithm.
    /// - Throws: `CAError`: 0x80094004 when the key's algorithm is not known yet, 0x80091002 when it does not sign.
    public func getSignatureAlgorithm(pkcs7Signature: Bool, signatureKey: Bool = true) throws -> OID {
        let digest = hashAlgorithm ?? .sha256
        if nullSigned { return pkcs7Signature ? OID.CMC.noSignature : digest.oid }
        guard let key = publicKeyAlgorithm else {
            throw CAError.empty("The algorithm of the key is not known. Set publicKeyAlgorithm, or encode the request first.")
        }
        guard signatureKey else { throw Self.unusable(digest, key.nameOrDotted) }
        switch key {
        case OID.Algorithms.rsaEncryption:
            if pkcs7Signature { return key }
            if alternate { return OID.Algorithms.rsassaPSS }
            return try Self.combined(.rsa(bits: 2048), digest, alternate: false, key.nameOrDotted).oid
        case OID.Algorithms.ecPublicKey:
            return try Self.combined(.ec(curve: .p256), digest, alternate: alternate && !pkcs7Signature, key.nameOrDotted).oid
        default: return key
        }
    }

    /// Takes the choice of the message around a signer, unless the signer has one of its own.
    func inherit(from outer: X509SignatureInformation) {
        if !alternateSignatureAlgorithmSet { alternate = outer.alternate }
    }

    /// The signature algorithm for a key, outside of CMS.
    func algorithm(for key: PrivateKey) throws(CAError) -> AlgorithmIdentifier {
        let kind = key.publicKey.kind
        // The others have their own hash, so a chosen digest does not apply to them.
        guard kind.takesAnyDigest else { return key.defaultSignatureAlgorithm }
        guard let digest = hashAlgorithm ?? (alternate ? key.defaultSignatureAlgorithm.signatureDigest ?? .sha256 : nil) else {
            return key.defaultSignatureAlgorithm
        }
        let wanted = try Self.combined(kind, digest, alternate: alternate, kind.algorithmName)
        // ecdsa-with-Specified is the same computation as the algorithm that names the digest itself.
        let computed = wanted.oid == Self.ecdsaWithSpecified ? try Self.combined(kind, digest, alternate: false, kind.algorithmName) : wanted
        guard key.supportedSignatureAlgorithms.contains(computed) else { throw Self.unusable(digest, kind.algorithmName) }
        return wanted
    }

    /// Signs, or hashes when there is a null signature.
    func sign(_ body: [UInt8], with key: PrivateKey?) async throws -> (algorithm: AlgorithmIdentifier, signature: [UInt8]) {
        guard !nullSigned, let key else {
            let digest = hashAlgorithm ?? .sha256
            return (.digest(digest), Digest.of(body, digest))
        }
        let algorithm = try algorithm(for: key)
        return (algorithm, try await key.sign(body, using: algorithm))
    }

    /// ANSI X9.62, whose parameters name the hash.
    private static let ecdsaWithSpecified: OID = "1.2.840.10045.4.3"

    private static func combined(
        _ kind: KeyKind,
        _ digest: DigestAlgorithm,
        alternate: Bool,
        _ name: String
    ) throws(CAError) -> AlgorithmIdentifier {
        let found: AlgorithmIdentifier? =
            switch (kind, digest, alternate) {
            case (_, .md5, _), (_, .sha1, _): nil
            case (.rsa, .sha256, true): .rsaPSSWithSHA256
            case (.rsa, .sha384, true): .rsaPSSWithSHA384
            case (.rsa, .sha512, true): .rsaPSSWithSHA512
            case (.ec, _, true): AlgorithmIdentifier(ecdsaWithSpecified, parameters: AlgorithmIdentifier.digest(digest).derEncoded)
            default: .signature(of: kind, with: digest)
            }
        guard let found else { throw unusable(digest, name) }
        return found
    }

    private static func unusable(_ digest: DigestAlgorithm, _ key: String) -> CAError {
        CAError(
            .malformed,
            status: .unknownAlgorithm,
            "A \(key) key cannot sign with \(digest.rawValue). Use sha256, sha384 or sha512."
        )
    }
}
