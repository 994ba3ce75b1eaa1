import OpenSSLKeys
import PKICrypto
import PKIFormats

extension DumpedStructure {
    /// A ContentInfo in BER or DER, with any content.
    static func message(_ original: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let bytes = try BERTranscoder.der(from: original, structure: "ContentInfo")
        let info = try ContentInfo(derEncoded: bytes)
        var members: JSONMembers = [
            "contentType": .string(info.contentType.nameOrDotted), "contentTypeOID": .string(info.contentType.dotted),
            "encoding": bytes == original ? "DER" : "BER",
        ]
        var kind = "cms"
        var structure: DumpedStructure
        switch info.contentType {
        case OID.CMS.signedData:
            let message = try SignedData(berContentInfo: bytes)
            switch message.contentType {
            case OID.CMC.pkiData: kind = "cmcRequest"
            case OID.CMC.pkiResponse: kind = "cmcResponse"
            default: break
            }
            structure = DumpedStructure(kind, members, bytes: original, grammar: .contentInfo)
            structure.addSignedData(message, context)
        case OID.CMS.envelopedData:
            let message = try EnvelopedData(berEncoded: info.content)
            structure = DumpedStructure(kind, members, bytes: original, grammar: .contentInfo)
            structure.members["version"] = .int(message.version)
            structure.addRecipients(message.recipients, message.originatorInfo, message.encryptedContentInfo, context)
            structure.members["unprotectedAttributes"] = DumpParts.attributes(message.unprotectedAttributes)
        case OID.CMS.authEnvelopedData:
            let message = try AuthEnvelopedData(berEncoded: info.content)
            structure = DumpedStructure(kind, members, bytes: original, grammar: .contentInfo)
            structure.members["version"] = 0
            structure.addRecipients(message.recipients, message.originatorInfo, message.encryptedContentInfo, context)
            structure.members["authenticatedAttributes"] = DumpParts.attributes(message.authenticatedAttributes)
            structure.members["unauthenticatedAttributes"] = DumpParts.attributes(message.unauthenticatedAttributes)
        case OID.CMS.authenticatedData:
            let message = try AuthenticatedData(berEncoded: info.content)
            structure = DumpedStructure(kind, members, bytes: original, grammar: .contentInfo)
            structure.members["version"] = .int(message.version)
            structure.members["macAlgorithm"] = DumpParts.algorithm(message.macAlgorithm)
            structure.addRecipients(message.recipients, message.originatorInfo, nil, context)
            structure.members["content"] = encapsulated(message.encapsulated.contentType, message.encapsulated.content)
            structure.members["authenticatedAttributes"] = DumpParts.attributes(message.authenticatedAttributes)
        case OID.CMS.encryptedData:
            let message = try EncryptedData(berEncoded: info.content)
            structure = DumpedStructure(kind, members, bytes: original, grammar: .contentInfo)
            structure.members["version"] = .int(message.version)
            structure.addRecipients([], nil, message.encryptedContentInfo, context)
        case OID.CMS.digestedData:
            let message = try DigestedData(berEncoded: info.content)
            members["version"] = .int(message.version)
            members["digestAlgorithm"] = DumpParts.algorithm(message.digestAlgorithm)
            members["content"] = encapsulated(message.encapsulated.contentType, message.encapsulated.content)
            members["digest"] = .string(Hex.encode(message.digest))
            structure = DumpedStructure(kind, members, bytes: original, grammar: .contentInfo)
        default:
            members["content"] = ["size": .int(info.content.count)]
            structure = DumpedStructure(kind, members, bytes: original, grammar: .contentInfo)
            if info.contentType != OID.CMS.data {
                structure.warn("unknown-content", "the content type \(info.contentType.nameOrDotted) is unknown to this program")
            }
        }
        for name in ["signers", "recipients", "certificates"] where structure.members[name] == nil { structure.members[name] = [] }
        return structure
    }

    // MARK: SignedData

    private mutating func addSignedData(_ message: SignedData, _ context: DumpContext) {
        var inside = context
        inside.bystanders.add(message.certificates)
        members["version"] = .int(message.version)
        members["digestAlgorithms"] = .array(message.digestAlgorithms.map(DumpParts.algorithm))
        members["content"] = Self.encapsulated(message.contentType, message.content)
        if let content = message.content {
            switch message.contentType {
            case OID.CMC.pkiData: addPKIData(content, inside)
            case OID.CMC.pkiResponse: addPKIResponse(content)
            default: break
            }
        }
        var signers: [JSONValue] = []
        for (number, signer) in message.signers.enumerated() {
            signers.append(.object(describe(signer, number: number, of: message, inside)))
        }
        members["signers"] = .array(signers)
        addCertificates(message.certificates, inside)
        addAttributeCertificates(message.attributeCertificateBytes, inside)
        addLists(message.crls, inside)
        addOtherRevocationInformation(message.otherRevocationInfo, inside)
        if message.signers.isEmpty, message.content != nil {
            warn("unsigned", "the message has content but no signer")
        }
    }

    private mutating func describe(_ signer: SignerInfo, number: Int, of message: SignedData, _ context: DumpContext) -> JSONMembers {
        let certificate = context.bystanders.certificates.first { signer.identifier.names($0) }
        var check = SignatureCheck(.unchecked("the signer's certificate is not in the input"))
        if signer.signatureAlgorithm.oid == OID.CMC.noSignature {
            check = SignatureCheck(.unchecked("the signer is a mere digest (id-alg-noSignature)"))
        } else if message.content == nil {
            check = SignatureCheck(.unchecked("the message does not carry its content (a detached signature)"))
        } else if let certificate {
            do throws(UnsupportedAlgorithmError) {
                let key = certificate.subject.rfc4514
                let fault = try message.fault(of: signer, certificate: certificate, verifier: OpenSSLVerifier())
                check = SignatureCheck(fault.map { .invalid(key: key, reason: $0) } ?? .valid(key: key))
            } catch {
                check = SignatureCheck(.unchecked(error.description))
            }
        }
        check.warn(&self)
        warn(Weakness.of(signer.digestAlgorithm, in: "signer \(number)"))
        warn(Weakness.of(signer.signatureAlgorithm, in: "the signature of signer \(number)"))
        checkAttributes(signer.signedAttributes + signer.unsignedAttributes)
        var object: JSONMembers = ["version": .int(signer.version)]
        for member in Self.identifier(signer.identifier).members { object[member.name] = member.value }
        object["subject"] = .optional(certificate?.subject.rfc4514)
        object["digestAlgorithm"] = DumpParts.algorithm(signer.digestAlgorithm)
        object["signatureAlgorithm"] = DumpParts.algorithm(signer.signatureAlgorithm)
        object["signingTime"] = .optional(signer.signingTime.map(FieldValue.iso8601))
        object["signatureCheck"] = check.json
        object["signedAttributes"] = DumpParts.attributes(signer.signedAttributes)
        object["unsignedAttributes"] = DumpParts.attributes(signer.unsignedAttributes)
        return object
    }

    /// The identifier of a signer or recipient: `issuer` and `serial`, or `keyIdentifier`.
    static func identifier(_ identifier: CMSIdentifier) -> JSONMembers {
        switch identifier {
        case .issuerAndSerialNumber(let issuer, let serial):
            ["issuer": .string(issuer.rfc4514), "serial": .string(Hex.encode(serial)), "keyIdentifier": .null]
        case .subjectKeyIdentifier(let bytes): ["issuer": .null, "serial": .null, "keyIdentifier": .string(Hex.encode(bytes))]
        }
    }

    private static func encapsulated(_ type: OID, _ content: [UInt8]?) -> JSONValue {
        var object: JSONMembers = [
            "oid": .string(type.dotted), "name": .optional(type.name), "detached": .bool(content == nil),
            "size": content.map { .int($0.count) } ?? .null,
        ]
        if let content, type == OID.CMS.timestampToken, let tree = Grammar.encapsulated[type] {
            object["decoded"] = DecodedValue.json(content, tree)
        }
        return .object(object)
    }

    private mutating func addLists(_ encoded: [[UInt8]], _ context: DumpContext) {
        var values: [JSONValue] = []
        for (number, bytes) in encoded.enumerated() {
            do throws(FormatError) {
                let list = try DumpedStructure.certificateList(bytes, context)
                values.append(list.json)
                adopt(list, as: "crls[\(number)]")
            } catch {
                faults.append(placed(error, value: bytes, field: "crls[\(number)]"))
            }
        }
        members["crls"] = .array(values)
    }

    // MARK: Encrypted content

    private mutating func addRecipients(
        _ recipients: [RecipientInfo],
        _ originator: OriginatorInfo?,
        _ content: EncryptedContentInfo?,
        _ context: DumpContext
    ) {
        members["recipients"] = .array(recipients.map(Self.recipient))
        if let originator {
            addCertificates(originator.certificates, context)
            addLists(originator.crls, context)
        }
        guard let content else { return }
        members["encryptedContent"] = [
            "contentType": DumpParts.oid(content.contentType), "algorithm": DumpParts.algorithm(content.algorithm),
            "size": content.encryptedContent.map { .int($0.count) } ?? .null,
        ]
        warn(Weakness.ofCipher(content.algorithm))
    }

    private static func recipient(_ recipient: RecipientInfo) -> JSONValue {
        switch recipient {
        case .keyTransport(let info):
            var object: JSONMembers = ["type": "keyTransport"]
            for member in identifier(info.identifier).members { object[member.name] = member.value }
            object["keyEncryptionAlgorithm"] = DumpParts.algorithm(info.keyEncryptionAlgorithm)
            return .object(object)
        case .keyAgreement(let info):
            return [
                "type": "keyAgreement", "keyEncryptionAlgorithm": DumpParts.algorithm(info.keyEncryptionAlgorithm),
                "recipients": .array(info.recipientEncryptedKeys.map { .object(identifier($0.certificateIdentifier)) }),
            ]
        case .keyEncryptionKey(let info):
            return [
                "type": "keyEncryptionKey", "keyIdentifier": .string(Hex.encode(info.identifier.keyIdentifier)),
                "keyEncryptionAlgorithm": DumpParts.algorithm(info.keyEncryptionAlgorithm),
            ]
        case .password(let info):
            return [
                "type": "password", "keyDerivationAlgorithm": info.keyDerivationAlgorithm.map(DumpParts.algorithm) ?? .null,
                "keyEncryptionAlgorithm": DumpParts.algorithm(info.keyEncryptionAlgorithm),
            ]
        case .other(let bytes): return ["type": "other", "size": .int(bytes.count)]
        }
    }
}
