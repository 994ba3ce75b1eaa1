import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// What public scripts do with the COM objects, call by call and with their numbers.
@Suite("Call sequences of scripts against the enrollment objects")
struct CallSequenceTests {
    private static let config = "localhost\\" + TestAuthority.issuingName

    private func certRequest(_ fixture: EnrollmentFixture) -> CertCli.CertRequest {
        CertCli.CertRequest(
            connector: InProcessConnector(authorities: fixture.authority.service, caller: fixture.authority.caller(fixture.caller))
        )
    }

    @Test("InitializeFromTemplateName, extensions added to Request, Enroll, CreatePFX")
    func extensionsBeforeEnroll() async throws {
        try await EnrollmentFixture.with({ $0.administrator }) { fixture in
            // enroll.InitializeFromTemplateName(1, "WebServer")
            let enroll = fixture.enrollment()
            try await enroll.initializeFromTemplateName(.init(rawValue: 1), templateName: "WebServer")
            // pkcs10 = enroll.Request; pkcs10.Subject = dn; pkcs10.X509Extensions.Add(san)
            let pkcs10 = try #require(try enroll.request as? X509CertificateRequestPkcs10)
            pkcs10.subject = try DistinguishedName(rfc4514: "CN=www.example.test")
            pkcs10.x509Extensions.append(SubjectAlternativeName([.dnsName("www.example.test"), .dnsName("example.test")]).asExtension())
            pkcs10.exportable = true
            // enroll.CertificateFriendlyName = "web"; enroll.Enroll()
            try enroll.setCertificateFriendlyName("web")
            try await enroll.enroll()
            // enroll.Status.Status = 1; enroll.Certificate(1)
            #expect(enroll.status.status.rawValue == 1)
            let certificate = try Certificate(derEncoded: Base64.decode(enroll.certificate(.init(rawValue: 1)).text))
            #expect(
                try certificate.value(of: SubjectAlternativeName.self)?.names == [.dnsName("www.example.test"), .dnsName("example.test")]
            )
            // enroll.CreatePFX("p", 2, 1)
            let pfx = try await enroll.createPFX(password: "p", exportOptions: .init(rawValue: 2), encoding: .init(rawValue: 1)).text
            #expect(try PKCS12(pfx: Base64.decode(pfx), password: FilePassword("p")).certificates.count == 3)
        }
    }

    @Test("a stand-alone CA: CreateRequest(1), Submit(0x101, …), InstallResponse(2, …), CreatePFX(\"\", 0)")
    func standAlone() async throws {
        try await EnrollmentFixture.with { fixture in
            let request = X509CertificateRequestPkcs10()
            try request.initialize(.init(rawValue: 1))
            request.exportable = true
            let enroll = fixture.enrollment(online: false)
            try await enroll.initializeFromRequest(request)
            let text = try await enroll.createRequest(.init(rawValue: 1)).text
            let certRequest = certRequest(fixture)
            let disposition = try await certRequest.submit(
                Array(text.utf8),
                flags: SubmitFlags(rawValue: 0x101),
                attributes: RequestAttributes(["CertificateTemplate": "User"]),
                config: Self.config
            )
            #expect(disposition.rawValue == 3)
            let answer = try certRequest.certificate(OutputFlags(rawValue: 0x100)).text
            // The root is not trusted here, which is why scripts give 2.
            #expect(
                await failure { try await enroll.installResponse(.init(rawValue: 0), response: answer, encoding: .init(rawValue: 0)) }
                    == .untrustedRoot
            )
            try await enroll.installResponse(.init(rawValue: 2), response: answer, encoding: .init(rawValue: 0), password: "")
            let pfx = try await enroll.createPFX(password: "", exportOptions: .init(rawValue: 0)).text
            let opened = try PKCS12(pfx: Base64.decode(pfx), password: FilePassword(""))
            #expect((opened.certificates.count, opened.keys.count) == (1, 1))
        }
    }

    @Test("out of band in two processes: CreateRequest(3), later Initialize(1) and InstallResponse(0, …, 7)")
    func twoProcesses() async throws {
        try await EnrollmentFixture.with { fixture in
            let first = fixture.enrollment(online: false)
            try first.initialize(.init(rawValue: 1))
            try first.setCertificateFriendlyName("two processes")
            let file = try await first.createRequest(.init(rawValue: 3)).text
            #expect(file.hasPrefix("-----BEGIN NEW CERTIFICATE REQUEST-----\r\n"))
            #expect(first.status.status.rawValue == 2)
            let bytes = try EncodingType(rawValue: 3).decode(Array(file.utf8))
            let answer = try await fixture.submit(bytes, template: "User").certificate(OutputFlags(rawValue: 0x100)).text
            let second = fixture.enrollment(online: false, anchors: [try await fixture.root()])
            try second.initialize(.init(rawValue: 1))
            try await second.installResponse(.init(rawValue: 0), response: answer, encoding: .init(rawValue: 7), password: "")
            #expect(second.status.status.rawValue == 1)
            #expect(try fixture.store().certificates().map(\.friendlyName) == ["two processes"])
        }
    }

    @Test("the list of policy servers, their templates and CAs, property by number, and the helper's Enroll")
    func enumeration() async throws {
        try await EnrollmentFixture.with { fixture in
            let url = "https://pki.example.test"
            // helper.Initialize(1); helper.AddPolicyServer(url, "", 0, 4, "alice", "secret")
            let helper = X509EnrollmentHelper(fixture.access())
            try helper.initialize(.init(rawValue: 1))
            try await helper.addPolicyServer(
                url,
                policyID: "",
                flags: .init(rawValue: 0),
                authFlags: .init(rawValue: 4),
                credential: "alice",
                password: "secret"
            )
            // list.Initialize(1, 3); For Each server In list
            let list = X509PolicyServerListManager(stores: .init(directory: fixture.directory))
            try await list.initialize(.init(rawValue: 1), flags: .init(rawValue: 3))
            var found: [String] = []
            for server in list {
                // policy.Initialize(server.Url, "", server.AuthFlags, False, 1); policy.SetCredential(0, 4, …); policy.LoadPolicy(2)
                let policy = X509EnrollmentPolicyServer(fixture.access())
                try policy.initialize(
                    url: try server.url,
                    id: "",
                    authFlags: try server.authFlags,
                    isUntrusted: false,
                    context: .init(rawValue: 1)
                )
                try await policy.setCredential(parentWindow: 0, flag: .init(rawValue: 4), credential: "alice", password: "secret")
                try await policy.loadPolicy(.init(rawValue: 2))
                let templates = try policy.getTemplates()
                for index in 0..<templates.count {
                    let template = try templates.itemByIndex(index)
                    guard try template.property(.init(rawValue: 1)).text == "User" else { continue }
                    for authority in try policy.getCAsForTemplate(template) {
                        found.append(try #require(try authority.property(.init(rawValue: 1)).text))
                    }
                }
            }
            #expect(found == [TestAuthority.issuingName])
            // helper.Enroll(url, "User", 0, 0)
            let text = try await helper.enroll(
                url,
                templateName: "User",
                encoding: .init(rawValue: 0),
                enrollFlags: .init(rawValue: 0)
            ).text
            #expect(text.hasPrefix("-----BEGIN CERTIFICATE-----"))
        }
    }

    @Test("a pended request is polled by RequestId and CAConfigString, then InstallResponse(0, …, 0)")
    func polling() async throws {
        try await EnrollmentFixture.with { fixture in
            try await fixture.authority.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
            let enroll = fixture.enrollment(anchors: [try await fixture.root()])
            try await enroll.initializeFromTemplateName(.init(rawValue: 1), templateName: "User")
            try await enroll.enroll()
            #expect(enroll.status.status.rawValue == 2)
            let (id, config) = (enroll.requestID, enroll.caConfigString)
            let certRequest = certRequest(fixture)
            // certRequest.RetrievePending(id, config) = 5
            #expect(try await certRequest.retrievePending(id, config: config).rawValue == 5)
            _ = try await fixture.authority.bound(fixture.authority.officer).approve(RequestID(id))
            #expect(try await certRequest.retrievePending(id, config: config).rawValue == 3)
            // enroll.InstallResponse(0, certRequest.GetCertificate(0x100), 0, "")
            let answer = try certRequest.certificate(OutputFlags(rawValue: 0x100)).text
            try await enroll.installResponse(.init(rawValue: 0), response: answer, encoding: .init(rawValue: 0), password: "")
            #expect(enroll.status.status.rawValue == 1)
            #expect(try fixture.store().requests().isEmpty)
        }
    }

    @Test("a web page enrolls the machine: the factory's helper, AddPolicyServer, Enroll")
    func machineFromWebPage() async throws {
        try await EnrollmentFixture.with({ $0.machine }) { fixture in
            // factory.CreateObject("X509Enrollment.CX509EnrollmentHelper")
            let helper = try X509MachineEnrollmentFactory(fixture.access()).createObject("X509Enrollment.CX509EnrollmentHelper")
            try await helper.addPolicyServer(
                "https://pki.example.test",
                flags: .init(rawValue: 32),
                authFlags: .init(rawValue: 1)
            )
            let certificate = try await helper.enroll(
                "https://pki.example.test",
                templateName: "Machine",
                encoding: .init(rawValue: 12)
            ).text
            #expect(try fixture.store().certificates().map(\.certificate) == [Hex.decode(certificate)])
        }
    }
}
