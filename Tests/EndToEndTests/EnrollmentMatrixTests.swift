import CAInterface
import CertCli
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// The scenarios of the page of IX509Enrollment, by every kind of request, against `chancery serve`. The server is another process and is
/// started anew between the steps; each step of the client has objects of its own, and the last is a process of its own.
@Suite("The three scenarios by kind of request over /api/v1, with a restart of the server between the steps", .timeLimit(.minutes(10)))
struct EnrollmentMatrixTests {
    enum Kind: CaseIterable {
        case pkcs10, cmc, renewal
    }

    /// One account with its store.
    private struct Client {
        var server: RunningServer
        let account: Account
        let store: String
        let template: String

        var stores: EnrollmentStore.Location { .init(directory: store) }
        private var credential: Credential { .password(account.name, account.password) }
        private var trust: ServerTrust {
            get throws { try .anchors(file: [UInt8](Data(contentsOf: URL(filePath: server.root)))) }
        }

        func config() async throws -> String {
            server.endpoints.https.replacingOccurrences(of: "https://", with: "") + "\\" + (try await server.authority().name)
        }

        func certRequest() throws -> CertCli.CertRequest { CertCli.CertRequest(credential: credential, trust: try trust) }

        func enrollment() async throws -> X509Enrollment {
            let remote = try RemoteEnrollmentServer(config: try await config(), credential: credential, trust: try trust)
            return X509Enrollment(stores: stores, server: remote, anchors: try trust.anchorCertificates)
        }

        func request(_ kind: Kind, renewing thumbprint: String) async throws -> any IX509CertificateRequest {
            let lookup = CertificateLookup(stores: stores)
            let remote = try RemoteEnrollmentServer(config: try await config(), credential: credential, trust: try trust)
            switch kind {
            case .pkcs10:
                let request = X509CertificateRequestPkcs10(lookup: lookup)
                try await request.initializeFromTemplateName(.user, templateName: template, policyServer: remote)
                return request
            case .cmc:
                let request = X509CertificateRequestCmc(lookup: lookup)
                try await request.initializeFromTemplateName(.user, templateName: template, policyServer: remote)
                return request
            case .renewal:
                let request = X509CertificateRequestPkcs7(lookup: lookup)
                try await request.initializeFromCertificate(
                    .user,
                    renewalRequest: true,
                    certificate: thumbprint,
                    encoding: .hexRaw
                )
                return request
            }
        }

        /// Checks that the certificate is in the store with its key, and that no request waits.
        /// - Returns: its thumbprint.
        func installed(_ certificate: [UInt8]) async throws -> String {
            let store = try EnrollmentStore(directory: store)
            let found = try #require(try store.certificates().first { $0.certificate == certificate })
            let key = try await StoreKeyProvider(store: store).open(try #require(found.key))
            #expect(try Certificate(derEncoded: certificate).subjectPublicKeyInfo == key.publicKey)
            #expect(try store.requests().isEmpty)
            return Hex.encode(Digest.sha1(certificate))
        }
    }

    private func client(_ person: SharedServer.Person, template: String) async throws -> Client {
        let server = try await RunningServer.start()
        let account = try await server.addAccount(person)
        return Client(server: server, account: account, store: server.folder + "/store", template: template)
    }

    @Test("out of band: each kind of request is submitted after a restart, and accepted after another")
    func outOfBand() async throws {
        var client = try await client(.alice, template: "ClientAuth")
        var thumbprint = ""
        for kind in Kind.allCases {
            let enrollment = try await client.enrollment()
            try await enrollment.initializeFromRequest(try await client.request(kind, renewing: thumbprint))
            let request = try await enrollment.createRequest(.binary).bytes
            let format = try enrollment.request.format
            client.server = try await client.server.restarted()
            let certRequest = try client.certRequest()
            let disposition = try await certRequest.submit(
                request,
                flags: SubmitFlags(.binary, format, .fullResponse),
                attributes: RequestAttributes(raw: ""),
                config: try await client.config()
            )
            #expect(disposition == .issued, "\(kind)")
            let answer = client.server.folder + "/\(kind).rsp"
            try Data(try #require(try certRequest.fullResponseProperty(.fullResponse).bytes)).write(to: URL(filePath: answer))
            client.server = try await client.server.restarted()
            let certreq = try Certreq(client.server, as: client.account, store: client.store)
            let accepted = try await certreq.accept(answer)
            #expect(accepted.status == 0, "\(kind): \(accepted.text)\(accepted.errorText)")
            thumbprint = try await client.installed(try certRequest.certificate(.binary).bytes)
        }
        await client.server.stop()
    }

    @Test("automatic: a request of each kind is enrolled after a restart")
    func automatic() async throws {
        var client = try await client(.alice, template: "ClientAuth")
        var thumbprint = ""
        for kind in Kind.allCases {
            let request = try await client.request(kind, renewing: thumbprint)
            client.server = try await client.server.restarted()
            let enrollment = try await client.enrollment()
            try await enrollment.initializeFromRequest(request)
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled, "\(kind): \(enrollment.status.text)")
            thumbprint = try await client.installed(try enrollment.certificate(.binary).bytes)
        }
        await client.server.stop()
    }

    @Test("delayed: each kind of request waits, is approved after a restart, and installed after another")
    func delayed() async throws {
        var client = try await client(.clerk, template: "EnrollmentAgent")
        let officer = try await client.server.addAccount(.officer)
        var thumbprint = ""
        for kind in Kind.allCases {
            let enrollment = try await client.enrollment()
            try await enrollment.initializeFromRequest(try await client.request(kind, renewing: thumbprint))
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrollPended, "\(kind): \(enrollment.status.text)")
            client.server = try await client.server.restarted()
            let path = try await client.server.authorityPath() + "/requests/\(enrollment.requestID)/approve"
            #expect(try await client.server.call("POST", path, as: officer).status == 200)
            client.server = try await client.server.restarted()
            let certRequest = try client.certRequest()
            let config = try await client.config()
            #expect(try await certRequest.retrievePending(enrollment.requestID, config: config) == .issued)
            let answer = try certRequest.certificate(OutputFlags(.binary, .chain)).bytes
            let later = try await client.enrollment()
            try later.initialize(.user)
            try await later.installResponse(.allowNone, response: answer, encoding: .binary)
            thumbprint = try await client.installed(try later.certificate(.binary).bytes)
        }
        await client.server.stop()
    }

    @Test("two processes that accept one answer at once leave one certificate with its key")
    func twoProcesses() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let client = Client(server: server, account: account, store: server.folder + "/twice-" + UUID().uuidString, template: "ClientAuth")
        let enrollment = try await client.enrollment()
        try await enrollment.initializeFromTemplateName(.user, templateName: "ClientAuth")
        let request = try await enrollment.createRequest(.binary).bytes
        let certRequest = try client.certRequest()
        _ = try await certRequest.submit(request, flags: .binary, attributes: RequestAttributes(raw: ""), config: try await client.config())
        let answer = client.store + ".p7b"
        try Data(try certRequest.certificate(OutputFlags(.binary, .chain)).bytes).write(to: URL(filePath: answer))
        let certreq = try Certreq(server, as: account, store: client.store)
        async let first = certreq.accept(answer)
        async let second = certreq.accept(answer)
        let statuses = [try await first.status, try await second.status]
        #expect(statuses.contains(0))
        _ = try await client.installed(try certRequest.certificate(.binary).bytes)
        #expect(try EnrollmentStore(directory: client.store).certificates().count == 1)
    }
}
