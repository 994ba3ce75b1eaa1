public import CAInterface
public import CertCli
public import CertificateTemplates
import PKICrypto
public import PKIFormats

/// A PKCS #10 request that a certificate signs: the one that it replaces, or that of an enrollment agent. Source:
/// "IX509CertificateRequestPkcs7 interface" and its version 2; MS-WCCE §2.2.2.6.2.
public class X509CertificateRequestPkcs7: IX509CertificateRequest {
    public var type: X509RequestType { .pkcs7 }
    public var format: RequestFormat { .pkcs7 }
    public var encryptedKeyHash: [UInt8]? { nil }

    /// The account for which the request is made, `DOMAIN\user`, covered by the signature of an enrollment agent; empty for the signer's own.
    /// Source: "IX509CertificateRequestPkcs7::get_RequesterName".
    public var requesterName = ""
    /// The certificate that signs. Source: "IX509CertificateRequestPkcs7::get_SignerCertificate".
    public var signerCertificate: SignerCertificate? { didSet { handOn() } }
    public var silent = false { didSet { handOn() } }
    public var parentWindow = 0 { didSet { handOn() } }
    public var uiContextMessage = "" { didSet { handOn() } }
    /// The template. Source: "IX509CertificateRequestPkcs7V2::get_Template".
    public var template: CertificateTemplate? { innermost.template }
    /// The source of the template. Source: "IX509CertificateRequestPkcs7V2::get_PolicyServer".
    public var policyServer: (any EnrollmentServer)? { innermost.policyServer }

    /// The request inside; blank before initialization, so that what is set then reaches it.
    private(set) var inner: any IX509CertificateRequest
    let lookup: CertificateLookup
    var encoded: [UInt8]?

    /// - Parameter lookup: where certificates that are named by thumbprint, and their keys, are found.
    public init(lookup: CertificateLookup = .standard) {
        self.lookup = lookup
        inner = X509CertificateRequestPkcs10(lookup: lookup)
    }

    // MARK: Initialization, once

    public func initialize(_ context: X509CertificateEnrollmentContext) throws { try begin { try $0.initialize(context) } }

    /// A request for a template by common name or dotted identifier. Source: "IX509CertificateRequestPkcs7::InitializeFromTemplateName".
    /// - Throws: `CAError` with 0x800704DF, 0x80094800 when there is no such template.
    public func initializeFromTemplateName(
        _ context: X509CertificateEnrollmentContext,
        templateName: String,
        policyServer: any EnrollmentServer
    ) async throws {
        if isInitialized { throw CAError.alreadyInitialized("The request") }
        let template = try await policyServer.template(named: templateName)
        try initializeFromTemplate(context, policyServer: policyServer, template: template)
    }

    /// A request for a template. Source: "IX509CertificateRequestPkcs7V2::InitializeFromTemplate".
    public func initializeFromTemplate(
        _ context: X509CertificateEnrollmentContext,
        policyServer: (any EnrollmentServer)? = nil,
        template: CertificateTemplate
    ) throws {
        try begin { try $0.initializeFromTemplate(context, policyServer: policyServer, template: template) }
        take(template)
    }

    /// A request for a certificate like one that there is already. Source: "IX509CertificateRequestPkcs7::InitializeFromCertificate".
    /// - Parameters:
    ///   - renewalRequest: whether the new certificate replaces the old one, which then signs.
    ///   - certificate: the certificate in the encoding; with encoding 12 also its thumbprint or serial number.
    /// - Throws: `CAError` as `X509CertificateRequestPkcs10.initializeFromCertificate`; 0x8009200A also when the old certificate has to sign
    ///   and its key cannot be loaded.
    public func initializeFromCertificate(
        _ context: X509CertificateEnrollmentContext,
        renewalRequest: Bool,
        certificate: [UInt8],
        encoding: EncodingType = .base64,
        inheritOptions: X509RequestInheritOptions = .default
    ) async throws {
        if isInitialized { throw CAError.alreadyInitialized("The request") }
        try inheritOptions.check()
        let needsKey = renewalRequest || inheritOptions.key == .privateKey
        let old = try lookup.find(certificate, encoding: encoding, context: context, needsKey: needsKey)
        let signer = renewalRequest ? SignerCertificate(old, key: try await lookup.open(old), lookup: lookup) : nil
        try await innermost.initialize(context, from: old, inheritOptions)
        guard let signer else { return }
        innermost.renewalCertificate = old.certificate.derEncoded
        signerCertificate = signer
    }

    /// As `initializeFromCertificate` with bytes, for text.
    public func initializeFromCertificate(
        _ context: X509CertificateEnrollmentContext,
        renewalRequest: Bool,
        certificate: String,
        encoding: EncodingType = .base64,
        inheritOptions: X509RequestInheritOptions = .default
    ) async throws {
        try await initializeFromCertificate(
            context,
            renewalRequest: renewalRequest,
            certificate: Array(certificate.utf8),
            encoding: encoding,
            inheritOptions: inheritOptions
        )
    }

    /// A message around a request. Source: "IX509CertificateRequestPkcs7::InitializeFromInnerRequest".
    /// - Throws: `CAError` with 0x800704DF, 0x80040007 when `request` is blank, 0x80091004 when it is of a kind that this one cannot hold.
    public func initializeFromInnerRequest(_ request: any IX509CertificateRequest) throws {
        if isInitialized { throw CAError.alreadyInitialized("The request") }
        guard holds(request) else {
            throw CAError(
                .malformed,
                status: .invalidMessageType,
                "A request of type \(type.rawValue) cannot hold one of type \(request.type.rawValue). PKCS #7 holds PKCS #10; CMC holds PKCS #10 or CMC."
            )
        }
        guard request.enrollmentContext != .none else { throw CAError.blank("initializeFromInnerRequest with this request") }
        inner = request
        handOn()
    }

    /// A message from its bytes. Source: "IX509CertificateRequestPkcs7::InitializeDecode".
    /// - Throws: `CAError` with 0x800704DF, 0x8007000D, 0x80091004 for a message of another kind.
    public func initializeDecode(_ request: [UInt8], encoding: EncodingType = .base64Any, context: X509CertificateEnrollmentContext = .user)
        throws
    {
        if isInitialized { throw CAError.alreadyInitialized("The request") }
        let bytes = try encoding.decode(request)
        do {
            try decode(try SignedData(contentInfo: bytes), context)
        } catch let error as CAError {
            throw error
        } catch {
            throw CAError(.malformed, status: .invalidData, "The message cannot be read: \(error).", cause: error)
        }
        encoded = bytes
    }

    /// As `initializeDecode` with bytes, for text.
    public func initializeDecode(
        _ request: String,
        encoding: EncodingType = .base64Any,
        context: X509CertificateEnrollmentContext = .user
    ) throws {
        try initializeDecode(Array(request.utf8), encoding: encoding, context: context)
    }

    // MARK: Encoding

    public func encode(with keys: any KeyMaker = SoftwareKeyMaker()) async throws {
        guard isInitialized else { throw CAError.blank("encode") }
        guard encoded == nil else { return }
        try await inner.encode(with: keys)
        do {
            encoded = try await message()
        } catch let error as KeyError {
            throw CAError(.wrongState, status: .badKeyset, "The signing certificate's key cannot sign: \(error).", cause: error)
        }
    }

    /// The message around the encoded inner request.
    func message() async throws -> [UInt8] {
        guard let signer = signerCertificate else {
            throw CAError.empty(
                "A PKCS #7 request is signed by a certificate: the one to be renewed, or an enrollment agent's. Set signerCertificate."
            )
        }
        signer.signatureInformation.inherit(from: innermost.signatureInformation)
        let (certificate, chain, _) = try await signer.identity()
        let pair = EnrollmentNameValuePair(name: "RequesterName", value: requesterName)
        let content = try inner.rawData(.binary).bytes
        let info = try await signer.signerInfo(
            content: content,
            contentType: OID.CMS.data,
            digest: hashAlgorithm,
            attributes: requesterName.isEmpty ? [] : [CMSAttribute(OID.Microsoft.enrollmentNameValuePair, values: [pair.derEncoded])]
        )
        let issuers = chain.filter { $0 != certificate.derEncoded }
        return SignedData(
            contentType: OID.CMS.data,
            content: content,
            certificates: [certificate.derEncoded] + issuers,
            signers: [info]
        ).contentInfo
    }

    public func resetForEncode() throws {
        _ = try bytes("resetForEncode")
        encoded = nil
        try inner.resetForEncode()
    }

    public func rawData(_ encoding: EncodingType = .base64) throws -> EncodedBytes { try encoding.encode(try bytes("rawData")) }

    /// Checks the signature of ``signerCertificate`` in the encoded message. Source:
    /// "IX509CertificateRequestPkcs7V2::CheckCertificateSignature".
    /// - Parameter validateChain: whether the certificate's chain has to lead to a root of the stores.
    /// - Throws: `CAError`: 0x80040007 blank, 0x8007139F not encoded, 0x80094004 no signer, 0x80090006 wrong signature, and the codes of chains.
    public func checkCertificateSignature(validateChain: Bool) throws {
        let bytes = try bytes("checkCertificateSignature")
        guard let signerCertificate else { throw CAError.empty("The message has no signer. Set signerCertificate.") }
        try check(signerCertificate, in: bytes, validateChain: validateChain)
    }

    // MARK: Settings of the request inside

    public var suppressDefaults: Bool {
        get { innermost.suppressDefaults }
        set { innermost.suppressDefaults = newValue }
    }

    public var clientID: RequestClientInfoClientId {
        get { innermost.clientID }
        set { innermost.clientID = newValue }
    }

    public var hashAlgorithm: DigestAlgorithm? {
        get { innermost.hashAlgorithm }
        set { innermost.hashAlgorithm = newValue }
    }

    public var alternateSignatureAlgorithm: Bool {
        get { innermost.alternateSignatureAlgorithm }
        set { innermost.alternateSignatureAlgorithm = newValue }
    }

    public var renewalCertificate: [UInt8]? {
        get { innermost.renewalCertificate }
        set { innermost.renewalCertificate = newValue }
    }

    public var enrollmentContext: X509CertificateEnrollmentContext { inner.enrollmentContext }
    public var publicKey: SubjectPublicKeyInfo? { innermost.publicKey }
    public var innermost: X509CertificateRequestPkcs10 { inner.innermost }

    public func innerRequest(_ level: InnerRequestLevel) throws -> any IX509CertificateRequest {
        guard isInitialized else { throw CAError.blank("innerRequest") }
        switch level {
        case .next: return inner
        case .innermost: return innermost
        default: throw CAError.badArgument("The level \(level.rawValue) is unknown. Use 0 for the innermost request, 1 for the next.")
        }
    }

    // MARK: Parts for CMC

    /// Whether this kind of message holds that kind of request.
    func holds(_ request: any IX509CertificateRequest) -> Bool { request.type == .pkcs10 }

    /// The template's settings for the message.
    func take(_ template: CertificateTemplate) {}

    func decode(_ message: SignedData, _ context: X509CertificateEnrollmentContext) throws {
        guard message.contentType == OID.CMS.data, let content = message.content else {
            throw CAError(.malformed, status: .invalidMessageType, "The message is not PKCS #7 around a PKCS #10 request.")
        }
        let request = X509CertificateRequestPkcs10(lookup: lookup)
        try request.initializeDecode(content, encoding: .binary, context: context)
        try initializeFromInnerRequest(request)
        guard let signer = message.signers.first, let certificate = message.certificate(of: signer) else { return }
        signerCertificate = SignerCertificate(certificate: certificate, key: nil)
        for attribute in signer.signedAttributes where attribute.oid == OID.Microsoft.enrollmentNameValuePair {
            for pair in try attribute.values.flatMap({ try EnrollmentNameValuePair.read($0) })
            where pair.name.lowercased() == "requestername" {
                requesterName = pair.value
            }
        }
    }

    /// Continues with a request of the store, as it was sent.
    func adopt(_ pending: PendingRequest) throws(CAError) {
        try innermost.takeKey(of: pending)
        encoded = pending.request
    }

    var isInitialized: Bool { inner.enrollmentContext != .none }

    func bytes(_ member: String) throws(CAError) -> [UInt8] {
        guard isInitialized else { throw CAError.blank(member) }
        guard let encoded else { throw CAError(.wrongState, status: .invalidState, "The request is not encoded. Call encode first.") }
        return encoded
    }

    /// Gives what concerns dialogs to what is inside.
    func handOn() {
        (inner.silent, inner.parentWindow, inner.uiContextMessage) = (silent, parentWindow, uiContextMessage)
        for signer in signers { (signer.silent, signer.parentWindow, signer.uiContextMessage) = (silent, parentWindow, uiContextMessage) }
    }

    /// All certificates that sign.
    var signers: [SignerCertificate] { signerCertificate.map { [$0] } ?? [] }

    func check(_ signer: SignerCertificate, in bytes: [UInt8], validateChain: Bool) throws {
        let message = try SignedData(contentInfo: bytes)
        let certificate = try signer.plainCertificate
        guard let info = message.signers.first(where: { $0.identifier.names(certificate) }) else {
            throw CAError.empty("The certificate \(certificate.serialHex) did not sign the message. Encode it again with this signer.")
        }
        if let fault = try message.fault(of: info, certificate: certificate, verifier: lookup.verifier) {
            throw X509CertificateRequestPkcs10.badSignature(
                "The signature of the certificate \(certificate.serialHex) does not hold: \(fault)."
            )
        }
        guard validateChain else { return }
        let presented = message.certificates.compactMap { try? Certificate(derEncoded: $0) }
        try lookup.checkChain(of: certificate, presented: presented, context: enrollmentContext)
    }

    /// Initializes the request inside, which is a PKCS #10 request while nothing else was given.
    private func begin(_ body: (X509CertificateRequestPkcs10) throws -> Void) throws {
        if isInitialized { throw CAError.alreadyInitialized("The request") }
        try body(innermost)
    }
}
