import CAInterface
import PKICrypto
import PKIFormats

/// The request without the messages around it, and the results of their signatures.
///
/// Sources: MS-WCCE §2.2.2.6 and §3.2.1.4.2.1.4.1 (PKCS #10, CMS, CMC); RFC 5272 §3.2.
struct RequestContent {
    let format: RequestFormat
    let subject: DistinguishedName
    let key: SubjectPublicKeyInfo
    let extensions: [CertificateExtension]
    /// Pairs of name and value: of the request itself, and of the signed messages around it. The name of the subject is not among the latter.
    let pairs: [EnrollmentNameValuePair]
    /// The attributes in which a client describes itself.
    let information: [RequestAttributes.Pair]
    /// The algorithm by which possession is shown.
    let proofAlgorithm: AlgorithmIdentifier
    let proof: ReceivedRequest.Proof
    /// Why the signatures do not hold, where it is not the request's own that fails.
    var signatureFault: Denial?
    /// The certificates that signed messages around the request.
    var signatures: [RequestSignature] = []
    /// Who the certificate is for, by a signed message.
    var requester: SignedRequester?
    /// The certificate to be renewed.
    var renewal: RenewalClaim?
    /// The proof that a security module holds the key.
    var attestation: AttestationClaim?
    /// The private key that comes along to be archived.
    var archival: ArchivalClaim?

    /// Signers that one submission may have, over all its messages.
    private static let mostSigners = 8
    /// Certificates that one submission may bring along.
    private static let mostCertificates = 32
    /// The controls that are acted on here or change nothing. A message with another one is refused (RFC 5272 §3.2.1.1).
    private static let controls: Set<OID> = [
        TransactionID.oid, SenderNonce.oid, DataReturn.oid, AddExtensions.oid, AddAttributesControl.oid, RegistrationInformation.oid,
    ]
    /// Attributes that a message may add to a request: what a client says about itself, and the hash of a key to be archived.
    private static let informing: Set<OID> = [
        OID.Microsoft.requestClientInformation, OID.Microsoft.osVersion, OID.Microsoft.enrollmentCSPProvider, EncryptedKeyHash.oid,
    ]

    /// A PKCS #10 request that came bare.
    init(pkcs10 bytes: [UInt8], verifier: (any SignatureVerifier)?) throws(FormatError) {
        let request = try CertificationRequest(derEncoded: bytes)
        format = .pkcs10
        subject = request.subject
        key = request.subjectPublicKeyInfo
        extensions = request.requestedExtensions
        pairs = request.nameValuePairs
        information = Self.information(of: request)
        proofAlgorithm = request.signatureAlgorithm
        proof = Self.proof(
            request.signature,
            over: request.infoBytes,
            algorithm: request.signatureAlgorithm,
            key: request.subjectPublicKeyInfo,
            verifier: verifier
        )
        renewal = request.renewalCertificate.map { RenewalClaim(bytes: $0, signature: nil) }
        attestation = AttestationClaim(request.attributes)
    }

    /// A request inside of signed messages.
    /// - Parameter format: as announced and sniffed; PKCS #7 where nobody said which of the two it is.
    /// - Throws: `CAError.malformed`.
    init(message bytes: [UInt8], format: RequestFormat, isAnnounced: Bool, verifier: (any SignatureVerifier)?) throws {
        let message = try Self.open(bytes)
        let found: RequestFormat = message.form == .cmc ? .cmc : .pkcs7
        guard !isAnnounced || found == format else {
            throw Self.fault(
                "The request was announced as \(format == .cmc ? "CMC" : "PKCS #7") but is \(found == .cmc ? "CMC" : "PKCS #7").",
                .invalidMessageType
            )
        }
        try Self.check(message)
        do {
            let request = try message.onlyRequest
            let verification = message.verification(verifier: Self.isComputable(message) ? verifier : nil)
            self.format = found
            let named = try Self.named(in: message)
            let own: [EnrollmentNameValuePair]
            switch request.content {
            case .certificationRequest(let pkcs10):
                (subject, key) = (pkcs10.subject, pkcs10.subjectPublicKeyInfo)
                information = Self.information(of: pkcs10)
                own = pkcs10.nameValuePairs
                attestation = AttestationClaim(pkcs10.attributes)
                (proof, proofAlgorithm) = Self.proof(
                    verification.possession[0],
                    ownAlgorithm: pkcs10.signatureAlgorithm,
                    signers: Self.keySigners(of: message, verification)
                )
            case .certRequestMessage(let crmf):
                let fields = try Self.fields(of: crmf)
                (subject, key, information, own) = (fields.subject, fields.key, [], [])
                var algorithm = fields.key.algorithm
                if case .signature(let signature) = crmf.proof { algorithm = signature.algorithm }
                (proof, proofAlgorithm) = Self.proof(
                    verification.possession[0],
                    ownAlgorithm: algorithm,
                    signers: Self.keySigners(of: message, verification)
                )
            case .keygen, .other:
                throw Self.fault("The signed message holds neither a PKCS #10 nor a CRMF request.", .invalidData)
            }
            var attributes = try message.addedAttributes(to: request)
            if case .certificationRequest(let pkcs10) = request.content { attributes += pkcs10.attributes }
            archival = try ArchivalClaim(message, attributes: attributes)
            extensions = try Self.extensions(of: request, in: message)
            pairs = own + named.filter { !$0.pair.name.isRequesterName }.map(\.pair)
            signatureFault = Self.fault(in: verification)
            signatures = Self.signatures(of: message, verification)
            requester = try Self.requester(named, signatures: signatures)
            if case .certificationRequest(let pkcs10) = request.content, let bytes = pkcs10.renewalCertificate {
                // In PKCS #7 the old key is the first signer's; in CMC it is any one's beside the new key.
                let signature = signatures.first { $0.certificate.derEncoded == bytes && (found == .cmc || $0.position == 0) }
                renewal = RenewalClaim(bytes: bytes, signature: signature)
            }
        } catch let error as FormatError {
            throw Self.fault("The signed message cannot be read: \(error)", .invalidData, cause: error)
        }
    }

    // MARK: The message

    private static func open(_ bytes: [UInt8]) throws -> EnrollmentMessage {
        do throws(FormatError) {
            // BER is what some libraries write; requests and signed attributes are DER in both.
            if let message = try? EnrollmentMessage(derEncoded: bytes) { return message }
            return try EnrollmentMessage(berEncoded: bytes)
        } catch {
            throw fault("The signed message cannot be read: \(error)", .invalidData, cause: error)
        }
    }

    private static func check(_ message: EnrollmentMessage) throws {
        guard message.requests.count == 1 else {
            throw fault("The message holds \(message.requests.count) requests; exactly one is read. Send each request alone.", .invalidData)
        }
        guard message.form == .cmc || message.layers.count == 1 else {
            throw fault("The PKCS #7 message holds another signed message; it must hold the PKCS #10 request itself.", .invalidData)
        }
        guard message.layersAround(message.requests[0]).count == message.layers.count else {
            throw fault(
                "One of the signed messages inside is not around the request. Send the request with its own messages alone.",
                .invalidData
            )
        }
        guard message.layers.allSatisfy({ !$0.signedData.signers.isEmpty }) else {
            throw fault("A signed message has no signer. Sign it.", .noSigner)
        }
        guard message.layers.reduce(0, { $0 + $1.signedData.signers.count }) <= mostSigners,
            message.layers.reduce(0, { $0 + $1.signedData.certificates.count }) <= mostCertificates
        else {
            throw fault(
                "At most \(mostSigners) signers and \(mostCertificates) certificates are read with a request. Leave out those that are not needed.",
                .invalidData
            )
        }
        for (index, layer) in message.layers.enumerated() {
            if let control = layer.controls.first(where: { !controls.contains($0.oid) }) {
                throw fault("The CMC control \(control.oid.shown) is not acted on here. Leave it out.", .invalidData)
            }
            guard let data = layer.data else { continue }
            let inside = message.layers.count { $0.parent == index }
            guard data.contentInfos.count == inside, data.otherMessages.isEmpty else {
                throw fault("The CMC message has a part that is neither a request nor a signed request. Leave it out.", .invalidData)
            }
        }
        for key in keys(of: message) {
            if case .rsa(let bits) = key, bits > ReceivedRequest.largestModulus {
                throw fault(
                    "An RSA key of \(bits) bits signed the message; at most \(ReceivedRequest.largestModulus) are computed with.",
                    .invalidData
                )
            }
        }
    }

    /// The kinds of all keys that signatures may be verified with.
    private static func keys(of message: EnrollmentMessage) -> [KeyKind] {
        message.requests.compactMap { $0.publicKey?.kind }
            + message.layers.flatMap(\.signedData.certificates).compactMap { (try? Certificate(derEncoded: $0))?.subjectPublicKeyInfo.kind }
    }

    /// Whether no key is of a kind that is never certified here, so that the outside verifier is asked about nothing unbounded.
    private static func isComputable(_ message: EnrollmentMessage) -> Bool {
        keys(of: message).allSatisfy { kind in
            if case .other = kind { false } else { true }
        }
    }

    /// A pair of a signed message, with the position of that message and, where one signer's attributes hold it, of that signer.
    private struct NamedPair {
        let pair: EnrollmentNameValuePair
        let layer: Int
        var signer: Int?
    }

    /// The pairs of the signed messages, the outermost's first: the registration information of CMC, the signed attributes of the first signer of PKCS #7. A
    /// requester is read from every signer of PKCS #7, because its signature alone covers the name. Anywhere else a requester is refused: whoever wrote it
    /// there would otherwise get a certificate for somebody else than was meant.
    private static func named(in message: EnrollmentMessage) throws -> [NamedPair] {
        var found: [NamedPair] = []
        for (index, layer) in message.layers.enumerated() {
            for information in try layer.controls.values(of: RegistrationInformation.self) {
                found += try RegistrationPairs(information).pairs.map { NamedPair(pair: $0, layer: index) }
            }
            for (position, signer) in layer.signedData.signers.enumerated() {
                guard try pairs(in: signer.unsignedAttributes).allSatisfy({ !$0.name.isRequesterName }) else {
                    throw fault(
                        "RequesterName is in an attribute that no signature covers. Put it into the signed attributes.",
                        .invalidData
                    )
                }
                let signed = try pairs(in: signer.signedAttributes)
                guard layer.data == nil else {
                    guard signed.allSatisfy({ !$0.name.isRequesterName }) else {
                        throw fault(
                            "RequesterName is in the attributes of a signer; CMC has it in the registration information. Put it there.",
                            .invalidData
                        )
                    }
                    continue
                }
                found += signed.filter { position == 0 || $0.name.isRequesterName }.map {
                    NamedPair(pair: $0, layer: index, signer: position)
                }
            }
        }
        return found
    }

    private static func pairs(in attributes: [CMSAttribute]) throws(FormatError) -> [EnrollmentNameValuePair] {
        var found: [EnrollmentNameValuePair] = []
        for attribute in attributes where attribute.oid == EnrollmentNameValuePairs.oid {
            for value in attribute.values { found += try EnrollmentNameValuePair.read(value) }
        }
        return found
    }

    private static func requester(_ named: [NamedPair], signatures: [RequestSignature]) throws -> SignedRequester? {
        let names = named.filter { $0.pair.name.isRequesterName }
        guard let first = names.first else { return nil }
        guard names.allSatisfy({ $0.pair.value.lowercased() == first.pair.value.lowercased() }) else {
            throw fault("The signed messages name two requesters. Name one.", .invalidData)
        }
        return SignedRequester(
            name: first.pair.value,
            signatures: signatures.filter { signature in
                guard signature.layer == first.layer else { return false }
                let signers = names.filter { $0.layer == first.layer }.compactMap(\.signer)
                return signers.isEmpty || signers.contains(signature.position)
            }
        )
    }

    /// The extensions of the request and those that controls add. One asked for twice must be the same both times.
    static func extensions(of request: EnrollmentRequest, in message: EnrollmentMessage) throws -> [CertificateExtension] {
        let added = try message.addedExtensions(to: request)
        let attributes = try message.addedAttributes(to: request)
        var (extensionCount, attributeCount) = (0, 0)
        for layer in message.layers {
            extensionCount += try layer.controls.values(of: AddExtensions.self).reduce(0) { $0 + $1.extensions.count }
            attributeCount += try layer.controls.values(of: AddAttributesControl.self).reduce(0) { $0 + $1.attributes.count }
        }
        guard added.count == extensionCount, attributes.count == attributeCount else {
            throw fault("A CMC control refers to a part that is not the request. Give it the number of the request's part.", .invalidData)
        }
        if let other = attributes.first(where: { !informing.contains($0.oid) }) {
            throw fault("The attribute \(other.oid.shown) is not accepted in a CMC control. Put it into the request.", .invalidData)
        }
        var all = request.requestedExtensions
        for item in added where !all.contains(item) {
            guard !all.contains(where: { $0.oid == item.oid }) else {
                throw fault("The extension \(item.oid.shown) is asked for twice with different values. Ask for it once.", .invalidData)
            }
            all.append(item)
        }
        return all
    }

    /// The fields of a CRMF request. Fields that are the authority's to choose, controls and information are refused, since nothing here acts on them.
    private static func fields(of message: CertReqMsg) throws -> (subject: DistinguishedName, key: SubjectPublicKeyInfo) {
        let template = message.request.template
        guard let key = template.publicKey else {
            throw fault("The CRMF request has no public key; this authority makes no keys for others. Make the key first.", .invalidData)
        }
        let wishes = CertTemplate(
            subject: template.subject,
            publicKey: key,
            extensions: template.extensions,
            version: template.version == 2 ? 2 : nil
        )
        guard template == wishes else {
            throw fault("The CRMF request asks for more than subject, public key and extensions. Leave the other fields out.", .invalidData)
        }
        guard message.request.controls.isEmpty, message.registrationInformation.isEmpty else {
            throw fault("Controls and registration information of CRMF are not acted on here. Leave them out.", .invalidData)
        }
        return (template.subject ?? .empty, key)
    }

    private static func information(of request: CertificationRequest) -> [RequestAttributes.Pair] {
        var pairs: [RequestAttributes.Pair] = []
        if let version = request.osVersion { pairs.append(RequestAttributes.Pair(name: "RequestOSVersion", value: version)) }
        if let provider = request.cspProvider {
            pairs.append(RequestAttributes.Pair(name: "RequestCSPProvider", value: provider.providerName))
        }
        return pairs
    }

    // MARK: Signatures

    private static func signatures(of message: EnrollmentMessage, _ verification: EnrollmentVerification) -> [RequestSignature] {
        message.layers.indices.flatMap { layer in
            zip(verification.signers[layer], message.layers[layer].signedData.signers).enumerated().compactMap { position, signer in
                guard case .certificate(let certificate) = signer.0 else { return nil }
                return RequestSignature(certificate: certificate, digest: signer.1.digestAlgorithm.digest, layer: layer, position: position)
            }
        }
    }

    /// The signers whose key is the request's own.
    private static func keySigners(of message: EnrollmentMessage, _ verification: EnrollmentVerification) -> [SignerInfo] {
        message.layers.indices.flatMap { layer in
            zip(verification.signers[layer], message.layers[layer].signedData.signers).filter { $0.0 == .requestKey(0) }.map(\.1)
        }
    }

    private static func fault(in verification: EnrollmentVerification) -> Denial? {
        for signer in verification.signers.joined() {
            switch signer {
            case .certificate, .requestKey, .noSignature: continue
            case .unknown:
                return badSigner(
                    "not in the message",
                    "The certificate of a signer is not in the message.",
                    "Put the certificates of all signers into the message."
                )
            case .invalid(let reason):
                return badSigner("does not verify", "A signature around the request does not hold: \(reason).", "Sign the request again.")
            case .unsupported(let reason):
                return badSigner(
                    "cannot be verified",
                    "A signature around the request cannot be judged here: \(reason).",
                    "Sign with SHA-256 and RSA or ECDSA."
                )
            }
        }
        return nil
    }

    private static func badSigner(_ value: String, _ text: String, _ remedy: String) -> Denial {
        Denial(.badSignature, rule: "SignersAreShown", field: "signers", value: value, text: text, remedy: remedy)
    }

    /// The proof of possession of a request in a message, and its algorithm.
    private static func proof(
        _ possession: RequestPossession,
        ownAlgorithm: AlgorithmIdentifier,
        signers: [SignerInfo]
    ) -> (ReceivedRequest.Proof, AlgorithmIdentifier) {
        switch possession {
        case .proven:
            return (.shown(ownAlgorithm.hashesOnItsOwn ? nil : ownAlgorithm.signatureDigest), ownAlgorithm)
        case .provenBySigner:
            guard let signer = signers.first, let digest = signer.digestAlgorithm.digest else { return (.absent, ownAlgorithm) }
            return (.shown(digest), signer.signatureAlgorithm)
        case .claimedByRegistrationAuthority, .notProven: return (.absent, ownAlgorithm)
        case .failed: return (.failed, ownAlgorithm)
        case .unsupported: return (.notVerified, ownAlgorithm)
        }
    }

    /// Whether a request that came bare is signed with its own key.
    static func proof(
        _ signature: [UInt8],
        over signed: [UInt8],
        algorithm: AlgorithmIdentifier,
        key: SubjectPublicKeyInfo,
        verifier: (any SignatureVerifier)?
    ) -> ReceivedRequest.Proof {
        let kind = key.kind
        // A huge modulus costs seconds to compute with: policy refuses it by its size, unseen.
        if case .rsa(let bits) = kind, bits > ReceivedRequest.largestModulus { return .notVerified }
        // The digest also where parameters name it: SHA-1 in RSASSA-PSS is no stronger than elsewhere.
        let digest = algorithm.hashesOnItsOwn ? nil : algorithm.signatureDigest
        guard digest != nil || algorithm.hashesOnItsOwn else { return .notVerified }
        // Policy certifies no other key that the library cannot compute with, so that nothing else is worth the time.
        var other: (any SignatureVerifier)?
        if case .ec = kind { other = verifier }
        do {
            let isValid = try Signature.isValid(
                signature,
                over: signed,
                algorithm: algorithm,
                key: key,
                verifier: other
            )
            return isValid ? .shown(digest) : .failed
        } catch {
            return .notVerified
        }
    }

    private static func fault(_ text: String, _ status: HRESULT, cause: (any Error)? = nil) -> CAError {
        CAError(.malformed, status: status, text, cause: cause)
    }
}

extension String {
    /// `RequesterName`, compared without case.
    fileprivate var isRequesterName: Bool { utf8.count == 13 && lowercased() == "requestername" }
}
