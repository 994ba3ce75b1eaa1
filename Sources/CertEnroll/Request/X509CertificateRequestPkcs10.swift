public import CAInterface
public import CertCli
public import CertificateTemplates
import PortableFoundation
public import PKICrypto
public import PKIFormats

/// A PKCS #10 request while it is built.
///
/// Source: "IX509CertificateRequestPkcs10 interface". The members that an enrollment needs are here under their documented names.
/// Inheritance from an old certificate, alternate signatures and provider selection are not built.
public final class X509CertificateRequestPkcs10: IX509CertificateRequest {
    public let type = X509RequestType.pkcs10
    public let format = RequestFormat.pkcs10
    /// Not documented for this kind: only PKCS #7 and CMC requests renew and archive.
    public let renewalCertificate: [UInt8]? = nil
    public let encryptedKeyHash: [UInt8]? = nil
    /// The context that owns the request.
    public private(set) var enrollmentContext = X509CertificateEnrollmentContext.none
    /// The subject; empty if a template takes it from the directory.
    public var subject = DistinguishedName.empty
    /// The extensions asked for, besides the defaults.
    public var x509Extensions: [CertificateExtension] = []
    /// The extensions marked critical at `encode`; at first key usage and basic constraints.
    public var criticalExtensions: [OID] = []
    /// Attributes, besides the defaults.
    public var cryptAttributes: [RequestAttribute] = []
    /// Whether default attributes and extensions are left out.
    public var suppressDefaults = false
    /// The defaults to leave out one by one.
    public var suppressOids: [OID] = []
    /// The digest of the signature; nil for the key's own.
    public var hashAlgorithm: DigestAlgorithm?
    /// Whether an RSA key signs with RSA-PSS. Source: "IX509SignatureInformation::get_AlternateSignatureAlgorithm".
    public var alternateSignatureAlgorithm = false
    /// The kind of key to make; P-256 unless set. Not a documented member: the documented way uses providers.
    public var keySpecification = KeySpecification.p256
    /// The ``KeyProvider`` that makes the key; the enrollment's store unless set. Source: "IX509PrivateKey::get_ProviderName".
    public var providerName = StoreKeyProvider.name
    /// Whether the key may be exported from its store later.
    public var exportable = false
    /// `RequestClientInfoClientId`: 5 is the default request, 9 certreq.
    public var clientID = 5
    /// The template for which the request was made.
    public private(set) var template: CertificateTemplate?
    /// The key, once it exists.
    var key: RequestKey?
    private var encoded: [UInt8]?
    private var decodedTemplate: String?
    private var isInitialized = false

    public init() {}

    // MARK: Initialization, once

    /// A default request. Source: "IX509CertificateRequest::Initialize".
    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initialize(_ context: X509CertificateEnrollmentContext) throws {
        try begin(context)
        criticalExtensions = [OID.Extensions.keyUsage, OID.Extensions.basicConstraints]
    }

    /// A request for a template: its key size, usages, purposes and its name. Source:
    /// "IX509CertificateRequestPkcs10::InitializeFromTemplateName".
    public func initializeFromTemplate(_ context: X509CertificateEnrollmentContext, template: CertificateTemplate) throws {
        try initialize(context)
        self.template = template
        if template.minimumCurveBits > 256 { keySpecification = .p384 }
        criticalExtensions = criticalExtensions.filter { template.criticalExtensions.contains($0) }
        criticalExtensions += template.criticalExtensions.filter { !criticalExtensions.contains($0) }
        exportable = template.privateKeyFlags.contains(.exportableKey)
        x509Extensions.append(
            template.schemaVersion == 1
                ? MicrosoftTemplateName(template.name).asExtension()
                : CertificateTemplateInformation(templateID: template.oid, major: template.majorVersion, minor: template.minorVersion)
                    .asExtension()
        )
        if !template.purposes.isEmpty { x509Extensions.append(ExtendedKeyUsage(template.purposes).asExtension()) }
        if !template.keyUsage.isEmpty { x509Extensions.append(template.keyUsage.asExtension()) }
    }

    /// A request with an existing key. Source: "IX509CertificateRequestPkcs10::InitializeFromPrivateKey".
    /// - Parameter reference: the place of the key. Without it, an enrollment copies the key into its store, and refuses a key that cannot
    ///   be exported, because its certificate could never be joined with the key.
    public func initializeFromPrivateKey(_ context: X509CertificateEnrollmentContext, key: PrivateKey, reference: KeyReference? = nil)
        throws
    {
        try initialize(context)
        self.key = RequestKey(
            publicKey: key.publicKey,
            privateKey: key,
            reference: reference,
            pkcs8: reference == nil ? try? key.pkcs8() : nil
        )
    }

    /// A request from its bytes. Source: "IX509CertificateRequestPkcs10::InitializeDecode".
    /// - Throws: `CAError` with 0x800704DF, 0x8007000D.
    public func initializeDecode(_ request: [UInt8], encoding: EncodingType = .base64Any, context: X509CertificateEnrollmentContext = .user)
        throws
    {
        let bytes = try encoding.decode(request)
        let decoded: CertificationRequest
        do {
            decoded = try CertificationRequest(derEncoded: bytes)
        } catch {
            throw CAError(.malformed, status: .invalidData, "The stored request cannot be read: \(error).", cause: error)
        }
        try begin(context)
        subject = decoded.subject
        x509Extensions = decoded.requestedExtensions
        criticalExtensions = x509Extensions.filter(\.critical).map(\.oid)
        // The parts that `encode` makes itself are removed, because they would occur twice once the request is opened and encoded again.
        let made = [OID.CMS.extensionRequest, OID.Microsoft.certificateExtensions, OID.Microsoft.requestClientInformation]
        cryptAttributes = decoded.attributes.filter { !made.contains($0.oid) }
        clientID = decoded.clientInformation?.clientID ?? clientID
        decodedTemplate = decoded.templateNames.first
        encoded = bytes
        key = RequestKey(publicKey: decoded.subjectPublicKeyInfo)
    }

    /// Continues with a request of the store.
    func adopt(_ pending: PendingRequest) throws(CAError) {
        do {
            key = RequestKey(publicKey: try SubjectPublicKeyInfo(derEncoded: pending.publicKey), reference: pending.key)
        } catch {
            throw CAError(
                .internal,
                status: .invalidData,
                "A request of the store has an unreadable public key: \(error). Remove it and enroll again.",
                cause: error
            )
        }
        encoded = pending.request
    }

    public func innerRequest(_ level: InnerRequestLevel) throws -> any IX509CertificateRequest {
        throw CAError(.malformed, status: .invalidArgument, "A PKCS #10 request holds no other request.")
    }

    public var innermost: X509CertificateRequestPkcs10 { self }

    // MARK: Encoding

    /// Makes the key if there is none, and signs. Source: "IX509CertificateRequest::Encode".
    ///
    /// A key made here exists only in this object until an enrollment stores it; `createRequest` and `enroll` have keys made in their
    /// store.
    public func encode(with keys: any KeyMaker = SoftwareKeyMaker()) async throws {
        guard isInitialized else { throw CAError.blank("encode") }
        guard encoded == nil else { return }
        let signer: PrivateKey
        if let key {
            guard let privateKey = key.privateKey else {
                throw CAError(
                    .wrongState,
                    status: .badKeyset,
                    "The request has a public key and no private one, so it cannot be signed. Use createRequest of an enrollment over the store "
                        + "that has the key."
                )
            }
            signer = privateKey
        } else {
            let made = try keys.makeKey(keySpecification)
            signer = made.key
            key = RequestKey(publicKey: signer.publicKey, privateKey: signer, pkcs8: made.pkcs8)
        }
        let info = CertificationRequestInfo(
            subject: subject,
            subjectPublicKeyInfo: signer.publicKey,
            attributes: attributes(of: signer.publicKey)
        ).derEncoded()
        let algorithm = try signatureAlgorithm(of: signer)
        encoded = CertificationRequestInfo.assemble(
            info: info,
            algorithm: algorithm,
            signature: try await signer.sign(info, using: algorithm)
        )
    }

    /// Forgets the signed form, so that the request may be changed. Source: "IX509CertificateRequest::ResetForEncode".
    /// - Throws: `CAError` with 0x80040007, 0x8007139F when not encoded.
    public func resetForEncode() throws {
        guard isInitialized else { throw CAError.blank("resetForEncode") }
        guard encoded != nil else { throw CAError(.wrongState, status: .invalidState, "The request is not encoded. Call encode first.") }
        encoded = nil
    }

    /// The DER of the request. Source: "IX509CertificateRequest::get_RawData".
    /// - Throws: `CAError` with 0x80040007, 0x8007139F before `encode`.
    public func rawData(_ encoding: EncodingType = .base64) throws -> EncodedBytes { try encoding.encode(try bytes()) }

    func bytes() throws(CAError) -> [UInt8] {
        guard isInitialized else { throw CAError.blank("rawData") }
        guard let encoded else { throw CAError(.wrongState, status: .invalidState, "The request is not encoded. Call encode first.") }
        return encoded
    }

    public var publicKey: SubjectPublicKeyInfo? { key?.publicKey }

    /// The private key, if this object has it. Source: "IX509CertificateRequestPkcs10::get_PrivateKey".
    public var privateKey: PrivateKey? { key?.privateKey }

    var isEncoded: Bool { encoded != nil }

    /// The template that the request names, by common name or dotted identifier.
    var templateName: String? {
        if let template { return template.name }
        return decodedTemplate
    }

    private func begin(_ context: X509CertificateEnrollmentContext) throws(CAError) {
        guard !isInitialized else { throw CAError.alreadyInitialized("The request") }
        isInitialized = true
        enrollmentContext = context
    }

    private func attributes(of key: SubjectPublicKeyInfo) -> [RequestAttribute] {
        var attributes = cryptAttributes
        var extensions = x509Extensions
        func wanted(_ oid: OID) -> Bool { !suppressDefaults && !suppressOids.contains(oid) }
        if wanted(OID.Extensions.subjectKeyIdentifier), !extensions.contains(where: { $0.oid == OID.Extensions.subjectKeyIdentifier }) {
            extensions.append(SubjectKeyIdentifier(key.keyIdentifier).asExtension())
        }
        extensions = extensions.map {
            CertificateExtension($0.oid, critical: $0.critical || criticalExtensions.contains($0.oid), value: $0.value)
        }
        if !extensions.isEmpty { attributes.append(.extensionRequest(extensions)) }
        if wanted(OID.Microsoft.requestClientInformation) {
            attributes.append(
                .clientInformation(
                    RequestClientInformation(
                        clientID: clientID,
                        machineName: ProcessInfo.processInfo.hostName,
                        userName: ProcessInfo.processInfo.userName,
                        processName: ProcessInfo.processInfo.processName
                    )
                )
            )
        }
        return attributes
    }

    func signatureAlgorithm(of key: PrivateKey) throws(CAError) -> AlgorithmIdentifier {
        if alternateSignatureAlgorithm, key.publicKey.kind.isRSA { return try pss(of: key) }
        guard let hashAlgorithm else { return key.defaultSignatureAlgorithm }
        switch key.publicKey.kind {
        case .rsa, .ec: break
        // The others have their own hash, so a chosen digest does not apply to them.
        default: return key.defaultSignatureAlgorithm
        }
        let wanted: AlgorithmIdentifier? =
            switch (key.publicKey.kind, hashAlgorithm) {
            case (.rsa, .sha256): .rsaWithSHA256
            case (.rsa, .sha384): .rsaWithSHA384
            case (.rsa, .sha512): .rsaWithSHA512
            case (.ec, .sha256): .ecdsaWithSHA256
            case (.ec, .sha384): .ecdsaWithSHA384
            case (.ec, .sha512): .ecdsaWithSHA512
            default: nil
            }
        guard let wanted, key.supportedSignatureAlgorithms.contains(wanted) else { throw Self.unusable(hashAlgorithm, key) }
        return wanted
    }

    private func pss(of key: PrivateKey) throws(CAError) -> AlgorithmIdentifier {
        let wanted: AlgorithmIdentifier? =
            switch hashAlgorithm ?? .sha256 {
            case .sha256: .rsaPSSWithSHA256
            case .sha384: .rsaPSSWithSHA384
            case .sha512: .rsaPSSWithSHA512
            default: nil
            }
        guard let wanted, key.supportedSignatureAlgorithms.contains(wanted) else { throw Self.unusable(hashAlgorithm ?? .sha256, key) }
        return wanted
    }

    private static func unusable(_ digest: DigestAlgorithm, _ key: PrivateKey) -> CAError {
        CAError(
            .malformed,
            status: .unknownAlgorithm,
            "A \(key.publicKey.kind.algorithmName) key cannot sign with \(digest.rawValue). Use sha256, sha384 or sha512."
        )
    }
}

/// The key of a request, as far as it is known.
struct RequestKey {
    let publicKey: SubjectPublicKeyInfo
    /// nil for a request that was read, until the key is opened.
    var privateKey: PrivateKey?
    /// The place of the key; nil before it is stored.
    var reference: KeyReference?
    /// The PrivateKeyInfo of a key that is not stored yet; nil also for a key that cannot be exported.
    var pkcs8: [UInt8]?
}

extension CAError {
    static func blank(_ member: String) -> CAError {
        CAError(.wrongState, status: .blank, "\(member) needs an initialized object. Call one of the initialize members first.")
    }

    static func alreadyInitialized(_ what: String) -> CAError {
        CAError(.wrongState, status: .alreadyInitialized, "\(what) is already initialized. Make a new object.")
    }
}
