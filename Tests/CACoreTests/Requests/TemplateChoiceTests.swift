import CACore
import CAInterface
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("The template a request means")
struct TemplateChoiceTests {
    private static let templates = BuiltInTemplates.all(domain: (1, 2, 3))

    private static func find(_ identifier: String) -> CertificateTemplate? {
        templates.first { $0.name.lowercased() == identifier.lowercased() || $0.oid.dotted == identifier }
    }

    private func choose(
        attributes: [RequestAttribute] = [],
        extensions: [CertificateExtension] = [],
        text: String = "",
        template: String? = nil
    ) async throws
        -> TemplateChoice
    {
        let bytes = try await RequestBuilder.pkcs10(
            key: PrivateKey(generating: .p256),
            subject: .empty,
            attributes: attributes,
            extensions: extensions
        )
        let received = try ReceivedRequest(Submission(bytes: bytes, attributes: RequestAttributes(raw: text), template: template))
        return TemplateChoice.choose(received.templates, find: Self.find)
    }

    private func status(_ choice: TemplateChoice) -> HRESULT? {
        switch choice {
        case .chosen: nil
        case .unknown(_, let denial), .refused(let denial): denial.status
        }
    }

    private func name(_ choice: TemplateChoice) -> String? {
        if case .chosen(let template) = choice { template.name } else { nil }
    }

    @Test("each of the five places can name the template")
    func places() async throws {
        #expect(name(try await choose(extensions: [MicrosoftTemplateName("User").asExtension()])) == "User")
        let user = try #require(Self.find("User"))
        let information = CertificateTemplateInformation(templateID: user.oid, major: user.majorVersion, minor: user.minorVersion)
        #expect(name(try await choose(extensions: [information.asExtension()])) == "User")
        #expect(name(try await choose(attributes: [.nameValuePair(name: "CertificateTemplate", value: "user")])) == "User")
        #expect(name(try await choose(text: "Certificate-Template: User\r\n")) == "User")
        #expect(name(try await choose(template: "USER")) == "User")
        #expect(name(try await choose(text: "CertificateTemplate:\(user.oid.dotted)")) == "User")
    }

    @Test("all places may name the same template")
    func agreeing() async throws {
        let choice = try await choose(
            extensions: [MicrosoftTemplateName("User").asExtension()],
            text: "CertificateTemplate:user",
            template: "User"
        )
        #expect(name(choice) == "User")
    }

    @Test("no template is 0x80094801, an unknown one 0x80094800, two 0x80094802")
    func refused() async throws {
        #expect(status(try await choose()) == .certsrvNoCertType)
        #expect(status(try await choose(template: "Nonsense")) == .certsrvUnsupportedCertType)
        #expect(status(try await choose(text: "CertificateTemplate:User", template: "Machine")) == .certsrvTemplateConflict)
        #expect(
            status(try await choose(extensions: [MicrosoftTemplateName("WebServer").asExtension()], template: "User"))
                == .certsrvTemplateConflict
        )
    }

    @Test("a version newer than ours is 0x80094807, an older one is served")
    func versions() async throws {
        let user = try #require(Self.find("User"))
        func asked(_ major: Int, _ minor: Int?) async throws -> TemplateChoice {
            try await choose(extensions: [CertificateTemplateInformation(templateID: user.oid, major: major, minor: minor).asExtension()])
        }
        #expect(status(try await asked(user.majorVersion + 1, 0)) == .certsrvBadTemplateVersion)
        #expect(status(try await asked(user.majorVersion, user.minorVersion + 1)) == .certsrvBadTemplateVersion)
        #expect(name(try await asked(user.majorVersion - 1, 99)) == "User")
        #expect(name(try await asked(user.majorVersion, nil)) == "User")
    }
}
