public import PKIFormats

public import PortableFoundation

extension OCSPResponse {
    /// The status of `certificate` in this response, once the response has been verified (RFC 6960 §3.2).
    ///
    /// Verification demands that the response is successful and has an answer for this certificate of this issuer; that the signer is the
    /// issuer, or holds a certificate that the issuer signed, that is valid at `time` and has the key purpose OCSPSigning; that the
    /// signature is valid and the nonce fits; that `time` lies between thisUpdate and nextUpdate; and that every critical extension is
    /// known.
    /// - Parameters:
    ///   - issuer: the certificate of the CA that issued `certificate`. The caller trusts it.
    ///   - time: the moment that the answer must cover.
    ///   - request: the request that was sent, for its nonce; `nil` for a response from elsewhere, such as a stapled one.
    ///   - responders: certificates of responders that did not come with the response.
    ///   - verifier: verifies signatures that ``Signature`` does not compute.
    public func status(
        of certificate: Certificate,
        issuer: Certificate,
        at time: Date,
        request: OCSPRequest? = nil,
        responders: [Certificate] = [],
        rules: OCSPRules = OCSPRules(),
        verifier: (any SignatureVerifier)? = nil
    ) throws(OCSPError) -> RevocationStatus {
        try answer(
            for: certificate,
            issuer: issuer,
            at: time,
            request: request,
            responders: responders,
            rules: rules,
            verifier: verifier
        ).status
    }

    /// The status with times, responder and extensions of the answer. The parameters are those of `status`.
    public func answer(
        for certificate: Certificate,
        issuer: Certificate,
        at time: Date,
        request: OCSPRequest? = nil,
        responders: [Certificate] = [],
        rules: OCSPRules = OCSPRules(),
        verifier: (any SignatureVerifier)? = nil
    ) throws(OCSPError) -> OCSPAnswer {
        guard status == .successful else {
            throw OCSPError(.notSuccessful(status), "the responder did not answer: \(status.name)")
        }
        let basic: BasicOCSPResponse
        do {
            guard let read = try self.basic() else {
                let type = responseType?.nameOrDotted ?? "no type"
                throw OCSPError(.unreadable, "the response is of type \(type), not a basic response")
            }
            basic = read
        } catch let fault as OCSPError {
            throw fault
        } catch {
            throw OCSPError(.unreadable, "the response cannot be read: \(error)")
        }
        let answers = basic.data.responses.filter { $0.certID.names(serialNumber: certificate.serialNumber, issuer: issuer) }
        guard let single = answers.max(by: { $0.thisUpdate < $1.thisUpdate }) else {
            throw OCSPError(.noAnswer, "the response holds no answer about serial number \(certificate.serialHex) of this issuer")
        }
        let responder = try basic.responder(issuer: issuer, others: responders, at: time, verifier: verifier)
        if let request { try basic.checkNonce(of: request, rules: rules) }
        try single.checkTimes(at: time, rules: rules)
        try Self.checkCriticality(basic.data.extensions + single.extensions)
        return OCSPAnswer(
            status: single.status,
            single: single,
            producedAt: basic.data.producedAt,
            responder: responder,
            signatureAlgorithm: basic.signature.algorithm
        )
    }

    private static let known: Set<OID> = [
        OID.OCSP.nonce, OID.OCSP.crlReference, OID.OCSP.archiveCutoff, OID.OCSP.extendedRevoke, OID.Extensions.reasonCode,
        OID.Extensions.invalidityDate,
    ]

    private static func checkCriticality(_ extensions: [CertificateExtension]) throws(OCSPError) {
        guard let unknown = extensions.first(where: { $0.critical && !known.contains($0.oid) }) else { return }
        throw OCSPError(.criticalExtension, "the critical extension \(unknown.oid.nameOrDotted) is not known")
    }
}

extension BasicOCSPResponse {
    /// Finds the signer of the response and checks that the issuer allows it.
    func responder(
        issuer: Certificate,
        others: [Certificate],
        at time: Date,
        verifier: (any SignatureVerifier)?
    ) throws(OCSPError) -> OCSPAnswer.Responder {
        var refusal: String?
        var candidates: [Certificate] = data.responderID.names(issuer) ? [issuer] : []
        candidates += (signature.certificates.compactMap { try? Certificate(derEncoded: $0) } + others).filter {
            data.responderID.names($0) && $0 != issuer
        }
        var signatureFailed = false
        for candidate in candidates {
            let isIssuer = candidate.subjectPublicKeyInfo.keyBytes == issuer.subjectPublicKeyInfo.keyBytes
            if !isIssuer, let reason = try Self.refusal(of: candidate, issuer: issuer, at: time, verifier: verifier) {
                refusal = reason
                continue
            }
            guard
                try Self.checked({ () throws(UnsupportedAlgorithmError) in
                    try isSigned(with: candidate.subjectPublicKeyInfo, verifier: verifier)
                })
            else {
                signatureFailed = true
                continue
            }
            return isIssuer ? .issuer : .delegated(candidate, hasNoCheck: candidate.extension(OID.OCSP.noCheck) != nil)
        }
        if signatureFailed { throw OCSPError(.badSignature, "the signature of the response was not made with the responder's key") }
        throw OCSPError(
            .responderNotAuthorized,
            refusal ?? "no certificate of the responder is at hand, and it is not the issuer \(issuer.subject.rfc4514)"
        )
    }

    /// Whether the holder of `key` signed the response. Only the signature is checked.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the algorithm or the key.
    public func isSigned(with key: SubjectPublicKeyInfo, verifier: (any SignatureVerifier)? = nil) throws(UnsupportedAlgorithmError) -> Bool
    {
        try Signature.isValid(signature.value, over: tbsBytes, algorithm: signature.algorithm, key: key, verifier: verifier)
    }

    /// The reason why the holder of this certificate is not a responder for the issuer's certificates; `nil` when it is.
    private static func refusal(
        of responder: Certificate,
        issuer: Certificate,
        at time: Date,
        verifier: (any SignatureVerifier)?
    ) throws(OCSPError) -> String? {
        let name = responder.subject.rfc4514
        guard responder.issuer.matches(issuer.subject) else { return "the responder \(name) has its certificate from another issuer" }
        guard (try? responder.value(of: ExtendedKeyUsage.self))?.purposes.contains(OID.KeyPurpose.ocspSigning) == true else {
            return "the certificate of the responder \(name) lacks the key purpose OCSPSigning"
        }
        do {
            if let refusing = try responder.extensionRefusing(purpose: OID.KeyPurpose.ocspSigning) {
                return "the extension \(refusing.nameOrDotted) of the responder \(name) does not allow OCSPSigning"
            }
        } catch {
            return "the certificate of the responder \(name) cannot be read: \(error)"
        }
        if let usage = responder.extension(OID.Extensions.keyUsage) {
            guard (try? KeyUsage(value: usage.value))?.contains(.digitalSignature) == true else {
                return "the key usage of the responder \(name) does not allow signatures"
            }
        }
        guard responder.notBefore <= time, time <= responder.notAfter else {
            return "the certificate of the responder \(name) is not valid at that time"
        }
        guard
            try checked({ () throws(UnsupportedAlgorithmError) in
                try responder.isSigned(with: issuer.subjectPublicKeyInfo, verifier: verifier)
            }
            )
        else {
            return "the certificate of the responder \(name) is not signed by the issuer"
        }
        return nil
    }

    private static func checked(_ body: () throws(UnsupportedAlgorithmError) -> Bool) throws(OCSPError) -> Bool {
        do {
            return try body()
        } catch {
            throw OCSPError(.unsupportedAlgorithm, error.reason)
        }
    }

    func checkNonce(of request: OCSPRequest, rules: OCSPRules) throws(OCSPError) {
        guard let sent = request.extensions.first(where: { $0.oid == OCSPNonce.oid }) else { return }
        guard let received = data.extensions.first(where: { $0.oid == OCSPNonce.oid }) else {
            if rules.requiresNonce { throw OCSPError(.nonce, "the response does not repeat the nonce of the request") }
            return
        }
        guard sent.value == received.value else { throw OCSPError(.nonce, "the nonce of the response is not the request's") }
    }
}

extension OCSPSingleResponse {
    func checkTimes(at time: Date, rules: OCSPRules) throws(OCSPError) {
        guard thisUpdate <= time.addingTimeInterval(rules.tolerance) else {
            throw OCSPError(.notYetValid, "the answer is of a later time (thisUpdate) than the one asked for")
        }
        if let nextUpdate {
            guard nextUpdate >= thisUpdate else { throw OCSPError(.outOfDate, "nextUpdate of the answer lies before thisUpdate") }
            guard nextUpdate >= time.addingTimeInterval(-rules.tolerance) else {
                throw OCSPError(.outOfDate, "newer information was due (nextUpdate) before the time asked for")
            }
        } else if let maximumAge = rules.maximumAge {
            guard thisUpdate >= time.addingTimeInterval(-maximumAge - rules.tolerance) else {
                throw OCSPError(.outOfDate, "the answer has no nextUpdate and is older than \(maximumAge) seconds")
            }
        }
    }
}
