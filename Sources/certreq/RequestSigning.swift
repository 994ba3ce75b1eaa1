import CAInterface
import CertEnroll
import PKICrypto
import PKIFormats

/// The work of `sign` and `policy`: requests of others get a signature, or a policy. Source: "certreq" command reference.
enum RequestSigning {
    /// The request with one more signature: a PKCS #10 request becomes a PKCS #7 message, and a signed message has one signer more.
    /// - Parameter pairs: names with values for a PKCS #7 message, such as `RequesterName`.
    static func sign(
        _ der: [UInt8],
        with signer: StoredCertificate,
        _ choice: SignatureChoice = SignatureChoice(),
        pairs: [EnrollmentNameValuePair] = []
    ) async throws -> [UInt8] {
        let chain = signer.installed.chain
        let named = CMSAttribute(OID.Microsoft.enrollmentNameValuePair, values: pairs.map(\.derEncoded))
        let identity = try await choice.identity(of: signer, attributes: pairs.isEmpty ? [] : [named])
        if (try? CertificationRequest(derEncoded: der)) != nil {
            return try await CMSSigner.sign(
                content: der,
                contentType: OID.CMS.data,
                signers: [identity],
                certificates: [signer.installed.certificate] + chain
            ).contentInfo
        }
        let message: SignedData
        do { message = try SignedData(berContentInfo: der) } catch {
            throw CAError(.malformed, status: .invalidData, "The file holds neither a PKCS #10 request nor a signed one: \(error.reason).")
        }
        guard let content = message.content else {
            throw CAError(.malformed, status: .invalidData, "The signed message has no content, so it holds no request.")
        }
        let signed = try await CMSSigner.sign(content: content, contentType: message.contentType, signers: [identity], certificates: [])
        let added = ([signer.installed.certificate] + chain).filter { !message.certificates.contains($0) }
        return SignedData(
            contentType: message.contentType,
            content: content,
            certificates: message.certificates + added,
            crls: message.crls,
            signers: message.signers + signed.signers
        ).contentInfo
    }

    /// A CMC message around a PKCS #10 request or another CMC message, with the extensions and attributes of a policy file.
    /// - Parameter signer: who signs; without one, the message has only a hash, and the request inside keeps its own signature.
    static func policy(
        _ der: [UInt8],
        _ policy: PolicyRequest?,
        attributes: String?,
        signer: StoredCertificate?,
        _ choice: SignatureChoice = SignatureChoice()
    ) async throws -> [UInt8] {
        var (builder, publicKey) = try around(der, adding: policy?.extensions ?? [])
        builder.registrationPairs =
            (policy?.attributes ?? []) + AttributeArgument.pairs(attributes).map { EnrollmentNameValuePair(name: $0.name, value: $0.value) }
        guard let signer else { return try await builder.signed(by: .nobody(publicKey)) }
        return try await CMSSigner.sign(
            content: try builder.data().derEncoded,
            contentType: OID.CMC.pkiData,
            signers: [try await choice.identity(of: signer)],
            certificates: [signer.installed.certificate] + signer.installed.chain
        ).contentInfo
    }

    /// A message around the request, and the public key that it asks for.
    private static func around(
        _ der: [UInt8],
        adding extensions: [CertificateExtension]
    ) throws -> (CMCRequestBuilder, SubjectPublicKeyInfo) {
        if let message = try? EnrollmentMessage(derEncoded: der), message.layers.first?.signedData.contentType == OID.CMC.pkiData,
            let publicKey = try message.onlyRequest.publicKey
        {
            // The signatures inside stay as they are.
            var builder = CMCRequestBuilder()
            let reference = builder.add(try ContentInfo(derEncoded: der))
            if !extensions.isEmpty {
                builder.controls = [AddExtensions(dataReference: reference, certificateReferences: [0], extensions: extensions)]
            }
            return (builder, publicKey)
        }
        do {
            let request = try CertificationRequest(derEncoded: der)
            var builder = CMCRequestBuilder(request)
            builder.addedExtensions = extensions
            return (builder, request.subjectPublicKeyInfo)
        } catch {
            if let other = otherInput(der) { throw other }
            throw CAError(.malformed, status: .invalidData, "The file holds no readable PKCS #10 request: \(error.reason).")
        }
    }

    /// The reason why a policy does not go around what Windows accepts besides PKCS #10.
    private static func otherInput(_ der: [UInt8]) -> CAError? {
        let (what, remedy): (String, String)
        if (try? Certificate(derEncoded: der)) != nil {
            (what, remedy) = (
                "a certificate, for cross-certification",
                "No CA of this kind issues cross-certificates. Give the request of the other CA as PKCS #10"
            )
        } else if (try? SignedPublicKeyAndChallenge(derEncoded: der)) != nil {
            (what, remedy) = ("a KEYGEN request, which CMC cannot carry", "Submit it with certreq submit --attrib")
        } else if (try? SignedData(berContentInfo: der)) != nil {
            (what, remedy) = (
                "a PKCS #7 request, and CMC holds only PKCS #10 and CMC requests",
                "Add a signature with certreq sign, or give the PKCS #10 request inside"
            )
        } else {
            return nil
        }
        return CAError(.notImplemented, status: .notImplemented, "The file holds \(what). \(remedy). Nothing was made.")
    }
}

/// How a certificate of the store signs a message.
struct SignatureChoice {
    var digest: DigestAlgorithm?
    /// RSA signatures are RSASSA-PSS; other keys have one kind of signature.
    var isPSS = false

    init() {}

    /// - Parameter digest: the name of a hash function; nil for the one that goes with the key.
    init(digest: String?, isPSS: Bool) throws {
        self.isPSS = isPSS
        guard let digest else { return }
        switch digest.lowercased().filter({ $0 != "-" }) {
        case "sha256": self.digest = .sha256
        case "sha384": self.digest = .sha384
        case "sha512": self.digest = .sha512
        default:
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The hash algorithm \"\(digest)\" is not possible: older ones are broken, and others are not built. Use sha256, sha384 or sha512."
            )
        }
    }

    func identity(of signer: StoredCertificate, attributes: [CMSAttribute] = []) async throws -> CMSSigningIdentity {
        let key = try await signer.key()
        var identity = CMSSigningIdentity(certificate: signer.certificate, key: key, digest: digest, attributes: attributes)
        if isPSS, key.publicKey.kind.isRSA {
            identity.signatureAlgorithm =
                switch digest {
                case .sha384: .rsaPSSWithSHA384
                case .sha512: .rsaPSSWithSHA512
                default: .rsaPSSWithSHA256
                }
        }
        return identity
    }
}
