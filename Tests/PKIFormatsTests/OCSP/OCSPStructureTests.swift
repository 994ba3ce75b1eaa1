import PortableFoundation
import PKIFormats
import PKITesting
import Testing

@Suite("OCSP structures")
struct OCSPStructureTests {
    private let time = Date(timeIntervalSince1970: 1_795_219_200)
    private let certID = OCSPCertID(
        hashAlgorithm: .sha1,
        issuerNameHash: Array(repeating: 1, count: 20),
        issuerKeyHash: Array(repeating: 2, count: 20),
        serialNumber: [0, 0x80]
    )

    @Test("every OCSP extension survives a round trip")
    func extensions() throws {
        #expect(try OCSPNonce(value: OCSPNonce([1, 2, 3]).value) == OCSPNonce([1, 2, 3]))
        #expect(try OCSPExtendedRevoke(value: OCSPExtendedRevoke().value) == OCSPExtendedRevoke())
        #expect(try OCSPArchiveCutoff(value: OCSPArchiveCutoff(time).value).date == time)
        #expect(try OCSPAcceptableResponses(value: OCSPAcceptableResponses().value).types == [OID.OCSP.basicResponse])
        for reference in [OCSPCRLReference(), .init(url: "http://a/b"), .init(number: 0), .init(url: "x", number: 1 << 63, time: time)] {
            #expect(try OCSPCRLReference(value: reference.value) == reference)
        }
        let name = DistinguishedName.of([(.commonName, "CA")])
        let access = AuthorityInformationAccess(ocsp: ["http://ocsp.test"]).value
        for locator in [OCSPServiceLocator(issuer: name), .init(issuer: name, locator: access)] {
            #expect(try OCSPServiceLocator(value: locator.value) == locator)
        }
        let preferred = OCSPPreferredSignatureAlgorithms([
            .init(signature: .ecdsaWithSHA384, key: .ecPublicKey(.p384)), .init(signature: .rsaWithSHA256),
        ])
        #expect(try OCSPPreferredSignatureAlgorithms(value: preferred.value) == preferred)
    }

    @Test("a nonce of 128 octets is read, an empty one and a longer one are not")
    func nonceLength() throws {
        #expect(try OCSPNonce(value: OCSPNonce(Array(repeating: 9, count: 128)).value).bytes.count == 128)
        #expect(throws: FormatError.self) { try OCSPNonce(value: [0x04, 0x00]) }
        #expect(throws: FormatError.self) { try OCSPNonce(value: [0x04, 0x81, 0x81] + Array(repeating: 9, count: 129)) }
    }

    @Test("every response status is written and read, and others are refused")
    func statuses() throws {
        for status in OCSPResponseStatus.known where status != .successful {
            #expect(try OCSPResponse(derEncoded: OCSPResponse(failure: status).derEncoded).status == status)
        }
        let error = #expect(throws: FormatError.self) { try OCSPResponse(derEncoded: [0x30, 3, 0x0A, 1, 4]) }
        #expect(error?.field == "responseStatus")
    }

    @Test("a successful response without an answer is refused")
    func noAnswer() throws {
        let error = #expect(throws: FormatError.self) { try OCSPResponse(derEncoded: [0x30, 3, 0x0A, 1, 0]) }
        #expect(
            error?.description
                == "OCSPResponse.responseBytes at 5: the field is missing, and a successful response must have it (RFC 6960 §4.2.1)"
        )
    }

    @Test("a response of a type that is not known is kept octet for octet")
    func unknownType() throws {
        let response = OCSPResponse(type: "1.2.3.4", response: [0xFF, 0xFF])
        let read = try OCSPResponse(derEncoded: response.derEncoded)
        #expect(read == response)
        #expect(read.responseType == "1.2.3.4")
        #expect(try read.basic() == nil)
    }

    @Test("a request and a response keep every field")
    func fields() throws {
        let unknown = CertificateExtension("1.2.3", critical: true, value: [0x05, 0x00])
        let body = TBSOCSPRequest(
            requestorName: .dnsName("client.test"),
            requests: [OCSPSingleRequest(certID, extensions: [unknown]), OCSPSingleRequest(certID)],
            extensions: [unknown]
        )
        let signature = OCSPSignature(algorithm: AlgorithmIdentifier("1.2.3"), value: [1, 2], certificates: [[0x30, 0], [0x30, 0]])
        let request = try OCSPRequest(derEncoded: TBSOCSPRequest.assemble(tbs: body.derEncoded(), signature: signature))
        #expect(request.requestorName == body.requestorName)
        #expect(request.requests == body.requests)
        #expect(request.extensions == body.extensions)
        #expect(request.signature == signature)
        #expect(request.requests[0].certID.serialHex == "80")
        for status in [RevocationStatus.good, .unknown, .revoked(reason: nil, date: time), .revoked(reason: .unspecified, date: time)] {
            for responder in [OCSPResponderID.keyHash([1, 2]), .name(.of([(.commonName, "R")]))] {
                let single = OCSPSingleResponse(
                    certID: certID,
                    status: status,
                    thisUpdate: time,
                    nextUpdate: status == .good ? time : nil,
                    extensions: [unknown]
                )
                let data = OCSPResponseData(responderID: responder, producedAt: time, responses: [single, single], extensions: [unknown])
                let basic = try BasicOCSPResponse(derEncoded: BasicOCSPResponse.assemble(tbs: data.derEncoded(), signature: signature))
                #expect(basic.data == data)
                #expect(basic.signature == signature)
                #expect(try OCSPResponse(derEncoded: OCSPResponse(basic).derEncoded).basic() == basic)
            }
        }
    }

    @Test("faults are named by structure and field")
    func faults() throws {
        let body = TBSOCSPRequest(requests: [OCSPSingleRequest(certID)])
        let der = TBSOCSPRequest.assemble(tbs: body.derEncoded())
        let trailing = #expect(throws: FormatError.self) { try OCSPRequest(derEncoded: der + [0]) }
        #expect(trailing?.structure == "OCSPRequest")
        var changed = der
        changed[der.count - 4] = 0x04
        let error = #expect(throws: FormatError.self) { try OCSPRequest(derEncoded: changed) }
        #expect(error?.structure == "CertID")
        for length in 0..<der.count { #expect(throws: FormatError.self) { try OCSPRequest(derEncoded: Array(der.prefix(length))) } }
    }

    @Test("an answer with an unknown reason is read as revoked, and a forbidden time is told by its place")
    func oddAnswers() throws {
        let answer = OCSPSingleResponse(certID: certID, status: .revoked(reason: .keyCompromise, date: time), thisUpdate: time)
        let data = OCSPResponseData(
            responderID: .keyHash(Array(repeating: 3, count: 20)),
            producedAt: time,
            responses: [answer]
        )
        var tbs = data.derEncoded()
        let reason = try #require(tbs.indices.first { tbs[$0...].starts(with: [0xA0, 0x03, 0x0A, 0x01, 0x01]) })
        let signature = OCSPSignature(algorithm: .ecdsaWithSHA256, value: [1])
        func read() throws -> BasicOCSPResponse {
            try BasicOCSPResponse(derEncoded: BasicOCSPResponse.assemble(tbs: tbs, signature: signature))
        }
        #expect(try read().data.responses.first?.status == .revoked(reason: .keyCompromise, date: time))
        #expect(TimeEncoding.faults(in: tbs).isEmpty)
        tbs[reason + 4] = 7
        #expect(try read().data.responses.first?.status == .revoked(reason: nil, date: time))
        let times = DERWriter.encode { writer in
            writer.writeSequence { writer in
                writer.writeExplicit(0) { $0.writeRaw([0x18, 17] + Array("20261121000000.5Z".utf8)) }
                writer.writeRaw([0x18, 15] + Array("20261121000000Z".utf8))
                writer.writeRaw([0x18, 17] + Array("202611210000-0100".utf8))
            }
        }
        #expect(
            TimeEncoding.faults(in: times) == [
                "the GeneralizedTime at 4 has a fraction of a second",
                "the GeneralizedTime at 40 has an offset from UTC in place of Z",
            ]
        )
    }
}
