import CAInterface
import CertCli
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("CertRequest against the real engine in this process")
struct EngineTests {
    private func connector(_ authority: TestAuthority) -> InProcessConnector {
        InProcessConnector(authorities: authority.service, caller: authority.caller(authority.alice))
    }

    private let config = "localhost\\\(TestAuthority.issuingName)"

    @Test("a certificate of the template User is issued, and fetched again by id and serial number")
    func issued() async throws {
        let authority = try await TestAuthority.make()
        let request = CertRequest(connector: connector(authority))
        let csr = try await authority.request()
        #expect(
            try await request.submit(
                csr,
                format: .pkcs10,
                options: .fullResponse,
                attributes: ["CertificateTemplate": "User"],
                config: config
            )
                == .issued
        )
        #expect(try request.dispositionMessage().hasPrefix("Issued"))
        let bytes = try request.certificate(.binary).bytes
        let certificate = try Certificate(derEncoded: bytes)
        #expect(try request.fullResponseProperty(.issuedCertificate).bytes == bytes)
        let id = request.requestID
        #expect(try await request.retrievePending(id, config: config) == .issued)
        #expect(try await request.issuedCertificate(serialNumber: certificate.serialHex, config: config) == .issued)
        #expect(try request.certificate(.binary).bytes == bytes && request.requestID == id)
    }

    @Test("the CA issues on PKCS #10, CMC and KEYGEN, and refuses each announced as another format")
    func formats() async throws {
        let authority = try await TestAuthority.make()
        let key = try PrivateKey(generating: .p256)
        let csr = try await authority.request(key: key)
        let template = RequestAttributes(["CertificateTemplate": "User"])
        let cmc = try await CMCRequestBuilder(CertificationRequest(derEncoded: csr)).signed(by: .requestKey(key))
        let keygen = try await SignedPublicKeyAndChallenge.signed(by: key, challenge: "").derEncoded
        let issued: [(RequestFormat, [UInt8])] = [
            (.any, csr), (.pkcs10, csr), (.any, cmc), (.cmc, cmc), (.any, keygen), (.keygen, keygen),
        ]
        for (format, bytes) in issued {
            let request = CertRequest(connector: connector(authority))
            #expect(try await request.submit(bytes, flags: SubmitFlags(.binary, format), attributes: template, config: config) == .issued)
        }
        let others: [(RequestFormat, [UInt8], String)] = [
            (.pkcs10, keygen, "announced as PKCS #10 but is a KEYGEN request"), (.pkcs7, cmc, "announced as PKCS #7 but is CMC"),
            (.keygen, csr, "announced as a KEYGEN request"),
            (.pkcs7, csr, "announced as a CMS message (PKCS #7 or CMC)"), (.cmc, csr, "announced as a CMC message"),
        ]
        for (format, bytes, text) in others {
            let request = CertRequest(connector: connector(authority))
            let error = await #expect(throws: CAError.self) {
                try await request.submit(bytes, flags: SubmitFlags(.binary, format), attributes: template, config: config)
            }
            #expect(error?.status == .invalidMessageType, "\(text)")
            #expect(error?.message.contains(text) == true, "\(error?.message ?? text)")
        }
    }

    @Test("CR_IN_CRLS brings the CA's signed lists, and the CRL chain of a full response has its lists")
    func revocationLists() async throws {
        let authority = try await TestAuthority.make()
        let request = CertRequest(connector: connector(authority))
        let csr = try await authority.request()
        let template = RequestAttributes(["CertificateTemplate": "User"])
        let flags = SubmitFlags(.binary, .pkcs10, .crls)
        #expect(try await request.submit(csr, flags: flags, attributes: template, config: config) == .issued)
        #expect(try SignedData(contentInfo: request.certificate(OutputFlags(.binary, .chain)).bytes).crls.isEmpty)
        let message = try SignedData(contentInfo: request.certificate(OutputFlags(.binary, [.chain, .crls])).bytes)
        #expect(message.certificates.count == 3)
        let lists = try message.crls.map { try CertificateList(derEncoded: $0) }
        #expect(lists.map(\.issuer.commonName) == [TestAuthority.issuingName, TestAuthority.rootName])
        for (list, issuer) in zip(lists, message.certificates.dropFirst()) {
            #expect(try list.isSigned(with: Certificate(derEncoded: issuer).subjectPublicKeyInfo))
        }

        // The full response of a CA that puts its lists into it, as a Microsoft CA may do.
        let response = PKIResponse.make(status: CMCStatusInfo(status: 0), issuedCertificateHash: Digest.sha1(message.certificates[0]))
        let full = SignedData(
            contentType: OID.CMC.pkiResponse,
            content: response.derEncoded,
            certificates: message.certificates,
            crls: message.crls,
            signers: []
        )
        let scripted = CertRequest(authority: ScriptedAuthority(.issued(fullResponse: full.contentInfo)))
        _ = try await scripted.submit(csr, format: .pkcs10, options: .fullResponse, config: config)
        let chain = try #require(try scripted.fullResponseProperty(.issuedCertificateChain).bytes)
        #expect(try SignedData(contentInfo: chain).crls.isEmpty)
        let withLists = try #require(try scripted.fullResponseProperty(.issuedCertificateCRLChain).bytes)
        #expect(try SignedData(contentInfo: withLists).crls == message.crls)
        #expect(try SignedData(contentInfo: withLists).certificates == message.certificates)
    }

    @Test("the request a client of 2015 makes is denied for the template User, with the rule named")
    func requestOf2015() async throws {
        let authority = try await TestAuthority.make()
        let request = CertRequest(connector: connector(authority))
        let disposition = try await request.submit(
            try SampleVectors.cmCertificateRequest,
            format: .pkcs10,
            attributes: ["CertificateTemplate": "User"],
            config: config
        )
        #expect(disposition == .denied)
        #expect(request.lastStatus == .certsrvWeakSignatureOrKey)
        #expect(request.denialReason?.rule == "ProofIsStrongEnough")
        #expect(try request.dispositionMessage().hasPrefix("Denied by Policy Module"))
        #expect(request.requestID > 0)
    }

    @Test("a CA name the server does not know is 0x80070057, an absent request 0x80094004")
    func unknown() async throws {
        let authority = try await TestAuthority.make()
        let request = CertRequest(connector: connector(authority))
        #expect(await failure { try await request.retrievePending(1, config: "localhost\\No Such CA") } == .invalidArgument)
        #expect(await failure { try await request.retrievePending(999_999, config: config) } == .certsrvPropertyEmpty)
    }

    @Test("every property a CA answers has the type of the table")
    func properties() async throws {
        let authority = try await TestAuthority.make()
        let request = CertRequest(connector: connector(authority))
        let answered: [Int32] = [
            1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 24, 25, 28, 29, 30, 32, 33, 34, 39, 40, 41, 42, 44,
            45,
        ]
        for id in answered {
            #expect(await failure { try await request.caProperty(CAPropertyID(id), config: config) } == nil, "\(id)")
        }
        #expect(try await request.caProperty(.caName, config: config).text == TestAuthority.issuingName)
        let chain = try await request.caCertificate(exchange: false, config: config, flags: OutputFlags(.binary, .chain))
        #expect(try SignedData(contentInfo: chain.bytes).certificates.count == 2)
        let exchange = try await request.caCertificate(exchange: true, config: config, flags: .binary)
        #expect(try Certificate(derEncoded: exchange.bytes).subject.commonName == "Chancery Issuing CA-Xchg")
    }
}
