import CACore
import CAInterface
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

/// An installation with an enrollment agent, and what tests make of signed requests.
struct SignedRequests {
    let test: TestAuthority
    /// A certificate of ours with its key.
    struct Identity {
        let certificate: Certificate
        let key: PrivateKey
        let id: RequestID
        var signer: RequestSigner { .certificate(certificate, key) }

        /// A certificate with the names, the serial number and the extensions of this one, from somebody who has a key of his own.
        /// - Parameter selfSigned: the new key signs; otherwise that of another authority with the name of ours.
        func lookAlike(selfSigned: Bool = false) async throws -> Identity {
            let own = try PrivateKey(generating: .p256)
            let issuer = SampleIdentity(certificate: certificate, key: selfSigned ? own : try PrivateKey(generating: .p256))
            let copy = try await issuer.issue(
                subject: certificate.subject,
                publicKey: own.publicKey,
                extensions: certificate.extensions,
                notBefore: certificate.notBefore,
                notAfter: certificate.notAfter,
                serialNumber: certificate.serialNumber,
                issuer: certificate.issuer
            )
            return Identity(certificate: copy, key: own, id: id)
        }
    }

    static let number = AuthorityNumber(rawValue: 2)

    static func make() async throws -> SignedRequests {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("EnrollmentAgent") { $0.enrollmentFlags.remove(.pendAllRequests) }
        return SignedRequests(test: test)
    }

    /// A certificate of a template for a principal, on a key of P-256.
    func identity(_ principal: Principal, template: String = "User") async throws -> Identity {
        let key = try PrivateKey(generating: .p256)
        let answer = try await test.bound(principal).submit(test.submission(test.request(key: key), template: template))
        return Identity(
            certificate: try Certificate(derEncoded: try #require(answer.certificate, "\(answer.message)")),
            key: key,
            id: answer.requestID
        )
    }

    /// The administrator's agent certificate, with a grant for the users of a template.
    func agent(for template: String = "User") async throws -> Identity {
        let grant = AgentGrant(
            agent: test.administrator.id,
            template: template,
            subjects: WellKnownAccount.users.sid(in: TestAuthority.domain)
        )
        try await test.store.commit([.agentGranted(grant)], expecting: .nothing)
        return try await identity(test.administrator, template: "EnrollmentAgent")
    }

    func submit(
        _ bytes: [UInt8],
        as principal: Principal,
        format: RequestFormat = .any,
        template: String? = nil,
        wantsFullResponse: Bool = false
    ) async throws -> Disposition {
        try await test.bound(principal).submit(
            Submission(bytes: bytes, format: format, template: template, wantsFullResponse: wantsFullResponse)
        )
    }

    func row(_ answer: Disposition) async throws -> StoredRequest {
        try #require(try await test.store.request(answer.requestID, of: Self.number))
    }

    /// The error of a submission that leaves no row.
    func error(_ bytes: [UInt8], format: RequestFormat = .any) async throws -> CAError {
        let error = await #expect(throws: CAError.self) { try await submit(bytes, as: test.alice, format: format, template: "User") }
        return try #require(error)
    }

    /// A CMC message around a fresh request, signed with its key.
    func cmc(_ change: (inout CMCRequestBuilder) -> Void = { _ in }) async throws -> [UInt8] {
        let key = try PrivateKey(generating: .p256)
        var builder = CMCRequestBuilder(try CertificationRequest(derEncoded: await test.request(key: key)))
        change(&builder)
        return try await builder.signed(by: .requestKey(key))
    }

    /// Has pkilint and `openssl verify -x509_strict` judge issued certificates.
    func judge(_ answers: Disposition...) throws {
        let certificates = try answers.map { try #require($0.certificate) }
        let lines = certificates.enumerated().map { "\($0)\t\(Base64.encode($1))" }
        #expect(try PythonJudge.run(OddRequestTests.lint, input: lines.joined(separator: "\n")) == "judged \(certificates.count)\n")
        let files = try OpenSSLFiles()
        try files.write("issuing.pem", pem: "CERTIFICATE", answers[0].chain[0])
        try files.write("root.pem", pem: "CERTIFICATE", answers[0].chain[1])
        for (index, certificate) in certificates.enumerated() { try files.write("\(index).pem", pem: "CERTIFICATE", certificate) }
        let names = certificates.indices.map { "\($0).pem" }
        let verified = try files.run(["verify", "-x509_strict", "-CAfile", "root.pem", "-untrusted", "issuing.pem"] + names)
        #expect(verified.text.split(separator: "\n").filter { $0.hasSuffix(": OK") }.count == names.count, "\(verified.errorText)")
    }
}
