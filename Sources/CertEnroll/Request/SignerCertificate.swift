import CAInterface
public import CertCli
public import PKICrypto
public import PKIFormats

/// A certificate that signs a request, with its key: the one to be renewed, an enrollment agent's, an issuer's. Source: "ISignerCertificate
/// interface".
public final class SignerCertificate {
    private let lookup: CertificateLookup
    private var state = InitializedOnce<CertificateLookup.Found>("The signer certificate")
    private var opened: PrivateKey?

    /// The algorithms of its signature. Source: "ISignerCertificate::get_SignatureInformation".
    public let signatureInformation = X509SignatureInformation()
    /// No user interface. This library has none; the value is only kept. Source: "ISignerCertificate::get_Silent".
    public var silent = false
    /// The parent of dialogs. This library has none; the value is only kept. Source: "ISignerCertificate::get_ParentWindow".
    public var parentWindow = 0
    /// The text of dialogs. This library has none; the value is only kept. Source: "ISignerCertificate::get_UIContextMessage".
    public var uiContextMessage = ""

    /// An object without a certificate: call `initialize`.
    /// - Parameter lookup: where certificates that are named by thumbprint, and keys, are found.
    public init(lookup: CertificateLookup = .standard) { self.lookup = lookup }

    /// A certificate whose key the program has already.
    /// - Parameters:
    ///   - chain: DER of its issuers, for the message.
    ///   - key: nil when nothing is to be signed with it.
    public convenience init(certificate: Certificate, chain: [[UInt8]] = [], key: PrivateKey?) {
        self.init()
        take(CertificateLookup.Found(certificate: certificate, chain: chain), key)
    }

    convenience init(_ found: CertificateLookup.Found, key: PrivateKey, lookup: CertificateLookup) {
        self.init(lookup: lookup)
        take(found, key)
    }

    /// Names the certificate and checks whether its key is here. Source: "ISignerCertificate::Initialize".
    /// - Parameters:
    ///   - verifyType: whether the key is opened now, or when it signs.
    ///   - certificate: the certificate in the encoding; with encoding 12 also its thumbprint or serial number.
    /// - Throws: `CAError`: 0x800704DF the second time, 0x80092004 not found, 0x8009200A found and its key cannot be loaded,
    ///   0x80070057 unknown `verifyType`.
    public func initialize(
        machineContext: Bool,
        verifyType: X509PrivateKeyVerify,
        encoding: EncodingType = .base64,
        certificate: [UInt8]
    ) async throws {
        guard !state.isInitialized else { throw CAError.alreadyInitialized("The signer certificate") }
        guard verifyType.isKnown else { throw CAError.badArgument("The key check \(verifyType.rawValue) is unknown. Use 0 to 4.") }
        let found = try lookup.find(certificate, encoding: encoding, context: machineContext ? .machine : .user, needsKey: true)
        take(found, verifyType.opensKey ? try await lookup.open(found) : nil)
    }

    /// As `initialize` with bytes, for text.
    public func initialize(
        machineContext: Bool,
        verifyType: X509PrivateKeyVerify,
        encoding: EncodingType = .base64,
        certificate: String
    ) async throws {
        try await initialize(
            machineContext: machineContext,
            verifyType: verifyType,
            encoding: encoding,
            certificate: Array(certificate.utf8)
        )
    }

    /// The certificate. Source: "ISignerCertificate::get_Certificate".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public func certificate(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        try encoding.encode(try plainCertificate.derEncoded)
    }

    /// The certificate, read.
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var plainCertificate: Certificate { get throws(CAError) { try state.value(for: "certificate").certificate } }

    /// The key, once it is opened. Source: "ISignerCertificate::get_PrivateKey".
    public var privateKey: PrivateKey? { opened }

    /// The PIN of a smart card. No key store here asks for one, so it is not kept. Source: "ISignerCertificate::put_Pin".
    public func setPin(_ pin: String) {}

    /// The certificate for the message, its issuers and its key.
    /// - Throws: `CAError` with 0x8009200A when the key cannot be loaded.
    func identity() async throws -> (certificate: Certificate, chain: [[UInt8]], key: PrivateKey) {
        let found = try state.value(for: "signing")
        if opened == nil { opened = try await lookup.open(found) }
        guard let opened else { throw CAError.blank("signing") }
        return (found.certificate, found.chain, opened)
    }

    /// One signer's part of a message.
    /// - Parameter digest: the message's digest, unless this signer has one of its own.
    func signerInfo(
        content: [UInt8],
        contentType: OID,
        digest: DigestAlgorithm?,
        attributes: [CMSAttribute] = []
    ) async throws -> SignerInfo {
        let (certificate, _, key) = try await identity()
        return try await CMSSigner.signerInfo(
            content: content,
            contentType: contentType,
            certificate: certificate,
            key: key,
            digest: key.publicKey.kind.takesAnyDigest ? signatureInformation.hashAlgorithm ?? digest : nil,
            attributes: attributes
        )
    }

    private func take(_ found: CertificateLookup.Found, _ key: PrivateKey?) {
        // Only blank objects come here, so this cannot fail.
        try? state.initialize(found)
        opened = key
        signatureInformation.publicKeyAlgorithm = found.certificate.subjectPublicKeyInfo.algorithm.oid
    }
}

extension KeyKind {
    /// Whether a signature's digest can be chosen. The other kinds have their own.
    var takesAnyDigest: Bool {
        switch self {
        case .rsa, .ec: true
        default: false
        }
    }
}
