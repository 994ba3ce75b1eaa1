import CAInterface
import CertCli
import PKIFormats
import PortableFoundation
import Testing

/// Bodies in the shapes of the published examples, with values of our own.
@Suite("A client of certificate management")
struct CertificateManagementClientTests {
    private typealias Client = CertificateManagementClient

    private static let none = "00000000-0000-0000-0000-000000000000"
    private static let request = "7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b2201"
    private static let smartcard = "c4a8e9d0-6f12-4b7e-a1c3-55e07d3f3301"
    private static let card = "6f1d2c3b-4a59-4e68-9f70-1a2b3c4d5e6f"
    private static let base = "/CertificateManagement/api/v1.0"

    private func id(_ text: String) throws -> UUID { try #require(UUID(uuidString: text)) }

    /// Runs calls against a server that gives these answers, and returns the requests it got.
    @discardableResult
    private func with(_ answers: [StubServer.Answer], _ body: (CertificateManagementClient) async throws -> Void) async throws
        -> [StubServer.Request]
    {
        let server = try await StubServer.start(answers: answers)
        let client = try await CertificateManagementClient(
            try ConfigString(server.config, authorityRequired: false),
            credential: .password("alice", "secret"),
            trust: server.trust
        )
        do { try await body(client) } catch {
            try await server.stop()
            throw error
        }
        let requests = server.requests
        try await server.stop()
        return requests
    }

    private static let requestBody = """
        {"Uuid":"\(request)","RequestType":3,"Status":3,"Flags":2,"DataCollection":[{"Name":"Cost centre","Value":"4711"},{"Name":"Town","Value":null}],
         "DataCollectionFlags":32,"OriginatorUserUuid":"0d9b6e52-71aa-4c38-b5e4-2f8a1c7d4401","TargetUserUuid":"0d9b6e52-71aa-4c38-b5e4-2f8a1c7d4401",
         "Submitted":"2026-11-21T09:14:07.2Z","Completed":"0001-01-01T00:00:00","NewProfileUuid":"\(none)",
         "OldProfileUuid":"e2f5b8c1-3d47-49a6-8e90-6b7a8c9d5501","NewSmartcardUuid":"\(none)","OldSmartcardUuid":"\(smartcard)","Priority":10,
         "Comment":"","ProfileTemplateUuid":"5e0a7c11-2b64-4d0f-9a31-7c55d1f0a002",
         "SecurityDescriptor":"O:S-1-5-21-11-22-33-1105D:(A;;RC;;;WD)(A;;CCDCLCSWSDRC;;;S-1-5-21-11-22-33-1105)\\u0000\\u0000","IsSmartcard":true,
         "IsEnrollmentAgent":false,"IsDataCollectionComplete":false}
        """

    @Test("a request is read with its empty GUIDs, its year 1, and without the octets behind its descriptor")
    func request() async throws {
        try await with([.answer(200, Self.requestBody)]) { client in
            let request = try #require(try await client.request(id(Self.request)))
            #expect(request.status == .approved)
            #expect(request.newSmartcard == nil)
            #expect(request.oldSmartcard == (try id(Self.smartcard)))
            #expect(request.completed == nil)
            #expect(request.submitted == Date(timeIntervalSince1970: 1_795_252_447.2))
            #expect(request.dataCollection == [.init(name: "Cost centre", value: "4711"), .init(name: "Town", value: nil)])
            #expect(request.securityDescriptor.hasSuffix("1105)"))
        }
    }

    @Test("an absent object is nil, for each call that names one")
    func absent() async throws {
        let one = try id(Self.request)
        let calls: [@Sendable (CertificateManagementClient) async throws -> Bool] = [
            { try await $0.request(one) == nil }, { try await $0.profileTemplate(one) == nil },
            { try await $0.policy(of: one, workflow: "Enroll") == nil },
            { try await $0.smartcardConfiguration(of: one) == nil }, { try await $0.smartcard(one) == nil },
            { try await $0.smartcard(cardID: one) == nil }, { try await $0.profile(one) == nil },
            { try await $0.setStatus("Completed", of: one) == nil },
            { try await $0.diversifiedKey(request: one, smartcard: one, card: one) == nil },
            { try await $0.serverProposedPIN(request: one, smartcard: one, card: one) == nil },
            {
                try await $0.authenticationResponse([0, 0, 0, 0, 0, 0, 0, 0], isDiversified: true, request: one, smartcard: one, card: one)
                    == nil
            },
            { try await $0.assignSmartcard(request: one, card: one) == nil },
            { try await $0.setSmartcardStatus("Retired", request: one, smartcard: one) == nil },
        ]
        try await with(Array(repeating: .answer(204, ""), count: calls.count)) { client in
            for call in calls {
                let isNil = try await call(client)
                #expect(isNil)
            }
        }
    }

    @Test(
        "a list may be empty, absent, or a single object",
        arguments: [("[]", 200, 0), ("", 204, 0), ("{\"Uuid\":\"7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b2201\"}", 200, 1)]
    )
    func lists(_ body: String, _ status: Int, _ count: Int) async throws {
        try await with(Array(repeating: .answer(status, body), count: 4)) { client in
            let counts = try await [
                client.requests().count, client.profiles().count, client.smartcards().count, client.profileTemplates().count,
            ]
            #expect(counts == [count, count, count, count])
        }
    }

    @Test(
        "a new request is sent in the documented form, and its address is read in either form",
        arguments: ["api/v1.0/", "/CertificateManagement/api/v1.0/", "https://cm.example.test/CertificateManagement/api/v1.0/"]
    )
    func create(_ prefix: String) async throws {
        let sent = try await with([.answer(201, "\"\(prefix)requests/\(Self.request)\"")]) { client in
            let made = try await client.createRequest(
                .init(
                    type: "Renew",
                    smartcard: id(Self.smartcard),
                    items: [.init(name: "Cost centre", value: "4711"), .init(name: "Town", value: nil)]
                )
            )
            #expect(made == (try id(Self.request)))
        }
        #expect(sent.first?.head == "POST \(Self.base)/requests")
        #expect(
            sent.first?.body
                == #"{"smartcard":"\#(Self.smartcard)","type":"Renew","datacollection":[{"Cost centre":"4711"},{"Town":null}],"comment":""}"#
        )
    }

    @Test("a call that makes a request is not made again after its answer was lost; others are")
    func repeats() async throws {
        let one = try id(Self.request)
        let sent = try await with([.close, .answer(201, "\"api/v1.0/requests/\(Self.request)\"")]) { client in
            await #expect(throws: CAError.self) { try await client.createRequest(.init(type: "Enroll")) }
        }
        #expect(sent.count == 1)
        let read = try await with([.close, .answer(200, Self.requestBody)]) { client in
            let found = try await client.request(one)
            #expect(found != nil)
        }
        #expect(read.count == 2)
    }

    @Test("a denial has the server's own words")
    func denial() async throws {
        try await with([
            .answer(403, #"{"Message":"You may not execute it. Ask an agent.","ErrorCode":"AccessDenied","CorrelationId":"x"}"#)
        ]) { client in
            let error = await #expect(throws: CAError.self) { try await client.request(id(Self.request)) }
            #expect(error?.code == .accessDenied)
            #expect(error?.message == "You may not execute it. Ask an agent.")
        }
    }

    @Test("the secrets of a card travel as quoted strings, and their questions are percent-encoded")
    func secrets() async throws {
        let one = try id(Self.request)
        let (smartcard, card) = (try id(Self.smartcard), try id(Self.card))
        let sent = try await with([
            .answer(200, "\"3DdpLhGe4YM=\""), .answer(200, "\"8sI9KdYgAZJKfGcj5jJo4IPvq1S1oc7V\""), .answer(200, "\"24681357\""),
        ]) { client in
            let challenge = try Hex.decode("5a17c3d9e4820b66")
            let response = try await client.authenticationResponse(
                challenge,
                isDiversified: true,
                request: one,
                smartcard: smartcard,
                card: card,
                answerToReset: [0x3B, 0x00]
            )
            #expect(response.map { Hex.encode($0) } == "dc37692e119ee183")
            #expect(try await client.diversifiedKey(request: one, smartcard: smartcard, card: card)?.count == 24)
            #expect(try await client.serverProposedPIN(request: one, smartcard: smartcard, card: card) == Array("24681357".utf8))
        }
        let path = "GET \(Self.base)/requests/\(Self.request)/smartcards/\(Self.smartcard)"
        #expect(
            sent.map(\.head) == [
                "\(path)/authenticationresponse?cardid=\(Self.card)&atr=3b00&challenge=WhfD2eSCC2Y%3D&diversified=true",
                "\(path)/diversifiedkey?cardid=\(Self.card)", "\(path)/serverproposedpin?cardid=\(Self.card)",
            ]
        )
    }

    @Test("a card is bound and read; its serial number is its id in braces")
    func smartcards() async throws {
        let body = """
            {"Uuid":"\(Self.smartcard)","Status":3,"Flags":1,"ParentSmartcardUuid":"\(Self.none)","PrimarySmartcardUuid":"\(Self.none)",
             "PermanentSmartcardUuid":"\(Self.none)","AssignedUserUuid":"0d9b6e52-71aa-4c38-b5e4-2f8a1c7d4401",
             "ProfileTemplateUuid":"5e0a7c11-2b64-4d0f-9a31-7c55d1f0a001","ProfileTemplateVersion":12,"Comment":"","SerialNumber":"{\(Self.card)}",
             "Middleware":"MSBaseCSP","Atr":"3b00112233"}
            """
        let sent = try await with([
            .answer(201, "\"api/v1.0/smartcards/\(Self.smartcard)\""), .answer(200, body), .answer(200, "[\(body)]"),
        ]) { client in
            let made = try await client.assignSmartcard(request: id(Self.request), card: id(Self.card), answerToReset: [0x3B, 0x00, 0x11])
            #expect(made == (try id(Self.smartcard)))
            let found = try #require(try await client.smartcard(cardID: id(Self.card)))
            #expect(found.status == .active)
            #expect(found.cardID == (try id(Self.card)))
            #expect(found.parent == nil)
            #expect(try await client.smartcard(id(Self.smartcard)) == found)
        }
        #expect(
            sent.map(\.head) == [
                "POST \(Self.base)/smartcards", "GET \(Self.base)/smartcards?cardid=\(Self.card)",
                "GET \(Self.base)/smartcards/\(Self.smartcard)",
            ]
        )
        #expect(sent.first?.body == #"{"requestid":"\#(Self.request)","cardid":"\#(Self.card)","atr":"3b0011"}"#)
    }

    @Test("a smart card configuration is read, and its description does not show the key")
    func configuration() async throws {
        let body = """
            {"ProviderId":"MSBaseCSP","IsVirtualSmartcard":true,"DefaultAdminKeyHex":"101112131415161720212223242526273031323334353637",
             "DiversifyAdminKey":true,"UserPinOption":3,"InitializeNewSmartcard":false,"AllowSmartcardReuse":true,"CertificateLabel":"",
             "DoNotInstallCaCertificates":false,"EraseOnOverflow":false,"CardInitializationType":null,"CardInitializationData":null,"AdminPinPolicy":null}
            """
        try await with([.answer(200, body)]) { client in
            let found = try #require(try await client.smartcardConfiguration(of: id(Self.request)))
            #expect(found.defaultAdminKey?.count == 24)
            #expect(found.diversifiesAdminKey)
            #expect(found.pinOption == .randomized)
            #expect(!"\(found)".contains("101112"))
        }
    }

    @Test("a policy is read with its items, under either of their names", arguments: ["PolicyDataCollection", "DataCollection"])
    func policy(_ name: String) async throws {
        let body = """
            {"Enabled":true,"SelfServiceEnabled":true,"ApprovalsNeeded":2,"EnrollAgentRequired":false,"collectComments":true,"CollectRequestPriority":false,
             "DefaultRequestPriority":10,"AuthorizedInitiator":"D:",
             "\(name)":[{"Name":"Cost centre","Description":"","Type":"String","Required":true,"Originator":"Subscriber"}]}
            """
        let sent = try await with([.answer(200, body)]) { client in
            let policy = try #require(try await client.policy(of: id(Self.request), workflow: "TemporaryEnroll"))
            #expect(policy.isEnabled)
            #expect(policy.approvalsNeeded == 2)
            #expect(policy.collectsComments)
            #expect(policy.items.map(\.name) == ["Cost centre"])
            #expect(policy.items.first?.isRequired == true)
        }
        #expect(sent.first?.head == "GET \(Self.base)/profiletemplates/\(Self.request)/policies/temporaryenroll")
    }

    @Test("templates, generation options, profiles, operations and certificates are read as published")
    func rows() async throws {
        let template =
            #"[{"Name":"Laptop VPN","Description":"VPN","Uuid":"\#(Self.request)","IsSmartcardProfileTemplate":true,"IsVirtualSmartcardProfileTemplate":false}]"#
        let option = """
            [{"Subject":"","KeyAlgorithmName":"RSA","KeySize":3072,"FriendlyName":"Badge signature","HashAlgorithmName":"SHA256",
              "KeyStorageProviderNames":["Microsoft Smart Card Key Storage Provider"],"Exportable":0,"KeyProtectionLevel":0,"KeyUsages":2}]
            """
        let profile =
            #"[{"Uuid":"\#(Self.request)","Status":2,"Flags":1,"ParentProfileUuid":"\#(Self.none)","ProfileOperations":["renew","disable"]}]"#
        let certificate = """
            [{"IsKeyHistory":false,"ArchivedOnCa":true,"CertificateType":1,"TemplateCommonName":"BadgeLogon","SerialNumber":"5A0000002C",
              "Thumbprint":"0A1B2C3D4E5F60718293A4B5C6D7E8F901234567","NotAfter":"2027-11-21T09:14:07","NotBefore":"2026-11-21T09:14:07",
              "Issuer":"ca.example.test\\\\Example CA","RequesterName":"EXAMPLE\\\\ana","Status":0}]
            """
        let answers: [StubServer.Answer] = [template, option, profile, "[\"Renew\",\"unblock\"]", certificate, certificate].map {
            .answer(200, $0)
        }
        try await with(answers) { client in
            let one = try id(Self.request)
            #expect(try await client.profileTemplates(targetUser: "current").first?.isSmartcard == true)
            let options = try await client.generationOptions(of: one)
            #expect(options.map(\.keySize) == [3072])
            #expect(options.first?.isExportable == false)
            #expect(try await client.profiles(status: "Active").first?.operations == ["renew", "disable"])
            #expect(try await client.operations(on: .smartcard(one)) == ["renew", "unblock"])
            #expect(try await client.certificates(of: .profile(one)).first?.isArchivedOnCA == true)
            let mine = try #require(try await client.certificates().first)
            #expect(mine.issuer == "ca.example.test\\Example CA")
            #expect(mine.notBefore == Date(timeIntervalSince1970: 1_795_252_447))
        }
    }

    @Test("certificates come with wrapped base64 and odd capitals; a failure of one keeps the others")
    func certificateData() async throws {
        let body = """
            [{"TemplateCommonName":"BadgeLogon","CertificateId":0,"Flags":65536,"UseLocalMachineStore":false,"Error":null,"Pkcs7":"MAMC\\r\\nAQU=\\r\\n","Pfx":null,
              "IsExternal":false,"isServerGenerated":false,"isPfx":false,"isPkcs7":true,"isKeyHistory":false},
             {"TemplateCommonName":"BadgeMail","CertificateId":1,"Flags":0,"UseLocalMachineStore":false,
              "Error":{"Disposition":2,"HResult":-2146877420,"Message":"denied"},"Pkcs7":null,"Pfx":null,"IsExternal":true,"isServerGenerated":false,
              "isPfx":false,"isPkcs7":false,"isKeyHistory":true}]
            """
        let sent = try await with([.answer(200, body)]) { client in
            let found = try await client.certificateData([[0x30, 0x03, 0x02, 0x01, 0x05]], pfxPassword: "pw", of: id(Self.request))
            #expect(found.count == 2)
            #expect(found[0].pkcs7 == [0x30, 0x03, 0x02, 0x01, 0x05])
            #expect(found[0].failure == nil)
            #expect(found[1].failure?.disposition == 2)
            #expect(found[1].failure?.hresult == -2_146_877_420)
            #expect(found[1].failure?.message == "denied")
            #expect(found[1].isExternal && found[1].isKeyHistory)
        }
        #expect(sent.first?.body == #"{"pfxpassword":"pw","certificaterequests":["MAMCAQU=\r\n"],"comments":""}"#)
    }

    @Test("what is not the JSON of this interface is refused", arguments: ["<html>", "[1]", "\"text\"", "{}", "[{},{}]"])
    func strange(_ body: String) async throws {
        try await with([.answer(200, body)]) { client in
            let error = await #expect(throws: CAError.self) { try await client.request(id(Self.request)) }
            #expect(error?.code == .untrustedServer)
        }
    }
}
