public import PKIFormats

/// Makes CMC full requests (RFC 5272 §3.2) around existing requests.
///
/// ```swift
/// var message = CMCRequestBuilder(try CertificationRequest(derEncoded: pkcs10))
/// message.registrationPairs = [EnrollmentNameValuePair(name: "CertificateTemplate", value: "WebServer")]
/// message.senderNonce = SecureRandom.bytes(16)
/// let bytes = try await message.signed(by: .requestKey(key))
/// ```
///
/// Renewal takes a second signer, the certificate to be replaced: `signed(by: .requestKey(key), .certificate(old, oldKey))`.
public struct CMCRequestBuilder: Sendable {
    /// The requests; their numbers must differ from one another.
    public var requests: [TaggedRequest]
    /// Messages inside this one, for example requests that a registration authority passes on.
    public private(set) var contentInfos: [TaggedContentInfo] = []
    /// The transaction that all its messages name.
    public var transactionID: TransactionID?
    /// The nonce that the answer has to repeat.
    public var senderNonce: [UInt8]?
    /// Octets of any kind that the answer has to repeat.
    public var dataReturn: [UInt8]?
    /// The name by which the server finds ``secret``.
    public var identification: String?
    /// The secret that proves who sends the message, by a control ``IdentityProofV2``.
    public var secret: CMCSharedSecret?
    /// The hash and HMAC of the proof; not MD5.
    public var proofDigest = DigestAlgorithm.sha256
    /// The link whose witness the requests hold.
    public var popLink: PopLink?
    /// Extensions to be added to those that the requests ask for.
    public var addedExtensions: [CertificateExtension] = []
    /// Microsoft's attributes for the requests, for example client information; the requests keep their own attributes.
    public var addedAttributes: [CMSAttribute] = []
    /// Microsoft's pairs of name and value, for example `CertificateTemplate`, as registration information.
    public var registrationPairs: [EnrollmentNameValuePair] = []
    /// More controls; the builder numbers them.
    public var controls: [any CMCControlValue] = []
    /// The DER of certificates to put into the message, besides those of the signers.
    public var certificates: [[UInt8]] = []

    /// A message around a PKCS #10 request, which becomes part 1.
    public init(_ request: CertificationRequest) {
        requests = [.certificationRequest(bodyPartID: 1, request)]
    }

    /// A message around a CRMF request; its `certReqId` is the number of the part.
    public init(_ message: CertReqMsg) {
        requests = [.certRequestMessage(message)]
    }

    /// A message without requests: for controls alone, or to be filled.
    public init() {
        requests = []
    }

    /// Adds a message inside this one.
    /// - Returns: the number of the added message.
    @discardableResult
    public mutating func add(_ message: ContentInfo) -> Int {
        let number = nextBodyPartID
        contentInfos.append(TaggedContentInfo(bodyPartID: number, contentInfo: message))
        return number
    }

    private var nextBodyPartID: Int {
        max(requests.map(\.bodyPartID).max() ?? 0, contentInfos.map(\.bodyPartID).max() ?? 0, 0) + 1
    }

    /// The message without signers.
    /// - Throws: ``UnsupportedAlgorithmError`` when the identity proof cannot be computed, `FormatError` when two parts have one number.
    public func data() throws -> PKIData {
        var values: [any CMCControlValue] = []
        if let transactionID { values.append(transactionID) }
        if let senderNonce { values.append(SenderNonce(senderNonce)) }
        if let dataReturn { values.append(DataReturn(dataReturn)) }
        if let identification { values.append(Identification(identification)) }
        if let secret { values.append(try proof(of: secret)) }
        if let popLink { values.append(popLink.random) }
        let numbers = requests.map(\.bodyPartID)
        if !addedExtensions.isEmpty { values.append(AddExtensions(certificateReferences: numbers, extensions: addedExtensions)) }
        if !registrationPairs.isEmpty { values.append(RegistrationPairs(registrationPairs).information) }
        if !addedAttributes.isEmpty { values.append(AddAttributesControl(certificateReferences: numbers, attributes: addedAttributes)) }
        let first = nextBodyPartID
        let tagged = (values + controls).enumerated().map { $1.control(bodyPartID: first + $0) }
        let data = PKIData(controls: tagged, requests: requests, contentInfos: contentInfos)
        if let number = data.duplicateBodyPartID {
            throw FormatError(structure: "PKIData", field: "bodyPartID", reason: "the body part \(number) occurs twice")
        }
        return data
    }

    private func proof(of secret: CMCSharedSecret) throws(UnsupportedAlgorithmError) -> IdentityProofV2 {
        let key = try secret.identified(by: identification).key(.digest(proofDigest))
        return IdentityProofV2(
            proofAlgorithm: .digest(proofDigest),
            macAlgorithm: MessageAuthentication.algorithm(proofDigest),
            witness: MessageAuthentication.code(PKIData.encode(requests: requests), key: key, digest: proofDigest)
        )
    }

    /// The DER of the whole message.
    /// - Parameter signers: who signs, in this order; Microsoft's CA wants the request's key first.
    /// - Throws: as ``data()``, and ``KeyError`` when a key is not its certificate's or cannot sign.
    public func signed(by signers: RequestSigner...) async throws -> [UInt8] {
        try await signed(by: signers)
    }

    /// The same with the signers in an array.
    public func signed(by signers: [RequestSigner]) async throws -> [UInt8] {
        let content = try data().derEncoded
        var infos: [SignerInfo] = []
        for signer in signers { infos.append(try await signer.signerInfo(content: content, contentType: OID.CMC.pkiData)) }
        var certificates = signers.compactMap { $0.certificate?.derEncoded }
        certificates += self.certificates.filter { !certificates.contains($0) }
        return SignedData(contentType: OID.CMC.pkiData, content: content, certificates: certificates, signers: infos).contentInfo
    }
}
