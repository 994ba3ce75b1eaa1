package import CAInterface
package import PKICrypto
package import PKIFormats

/// A readable request, with the result of its proof of possession. It never changes, and everything that looks at it shares it.
///
/// Source: MS-WCCE §3.2.1.4.2.1.4.1 (PKCS#10).
package final class ReceivedRequest: Sendable {
    /// The result of verifying the signature over the request.
    package enum Proof: Sendable, Hashable {
        /// The holder of the key signed with this digest; nil when the algorithm has its own.
        case shown(DigestAlgorithm?)
        /// The signature does not match the key.
        case failed
        /// Not verified, because the algorithm is not supported here or the key is too large. Policy refuses it.
        case notVerified
    }

    /// The largest request that is read, in bytes.
    package static let largestRequest = 256 * 1024
    /// The largest RSA modulus that is computed with, in bits.
    package static let largestModulus = 16_384

    package let request: CertificationRequest
    /// The wire word, as the RequestType column keeps it.
    package let requestType: UInt32
    package let keyKind: KeyKind
    /// The key as a certificate would contain it, which may be encoded differently from the request; nil when it cannot be brought into that
    /// form.
    package let certifiedKey: SubjectPublicKeyInfo?
    package let proof: Proof
    /// The attribute text as sent, and the pairs from it and from the request's own attributes, in that order.
    package let rawAttributes: String
    package let pairs: [RequestAttributes.Pair]
    package let templates: [TemplateReference]
    /// The requested alternative names, or the reason why they cannot be read. The template decides if any of them are used.
    package let alternativeNames: Result<[GeneralName], FormatError>

    /// Reads a submission and checks proof of possession.
    /// - Parameter verifier: for keys on curves that the library cannot compute with.
    /// - Throws: `CAError.malformed` when there is not enough for a row.
    package init(_ submission: Submission, verifier: (any SignatureVerifier)? = nil) throws {
        guard submission.bytes.count <= Self.largestRequest else {
            throw CAError(
                .malformed,
                status: .certsrvEncodingLength,
                "The request has \(submission.bytes.count) bytes; at most \(Self.largestRequest) are read. Send the request alone."
            )
        }
        let format = try RequestFormat.format(of: submission.bytes, claimed: submission.format)
        guard format == .pkcs10 else {
            throw CAError(
                .malformed,
                status: .invalidMessageType,
                "The request is \(format.title); this authority reads PKCS #10. Send the certification request itself."
            )
        }
        let templateName: MicrosoftTemplateName?
        let templateInformation: CertificateTemplateInformation?
        do {
            request = try CertificationRequest(derEncoded: submission.bytes)
            templateName = try request.requestedValue(of: MicrosoftTemplateName.self)
            templateInformation = try request.requestedValue(of: CertificateTemplateInformation.self)
        } catch {
            throw CAError(.malformed, status: .invalidMessageType, "The request cannot be read as PKCS #10: \(error)", cause: error)
        }
        do throws(FormatError) {
            alternativeNames = .success(try request.requestedValue(of: SubjectAlternativeName.self)?.names ?? [])
        } catch {
            alternativeNames = .failure(error)
        }
        requestType = format.rawValue
        keyKind = request.subjectPublicKeyInfo.kind
        certifiedKey = request.subjectPublicKeyInfo.certificateForm
        proof = Self.proof(of: request, key: keyKind, verifier: verifier)
        rawAttributes = submission.attributes.raw

        // Everything below is rare: most requests have one attribute string or none.
        var pairs = submission.attributes.pairs
        var templates: [TemplateReference] = []
        if let template = submission.template { templates.append(TemplateReference(source: "the submission", identifier: template)) }
        for pair in submission.attributes.pairs where pair.name.isTemplateAttribute {
            templates.append(TemplateReference(source: "the request attribute \(pair.name)", identifier: pair.value))
        }
        for pair in request.nameValuePairs {
            pairs.append(RequestAttributes.Pair(name: pair.name, value: pair.value))
            if pair.name.isTemplateAttribute {
                templates.append(TemplateReference(source: "the name-value pair \(pair.name)", identifier: pair.value))
            }
        }
        if let version = request.osVersion { pairs.append(RequestAttributes.Pair(name: "RequestOSVersion", value: version)) }
        if let provider = request.cspProvider {
            pairs.append(RequestAttributes.Pair(name: "RequestCSPProvider", value: provider.providerName))
        }
        if let templateName { templates.append(TemplateReference(source: "the template name extension", identifier: templateName.name)) }
        if let information = templateInformation {
            templates.append(
                TemplateReference(
                    source: "the template information extension",
                    identifier: information.templateID.dotted,
                    major: information.major,
                    minor: information.minor
                )
            )
        }
        self.pairs = pairs
        self.templates = templates
    }

    /// The possible key usage of a key like this one; nil for kinds that are not certified.
    package var keyClass: CertificateProfile.KeyClass? {
        CertificateProfile.KeyClass(keyKind, algorithm: request.subjectPublicKeyInfo.algorithm.oid)
    }

    private static func proof(of request: CertificationRequest, key: KeyKind, verifier: (any SignatureVerifier)?) -> Proof {
        // A huge modulus takes seconds to compute with, so policy refuses it by its size alone.
        if case .rsa(let bits) = key, bits > largestModulus { return .notVerified }
        let algorithm = request.signatureAlgorithm
        // The digest also if it is a parameter: SHA-1 in RSASSA-PSS is as weak as elsewhere.
        let digest = algorithm.hashesOnItsOwn ? nil : algorithm.signatureDigest
        guard digest != nil || algorithm.hashesOnItsOwn else { return .notVerified }
        // Only these other keys can be certified although the library cannot compute with them, so only these are worth the time.
        var other: (any SignatureVerifier)?
        if case .ec = key { other = verifier }
        do {
            let isValid = try Signature.isValid(
                request.signature,
                over: request.infoBytes,
                algorithm: algorithm,
                key: request.subjectPublicKeyInfo,
                verifier: other
            )
            return isValid ? .shown(digest) : .failed
        } catch {
            return .notVerified
        }
    }
}

extension String {
    /// `CertificateTemplate`, case-insensitive. Blanks and minus signs were dropped when the attributes were read.
    fileprivate var isTemplateAttribute: Bool {
        utf8.count == 19 && lowercased() == "certificatetemplate"
    }
}
