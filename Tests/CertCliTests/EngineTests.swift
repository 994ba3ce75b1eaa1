import CAInterface
import CertCli
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
            1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 17, 19, 20, 21, 22, 23, 24, 25, 28, 29, 30, 32, 34, 39, 40, 41, 42, 44, 45,
        ]
        for id in answered {
            #expect(await failure { try await request.caProperty(CAPropertyID(id), config: config) } == nil, "\(id)")
        }
        #expect(try await request.caProperty(.caName, config: config).text == TestAuthority.issuingName)
        let chain = try await request.caCertificate(exchange: false, config: config, flags: [.binary, .chain])
        #expect(try SignedData(contentInfo: chain.bytes).certificates.count == 2)
        #expect(await failure { try await request.caCertificate(exchange: true, config: config, flags: .binary) } != nil)
    }
}
