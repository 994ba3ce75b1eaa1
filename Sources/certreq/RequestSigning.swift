import CAInterface
import CertEnroll
import PKICrypto
import PKIFormats

/// The work of `sign` and `policy`: requests of others get a signature, or a policy. Source: "certreq" command reference.
enum RequestSigning {
    /// The request with one more signature: a PKCS #10 request becomes a PKCS #7 message, and a signed message has one signer more.
    /// - Parameter pairs: names with values for a PKCS #7 message, such as `RequesterName`.
    static func sign(_ der: [UInt8], with signer: StoredCertificate, pairs: [EnrollmentNameValuePair] = []) async throws -> [UInt8] {
        let key = try await signer.key()
        let chain = signer.installed.chain
        if (try? CertificationRequest(derEncoded: der)) != nil {
            return try await PKCS7Request.signed(der, certificate: signer.certificate, key: key, pairs: pairs, certificates: chain)
        }
        let message: SignedData
        do { message = try SignedData(berContentInfo: der) } catch {
            throw CAError(.malformed, status: .invalidData, "The file holds neither a PKCS #10 request nor a signed one: \(error.reason).")
        }
        guard let content = message.content else {
            throw CAError(.malformed, status: .invalidData, "The signed message has no content, so it holds no request.")
        }
        let info = try await CMSSigner.signerInfo(
            content: content,
            contentType: message.contentType,
            certificate: signer.certificate,
            key: key
        )
        let added = ([signer.installed.certificate] + chain).filter { !message.certificates.contains($0) }
        return SignedData(
            contentType: message.contentType,
            content: content,
            certificates: message.certificates + added,
            crls: message.crls,
            signers: message.signers + [info]
        ).contentInfo
    }

    /// A CMC message around a PKCS #10 request, with the extensions and attributes of a policy file.
    /// - Parameter signer: who signs; without one, the message has only a hash, and the request inside keeps its own signature.
    static func policy(
        _ der: [UInt8],
        _ policy: PolicyRequest?,
        attributes: String?,
        signer: StoredCertificate?
    ) async throws -> [UInt8] {
        let request: CertificationRequest
        do { request = try CertificationRequest(derEncoded: der) } catch {
            throw CAError(.malformed, status: .invalidData, "The file holds no readable PKCS #10 request: \(error.reason).")
        }
        var builder = CMCRequestBuilder(request)
        builder.addedExtensions = policy?.extensions ?? []
        builder.registrationPairs =
            (policy?.attributes ?? []) + AttributeArgument.pairs(attributes).map { EnrollmentNameValuePair(name: $0.name, value: $0.value) }
        guard let signer else { return try await builder.signed(by: .nobody(request.subjectPublicKeyInfo)) }
        builder.certificates = signer.installed.chain
        return try await builder.signed(by: .certificate(signer.certificate, try await signer.key()))
    }
}
