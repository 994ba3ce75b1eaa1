/// Opens the layers of an ``EnrollmentMessage`` from the outside in.
struct EnrollmentMessageReader {
    /// Whether the messages may be BER.
    let joinsSegments: Bool
    private(set) var layers: [EnrollmentLayer] = []
    private(set) var requests: [EnrollmentRequest] = []

    /// - Parameter depth: the depth of the message in `bytes`, 1 for the outermost.
    mutating func read(_ bytes: [UInt8], parent: Int?, bodyPartID: Int?, depth: Int) throws(FormatError) -> EnrollmentMessage.Form {
        guard let form = try Self.form(of: bytes) else {
            return try open(signedData(bytes), parent: parent, bodyPartID: bodyPartID, depth: depth)
        }
        switch form {
        case .keygen: add(.keygen(try SignedPublicKeyAndChallenge(derEncoded: bytes)), layer: parent)
        case .certRequestMessages:
            for message in try CertReqMessages(derEncoded: bytes).messages { add(.certRequestMessage(message), layer: parent) }
        default: add(.certificationRequest(try CertificationRequest(derEncoded: bytes)), layer: parent)
        }
        return form
    }

    private mutating func open(
        _ message: SignedData,
        parent: Int?,
        bodyPartID: Int?,
        depth: Int
    ) throws(FormatError) -> EnrollmentMessage.Form {
        guard depth <= EnrollmentMessage.maximumDepth else {
            throw Self.fault("signed messages are nested more than \(EnrollmentMessage.maximumDepth) deep")
        }
        guard let content = message.content else { throw Self.fault("the signed message has no content") }
        let index = layers.count
        switch message.contentType {
        case OID.CMC.pkiData:
            let data = try PKIData(derEncoded: content)
            layers.append(EnrollmentLayer(parent: parent, bodyPartID: bodyPartID, signedData: message, data: data))
            for request in data.requests { add(request, layer: index) }
            for part in data.contentInfos { try open(part, parent: index, depth: depth + 1) }
            return .cmc
        case OID.CMS.data:
            layers.append(EnrollmentLayer(parent: parent, bodyPartID: bodyPartID, signedData: message, data: nil))
            _ = try read(content, parent: index, bodyPartID: nil, depth: depth + 1)
            return .pkcs7
        default:
            throw Self.fault("the signed content is \(message.contentType.nameOrDotted); expected data or pkiData")
        }
    }

    /// A part of PKIData is opened when it is a signed request; encrypted and other parts stay closed in ``PKIData/contentInfos``.
    private mutating func open(_ part: TaggedContentInfo, parent: Int, depth: Int) throws(FormatError) {
        guard part.contentInfo.contentType == OID.CMS.signedData else { return }
        let message = try signedData(part.contentInfo.derEncoded)
        let isData = message.contentType == OID.CMS.data && (message.content.map(Self.isRequest) ?? false)
        guard isData || message.contentType == OID.CMC.pkiData else { return }
        _ = try open(message, parent: parent, bodyPartID: part.bodyPartID, depth: depth)
    }

    private func signedData(_ contentInfo: [UInt8]) throws(FormatError) -> SignedData {
        joinsSegments ? try SignedData(berContentInfo: contentInfo) : try SignedData(contentInfo: contentInfo)
    }

    private static func isRequest(_ bytes: [UInt8]) -> Bool {
        guard let form = try? form(of: bytes) else { return (try? ContentInfo(derEncoded: bytes))?.contentType == OID.CMS.signedData }
        return form == .pkcs10 || form == .certRequestMessages
    }

    private mutating func add(_ content: EnrollmentRequest.Content, layer: Int?) {
        requests.append(EnrollmentRequest(content: content, layer: layer, bodyPartID: nil))
    }

    private mutating func add(_ request: TaggedRequest, layer: Int) {
        let content: EnrollmentRequest.Content =
            switch request {
            case .certificationRequest(_, let request): .certificationRequest(request)
            case .certRequestMessage(let message): .certRequestMessage(message)
            case .other(_, let type, let value): .other(type: type, value: value)
            }
        requests.append(EnrollmentRequest(content: content, layer: layer, bodyPartID: request.bodyPartID))
    }

    /// Recognizes the form by the first element at each level; `nil` for a ContentInfo.
    ///
    ///     ContentInfo      SEQUENCE { OBJECT IDENTIFIER …
    ///     PKCS #10         SEQUENCE { SEQUENCE { INTEGER …
    ///     CertReqMessages  SEQUENCE { SEQUENCE { SEQUENCE { INTEGER …
    ///     KEYGEN           SEQUENCE { SEQUENCE { SEQUENCE { SEQUENCE …
    private static func form(of bytes: [UInt8]) throws(FormatError) -> EnrollmentMessage.Form? {
        var element = try DERElement(parsing: bytes, structure: "EnrollmentMessage")
        for level in 0..<3 {
            guard let first = try element.members().first else { break }
            switch (level, first.tag) {
            case (0, .objectIdentifier): return nil
            case (1, .integer): return .pkcs10
            case (2, .integer): return .certRequestMessages
            case (2, .sequence): return .keygen
            case (0, .sequence), (1, .sequence): element = first
            default: throw fault("neither PKCS #10, PKCS #7, CMC, CRMF nor KEYGEN")
            }
        }
        throw fault("neither PKCS #10, PKCS #7, CMC, CRMF nor KEYGEN")
    }

    private static func fault(_ reason: String) -> FormatError { FormatError(structure: "EnrollmentMessage", reason: reason) }
}
