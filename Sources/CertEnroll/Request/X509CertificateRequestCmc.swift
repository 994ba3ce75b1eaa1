public import CAInterface
import CertCli
public import CertificateTemplates
public import PKICrypto
public import PKIFormats

/// A CMC request around a PKCS #10 request or another CMC request, to any depth. Source: "IX509CertificateRequestCmc interface" and its
/// version 2; RFC 5272; MS-WCCE §2.2.2.6.4.
///
/// The key of the innermost request signs first, or a hash is in that place; certificates sign after it: the one to be renewed, enrollment
/// agents, registration authorities.
public final class X509CertificateRequestCmc: X509CertificateRequestPkcs7 {
    public override var type: X509RequestType { .cmc }
    public override var format: RequestFormat { .cmc }
    public override var encryptedKeyHash: [UInt8]? { keyHash }

    /// Extensions that the message adds to the request inside. Source: "IX509CertificateRequestCmc::get_X509Extensions".
    public var x509Extensions: [CertificateExtension] = []
    /// The extensions of the message that are marked critical. Source: "IX509CertificateRequestCmc::get_CriticalExtensions".
    public var criticalExtensions: [OID] = []
    /// Attributes that the message adds, besides the default one. Source: "IX509CertificateRequestCmc::get_CryptAttributes".
    public var cryptAttributes: [RequestAttribute] = []
    /// The defaults of the message to leave out one by one. Source: "IX509CertificateRequestCmc::get_SuppressOids".
    public var suppressOids: [OID] = []
    /// Pairs of name and value for the CA, in the registration information. Source: "IX509CertificateRequestCmc::get_NameValuePairs".
    public let nameValuePairs = X509NameValuePairs()
    /// The number of the transaction; nil for none. Source: "IX509CertificateRequestCmc::get_TransactionId".
    public var transactionId: Int32?
    /// Octets that the answer has to repeat; nil for none. Source: "IX509CertificateRequestCmc::get_SenderNonce".
    public var senderNonce: [UInt8]?
    /// More certificates that sign. Source: "IX509CertificateRequestCmc::get_SignerCertificates".
    public let signerCertificates = SignerCertificates()
    /// Whether the private key is sent for archival. Source: "IX509CertificateRequestCmc::get_ArchivePrivateKey".
    public var archivePrivateKey = false { didSet { innermost.sendsPrivateKey = archivePrivateKey } }
    /// DER of the CA's exchange certificate, for which the private key is encrypted. It is not checked here: get it from the CA over a
    /// connection that you trust. `enroll` fetches it when it is missing, and so does `createRequest` of an enrollment with a server. Source: "IX509CertificateRequestCmc::get_KeyArchivalCertificate".
    public var keyArchivalCertificate: [UInt8]?
    /// The cipher of the private key; nil for AES with 256 bits. Source: "IX509CertificateRequestCmc::get_EncryptionAlgorithm".
    public var encryptionAlgorithm: OID?
    /// The bits of the cipher's key, where ``encryptionAlgorithm`` leaves a choice (RC2). Source:
    /// "IX509CertificateRequestCmc::get_EncryptionStrength".
    public var encryptionStrength = 0
    /// Computes the ciphers that only old CAs read, such as 3DES. Not a documented member.
    public var legacyCiphers: (any LegacyCiphers)?

    private var suppressesDefaults = false
    private var keyHash: [UInt8]?

    // MARK: Initialization, once

    /// A message that asks for a template for a request that exists. Source: "IX509CertificateRequestCmc2::InitializeFromInnerRequestTemplate".
    /// - Throws: `CAError` as `initializeFromInnerRequest`.
    public func initializeFromInnerRequestTemplate(
        _ request: any IX509CertificateRequest,
        policyServer: (any EnrollmentServer)? = nil,
        template: CertificateTemplate
    ) throws {
        try initializeFromInnerRequest(request)
        (outerTemplate, outerServer) = (template, policyServer)
        x509Extensions.append(template.nameExtension)
        take(template)
    }

    /// The same for a template by common name or dotted identifier. Source:
    /// "IX509CertificateRequestCmc::InitializeFromInnerRequestTemplateName".
    public func initializeFromInnerRequestTemplateName(
        _ request: any IX509CertificateRequest,
        templateName: String,
        policyServer: any EnrollmentServer
    ) async throws {
        if isInitialized { throw CAError.alreadyInitialized("The request") }
        let template = try await policyServer.template(named: templateName)
        try initializeFromInnerRequestTemplate(request, policyServer: policyServer, template: template)
    }

    private var outerTemplate: CertificateTemplate?
    private var outerServer: (any EnrollmentServer)?

    /// The template. Source: "IX509CertificateRequestCmc2::get_Template".
    public override var template: CertificateTemplate? { outerTemplate ?? super.template }
    /// The source of the template. Source: "IX509CertificateRequestCmc2::get_PolicyServer".
    public override var policyServer: (any EnrollmentServer)? { outerServer ?? super.policyServer }

    /// The template that the message or the request inside names; nil for none. Source: "IX509CertificateRequestCmc::get_TemplateObjectId".
    public var templateObjectId: String? {
        if let outerTemplate { return outerTemplate.schemaVersion == 1 ? outerTemplate.name : outerTemplate.oid.dotted }
        return innermost.templateObjectId
    }

    /// Whether the first signature is a hash. Source: "IX509CertificateRequestCmc::get_NullSigned".
    public var nullSigned: Bool { innermost.nullSigned }

    /// The algorithms of the first signature, which are those of the innermost request. Source:
    /// "IX509CertificateRequestCmc::get_SignatureInformation".
    public var signatureInformation: X509SignatureInformation { innermost.signatureInformation }

    /// Whether the message leaves out its default attribute. The request inside has a setting of its own.
    public override var suppressDefaults: Bool {
        get { suppressesDefaults }
        set { suppressesDefaults = newValue }
    }

    /// Whether the CA's exchange certificate has to be found before `encode`.
    var lacksExchangeCertificate: Bool { archivePrivateKey && keyArchivalCertificate == nil && encoded == nil }

    // MARK: Encoding and checking

    public override func encode(with keys: any KeyMaker = SoftwareKeyMaker()) async throws {
        if isInitialized, lacksExchangeCertificate {
            throw CAError(
                .wrongState,
                status: .certsrvArchivedKeyRequired,
                "The private key is to be archived, and the CA's exchange certificate is missing. Set keyArchivalCertificate (certreq ca certificate "
                    + "--exchange), or let enroll fetch it."
            )
        }
        try await super.encode(with: keys)
    }

    override func message() async throws -> [UInt8] {
        let signing = signers
        let archived = archivePrivateKey ? try await archivedKey() : nil
        keyHash = archived.map { Digest.of($0.derEncoded, signatureDigest) }
        let content = try data().derEncoded
        var infos = [try await primary(content, archived)]
        var certificates: [[UInt8]] = []
        for signer in signing {
            signer.signatureInformation.inherit(from: signatureInformation)
            let (certificate, chain, _) = try await signer.identity()
            infos.append(try await signer.signerInfo(content: content, contentType: OID.CMC.pkiData, digest: hashAlgorithm))
            for der in [certificate.derEncoded] + chain where !certificates.contains(der) { certificates.append(der) }
        }
        // The store has the key; this object needs it no longer.
        if innermost.key?.reference != nil { innermost.key?.pkcs8 = nil }
        return SignedData(contentType: OID.CMC.pkiData, content: content, certificates: certificates, signers: infos).contentInfo
    }

    /// Checks the first signature of the encoded message. Source: "IX509CertificateRequestCmc2::CheckSignature".
    /// - Throws: `CAError` as `X509CertificateRequestPkcs10.checkSignature`.
    public func checkSignature(_ allowedSignatureTypes: Pkcs10AllowedSignatureTypes = .keySignature) throws {
        typealias Inner = X509CertificateRequestPkcs10
        try Inner.check(allowedSignatureTypes)
        let message = try EnrollmentMessage(derEncoded: try bytes("checkSignature"))
        let infos = message.layers[0].signedData.signers
        let verdicts = zip(infos, message.verification(verifier: lookup.verifier).signers[0])
        // The signers are in the order of DER. A certificate is named by its issuer, the key of the request by its identifier.
        guard let first = verdicts.first(where: { $0.0.identifier.isKey }) else { throw Inner.unsigned }
        switch first.1 {
        case .noSignature: try Inner.require(.nullSignature, of: allowedSignatureTypes)
        case .requestKey: try Inner.require(.keySignature, of: allowedSignatureTypes)
        case .certificate, .unknown: throw Inner.unsigned
        case .invalid(let reason), .unsupported(let reason):
            throw Inner.badSignature("The first signature of the message does not hold: \(reason).")
        }
    }

    /// Checks the signature of one certificate. Source: "IX509CertificateRequestCmc2::CheckCertificateSignature".
    /// - Throws: `CAError` as `checkCertificateSignature` without a signer.
    public func checkCertificateSignature(_ signer: SignerCertificate, validateChain: Bool) throws {
        try check(signer, in: try bytes("checkCertificateSignature"), validateChain: validateChain)
    }

    // MARK: Parts

    override func holds(_ request: any IX509CertificateRequest) -> Bool { request.type == .pkcs10 || request.type == .cmc }

    override var signers: [SignerCertificate] { super.signers + Array(signerCertificates) }

    override func take(_ template: CertificateTemplate) {
        guard template.privateKeyFlags.contains(.requirePrivateKeyArchival) else { return }
        archivePrivateKey = true
        encryptionStrength = template.symmetricKeyLength ?? 0
        encryptionAlgorithm = template.symmetricAlgorithm.flatMap { KeyArchival.algorithm(named: $0, bits: encryptionStrength) }
    }

    override func adopt(_ pending: PendingRequest) throws(CAError) {
        try super.adopt(pending)
        keyHash = pending.archivedKeyHash
    }

    override func decode(_ message: SignedData, _ context: X509CertificateEnrollmentContext) throws {
        guard message.contentType == OID.CMC.pkiData, let content = message.content else {
            throw CAError(.malformed, status: .invalidMessageType, "The message is not a CMC request.")
        }
        let data = try PKIData(derEncoded: content)
        try take(data.controls)
        if case .certificationRequest(_, let request) = data.requests.first {
            let inner = X509CertificateRequestPkcs10(lookup: lookup)
            try inner.initializeDecode(request.derEncoded, encoding: .binary, context: context)
            try initializeFromInnerRequest(inner)
        } else if let nested = data.contentInfos.first {
            let inner = X509CertificateRequestCmc(lookup: lookup)
            try inner.initializeDecode(nested.contentInfo.derEncoded, encoding: .binary, context: context)
            try initializeFromInnerRequest(inner)
        } else {
            throw CAError(
                .malformed,
                status: .invalidMessageType,
                "The CMC message holds neither a PKCS #10 request nor another CMC message."
            )
        }
        for signer in message.signers {
            guard let certificate = message.certificate(of: signer) else { continue }
            try signerCertificates.add(SignerCertificate(certificate: certificate, key: nil))
        }
        archivePrivateKey = message.signers.contains { $0.unsignedAttributes.contains { $0.oid == OID.Microsoft.archivedKey } }
    }

    private func take(_ controls: [TaggedAttribute]) throws {
        transactionId = try controls.value(of: TransactionID.self)?.number.flatMap { Int32(exactly: $0) }
        senderNonce = try controls.value(of: SenderNonce.self)?.bytes
        for information in try controls.values(of: RegistrationInformation.self) {
            for pair in try RegistrationPairs(information).pairs {
                if pair.name.lowercased() == "requestername" {
                    requesterName = pair.value
                } else {
                    nameValuePairs.add(pair.name, pair.value)
                }
            }
        }
        x509Extensions = try controls.values(of: AddExtensions.self).flatMap(\.extensions)
        criticalExtensions = x509Extensions.filter(\.critical).map(\.oid)
        let attributes = try controls.values(of: AddAttributesControl.self).flatMap(\.attributes)
        keyHash = try EncryptedKeyHash.find(in: attributes).first?.bytes
        let made = [OID.Microsoft.requestClientInformation, OID.Microsoft.encryptedKeyHash]
        cryptAttributes = attributes.filter { !made.contains($0.oid) }
        if !attributes.contains(where: { $0.oid == OID.Microsoft.requestClientInformation }) {
            suppressOids = [OID.Microsoft.requestClientInformation]
        }
    }

    private func data() throws -> PKIData {
        var builder: CMCRequestBuilder
        var (dataReference, certificateReferences) = (0, [1])
        let bytes = try inner.rawData(.binary).bytes
        if inner is X509CertificateRequestCmc {
            builder = CMCRequestBuilder()
            dataReference = builder.add(try ContentInfo(derEncoded: bytes))
            certificateReferences = [0]
        } else {
            builder = CMCRequestBuilder(try CertificationRequest(derEncoded: bytes))
        }
        builder.transactionID = transactionId.map { TransactionID(Int($0)) }
        builder.senderNonce = senderNonce
        builder.registrationPairs = nameValuePairs.pairs.map { EnrollmentNameValuePair(name: $0.name, value: $0.value) }
        if !requesterName.isEmpty { builder.registrationPairs.append(EnrollmentNameValuePair(name: "RequesterName", value: requesterName)) }
        if !x509Extensions.isEmpty {
            builder.controls.append(
                AddExtensions(
                    dataReference: dataReference,
                    certificateReferences: certificateReferences,
                    extensions: x509Extensions.map { $0.marked(criticalExtensions) }
                )
            )
        }
        var attributes = cryptAttributes
        let client = OID.Microsoft.requestClientInformation
        if !suppressDefaults, !suppressOids.contains(client), !attributes.contains(where: { $0.oid == client }) {
            attributes.append(.clientInformation(innermost.clientInformation))
        }
        if let keyHash { attributes.append(EncryptedKeyHash(keyHash).asAttribute()) }
        if !attributes.isEmpty {
            builder.controls.append(
                AddAttributesControl(dataReference: dataReference, certificateReferences: certificateReferences, attributes: attributes)
            )
        }
        return try builder.data()
    }

    /// The signature of the request's key, or the hash in its place where the key does not sign or is elsewhere.
    private func primary(_ content: [UInt8], _ archived: ArchivedKey?) async throws -> SignerInfo {
        guard let publicKey = innermost.publicKey else { throw CAError.blank("encode") }
        let digest = publicKey.kind.takesAnyDigest ? hashAlgorithm : nil
        let request = try CertificationRequest(derEncoded: try innermost.rawData(.binary).bytes)
        let identifier = try SubjectKeyIdentifier.find(in: request.requestedExtensions)?.bytes
        let signer: RequestSigner =
            if let key = innermost.privateKey, !nullSigned { .requestKey(key, identifier: identifier) } else { .nobody(publicKey) }
        let info = try await signer.signerInfo(content: content, contentType: OID.CMC.pkiData, digest: digest)
        return archived.map { SignerInfo(info, addingUnsigned: $0.asAttribute()) } ?? info
    }

    /// The digest that signs the request, which also is that of ``encryptedKeyHash``.
    private var signatureDigest: DigestAlgorithm {
        hashAlgorithm ?? innermost.privateKey?.defaultSignatureAlgorithm.signatureDigest ?? .sha256
    }

    private func archivedKey() async throws -> ArchivedKey {
        guard let certificate = keyArchivalCertificate else { throw CAError.empty("The CA's exchange certificate is missing.") }
        let archival = KeyArchival(algorithm: encryptionAlgorithm, bits: encryptionStrength, legacy: legacyCiphers)
        return try await archival.seal(innermost, for: certificate)
    }
}

extension SignerInfo.Identifier {
    fileprivate var isKey: Bool {
        if case .subjectKeyIdentifier = self { true } else { false }
    }
}
