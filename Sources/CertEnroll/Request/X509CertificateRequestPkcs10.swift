public import CAInterface
public import CertCli
public import CertificateTemplates
public import PKICrypto
public import PKIFormats

/// A PKCS #10 request while it is built.
///
/// Source: "IX509CertificateRequestPkcs10 interface" and its versions to V4. Extensions, attributes and identifiers are plain values in
/// arrays; the documented objects are put in by `add`.
public class X509CertificateRequestPkcs10: IX509CertificateRequest {
    public var type: X509RequestType { .pkcs10 }
    public var format: RequestFormat { .pkcs10 }
    /// Not documented for this kind: only CMC requests archive.
    public let encryptedKeyHash: [UInt8]? = nil
    /// The context that owns the request.
    public internal(set) var enrollmentContext = X509CertificateEnrollmentContext.none
    public var silent = false
    public var parentWindow = 0
    public var uiContextMessage = ""
    /// The subject; empty if a template takes it from the directory. Source: "IX509CertificateRequestPkcs10::get_Subject".
    public var subject = DistinguishedName.empty
    /// The extensions asked for, besides the defaults. Source: "IX509CertificateRequestPkcs10::get_X509Extensions".
    public var x509Extensions: [CertificateExtension] = []
    /// The extensions marked critical at `encode`; at first key usage and basic constraints. Source:
    /// "IX509CertificateRequestPkcs10::get_CriticalExtensions".
    public var criticalExtensions: [OID] = []
    /// Attributes, besides the defaults. Source: "IX509CertificateRequestPkcs10::get_CryptAttributes".
    public var cryptAttributes: [RequestAttribute] = []
    /// Whether default attributes and extensions are left out.
    public var suppressDefaults = false
    /// The defaults to leave out one by one. Source: "IX509CertificateRequestPkcs10::get_SuppressOids".
    public var suppressOids: [OID] = []
    /// The algorithms of the signature. Source: "IX509CertificateRequestPkcs10::get_SignatureInformation".
    public let signatureInformation = X509SignatureInformation()
    /// Whether the request names the ciphers that the holder of the key reads in mail. Source:
    /// "IX509CertificateRequestPkcs10::get_SmimeCapabilities".
    public var smimeCapabilities = false
    /// The kind of key to make; P-256 unless set. Not a documented member: the documented way uses providers.
    public var keySpecification = KeySpecification.p256
    /// The ``KeyProvider`` that makes the key; the enrollment's store unless set. Source: "IX509PrivateKey::get_ProviderName".
    public var providerName = StoreKeyProvider.name
    /// Whether the key may be exported from its store later.
    public var exportable = false
    /// The beginning of the container name that a new key gets in its store; none unless set, and then the key is found by its certificate
    /// alone. Source: "IX509CertificateRequestPkcs10::get_KeyContainerNamePrefix".
    public var keyContainerNamePrefix = ""
    public var clientID = RequestClientInfoClientId.defaultRequest
    /// A password for the CA, as an attribute that everybody can read; nil for none. Source:
    /// "IX509CertificateRequestPkcs10V3::get_ChallengePassword".
    public var challengePassword: String?
    /// Pairs for the CA, as attributes. Source: "IX509CertificateRequestPkcs10V3::get_NameValuePairs".
    public let nameValuePairs = X509NameValuePairs()
    /// The template for which the request was made. Source: "IX509CertificateRequestPkcs10V2::get_Template".
    public internal(set) var template: CertificateTemplate?
    /// The source of the template. Source: "IX509CertificateRequestPkcs10V2::get_PolicyServer".
    public internal(set) var policyServer: (any EnrollmentServer)?
    /// Whether the request has the key of the certificate that it was made from. Source: "IX509CertificateRequestPkcs10::get_ReuseKey".
    public internal(set) var reuseKey = false
    public var renewalCertificate: [UInt8]?

    /// The members about attestation.
    var attestation = RequestAttestation()
    /// The key, once it exists.
    var key: RequestKey?
    var signed: SignedParts?
    /// The certificate that the request was made from.
    var old: CertificateLookup.Found?
    /// The template that a read request or the old certificate names.
    var namedTemplate: String?
    /// Whether a message around this request sends its private key, which an enrollment then reads from its store.
    var sendsPrivateKey = false
    /// The owner that a first call of `initializeDecode` has named.
    var decodingContext: X509CertificateEnrollmentContext?
    let lookup: CertificateLookup
    private(set) var isInitialized = false

    /// - Parameter lookup: where certificates that are named by thumbprint, and their keys, are found.
    public init(lookup: CertificateLookup = .standard) { self.lookup = lookup }

    // MARK: Encoding

    /// Makes the key if there is none, and signs. Source: "IX509CertificateRequest::Encode".
    ///
    /// A key made here exists only in this object until an enrollment stores it; `createRequest` and `enroll` have keys made in their
    /// store.
    public func encode(with keys: any KeyMaker = SoftwareKeyMaker()) async throws {
        guard isInitialized else { throw CAError.blank("encode") }
        guard signed == nil else { return }
        let key: RequestKey
        if let known = self.key {
            key = known
        } else {
            let specification = keySpecification
            let made = try await BlockingWork.run { try keys.makeKey(specification) }
            key = RequestKey(publicKey: made.key.publicKey, privateKey: made.key, pkcs8: made.pkcs8)
        }
        guard key.privateKey != nil || nullSigned else {
            throw CAError(
                .wrongState,
                status: .badKeyset,
                "The request has a public key and no private one, so it cannot be signed. Use createRequest of an enrollment over the store "
                    + "that has the key."
            )
        }
        self.key = key
        signatureInformation.publicKeyAlgorithm = key.publicKey.algorithm.oid
        signed = try await sign(key)
    }

    /// The signed form of this kind of request.
    func sign(_ key: RequestKey) async throws -> SignedParts {
        let attested = try await attestationAttributes(of: key.publicKey)
        let others = try attributes(of: key.publicKey).filter { one in !attested.contains { $0.oid == one.oid } }
        let body = CertificationRequestInfo(
            subject: subject,
            subjectPublicKeyInfo: key.publicKey,
            attributes: others + attested
        ).derEncoded()
        let (algorithm, signature) = try await signatureInformation.sign(body, with: key.privateKey)
        return SignedParts(
            body: body,
            signature: signature,
            whole: CertificationRequestInfo.assemble(info: body, algorithm: algorithm, signature: signature)
        )
    }

    /// Reads the encoded form of this kind of request.
    func decode(_ bytes: [UInt8], _ context: X509CertificateEnrollmentContext) throws {
        let decoded: CertificationRequest
        do {
            decoded = try CertificationRequest(derEncoded: bytes)
        } catch {
            throw CAError(.malformed, status: .invalidData, "The stored request cannot be read: \(error).", cause: error)
        }
        try begin(context)
        take(decoded)
    }

    /// Forgets the signed form, so that the request may be changed. Source: "IX509CertificateRequest::ResetForEncode".
    ///
    /// The collections are as before `encode`: the defaults are put in only while encoding.
    /// - Throws: `CAError` with 0x80040007, 0x8007139F when not encoded.
    public func resetForEncode() throws {
        _ = try parts("resetForEncode")
        signed = nil
    }

    /// The DER of the request. Source: "IX509CertificateRequest::get_RawData".
    /// - Throws: `CAError` with 0x80040007, 0x8007139F before `encode`.
    public func rawData(_ encoding: EncodingType = .base64) throws -> EncodedBytes { try encoding.encode(try parts("rawData").whole) }

    /// The DER of the part that is signed. Source: "IX509CertificateRequestPkcs10::get_RawDataToBeSigned".
    /// - Throws: `CAError` with 0x80040007, 0x8007139F before `encode`.
    public func rawDataToBeSigned(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        try encoding.encode(try parts("rawDataToBeSigned").body)
    }

    /// The signature, or the hash in its place. Source: "IX509CertificateRequestPkcs10::get_Signature".
    /// - Throws: `CAError` with 0x80040007, 0x8007139F before `encode`.
    public func signature(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        try encoding.encode(try parts("signature").signature)
    }

    /// Checks the signature of the encoded request. Source: "IX509CertificateRequestPkcs10::CheckSignature".
    /// - Throws: `CAError`: 0x80040007 blank, 0x8007139F not encoded or signed in a way that is not allowed, 0x8009200E not signed,
    ///   0x80090006 wrong signature, and (as documented) a number that the enumeration does not have.
    public func checkSignature(_ allowedSignatureTypes: Pkcs10AllowedSignatureTypes = .keySignature) throws {
        try Self.check(allowedSignatureTypes)
        let request = try CertificationRequest(derEncoded: try parts("checkSignature").whole)
        guard !request.signature.isEmpty else { throw Self.unsigned }
        if let isHash = request.hasValidNullSignature {
            try Self.require(.nullSignature, of: allowedSignatureTypes)
            guard isHash else { throw Self.badSignature("The value in the place of the signature is not the hash of the request.") }
            return
        }
        try Self.require(.keySignature, of: allowedSignatureTypes)
        guard try request.hasValidSignature(verifier: lookup.verifier) else {
            throw Self.badSignature("The request is not signed with its key.")
        }
    }

    // MARK: Properties

    public var hashAlgorithm: DigestAlgorithm? {
        get { signatureInformation.hashAlgorithm }
        set { signatureInformation.hashAlgorithm = newValue }
    }

    public var alternateSignatureAlgorithm: Bool {
        get { signatureInformation.alternateSignatureAlgorithm }
        set { signatureInformation.alternateSignatureAlgorithm = newValue }
    }

    /// Whether there is a hash in the place of the signature. A CA takes such a request inside a signed message alone. Source:
    /// "IX509CertificateRequestPkcs10::get_NullSigned".
    public var nullSigned: Bool { signatureInformation.nullSigned }

    /// Source: "IX509CertificateRequestPkcs10::get_PublicKey".
    public var publicKey: SubjectPublicKeyInfo? { key?.publicKey }

    /// The private key, if this object has it. Source: "IX509CertificateRequestPkcs10::get_PrivateKey".
    public var privateKey: PrivateKey? { key?.privateKey }

    /// Whether the key is on a smart card, as the provider's name says. Source: "IX509CertificateRequestPkcs10::IsSmartCard".
    public func isSmartCard() -> Bool { (key?.reference?.provider ?? providerName).lowercased().contains("smart card") }

    /// The template that the request names: the identifier of a template of version 2 and later, or a name; nil for none. Source:
    /// "IX509CertificateRequestPkcs10::get_TemplateObjectId".
    public var templateObjectId: String? {
        guard let template else { return namedTemplate }
        return template.schemaVersion == 1 ? template.name : template.oid.dotted
    }

    /// The certificate given to `initializeFromCertificate`. Source: "IX509CertificateRequestPkcs10::get_OldCertificate".
    /// - Throws: `CAError` with 0x80094004 when there was none.
    public func oldCertificate(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        guard let old else { throw CAError.empty("The request was not made from a certificate.") }
        return try encoding.encode(old.certificate.derEncoded)
    }

    public func innerRequest(_ level: InnerRequestLevel) throws -> any IX509CertificateRequest {
        guard level == .innermost else { throw CAError.badArgument("A PKCS #10 request holds no other request.") }
        return self
    }

    public var innermost: X509CertificateRequestPkcs10 { self }

    // MARK: Parts for other kinds

    var isEncoded: Bool { signed != nil }

    /// The template that the request names, by common name or dotted identifier.
    var templateName: String? { template?.name ?? namedTemplate }

    func parts(_ member: String) throws(CAError) -> SignedParts {
        guard isInitialized else { throw CAError.blank(member) }
        guard let signed else { throw CAError(.wrongState, status: .invalidState, "The request is not encoded. Call encode first.") }
        return signed
    }

    func begin(_ context: X509CertificateEnrollmentContext) throws(CAError) {
        guard !isInitialized else { throw CAError.alreadyInitialized("The request") }
        isInitialized = true
        enrollmentContext = context
    }

    /// Takes the length of validity from a certificate, in the kind of request that has one.
    func inheritValidity(of certificate: Certificate) {}

    static func check(_ types: Pkcs10AllowedSignatureTypes) throws(CAError) {
        guard types.isKnown else {
            throw badSignature("The allowed signature types \(types.rawValue) are unknown. Use keySignature, nullSignature or both.")
        }
    }

    static func require(_ type: Pkcs10AllowedSignatureTypes, of allowed: Pkcs10AllowedSignatureTypes) throws(CAError) {
        guard allowed.contains(type) else {
            throw CAError(
                .wrongState,
                status: .invalidState,
                type == .nullSignature
                    ? "The request has a hash in the place of a signature. Allow nullSignature, or sign it with its key."
                    : "The request is signed by its key, and only a hash in that place is allowed. Allow keySignature."
            )
        }
    }

    static var unsigned: CAError { CAError(.malformed, status: .noSigner, "The request is not signed. Encode it first.") }

    static func badSignature(_ message: String) -> CAError { CAError(.malformed, status: .badSignature, message) }
}

/// A signed structure in its parts.
struct SignedParts {
    let body: [UInt8]
    let signature: [UInt8]
    let whole: [UInt8]
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
