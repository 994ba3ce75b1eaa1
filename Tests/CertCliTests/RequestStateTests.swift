import CAInterface
import CertCli
import PKIFormats
import PKITesting
import Testing

@Suite("The state of a CertRequest")
struct RequestStateTests {
    private let der: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x05]

    private func request(_ answers: Result<Disposition, CAError>...) -> CertRequest { CertRequest(authority: ScriptedAuthority(answers)) }

    private func expectNothing(_ request: CertRequest) async {
        #expect(request.requestID == 0)
        #expect(await failure { try request.certificate(.base64Header) } == .unexpected)
        #expect(await failure { try request.dispositionMessage() } == .unexpected)
        #expect(await failure { try request.fullResponseProperty(.fullResponse) } == .unexpected)
    }

    @Test("fresh: getters of a result are 0x8000FFFF, status and id are 0")
    func fresh() async {
        let request = request()
        await expectNothing(request)
        #expect(request.lastStatus == .ok)
        #expect(!request.errorMessageText(.accessDenied, flags: .default).isEmpty)
    }

    @Test("issued: disposition 3, status 0, id, message and certificate")
    func issued() async throws {
        let request = request(.success(.issued()))
        #expect(try await request.submit(der, format: .pkcs10, config: config).rawValue == 3)
        #expect(request.lastStatus == .ok && request.requestID == 42)
        #expect(try request.dispositionMessage() == "Issued")
        #expect(try request.certificate(.binary).bytes == Disposition.certificateBytes)
    }

    @Test("pending: disposition 5, status 0, and no certificate yet")
    func pending() async throws {
        let request = request(.success(.pending()))
        #expect(try await request.submit(der, format: .pkcs10, config: config).rawValue == 5)
        #expect(request.lastStatus == .ok && request.requestID == 43)
        #expect(try request.dispositionMessage() == "Taken Under Submission")
        #expect(await failure { try request.certificate(.base64Header) } == .unexpected)
    }

    @Test("denied: disposition 2 without an error, lastStatus says why")
    func denied() async throws {
        let request = request(.success(.denied()))
        #expect(try await request.submit(der, format: .pkcs10, config: config).rawValue == 2)
        #expect(request.lastStatus == .certsrvKeyLength && request.requestID == 44)
        #expect(request.denialReason?.rule == "KeyIsStrongEnough")
        #expect(await failure { try request.certificate(.base64Header) } == .unexpected)
    }

    @Test("denied by an officer: lastStatus is 0x80094014")
    func deniedByOfficer() async throws {
        let request = request(.success(.denied(44, .certsrvAdminDeniedRequest)))
        #expect(try await request.retrievePending(44, config: config) == .denied)
        #expect(request.lastStatus.rawValue == 0x8009_4014)
    }

    @Test("failed: disposition 1 without an error, lastStatus is the CA's")
    func failed() async throws {
        let request = request(
            .success(Disposition(requestID: RequestID(45), code: .error, status: .badSignature, message: "Error Parsing Request"))
        )
        #expect(try await request.submit(der, format: .pkcs10, config: config).rawValue == 1)
        #expect(request.lastStatus == .badSignature)
    }

    @Test("revoked: disposition 6, the certificate where the CA gave it")
    func revoked() async throws {
        let with = Disposition(requestID: RequestID(46), code: .revoked, message: "Revoked", certificate: Disposition.certificateBytes)
        let without = Disposition(requestID: RequestID(46), code: .revoked, message: "Revoked")
        let request = request(.success(with), .success(without))
        #expect(try await request.retrievePending(46, config: config).rawValue == 6)
        #expect(try request.certificate(.binary).bytes == Disposition.certificateBytes)
        _ = try await request.retrievePending(46, config: config)
        #expect(await failure { try request.certificate(.binary) } == .unexpected)
    }

    @Test("issued out of band: disposition 4, the certificate where the CA gave it")
    func outOfBand() async throws {
        let request = request(
            .success(
                Disposition(requestID: RequestID(47), code: .issuedOutOfBand, message: "Issued", certificate: Disposition.certificateBytes)
            )
        )
        #expect(try await request.retrievePending(47, config: config).rawValue == 4)
        #expect(try request.certificate(.binary).bytes == Disposition.certificateBytes)
    }

    @Test("incomplete: disposition 0")
    func incomplete() async throws {
        let request = request(.success(Disposition(requestID: RequestID(48), code: .incomplete, message: "")))
        #expect(try await request.retrievePending(48, config: config).rawValue == 0)
        #expect(await failure { try request.certificate(.binary) } == .unexpected)
    }

    @Test("faulted: the error is lastStatus and everything earlier is forgotten")
    func faulted() async throws {
        for status in [HRESULT.rpcServerUnavailable, .accessDenied, .invalidArgument, .certsrvPropertyEmpty] {
            let request = request(.success(.issued()), .failure(CAError(.unavailable, status: status, "no")))
            _ = try await request.submit(der, format: .pkcs10, config: config)
            #expect(await failure { try await request.retrievePending(42, config: config) } == status)
            #expect(request.lastStatus == status)
            await expectNothing(request)
        }
    }

    @Test("a new submit forgets the earlier result before it asks, even when the request cannot be decoded")
    func forgets() async throws {
        let request = request(.success(.issued()))
        _ = try await request.submit(der, format: .pkcs10, config: config)
        _ = await failure { try await request.submit([], flags: .binary, attributes: .none, config: config) }
        await expectNothing(request)
    }

    @Test("retrieved: certificate, id and status; message and full response are 0x8000FFFF")
    func retrieved() async throws {
        let request = request(.success(.issued()))
        #expect(try await request.issuedCertificate(config: config, requestID: 42, serialNumber: nil) == .issued)
        #expect(request.requestID == 42 && request.lastStatus == .ok)
        #expect(try request.certificate(.binary).bytes == Disposition.certificateBytes)
        #expect(await failure { try request.dispositionMessage() } == .unexpected)
        #expect(await failure { try request.fullResponseProperty(.fullResponse) } == .unexpected)
    }

    @Test("issuedCertificate takes an id or, with -1, a serial number, and not both or none")
    func selectors() async throws {
        let authority = ScriptedAuthority([.success(.issued()), .success(.issued())])
        let request = CertRequest(authority: authority)
        _ = try await request.issuedCertificate(config: config, requestID: 7, serialNumber: nil)
        _ = try await request.issuedCertificate(config: config, requestID: -1, serialNumber: "4A 00:0B")
        #expect(authority.asked == ["id 7", "serial 4a000b"])
        for (id, serial) in [(7, "4a"), (-1, nil), (-1, ""), (0, nil), (-1, "xyz"), (-2, "4a")] as [(Int, String?)] {
            #expect(
                await failure { try await request.issuedCertificate(config: config, requestID: id, serialNumber: serial) }
                    == .invalidArgument,
                "\(id) \(serial ?? "nil")"
            )
        }
    }

    @Test("retrievePending asks by id, and may be used again until the answer is final")
    func polling() async throws {
        let authority = ScriptedAuthority([.success(.pending()), .success(.issued(43))])
        let request = CertRequest(authority: authority)
        #expect(try await request.retrievePending(43, config: config) == .underSubmission)
        #expect(try await request.retrievePending(43, config: config) == .issued)
        #expect(authority.asked == ["id 43", "id 43"] && request.requestID == 43)
    }

    @Test("caCertificate changes lastStatus alone")
    func caCertificate() async throws {
        let authority = ScriptedAuthority([.success(.issued())], properties: [.caSigCert: .binary([0x30, 0x00])])
        let request = CertRequest(authority: authority)
        _ = try await request.submit(der, format: .pkcs10, config: config)
        #expect(await failure { try await request.caCertificate(exchange: true, config: config, flags: .binary) } == .fileNotFound)
        #expect(request.lastStatus == .fileNotFound && request.requestID == 42)
        #expect(try request.certificate(.binary).bytes == Disposition.certificateBytes)
        #expect(try await request.caCertificate(exchange: false, config: config, flags: .binary).bytes == [0x30, 0x00])
        #expect(request.lastStatus == .ok)
    }

    @Test("property getters never touch the state")
    func properties() async throws {
        let request = request(.success(.denied()))
        _ = try await request.submit(der, format: .pkcs10, config: config)
        #expect(await failure { try await request.caProperty(.deltaCRL, index: 0, config: config) } == .fileNotFound)
        _ = try await request.caProperty(.caName, config: config)
        #expect(request.lastStatus == .certsrvKeyLength && request.requestID == 44)
    }

    @Test("caCertificate asks for signing or exchange certificate, alone, with chain, with revocation lists")
    func caCertificateForms() async throws {
        let forms: [(Bool, OutputFlags.Options, Int)] = [
            (false, [], 12), (false, .chain, 13), (false, [.chain, .crls], 32), (true, [], 15), (true, .chain, 16),
            (true, [.chain, .crls], 33),
        ]
        for (exchange, flags, id) in forms {
            let authority = ScriptedAuthority([], properties: [CAPropertyID(Int32(id)): .binary([0x30, 0x00])])
            _ = try await CertRequest(authority: authority).caCertificate(
                exchange: exchange,
                config: config,
                flags: OutputFlags(.binary, flags)
            )
            #expect(authority.asked == ["property \(id) -1"])
        }
    }
}
