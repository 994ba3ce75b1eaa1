import PKIFormats
import PKITesting
import Testing

@Suite("CMC and CRMF against pyasn1's modules of the specifications", .enabled(if: PyASN1.isThere))
struct CMCVectorTests {
    typealias Rewrite = @Sendable ([UInt8]) throws -> [UInt8]

    /// By the name in the specification: reads the structure and writes it again from its fields.
    static let structures: [String: Rewrite] = [
        "CMCStatusInfo": { try CMCStatusInfo(derEncoded: $0).derEncoded },
        "CMCStatusInfoV2": { try CMCStatusInfoV2(derEncoded: $0).derEncoded },
        "IdentifyProofV2": { try IdentityProofV2(derEncoded: $0).derEncoded },
        "PopLinkWitnessV2": { try PopLinkWitnessV2(derEncoded: $0).derEncoded },
        "AddExtensions": { try AddExtensions(derEncoded: $0).derEncoded },
        "EncryptedPOP": { try EncryptedPOP(derEncoded: $0).derEncoded },
        "DecryptedPOP": { try DecryptedPOP(derEncoded: $0).derEncoded },
        "LraPopWitness": { try RAPOPWitness(derEncoded: $0).derEncoded },
        "GetCert": { try GetCertificate(derEncoded: $0).derEncoded },
        "GetCRL": { try GetCRL(derEncoded: $0).derEncoded },
        "RevokeRequest": { try RevokeRequest(derEncoded: $0).derEncoded },
        "CMCCertId": { try ConfirmCertificateAcceptance(derEncoded: $0).derEncoded },
        "PublishTrustAnchors": { try PublishTrustAnchors(derEncoded: $0).derEncoded },
        "AuthPublish": { try AuthenticatedDataReference(derEncoded: $0).derEncoded },
        "BodyPartList": { try BatchRequests(derEncoded: $0).derEncoded },
        "BodyPartPath": { try RAIdentityWitness(derEncoded: $0).derEncoded },
        "CMCPublicationInfo": { try PublishCertificate(derEncoded: $0).derEncoded },
        "ModCertTemplate": { try ModifyCertificateTemplate(derEncoded: $0).derEncoded },
        "ControlsProcessed": { try ControlsProcessed(derEncoded: $0).derEncoded },
        "ChangeSubjectName": { try ChangeSubjectName(derEncoded: $0).derEncoded },
        "CMCUnsignedData": { try CMCUnsignedData(derEncoded: $0).derEncoded },
        "TaggedRequest": { try TaggedRequest(derEncoded: $0).derEncoded },
        "TaggedContentInfo": { try TaggedContentInfo(derEncoded: $0).derEncoded },
        "OtherMsg": { try OtherMessage(derEncoded: $0).derEncoded },
        "PKIData": {
            let data = try PKIData(derEncoded: $0)
            return PKIData(
                controls: data.controls,
                requests: data.requests,
                contentInfos: data.contentInfos,
                otherMessages: data.otherMessages
            ).derEncoded
        },
        "PKIResponse": { try PKIResponse(derEncoded: $0).derEncoded },
        "CertReqMsg": { try rewrite(CertReqMsg(derEncoded: $0)).derEncoded },
        "CertReqMessages": { CertReqMessages(try CertReqMessages(derEncoded: $0).messages.map(rewrite)).derEncoded },
        "CertRequest": { rewrite(try CRMFCertRequest(derEncoded: $0)).derEncoded },
        "CertTemplate": { try CertTemplate(derEncoded: $0).derEncoded },
        "PKIArchiveOptions": { try ArchiveOptions(derEncoded: $0).derEncoded },
        "PKIPublicationInfo": { try PublicationInformation(derEncoded: $0).derEncoded },
        "EncKeyWithID": { try EncryptedKeyWithID(derEncoded: $0).derEncoded },
        "PBMParameter": { try PasswordBasedMACParameters(derEncoded: $0).derEncoded },
        "CertId": { try CertID(derEncoded: $0).derEncoded },
    ]

    static func rewrite(_ message: CertReqMsg) -> CertReqMsg {
        CertReqMsg(request: rewrite(message.request), proof: message.proof, registrationInformation: message.registrationInformation)
    }

    static func rewrite(_ request: CRMFCertRequest) -> CRMFCertRequest {
        CRMFCertRequest(id: request.id, template: request.template, controls: request.controls)
    }

    @Test("pyasn1's structures of RFC 4211, RFC 5272 and RFC 6402 are read and written again octet for octet")
    func readsAndRewrites() throws {
        try PyASN1.expectRewritten(Self.structures, atLeast: 200)
    }

    @Test("no structure of CMC and CRMF traps or is accepted with octets left over, for every changed octet")
    func damaged() throws {
        var isSeen: Set<String> = []
        for vector in try PyASN1.make(["PKIData", "CMCStatusInfoV2", "ModCertTemplate", "PKIArchiveOptions", "GetCRL"])
        where isSeen.insert(vector.name).inserted {
            let rewrite = try #require(Self.structures[vector.name])
            #expect(throws: FormatError.self) { try rewrite(vector.bytes + [0]) }
            #expect(throws: FormatError.self) { try rewrite(vector.bytes.dropLast()) }
            for position in vector.bytes.indices {
                for mask in [UInt8(0x01), 0x20, 0x80, 0xFF] {
                    var bytes = vector.bytes
                    bytes[position] ^= mask
                    do { _ = try rewrite(bytes) } catch { #expect(error is FormatError) }
                }
            }
        }
    }

    @Test("pyasn1 reads every control and every part of CRMF that we write, and writes them the same")
    func readByPyASN1() throws {
        let written = try OwnCMCValues.make()
        let names = written.map(\.name)
        let verdicts = try PyASN1.check(written)
        #expect(verdicts.count == written.count)
        for (name, verdict) in zip(names, verdicts) { #expect(verdict == "ok", "\(name)") }
    }

    @Test("the table of controls knows each control of RFC 5272, RFC 6402 and Microsoft once, and names it")
    func knownControls() throws {
        let arcs = Set([1...11, 15...19, 21...37].flatMap { $0 }).subtracting([12, 13, 14, 20])
        let expected = Set(arcs.compactMap { OID(dotted: "1.3.6.1.5.5.7.7.\($0)") } + [OID.Microsoft.addAttributes])
        #expect(Set(KnownControls.decoders.keys) == expected)
        #expect(KnownControls.types.count == expected.count)
        for oid in expected { #expect(oid.name != nil, "\(oid)") }
        for vector in try OwnCMCValues.make() {
            guard let oid = vector.control else { continue }
            let control = TaggedAttribute(bodyPartID: 1, oid: oid, values: [vector.bytes])
            #expect(try KnownControls.decode(control)?.map(\.derEncoded) == [vector.bytes], "\(vector.name)")
        }
        #expect(try KnownControls.decode(TaggedAttribute(bodyPartID: 1, oid: "1.2.3", values: [])) == nil)
    }
}
