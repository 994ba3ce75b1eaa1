import PKIFormats
import PKITesting
import Testing

@Suite("CMC and CRMF against pyasn1's modules of the specifications", .enabled(if: PyASN1.isThere))
struct CMCVectorTests {
    typealias Rewrite = @Sendable ([UInt8]) throws -> [UInt8]

    /// By the name in the specification: read, and write again from the fields.
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
                controls: data.controls, requests: data.requests, contentInfos: data.contentInfos, otherMessages: data.otherMessages
            ).derEncoded
        },
        "PKIResponse": { try PKIResponse(derEncoded: $0).derEncoded },
        "CertReqMsg": { try rewrite(CertReqMsg(derEncoded: $0)).derEncoded },
        "CertReqMessages": { CertReqMessages(try CertReqMessages(derEncoded: $0).messages.map(rewrite)).derEncoded },
        "CertRequest": { rewrite(try CertRequest(derEncoded: $0)).derEncoded },
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

    static func rewrite(_ request: CertRequest) -> CertRequest {
        CertRequest(id: request.id, template: request.template, controls: request.controls)
    }

    @Test("every structure of RFC 4211, RFC 5272 and RFC 6402 that pyasn1 makes is read, and written again octet for octet")
    func readsAndRewrites() throws {
        let vectors = try PyASN1.make(Self.structures.keys.sorted())
        #expect(Set(vectors.map(\.name)) == Set(Self.structures.keys))
        #expect(vectors.count >= 200)
        for vector in vectors {
            let rewrite = try #require(Self.structures[vector.name])
            do {
                #expect(try rewrite(vector.bytes) == vector.bytes, "\(vector.name) \(Hex.encode(vector.bytes))")
            } catch {
                Issue.record("\(vector.name) \(Hex.encode(vector.bytes)): \(error)")
            }
        }
    }

    @Test("no structure of CMC and CRMF traps or is accepted with octets left over, whatever octet is changed")
    func damaged() throws {
        for vector in try PyASN1.make(["PKIData", "CMCStatusInfoV2", "ModCertTemplate", "PKIArchiveOptions", "GetCRL"]) {
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
}
