package import CAInterface
package import PKICrypto
package import PKIFormats

/// A readable request, with the result of its proof of possession. It never changes, and everything that looks at it shares it.
///
/// Source: MS-WCCE §3.2.1.4.2.1.4.1 (PKCS #10, CMS, CMC, KEYGEN).
package final class ReceivedRequest: Sendable {
    /// The result of verifying the signature over the request.
    package enum Proof: Sendable, Hashable {
        /// The holder of the key signed with this digest; nil when the algorithm has its own.
        case shown(DigestAlgorithm?)
        /// The signature does not match the key.
        case failed
        /// Not verified, because the algorithm is not supported here or the key is too large. Policy refuses it.
        case notVerified
        /// There is none: the request is not signed with its key, and nobody's word for it is taken.
        case absent
    }

    /// The largest request that is read, in bytes.
    package static let largestRequest = 256 * 1024
    /// The largest RSA modulus that is computed with, in bits.
    package static let largestModulus = 16_384

    private let content: RequestContent
    /// The request as it is stored: as it came, without a key to be archived.
    package let storedBytes: [UInt8]
    /// The wire word, as the RequestType column keeps it.
    package let requestType: UInt32
    package let keyKind: KeyKind
    /// The key as a certificate would contain it, which may be encoded differently from the request; nil when it cannot be brought into that
    /// form.
    package let certifiedKey: SubjectPublicKeyInfo?
    /// The attribute text as sent, and the pairs from it and from the request's own attributes, in that order.
    package let rawAttributes: String
    package let pairs: [RequestAttributes.Pair]
    package let templates: [TemplateReference]
    /// The end of the validity that attributes ask for, or why they cannot be read.
    package let validity: RequestedValidity?
    package let validityFault: RequestedValidity.ReadingError?
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
        try Self.check(submission.attributes)
        let format = try RequestFormat.format(of: submission.bytes, claimed: submission.format)
        let templateName: MicrosoftTemplateName?
        let templateInformation: CertificateTemplateInformation?
        switch format {
        case .pkcs10:
            do {
                content = try RequestContent(pkcs10: submission.bytes, verifier: verifier)
            } catch {
                throw CAError(.malformed, status: .invalidMessageType, "The request cannot be read as PKCS #10: \(error)", cause: error)
            }
        case .pkcs7, .cmc:
            content = try RequestContent(
                message: submission.bytes,
                format: format,
                isAnnounced: submission.format != .any,
                verifier: verifier
            )
        case .keygen:
            do {
                content = try RequestContent(keygen: submission.bytes, attributes: submission.attributes.pairs, verifier: verifier)
            } catch {
                throw CAError(.malformed, status: .invalidMessageType, "The request cannot be read as KEYGEN: \(error)", cause: error)
            }
        default:
            throw CAError(
                .malformed,
                status: .invalidMessageType,
                "The request is \(format.title); this authority reads PKCS #10, PKCS #7, CMC and KEYGEN. Send the certification request itself."
            )
        }
        do throws(FormatError) {
            templateName = try MicrosoftTemplateName.find(in: content.extensions)
            templateInformation = try CertificateTemplateInformation.find(in: content.extensions)
        } catch {
            throw CAError(.malformed, status: .invalidMessageType, "The request cannot be read as PKCS #10: \(error)", cause: error)
        }
        do throws(FormatError) {
            alternativeNames = .success(try SubjectAlternativeName.find(in: content.extensions)?.names ?? [])
        } catch {
            alternativeNames = .failure(error)
        }
        storedBytes = content.archival == nil ? submission.bytes : ArchivalClaim.removed(from: submission.bytes)
        requestType = content.format.rawValue
        keyKind = content.key.kind
        certifiedKey = content.key.certificateForm
        rawAttributes = submission.attributes.raw

        // Everything below is rare: most requests have one attribute string or none.
        var pairs = submission.attributes.pairs
        var templates: [TemplateReference] = []
        if let template = submission.template { templates.append(TemplateReference(source: "the submission", identifier: template)) }
        for pair in submission.attributes.pairs where pair.name.isTemplateAttribute {
            templates.append(TemplateReference(source: "the request attribute \(pair.name)", identifier: pair.value))
        }
        for pair in content.pairs {
            pairs.append(RequestAttributes.Pair(name: pair.name, value: pair.value))
            if pair.name.isTemplateAttribute {
                templates.append(TemplateReference(source: "the name-value pair \(pair.name)", identifier: pair.value))
            }
        }
        pairs += content.information
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
        guard pairs.count <= Self.mostPairs else { throw Self.tooManyPairs(pairs.count) }
        do throws(RequestedValidity.ReadingError) {
            (validity, validityFault) = (try RequestedValidity(pairs), nil)
        } catch {
            (validity, validityFault) = (nil, error)
        }
        self.pairs = pairs
        self.templates = templates
    }

    /// The most pairs of name and value that one request may have, over all places.
    package static let mostPairs = 512
    /// The columns of the record, in octets: the whole text, a name, a value.
    private static let (longestText, longestName, longestValue) = (32_768, 254, 8_192)

    /// Attributes that the record has room for. Source: the documented columns of MS-CSRA.
    private static func check(_ attributes: RequestAttributes) throws {
        guard !attributes.raw.isEmpty else { return }
        guard attributes.raw.utf8.count <= longestText else {
            throw tooLong("The request attributes have \(attributes.raw.utf8.count) octets; at most \(longestText) are kept.")
        }
        guard attributes.pairs.count <= mostPairs else { throw tooManyPairs(attributes.pairs.count) }
        for pair in attributes.pairs {
            guard pair.name.utf8.count <= longestName, pair.value.utf8.count <= longestValue else {
                throw tooLong(
                    "The request attribute \(pair.name.quoted) is too long: names have at most \(longestName) octets, values \(longestValue)."
                )
            }
        }
    }

    private static func tooManyPairs(_ count: Int) -> CAError {
        tooLong("The request has \(count) attributes; at most \(mostPairs) are read.")
    }

    private static func tooLong(_ text: String) -> CAError {
        CAError(.malformed, status: .certsrvEncodingLength, text + " Leave out those that are not needed.")
    }

    package var subject: DistinguishedName { content.subject }
    package var subjectPublicKeyInfo: SubjectPublicKeyInfo { content.key }
    package var requestedExtensions: [CertificateExtension] { content.extensions }
    /// The algorithm that shows possession.
    package var proofAlgorithm: AlgorithmIdentifier { content.proofAlgorithm }
    package var proof: Proof { content.signatureFault == nil ? content.proof : .failed }
    /// Why the signatures of signers do not hold; nil when they do, or the request's own fails.
    package var signatureFault: Denial? { content.signatureFault }
    /// The certificates that signed around the request, each with a signature that holds.
    package var signatures: [RequestSignature] { content.signatureFault == nil ? content.signatures : [] }
    /// Who the certificate is for, where a signed message names somebody.
    package var requester: SignedRequester? { content.requester }
    /// The certificate to be renewed, where the request names one.
    package var renewal: RenewalClaim? { content.renewal }

    /// The proof that a security module holds the key, where the request brings one.
    package var attestation: AttestationClaim? { content.attestation }

    /// The private key that the request brings to be archived.
    package var archival: ArchivalClaim? { content.archival }

    /// What keys like this one may be certified for; nil for kinds that are not certified.
    package var keyClass: CertificateProfile.KeyClass? {
        CertificateProfile.KeyClass(keyKind, algorithm: content.key.algorithm.oid)
    }
}

extension String {
    /// `CertificateTemplate`, case-insensitive. Blanks and minus signs were dropped when the attributes were read.
    fileprivate var isTemplateAttribute: Bool {
        utf8.count == 19 && lowercased() == "certificatetemplate"
    }
}
