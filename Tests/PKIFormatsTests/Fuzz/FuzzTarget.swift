import PKIFormats

/// A forbidden result of a decoder. A trap shows itself; this is for the rest.
struct FuzzFinding: Error, CustomStringConvertible {
    let description: String
}

/// One entry into the library for bytes from anywhere. The mutation tests use it, and so does `make fuzz`, compiled with libFuzzer.
struct FuzzTarget: Sendable {
    let name: String
    /// Reads the input in every way that the target knows. Refusals are expected and not rethrown.
    let run: @Sendable ([UInt8]) throws(FuzzFinding) -> Void

    static let all: [FuzzTarget] = [
        certificate, attributeCertificate, request, revocationList, ocsp, cms, cmc, crmf, spkac, keys, pkcs12, blobs, nameText, text, ber,
        values,
    ]

    static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

extension FuzzTarget {
    static let certificate = FuzzTarget(name: "certificate") { input throws(FuzzFinding) in
        guard let certificate = try Self.strict(Certificate.self, input) else {
            _ = try strict(TrustedCertificate.self, input)
            return
        }
        _ = (certificate.keyUsage, certificate.extendedKeyUsage, certificate.basicConstraints, certificate.userPrincipalName)
        _ = (certificate.isSelfIssued, certificate.subjectPublicKeyInfo.kind, certificate.serialHex, certificate.authorityKeyIdentifier)
        _ = (
            certificate.timeEncodingFaults, certificate.subjectPublicKeyInfo.dsaBits, certificate.subjectPublicKeyInfo.namedCurveIdentifier
        )
        _ = try? certificate.extensionRefusing(purpose: OID.KeyPurpose.serverAuth)
        try names(certificate.subject)
        try names(certificate.issuer)
        try extensions(certificate.extensions)
        for name in certificate.subjectAlternativeNames {
            _ = name.description
            _ = try strict(GeneralName.self, name.derEncoded)
        }
    }

    static let attributeCertificate = FuzzTarget(name: "attribute") { input throws(FuzzFinding) in
        guard let certificate = try strict(AttributeCertificate.self, input) else { return }
        _ = (certificate.info.issuer.directoryName, certificate.certificateChoice)
        try extensions(certificate.info.extensions)
        for attribute in certificate.info.attributes { try values(of: attribute) }
        // Written from its fields, a value may be tidier, for example a time without its fraction. When it is read again, it stays the
        // same.
        let written = AttributeCertificateInfo.assemble(
            info: certificate.info.derEncoded(),
            algorithm: certificate.signatureAlgorithm,
            signature: certificate.signature
        )
        guard let again = try? AttributeCertificate(derEncoded: written), again.info.derEncoded() == again.infoBytes else {
            throw FuzzFinding(description: "an attribute certificate written from its fields cannot be read, or changes again")
        }
    }

    static let request = FuzzTarget(name: "request") { input throws(FuzzFinding) in
        _ = try? CertificationRequest(encoded: input, leniency: .all)
        if let message = try? EnrollmentMessage(berEncoded: input) { _ = message.requests.map(\.subject) }
        _ = try? CertificationRequest(encoded: input, leniency: .all)
        guard let request = try strict(CertificationRequest.self, input) else { return }
        _ = (request.templateNames, request.requestedExtensions, request.osVersion, request.clientInformation, request.cspProvider)
        _ = (request.challengePassword, request.renewalCertificate, request.nameValuePairs, request.certificateTemplateInformation)
        try names(request.subject)
        try extensions(request.requestedExtensions)
        for attribute in request.attributes { try values(of: attribute) }
    }

    static let revocationList = FuzzTarget(name: "crl") { input throws(FuzzFinding) in
        let scanner = try? CertificateListScanner(input)
        guard let list = try strict(CertificateList.self, input) else {
            // The scanner examines entries when they are asked for, and must refuse them then.
            if let scanner { try? scanner.forEachEntry { _ in true } }
            return
        }
        guard scanner?.count == list.revoked.count else {
            throw FuzzFinding(description: "the scanner counts \(scanner?.count ?? -1) entries, the list \(list.revoked.count)")
        }
        _ = (list.crlNumber, list.isDelta, list.baseNumber, try? list.issuingDistributionPoint())
        _ = (list.entries(updatedBy: list), list.timeEncodingFaults)
        try names(list.issuer)
        try extensions(list.extensions)
        for entry in list.revoked.prefix(64) {
            _ = (entry.invalidityDate, entry.certificateIssuer, entry.holdInstruction)
            _ = list.entry(serialNumber: entry.serialNumber, issuer: list.issuer)
            try extensions(entry.extensions)
        }
    }

    static let ocsp = FuzzTarget(name: "ocsp") { input throws(FuzzFinding) in
        if let request = try strict(OCSPRequest.self, input) {
            _ = request.nonce
            try extensions(request.extensions)
            for single in request.requests { try extensions(single.extensions) }
        }
        var basic = try strict(BasicOCSPResponse.self, input)
        if let response = try strict(OCSPResponse.self, input) { basic = try? response.basic() }
        guard let basic else { return }
        try extensions(basic.data.extensions)
        for single in basic.data.responses { try extensions(single.extensions) }
    }

    static let cms = FuzzTarget(name: "cms") { input throws(FuzzFinding) in
        if let info = try strict(ContentInfo.self, input) { try message(info.content) }
        if let info = try? ContentInfo(berEncoded: input) { _ = info.derEncoded }
        if let message = try? SignedData(contentInfo: input) {
            _ = message.contentInfo
            for certificate in message.certificates { _ = try? Certificate(derEncoded: certificate) }
            for list in message.crls { _ = try? CertificateList(derEncoded: list) }
        }
        if let message = try? SignedData(berContentInfo: input) {
            guard (try? SignedData(contentInfo: message.contentInfo)) == message else {
                throw FuzzFinding(description: "a message read from BER and written as DER is another")
            }
        }
        try message(input)
    }

    static let cmc = FuzzTarget(name: "cmc") { input throws(FuzzFinding) in
        try enrollment(input)
        if let message = try? EnrollmentMessage(derEncoded: input) { _ = try? message.onlyRequest }
        var content = input
        if let message = try? SignedData(contentInfo: input) { content = message.content ?? [] }
        if let data = try strict(PKIData.self, content) {
            _ = data.duplicateBodyPartID
            for control in data.controls { try controlValues(control) }
            for request in data.requests { _ = try strict(TaggedRequest.self, request.derEncoded) }
        }
        if let response = try strict(PKIResponse.self, content) {
            _ = try? response.contentInfos
            for control in response.controls { try controlValues(control) }
        }
    }

    /// The layers of a request, opened, and what its controls add.
    private static func enrollment(_ input: [UInt8]) throws(FuzzFinding) {
        guard let message = (try? EnrollmentMessage(derEncoded: input)) ?? (try? EnrollmentMessage(berEncoded: input)) else { return }
        guard message.layers.allSatisfy({ $0.parent.map(message.layers.indices.contains) ?? true }) else {
            throw FuzzFinding(description: "a layer lies in none of the message")
        }
        for request in message.requests {
            _ = (request.publicKey, request.subject, request.requestedExtensions, request.derEncoded)
            _ = try? message.addedExtensions(to: request)
            _ = try? message.addedAttributes(to: request)
            _ = try? message.nameValuePairs(of: request)
        }
    }

    static let crmf = FuzzTarget(name: "crmf") { input throws(FuzzFinding) in
        _ = try strict(CertReqMessages.self, input)
        guard let message = try strict(CertReqMsg.self, input) else { return }
        _ = try strict(CRMFCertRequest.self, message.request.derEncoded)
    }

    static let spkac = FuzzTarget(name: "spkac") { input throws(FuzzFinding) in
        if let request = try strict(SignedPublicKeyAndChallenge.self, input) {
            guard (try? SignedPublicKeyAndChallenge(text: request.text)) == request else {
                throw FuzzFinding(description: "the text of a SignedPublicKeyAndChallenge does not read as the same")
            }
        }
        _ = try? SignedPublicKeyAndChallenge(text: String(decoding: input, as: UTF8.self))
    }

    static let keys = FuzzTarget(name: "keys") { input throws(FuzzFinding) in
        if let key = try strict(PrivateKeyInfo.self, input) {
            _ = try strict(ECPrivateKey.self, key.privateKey)
            _ = try strict(RSAPrivateKey.self, key.privateKey)
        }
        if let sealed = try strict(EncryptedPrivateKeyInfo.self, input) {
            _ = try? PBES2Parameters(sealed.algorithm)
            if let parameters = sealed.algorithm.parameters { _ = try? PBEParameters(derEncoded: parameters) }
        }
        _ = try strict(ECPrivateKey.self, input)
        _ = try strict(RSAPrivateKey.self, input)
        _ = try strict(RSAPublicKey.self, input)
        _ = try? RSASSAPSSParameters(derEncoded: input)
        if let key = try strict(SubjectPublicKeyInfo.self, input) { _ = key.kind }
        _ = try? KeyAttestationStatement(encoded: input)
        _ = try? KeyAttestation(encoded: input)
    }

    static let pkcs12 = FuzzTarget(name: "pkcs12") { input throws(FuzzFinding) in
        _ = try? PFX(berEncoded: input)
        _ = try strict(AuthenticatedSafe.self, input)
        _ = try strict(SafeContents.self, input)
        _ = try? PBMAC1Parameters(derEncoded: input)
        guard let file = try strict(PFX.self, input), let octets = file.authenticatedSafe else { return }
        _ = try strict(AuthenticatedSafe.self, octets)
    }

    static let blobs = FuzzTarget(name: "blobs") { input throws(FuzzFinding) in
        _ = try? CAPIKeyBlob(encoded: input)
        // Numbers are written without the leading zeros they may have had, so this looks only for traps.
        _ = (try? CNGRSAKeyBlob(encoded: input))?.encoded
        _ = (try? CNGECCKeyBlob(encoded: input))?.encoded
    }

    static let nameText = FuzzTarget(name: "name") { input throws(FuzzFinding) in
        if let name = try strict(DistinguishedName.self, input) { try names(name) }
        let text = String(decoding: input, as: UTF8.self)
        if let name = try? DistinguishedName(rfc4514: text) { try names(name) }
        if let name = try? DistinguishedName(x500Text: text) { try names(name) }
        if let name = try? DistinguishedName(openSSLText: text, form: .oneline) { try names(name) }
        if let name = try? DistinguishedName(openSSLText: text, form: .slashes) { try names(name) }
    }

    static let text = FuzzTarget(name: "text") { input throws(FuzzFinding) in
        _ = try? EncodedInput.bytes(from: input, acceptedLabels: PEMDocument.Labels.certificate)
        guard let text = EncodedInput.text(from: input) else { return }
        if let documents = try? PEMDocument.parse(text) {
            let written = documents.map(\.text).joined()
            if let again = try? PEMDocument.parse(written), again.map(\.bytes) != documents.map(\.bytes) {
                throw FuzzFinding(description: "PEM written from what was read reads differently")
            }
        }
        if let bytes = try? Base64.decode(text), (try? Base64.decode(Base64.encode(bytes))) != bytes {
            throw FuzzFinding(description: "base64 does not survive")
        }
        if let bytes = try? Hex.decode(text), (try? Hex.decode(Hex.encode(bytes))) != bytes {
            throw FuzzFinding(description: "hex does not survive")
        }
    }

    static let ber = FuzzTarget(name: "ber") { input throws(FuzzFinding) in
        guard let der = try? BERTranscoder.der(from: input) else { return }
        guard (try? BERTranscoder.der(from: der)) == der else {
            throw FuzzFinding(description: "DER made from BER is changed when made DER again")
        }
    }

    /// Every decoder of a single value; the first octet selects it.
    static let values = FuzzTarget(name: "values") { input throws(FuzzFinding) in
        guard let selector = input.first else { return }
        let body = Array(input.dropFirst())
        for index in stride(from: Int(selector), to: max(Self.decoderCount, 256), by: 256) where index < Self.decoderCount {
            try decodeValue(index, body)
        }
    }

    static var decoderCount: Int {
        DERStructures.types.count + KnownExtensions.types.count + KnownControls.types.count + KnownAttributes.types.count
    }

    /// Tries the decoder of this position in all tables, one after the other.
    static func decodeValue(_ position: Int, _ input: [UInt8]) throws(FuzzFinding) {
        var index = position
        if index < DERStructures.types.count { return try DERStructures.types[index].checkStructure(input) }
        index -= DERStructures.types.count
        if index < KnownExtensions.types.count { return try KnownExtensions.types[index].checkExtension(input) }
        index -= KnownExtensions.types.count
        if index < KnownControls.types.count { return try KnownControls.types[index].checkControl(input) }
        index -= KnownControls.types.count
        if index < KnownAttributes.types.count { return try KnownAttributes.types[index].checkAttribute(input) }
    }
}

extension FuzzTarget {
    /// Reads a structure and checks that it is written as it was read.
    static func strict<Value: DERStructure>(_ type: Value.Type, _ input: [UInt8]) throws(FuzzFinding) -> Value? {
        guard let value = try? Value(derEncoded: input) else { return nil }
        let written = value.derEncoded
        guard written != input else { return value }
        guard !Value.keepsBytes else { throw FuzzFinding(description: "\(Value.self) is written with other bytes than it was read from") }
        guard let again = try? Value(derEncoded: written), again.derEncoded == written else {
            throw FuzzFinding(description: "\(Value.self) cannot read what it wrote, or writes it differently again")
        }
        return value
    }

    private static let extensionTypes = Dictionary(KnownExtensions.types.map { ($0.oid, $0) }) { first, _ in first }

    private static func extensions(_ extensions: [CertificateExtension]) throws(FuzzFinding) {
        for one in extensions {
            _ = try strict(CertificateExtension.self, one.derEncoded)
            try extensionTypes[one.oid]?.checkExtension(one.value)
        }
    }

    private static func values(of attribute: RequestAttribute) throws(FuzzFinding) {
        _ = try? KnownAttributes.decode(attribute)
        _ = try strict(RequestAttribute.self, attribute.derEncoded)
    }

    private static func controlValues(_ control: TaggedAttribute) throws(FuzzFinding) {
        guard let values = try? KnownControls.decode(control) else { return }
        guard values.map(\.derEncoded) == control.values else {
            throw FuzzFinding(description: "a value of control \(control.oid.dotted) is written with other bytes than it was read from")
        }
    }

    private static func message(_ content: [UInt8]) throws(FuzzFinding) {
        if let signed = try strict(SignedData.self, content) {
            _ = (try? signed.attributeCertificates(), try? signed.ocspResponses())
            for signer in signed.signers {
                _ = (signer.signingTime, signer.signedMessageDigest, signer.signedContentType, signer.countersignatures)
                _ = (signer.algorithmProtection, signer.signingCertificate)
            }
        }
        _ = try strict(EnvelopedData.self, content)
        _ = try strict(AuthEnvelopedData.self, content)
        _ = try strict(AuthenticatedData.self, content)
        _ = try strict(EncryptedData.self, content)
        _ = try strict(DigestedData.self, content)
        _ = try? EnvelopedData(berEncoded: content)
    }

    /// The text of a name reads as a name with the same text.
    private static func names(_ name: DistinguishedName) throws(FuzzFinding) {
        let text = name.rfc4514
        guard let again = try? DistinguishedName(rfc4514: text) else {
            throw FuzzFinding(description: "the text of a name cannot be read: \(text)")
        }
        guard again.rfc4514 == text else {
            throw FuzzFinding(description: "the text of a name changes when read: \(text) becomes \(again.rfc4514)")
        }
        _ = (name.x500Text(), name.openSSLText(.oneline))
    }
}

extension DERStructure {
    fileprivate static func checkStructure(_ input: [UInt8]) throws(FuzzFinding) { _ = try FuzzTarget.strict(Self.self, input) }
}

extension CertificateExtensionValue {
    /// The written value may be tidier than the input, for example a time without its fraction. When it is read again, it stays the same.
    fileprivate static func checkExtension(_ input: [UInt8]) throws(FuzzFinding) {
        guard let value = try? Self(value: input) else { return }
        guard let again = try? Self(value: value.value), again.value == value.value else {
            throw FuzzFinding(description: "\(Self.self) cannot read what it wrote, or writes it differently again")
        }
    }
}

extension CMCControlValue {
    fileprivate static func checkControl(_ input: [UInt8]) throws(FuzzFinding) {
        guard let value = try? Self(derEncoded: input) else { return }
        guard value.derEncoded == input else {
            throw FuzzFinding(description: "\(Self.self) is written with other bytes than it was read from")
        }
    }
}

extension RequestAttributeValue {
    fileprivate static func checkAttribute(_ input: [UInt8]) throws(FuzzFinding) {
        guard let value = try? Self(derEncoded: input) else { return }
        guard let again = try? Self(derEncoded: value.derEncoded), again.derEncoded == value.derEncoded else {
            throw FuzzFinding(description: "\(Self.self) cannot read what it wrote, or writes it differently again")
        }
    }
}
