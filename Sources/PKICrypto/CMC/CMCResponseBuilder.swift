public import PKIFormats

/// Makes CMC full responses (RFC 5272 §4.2).
///
/// ```swift
/// var response = try CMCResponseBuilder(answering: data, status: CMCStatusInfoV2(status: CMCStatus.success.rawValue))
/// response.certificates = [issued.derEncoded, authority.derEncoded]
/// let bytes = try await response.signed(by: authority, key: authorityKey)
/// ```
///
/// The answer in the form of Microsoft's CA is ``PKIResponse/make(status:issuedCertificateHash:encryptedKeyHash:)``.
public struct CMCResponseBuilder: Sendable {
    /// The result for the requests.
    public var statuses: [CMCStatusInfoV2]
    /// The transaction of the request.
    public var transactionID: TransactionID?
    /// The sender nonce of the request.
    public var recipientNonce: [UInt8]?
    /// The data that the client wants back.
    public var dataReturn: [UInt8]?
    /// The nonce that the client's next message has to repeat.
    public var senderNonce: [UInt8]?
    /// An answer to registration information.
    public var responseInformation: [UInt8]?
    /// More controls, for example ``EncryptedPOP``, ``PublishTrustAnchors`` or ``BatchResponses``.
    public var controls: [any CMCControlValue] = []
    /// Messages inside this one, with their numbers.
    public var contentInfos: [TaggedContentInfo] = []
    /// The DER of each certificate to put into the message: the issued one and its chain.
    public var certificates: [[UInt8]] = []
    /// The DER of each revocation list to put into the message.
    public var crls: [[UInt8]] = []

    /// An answer that repeats nothing of a request.
    public init(statuses: [CMCStatusInfoV2]) {
        self.statuses = statuses
    }

    /// The answer to a message. It repeats the message's transaction, nonce and data (§6.4 and §6.6).
    /// - Throws: `FormatError` when one of those controls cannot be read or occurs twice.
    public init(answering request: PKIData, status: CMCStatusInfoV2) throws(FormatError) {
        self.init(statuses: [status])
        transactionID = try request.controls.value(of: TransactionID.self)
        recipientNonce = try request.controls.value(of: SenderNonce.self)?.bytes
        dataReturn = try request.controls.value(of: DataReturn.self)?.bytes
    }

    /// The response without signers.
    /// - Throws: `FormatError` when one of ``controls`` cannot be read after it is encoded.
    public func response() throws(FormatError) -> PKIResponse {
        var values: [any CMCControlValue] = statuses
        if let transactionID { values.append(transactionID) }
        if let senderNonce { values.append(SenderNonce(senderNonce)) }
        if let recipientNonce { values.append(RecipientNonce(recipientNonce)) }
        if let dataReturn { values.append(DataReturn(dataReturn)) }
        if let responseInformation { values.append(ResponseInformation(responseInformation)) }
        let first = (contentInfos.map(\.bodyPartID).max() ?? 0) + 1
        let tagged = (values + controls).enumerated().map { $1.control(bodyPartID: first + $0) }
        return try PKIResponse(controls: tagged, cmsSequence: contentInfos.map(\.derEncoded))
    }

    /// The DER of the whole message.
    /// - Parameters:
    ///   - certificate: the signer's; put it into ``certificates`` when the client may not have it.
    ///   - key: its key.
    /// - Throws: as ``response()``, and ``KeyError`` when the key is not the certificate's or cannot sign.
    public func signed(by certificate: Certificate, key: PrivateKey) async throws -> [UInt8] {
        try await CMSSigner.sign(
            content: response().derEncoded,
            contentType: OID.CMC.pkiResponse,
            certificate: certificate,
            key: key,
            certificates: certificates,
            crls: crls
        )
    }
}
