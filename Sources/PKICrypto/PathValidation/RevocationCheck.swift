import PKIFormats

/// Finds out whether a certificate is revoked, from OCSP responses and from revocation lists as RFC 5280 §6.3 describes.
struct RevocationCheck {
    let options: PathOptions
    /// The certificates among which the signers of lists are looked for.
    let pool: [Certificate]
    /// The end of the path; the path of a list's signer has to end there too (RFC 5280 §6.3.3 (f)).
    let anchor: Certificate
    /// Signers whose own path is being looked for right now. A list that says that its own signer is not revoked is believed, because there
    /// is nobody else to ask.
    let underway: [Certificate]
    var budget: PathBudget

    /// How deeply lists may depend on lists.
    private static let maximumDepth = 4

    /// - Parameters:
    ///   - certificate: a certificate of a path that is otherwise valid.
    ///   - issuer: the next certificate of that path.
    mutating func finding(for certificate: Certificate, issuer: Certificate) -> CertificateRevocation {
        var remarks: [String] = []
        var unknown = false
        for response in options.responses {
            do {
                let answer = try response.answer(
                    for: certificate,
                    issuer: issuer,
                    at: options.time,
                    responders: pool,
                    rules: options.responseRules,
                    verifier: options.verifier
                )
                if case .delegated(let responder, hasNoCheck: false) = answer.responder,
                    listFinding(for: responder, issuer: issuer).status.isRevoked
                {
                    remarks.append("the certificate of the responder is revoked")
                    continue
                }
                let weakness = weakness(of: answer, issuer: issuer)
                switch answer.status {
                case .good where weakness != nil && !options.allowsWeakAlgorithms: remarks.append("strength: \(weakness ?? "")")
                case .good, .revoked:
                    return CertificateRevocation(status: answer.status, source: .response, remark: "", weakness: weakness)
                case .unknown: unknown = true
                }
            } catch {
                if error.kind != .noAnswer { remarks.append(error.reason) }
            }
        }
        let found = listFinding(for: certificate, issuer: issuer)
        guard found.status == .unknown else { return found }
        if unknown { remarks.append("the responder does not know the certificate") }
        if !options.lists.isEmpty || remarks.isEmpty { remarks.append(found.remark) }
        return CertificateRevocation(status: .unknown, source: unknown ? .response : nil, remark: remarks.joined(separator: "; "))
    }

    /// RFC 5280 §6.3.3: lists are used until they cover every reason.
    private mutating func listFinding(for certificate: Certificate, issuer: Certificate) -> CertificateRevocation {
        var covered: ReasonFlags = []
        var remark = "no revocation list covers it"
        var weaknessOfAll: String?
        for point in RevocationScope.points(of: certificate) {
            for list in options.lists where !list.isDelta {
                let scope = RevocationScope(list: list, point: point, certificate: certificate)
                guard let reasons = scope.reasons, !reasons.subtracting(covered).isEmpty else { continue }
                if let fault = RevocationScope.fault(in: list, at: options.time) ?? signerFault(of: list, issuer: issuer) {
                    remark = fault
                    continue
                }
                let weakness = weakness(of: list)
                let entry = change(to: list, for: certificate, issuer: issuer) ?? list.entry(of: certificate)
                // A weak signature could be forged to hide a revocation. A forged revocation does not endanger the relying party.
                if let entry, entry.reason != .removeFromCRL {
                    return CertificateRevocation(
                        status: .revoked(reason: entry.reason, date: entry.date),
                        source: .list,
                        remark: "",
                        weakness: weakness
                    )
                }
                if let weakness, !options.allowsWeakAlgorithms {
                    remark = "strength: \(weakness)"
                    continue
                }
                weaknessOfAll = weaknessOfAll ?? weakness
                covered.formUnion(reasons)
                if covered.isSuperset(of: RevocationScope.allReasons) {
                    return CertificateRevocation(status: .good, source: .list, remark: "", weakness: weaknessOfAll)
                }
            }
        }
        if !covered.isEmpty { remark = "the revocation lists cover only the reasons \(covered.names.joined(separator: ", "))" }
        return CertificateRevocation(status: .unknown, source: nil, remark: remark)
    }

    /// The entry of a certificate in the newest delta of a list; `nil` when there is no delta, so that the list itself counts.
    private mutating func change(to list: CertificateList, for certificate: Certificate, issuer: Certificate) -> RevokedEntry? {
        let deltas = options.lists.filter { $0.isDelta && list.refusal(ofDelta: $0) == nil }
            .sorted { $0.thisUpdate > $1.thisUpdate }
        for delta in deltas where RevocationScope.fault(in: delta, at: options.time) == nil {
            guard signerFault(of: delta, issuer: issuer) == nil else { continue }
            let entry = delta.entry(of: certificate)
            let isRevoked = entry.map { $0.reason != .removeFromCRL } ?? false
            if !isRevoked, weakness(of: delta) != nil, !options.allowsWeakAlgorithms { continue }
            return entry
        }
        return nil
    }

    /// The reason why the signature of a list is too weak. The strength of the signer's key is judged on the signer's path.
    private func weakness(of list: CertificateList) -> String? {
        PathStrength.fault(ofSignature: list.signatureAlgorithm).map { "of the revocation list: \($0)" }
    }

    private func weakness(of answer: OCSPAnswer, issuer: Certificate) -> String? {
        var fault = PathStrength.fault(ofSignature: answer.signatureAlgorithm)
        if case .delegated(let responder, _) = answer.responder {
            fault =
                fault ?? PathStrength.fault(ofKey: responder.subjectPublicKeyInfo)
                ?? PathStrength.fault(ofSignature: responder.signatureAlgorithm).map { "in the responder's certificate: \($0)" }
        }
        return fault.map { "of the OCSP response: \($0)" }
    }

    /// Whether the list is signed by its alleged signer: the issuer of the path, or a certificate of that name that has its own path.
    private mutating func signerFault(of list: CertificateList, issuer: Certificate) -> String? {
        let others = pool.filter { $0.derEncoded != issuer.derEncoded }
        var fault = "no certificate of the signer \(list.issuer.rfc4514) of the revocation list is at hand"
        for signer in [issuer] + others where signer.subject.matches(list.issuer) {
            do {
                if let usage = try signer.value(of: KeyUsage.self), !usage.contains(.cRLSign) {
                    fault = "keyUsage: the signer of the revocation list may not sign lists"
                    continue
                }
                guard budget.takeSignature() else {
                    return "more than \(PathValidation.maximumSignatures) signatures would have to be verified"
                }
                guard try list.isSigned(with: signer.subjectPublicKeyInfo, verifier: options.verifier) else {
                    fault = "the signature of the revocation list is not the signer's"
                    continue
                }
            } catch let error as UnsupportedAlgorithmError {
                fault = "the signature of the revocation list: \(error.reason)"
                continue
            } catch {
                fault = "the signer of the revocation list: \(error)"
                continue
            }
            let isOfPath = signer.subject == issuer.subject && signer.subjectPublicKeyInfo == issuer.subjectPublicKeyInfo
            if isOfPath || signer == anchor || underway.contains(signer) { return nil }
            guard underway.count < Self.maximumDepth else { return "revocation lists depend on each other too deeply" }
            var search = PathSearch(
                intermediates: pool,
                anchors: [anchor],
                options: options.forSigner,
                budget: budget,
                underway: underway + [signer]
            )
            let found = search.report(for: signer)
            budget = search.budget
            if found.result.isValid { return nil }
            if case .invalid(_, let rule) = found.result { fault = "the signer of the revocation list has no valid path: \(rule)" }
        }
        return fault
    }
}

extension CertificateList {
    fileprivate func entry(of certificate: Certificate) -> RevokedEntry? {
        entry(serialNumber: certificate.serialNumber, issuer: certificate.issuer)
    }
}
