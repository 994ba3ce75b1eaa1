import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Status on every way out, and names that reach the certificate")
struct StatusTests {
    /// A server whose CA cannot be found.
    private struct Nowhere: EnrollmentServer {
        let inner: WatchedServer
        var connector: any AuthorityConnector { inner.connector }
        func template(named name: String) async throws -> CertificateTemplate { try await inner.template(named: name) }
        func config() async throws -> ConfigString { throw CAError(.unavailable, status: .rpcServerUnavailable, "nowhere") }
    }

    enum WayOut: CaseIterable {
        case enrollWithoutCA, retrieveWithoutCA, retrieveUnknown, offline, unreadableAnswer, foreignAnswer, longPassword, badDigest,
            noTemplate
    }

    @Test("every error leaves its HRESULT and text in Status", arguments: WayOut.allCases)
    func thrown(_ way: WayOut) async throws {
        try await EnrollmentFixture.with { fixture in
            let server = WatchedServer(fixture)
            let reached: (any EnrollmentServer)? =
                switch way {
                case .offline: nil
                case .enrollWithoutCA, .retrieveWithoutCA: Nowhere(inner: server)
                default: server
                }
            let enrollment = X509Enrollment(stores: .init(directory: fixture.directory), server: reached)
            let status = await failure {
                if way == .noTemplate { return try await enrollment.initializeFromTemplateName(.user, templateName: "None") }
                try enrollment.initialize(.user)
                _ = try await enrollment.createRequest(.base64)
                #expect(enrollment.status.status == .enrollPended)
                switch way {
                case .enrollWithoutCA, .offline: try await enrollment.enroll()
                case .retrieveWithoutCA: try await enrollment.retrieve(requestID: 1)
                case .retrieveUnknown: try await enrollment.retrieve(requestID: 99)
                case .unreadableAnswer: try await enrollment.installResponse(.allowNone, response: [1, 2, 3], encoding: .binary)
                case .foreignAnswer:
                    let other = try await SampleHierarchy.make().user.certificate.derEncoded
                    try await enrollment.installResponse(.allowNone, response: other, encoding: .binary)
                case .longPassword:
                    let password = String(repeating: "p", count: 65_537)
                    try await enrollment.installResponse(.allowNone, response: [0x30], encoding: .binary, password: password)
                case .badDigest:
                    let request = try enrollment.innermostRequest
                    try request.resetForEncode()
                    request.hashAlgorithm = .md5
                    _ = try await enrollment.createRequest(.base64)
                case .noTemplate: break
                }
            }
            let expected: HRESULT =
                switch way {
                case .enrollWithoutCA, .retrieveWithoutCA: .rpcServerUnavailable
                case .retrieveUnknown: enrollment.status.error
                case .offline: .certsrvNoPolicyServer
                case .unreadableAnswer: .invalidData
                case .foreignAnswer: .cryptNotFound
                case .longPassword: .arithmeticOverflow
                case .badDigest: .unknownAlgorithm
                case .noTemplate: .certsrvUnsupportedCertType
                }
            #expect(status == expected && status?.isFailure == true)
            #expect(enrollment.status.status == .enrollError && enrollment.status.error == expected)
            #expect(!enrollment.status.text.isEmpty && !enrollment.status.errorText.isEmpty)
        }
    }

    @Test("an installation after a failure leaves Status enrolled")
    func recovered() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment(online: false, anchors: [try await fixture.root()])
            try enrollment.initialize(.user)
            let request = try await enrollment.createRequest(.binary)
            try? await enrollment.installResponse(.allowNone, response: [1], encoding: .binary)
            #expect(enrollment.status.status == .enrollError)
            let client = try await fixture.submit(request.bytes, template: "User")
            try await enrollment.installResponse(
                .allowNone,
                response: try client.certificate(OutputFlags(.binary, .chain)).bytes,
                encoding: .binary
            )
            #expect(enrollment.status.status == .enrolled && enrollment.status.error == .ok && enrollment.status.errorText.isEmpty)
        }
    }

    @Test(
        "names set before or after createRequest, in this object or the next, reach the certificate",
        arguments: ["before", "after", "next"]
    )
    func names(_ when: String) async throws {
        try await EnrollmentFixture.with { fixture in
            let anchors = [try await fixture.root()]
            let first = fixture.enrollment(online: false, anchors: anchors)
            try first.initialize(.user)
            func name(_ enrollment: X509Enrollment) throws {
                try enrollment.setCertificateFriendlyName("Ünser Name")
                try enrollment.setCertificateDescription("words")
            }
            if when == "before" { try name(first) }
            let request = try await first.createRequest(.binary)
            if when == "after" { try name(first) }
            let client = try await fixture.submit(request.bytes, template: "User")
            var last = first
            if when == "next" {
                last = fixture.enrollment(online: false, anchors: anchors)
                try last.initialize(.user)
                try name(last)
            }
            try await last.installResponse(
                .allowNone,
                response: try client.certificate(OutputFlags(.binary, .chain)).bytes,
                encoding: .binary
            )
            let installed = try #require(try fixture.store().certificates().first)
            #expect(installed.friendlyName == "Ünser Name" && installed.certificateDescription == "words")
        }
    }
}
