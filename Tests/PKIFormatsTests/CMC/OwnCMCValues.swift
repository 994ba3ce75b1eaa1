import Foundation
import PKIFormats

/// A value of every control and every part of CRMF, made with this library's initializers.
enum OwnCMCValues {
    static func make() throws -> [PyASN1.Vector] {
        let name = DistinguishedName.of([(.organization, "Example"), (.commonName, "Device 1")])
        let key = SubjectPublicKeyInfo(algorithm: .ecPublicKey(.p256), keyBytes: [4] + [UInt8](repeating: 7, count: 64))
        let time = Date(timeIntervalSince1970: 1_795_219_200)
        let far = Date(timeIntervalSince1970: 2_900_000_000)
        let hmac = AlgorithmIdentifier(OID.Algorithms.hmacWithSHA256)
        let template = CertTemplate(
            subject: name,
            publicKey: key,
            extensions: [BasicConstraints(isCA: false).asExtension()],
            issuer: name,
            validity: OptionalValidity(notBefore: time, notAfter: far),
            version: 2,
            serialNumber: [1, 2],
            signingAlgorithm: .rsaWithSHA256,
            issuerUniqueID: [0, 5],
            subjectUniqueID: [0, 6]
        )
        let publication = PublicationInformation(
            action: PublicationInformation.pleasePublish,
            places: [SinglePublicationInformation(method: SinglePublicationInformation.ldap, location: .uri("ldap://a"))]
        )
        let encrypted = EncryptedValue(
            intendedAlgorithm: .rsaEncryption,
            symmetricAlgorithm: .sha256,
            encryptedSymmetricKey: [1],
            keyAlgorithm: .rsaEncryption,
            hint: [2],
            encryptedValue: [3]
        )
        let request = CRMFCertRequest(
            id: 4,
            template: template,
            controls: [
                .registrationToken("token"), .authenticator("mother's name"), .publicationInformation(publication),
                .archiveOptions(.encryptedValue(encrypted)), .oldCertificateID(CertID(issuer: .directoryName(name), serialNumber: [9])),
                .protocolEncryptionKey(key), .other("1.2.3", value: [5, 0]),
            ]
        )
        let information: [CRMFRegistrationInformation] = [
            .utf8Pairs(UTF8Pairs([("version", "1"), ("addr", "a?b%c")])), .certificateRequest(request), .other("1.2.3", value: [5, 0]),
        ]
        let mac = PKMACValue(algorithm: hmac, value: [1, 2, 3])
        let input = SigningKeyProofInput(authentication: .publicKeyMAC(mac), publicKey: key)
        let sender = SigningKeyProofInput(authentication: .sender(.dnsName("a.example")), publicKey: key)
        let proofs: [ProofOfPossession?] = [
            nil, .raVerified, .signature(SigningKeyProof(algorithm: .ecdsaWithSHA256, signature: [1])),
            .signature(SigningKeyProof(input: input, algorithm: .ecdsaWithSHA256, signature: [1])),
            .signature(SigningKeyProof(input: sender, algorithm: .ecdsaWithSHA256, signature: [1])),
            .keyEncipherment(.subsequentMessage(.encryptedCertificate)), .keyEncipherment(.thisMessage([1])), .keyAgreement(.dhMAC([1])),
            .keyAgreement(.agreementMAC(mac)), .keyAgreement(.subsequentMessage(.challengeResponse)),
        ]
        let messages = proofs.map { CertReqMsg(request: request, proof: $0, registrationInformation: information) }
        let tagged = TaggedRequest.certRequestMessage(messages[1])
        let info = ContentInfo(contentType: OID.CMS.data, content: [4, 1, 0])
        let pending = CMCStatusInfoV2.OtherInformation.pendInfo(token: [1], time: time)
        let values: [(String, any CMCControlValue)] = [
            ("CMCStatusInfo", CMCStatusInfo(status: 3, statusString: "wait", otherInfo: .pendInfo(token: [1], time: time))),
            ("CMCStatusInfoV2", CMCStatusInfoV2(status: 3, bodyList: [.bodyPartID(1), .path([1, 2])], otherInfo: pending)),
            ("CMCStatusInfoV2", CMCStatusInfoV2(status: 2, otherInfo: .extendedFailInfo("1.2.3", value: [5, 0]))),
            ("UTF8String", Identification("Grün")), ("OctetString", IdentityProof([1])), ("OctetString", DataReturn([2])),
            ("IdentifyProofV2", IdentityProofV2(proofAlgorithm: .sha256, macAlgorithm: hmac, witness: [1])),
            ("OctetString", PopLinkRandom([3])), ("OctetString", PopLinkWitness([4])),
            ("PopLinkWitnessV2", PopLinkWitnessV2(keyGenerationAlgorithm: .sha256, macAlgorithm: hmac, witness: [1])),
            ("AddExtensions", AddExtensions(extensions: [BasicConstraints(isCA: false).asExtension()])),
            ("Integer", TransactionID(-1)), ("Integer", TransactionID(unsigned: [0, 0xFF, 1])), ("OctetString", SenderNonce([5])),
            ("OctetString", RecipientNonce([6])),
            ("EncryptedPOP", EncryptedPOP(request: tagged, message: info, proofAlgorithm: hmac, witnessAlgorithm: .sha256, witness: [1])),
            ("DecryptedPOP", DecryptedPOP(bodyPartID: 4, proofAlgorithm: hmac, proof: [1])),
            ("LraPopWitness", RAPOPWitness(dataReference: 0, bodyParts: [1, 2])),
            ("GetCert", GetCertificate(issuer: .directoryName(name), serialNumber: [1])),
            ("GetCRL", GetCRL(issuer: name, name: .uri("http://a"), time: time, reasons: [.keyCompromise, .aaCompromise])),
            (
                "RevokeRequest",
                RevokeRequest(
                    issuer: name,
                    serialNumber: [1],
                    reason: .superseded,
                    invalidityDate: time,
                    passphrase: [1],
                    comment: "lost"
                )
            ),
            ("OctetString", RegistrationPairs([EnrollmentNameValuePair(name: "a", value: "b&c")]).information),
            ("OctetString", ResponseInformation([7])), ("OctetString", QueryPending([8])),
            ("CMCCertId", ConfirmCertificateAcceptance(issuer: name, serialNumber: [1])),
            ("PublishTrustAnchors", PublishTrustAnchors(sequenceNumber: 300, hashAlgorithm: .sha256, anchorHashes: [[1], [2]])),
            ("AuthPublish", AuthenticatedDataReference(4_294_967_295)), ("BodyPartList", BatchRequests([1, 2])),
            ("BodyPartList", BatchResponses([3])),
            ("CMCPublicationInfo", PublishCertificate(hashAlgorithm: .sha256, certificateHashes: [[1]], publication: publication)),
            ("ModCertTemplate", ModifyCertificateTemplate(template: template)),
            ("ModCertTemplate", ModifyCertificateTemplate(dataReference: [1, 2], replaces: false, template: CertTemplate())),
            ("ControlsProcessed", ControlsProcessed([.bodyPartID(1), .path([2, 3])])), ("BodyPartPath", RAIdentityWitness([1, 2])),
            ("BodyPartPath", CMCResponseBody([1])),
            ("ChangeSubjectName", ChangeSubjectName(subject: name, alternativeNames: [.dnsName("a")])),
        ]
        let data = PKIData(
            controls: values.enumerated().map { $1.1.control(bodyPartID: 100 + $0) },
            requests: [tagged, .other(bodyPartID: 7, type: "1.2.3", value: [5, 0])],
            contentInfos: [TaggedContentInfo(bodyPartID: 8, contentInfo: info)],
            otherMessages: [OtherMessage(bodyPartID: 9, type: "1.2.3", value: [5, 0])]
        )
        let parameters = PasswordBasedMACParameters(salt: [1], iterationCount: 1000, mac: hmac)
        return values.map { PyASN1.Vector(name: $0, bytes: $1.derEncoded, control: type(of: $1).oid) } + [
            PyASN1.Vector(name: "PKIData", bytes: data.derEncoded),
            PyASN1.Vector(name: "CertReqMessages", bytes: CertReqMessages(messages).derEncoded),
            PyASN1.Vector(name: "PKIArchiveOptions", bytes: ArchiveOptions.keyGenerationParameters([1]).derEncoded),
            PyASN1.Vector(name: "PKIArchiveOptions", bytes: ArchiveOptions.archiveRemotelyGeneratedKey(true).derEncoded),
            PyASN1.Vector(name: "PBMParameter", bytes: parameters.derEncoded),
            PyASN1.Vector(name: "CMCUnsignedData", bytes: CMCUnsignedData(path: [1], identifier: "1.2.3", content: [5, 0]).derEncoded),
        ]
    }
}
