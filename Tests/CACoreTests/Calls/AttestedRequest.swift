import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import CACore

/// An authority with a template that has keys attested, and a software TPM that makes requests for it.
struct AttestedRequest {
    static let issuing = AuthorityNumber(rawValue: 2)

    let test: TestAuthority
    let module: SoftwareModule

    /// - Parameter flags: of the template `User`.
    static func make(_ flags: PrivateKeyFlags, module: SoftwareModule? = nil) async throws -> AttestedRequest {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("User") { template in
            template.privateKeyFlags.formUnion(flags)
            template.schemaVersion = 4
        }
        return AttestedRequest(test: test, module: try module ?? SoftwareModule())
    }

    var alice: any BoundAuthority {
        get async throws { try await test.bound(test.alice) }
    }

    /// The certificate for which requesters encrypt.
    func exchange() async throws -> Certificate {
        guard case .binary(let bytes) = try await alice.property(.caXchgCert, index: 0) else { throw ContractError("not binary") }
        return try Certificate(derEncoded: bytes)
    }

    func submission(certificates: [[UInt8]] = [], statement: KeyAttestationStatement? = nil) async throws -> Submission {
        let attributes = try await module.attributes(for: exchange(), certificates: certificates, statement: statement)
        return test.submission(try module.request(attributes: attributes), template: "User")
    }

    /// Sends a request as alice.
    func send(certificates: [[UInt8]] = [], statement: KeyAttestationStatement? = nil) async throws -> Disposition {
        try await alice.submit(try await submission(certificates: certificates, statement: statement))
    }

    /// The response's attributes, after a look at its form.
    static func response(_ disposition: Disposition) throws -> PKIResponse {
        let message = try SignedData(contentInfo: try #require(disposition.fullResponse))
        return try PKIResponse(derEncoded: try #require(message.content))
    }

    static func challenge(_ disposition: Disposition) throws -> [UInt8] {
        try #require(try AttestationChallenge.find(in: response(disposition).addedAttributes).first).bytes
    }

    /// An answer with this secret.
    func answer(_ secret: [UInt8], to request: RequestID, cipher: ContentCipher = .aes256CBC) async throws -> Submission {
        let envelope = try await EnvelopedData.sealing(secret, for: [.certificate(exchange())], cipher: cipher)
        return Submission(
            bytes: ContentInfo(contentType: OID.CMS.envelopedData, content: envelope.derEncoded).derEncoded,
            format: .challengeResponse,
            attributes: RequestAttributes(["RequestId": request.description])
        )
    }

    /// The answer that the module gives.
    func answer(to waiting: Disposition) async throws -> Submission {
        try await answer(try module.activate(Self.challenge(waiting)), to: waiting.requestID)
    }

    /// Whether the request has a row with a certificate.
    func isIssued(_ request: RequestID) async throws -> Bool {
        try await test.store.request(request, of: Self.issuing)?.certificate != nil
    }

    static func policies(_ disposition: Disposition) throws -> [OID] {
        let certificate = try Certificate(derEncoded: try #require(disposition.certificate))
        return try CertificatePolicies.find(in: certificate.extensions)?.policies ?? []
    }
}

/// A manufacturer whose certificates openssl makes.
struct EndorsementIssuer {
    private let files: OpenSSLFiles

    init() throws {
        files = try OpenSSLFiles()
        try files.output("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "ca.key")
        let subject = ["-subj", "/O=Sample/CN=Sample TPM Root"]
        try files.output(["req", "-x509", "-new", "-key", "ca.key", "-days", "3650", "-out", "ca.pem"] + subject)
    }

    var certificate: [UInt8] {
        get throws { try files.output("x509", "-in", "ca.pem", "-outform", "DER") }
    }

    /// A certificate of an endorsement key: no subject, a critical name of the module, and its purpose.
    func certify(_ key: SubjectPublicKeyInfo, purpose: String = "2.23.133.8.1", days: Int = 3650) throws -> [UInt8] {
        let form = """
            basicConstraints=critical,CA:FALSE
            keyUsage=critical,keyEncipherment,keyAgreement
            extendedKeyUsage=\(purpose)
            subjectAltName=critical,dirName:module
            [module]
            O=Sample
            CN=Sample TPM 2.0
            """
        try files.write("form", Array(form.utf8))
        try files.write("ek.pem", pem: "PUBLIC KEY", key.derEncoded)
        try files.output("req", "-new", "-key", "ca.key", "-subj", "/", "-out", "any.csr")
        return try files.output(
            ["x509", "-req", "-in", "any.csr", "-force_pubkey", "ek.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "\(days)"]
                + ["-extfile", "form", "-outform", "DER"]
        )
    }
}
