package import CAInterface
package import PKICrypto
package import PKIFormats

/// A request that could be read, with what its signature proved. Whatever cannot be read never becomes one. It never changes, and is shared by
/// everything that looks at it.
///
/// Source: MS-WCCE §3.2.1.4.2.1.4.1 (PKCS#10).
package final class ReceivedRequest: Sendable {
    /// What the signature over the request showed.
    package enum Proof: Sendable, Hashable {
        /// The holder of the key signed, with this digest (nil: the algorithm has its own).
        case shown(DigestAlgorithm?)
        /// The signature does not fit the key.
        case failed
        /// It was not verified: the algorithm is not supported here or the key is too large to compute with. Policy refuses it.
        case notVerified
    }

    /// Largest request read, in bytes.
    package static let largestRequest = 256 * 1024
    /// Largest RSA modulus computed with, in bits.
    package static let largestModulus = 16_384

    package let request: CertificationRequest
    /// The wire word, as the RequestType column keeps it.
    package let requestType: UInt32
    package let keyKind: KeyKind
    /// The key as a certificate would carry it, which may be written otherwise than in the request; nil when it cannot be brought into that form.
    package let certifiedKey: SubjectPublicKeyInfo?
    package let proof: Proof
    /// The attribute text as sent, and the pairs from it and from the request's own attributes, in that order.
    package let rawAttributes: String
    package let pairs: [RequestAttributes.Pair]
    package let templates: [TemplateReference]
    /// The alternative names asked for, or why they cannot be read. Whether any of them counts is the template's decision.
    package let alternativeNames: Result<[GeneralName], FormatError>

    /// Reads a submission and checks proof of possession.
    /// - Parameter verifier: for keys on curves that the library has no arithmetic for.
    /// - Throws: `CAError.malformed`: there is nothing a row could be made of.
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

        // Everything below is the rare case: most requests carry one attribute string or none.
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

    /// What keys like this one may be certified for; nil for kinds that are not certified.
    package var keyClass: CertificateProfile.KeyClass? {
        CertificateProfile.KeyClass(keyKind, algorithm: request.subjectPublicKeyInfo.algorithm.oid)
    }

    private static func proof(of request: CertificationRequest, key: KeyKind, verifier: (any SignatureVerifier)?) -> Proof {
        // A huge modulus costs seconds to compute with: policy refuses it by its size, unseen.
        if case .rsa(let bits) = key, bits > largestModulus { return .notVerified }
        let algorithm = request.signatureAlgorithm
        // The digest also where parameters name it: SHA-1 in RSASSA-PSS is no stronger than elsewhere.
        let digest = algorithm.hashesOnItsOwn ? nil : algorithm.signatureDigest
        guard digest != nil || algorithm.hashesOnItsOwn else { return .notVerified }
        // Policy certifies no other key that the library cannot compute with, so that nothing else is worth the time.
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
    /// `CertificateTemplate`, compared without case; blanks and minus signs were dropped when the attributes were read.
    fileprivate var isTemplateAttribute: Bool {
        utf8.count == 19 && lowercased() == "certificatetemplate"
    }
}
