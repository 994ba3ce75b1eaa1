import CAInterface
import PKICrypto
import PKIFormats
import PortableFoundation

/// Judges a certificate that another installation issued for a request of ours.
enum ForeignCertificate {
    /// - Parameter present: the certificates that the authority has. What is older than one of them with the same key may be revoked, and is not taken.
    /// - Returns: the certificate, and those above it up to the root.
    /// - Throws: `CAError.unacceptable` that says what does not fit.
    static func judged(
        _ given: AuthorityCertificates,
        for request: CertificationRequest,
        of name: String,
        after present: [Certificate],
        at now: Date,
        verifier: (any SignatureVerifier)?
    ) throws -> [Certificate] {
        guard given.certificates.count <= 16 else {
            throw refusal(
                "chain",
                "\(given.certificates.count)",
                "There are more than 16 certificates.",
                "Give those from the authority to the root."
            )
        }
        var all: [Certificate] = []
        for bytes in given.certificates {
            do { all.append(try Certificate(derEncoded: bytes)) } catch {
                throw refusal("certificate", "", "A certificate cannot be read (\(error)).", "Give DER or PEM as the parent wrote it.")
            }
        }
        // The bundle of a renewal may have the former certificate too.
        let matches = all.filter { $0.subjectPublicKeyInfo == request.subjectPublicKeyInfo && !$0.isSelfIssued }
        guard let own = matches.max(by: { $0.notBefore < $1.notBefore }) else {
            throw refusal(
                "publicKey",
                all.first?.subject.rfc4514 ?? "",
                "None of the certificates has the key of the request of \(name.quoted).",
                "Give the certificate that the parent issued for this request; a request that was discarded has none."
            )
        }
        try check(own, request, name, now)
        try checkIsNew(own, present)
        let chain = try chain(from: own, among: all, at: now, verifier: verifier)
        guard let root = chain.last else { return [] }
        if let wanted = given.root, root.derEncoded != wanted {
            throw refusal(
                "root",
                root.subject.rfc4514,
                "The certificate leads to \(root.subject.rfc4514.quoted), which is not the root that was named.",
                "Name that root, or give the other certificate."
            )
        }
        return chain
    }

    /// A certificate and those above it, up to the root.
    /// - Parameter now: when all have to be valid; nil takes those that have ended too.
    static func chain(from own: Certificate, among all: [Certificate], at now: Date?, verifier: (any SignatureVerifier)?) throws
        -> [Certificate]
    {
        var chain = [own]
        while let last = chain.last, !last.isSelfIssued {
            let above = all.first { candidate in
                candidate.subject.matches(last.issuer) && !chain.contains(candidate)
                    && (try? last.isSigned(with: candidate.subjectPublicKeyInfo, verifier: verifier)) == true
            }
            guard let above else {
                throw refusal(
                    "chain",
                    last.issuer.rfc4514,
                    "The certificate of \(last.issuer.rfc4514.quoted), which issued \(last.subject.rfc4514.quoted), is absent or did not sign it.",
                    "Give every certificate up to the root."
                )
            }
            guard above.basicConstraints?.isCA == true, above.keyUsage?.contains(.keyCertSign) ?? true else {
                throw refusal("chain", above.subject.rfc4514, "\(above.subject.rfc4514.quoted) is not a CA.", "Ask the parent.")
            }
            // Self-issued certificates do not count (RFC 5280 §4.2.1.9).
            let below = chain.filter { !$0.isSelfIssued }.count - 1
            if let most = above.basicConstraints?.pathLength, most < below {
                throw refusal(
                    "basicConstraints",
                    "pathLenConstraint \(most)",
                    "\(above.subject.rfc4514.quoted) allows \(most) CAs below the one it certified, but there are \(below).",
                    "Ask another authority for the certificate."
                )
            }
            if let now, now < above.notBefore || now > above.notAfter {
                throw refusal(
                    "chain",
                    above.subject.rfc4514,
                    "The certificate of \(above.subject.rfc4514.quoted) is not valid now.",
                    "Ask the parent."
                )
            }
            chain.append(above)
        }
        guard let root = chain.last, (try? root.isSigned(with: root.subjectPublicKeyInfo, verifier: verifier)) == true else {
            throw refusal("chain", chain.last?.subject.rfc4514 ?? "", "The root did not sign its own certificate.", "Give the right root.")
        }
        return chain
    }

    private static func check(_ own: Certificate, _ request: CertificationRequest, _ name: String, _ now: Date) throws {
        guard own.subject == request.subject else {
            throw refusal(
                "subject",
                own.subject.rfc4514,
                "The certificate names \(own.subject.rfc4514.quoted), but the request \(request.subject.rfc4514.quoted).",
                "Ask the parent for a certificate with the name of the request: the names in issued certificates and lists depend on it."
            )
        }
        guard own.basicConstraints?.isCA == true, own.extension(BasicConstraints.oid)?.critical == true else {
            throw refusal("basicConstraints", "", "It is not the certificate of a CA.", "Ask the parent to issue it as a subordinate CA.")
        }
        guard own.keyUsage?.isSuperset(of: [.keyCertSign, .cRLSign]) ?? true else {
            throw refusal(
                "keyUsage",
                own.keyUsage?.names.joined(separator: ", ") ?? "",
                "The key may not sign certificates and lists.",
                "Ask the parent."
            )
        }
        guard own.notBefore <= now, now < own.notAfter else {
            throw refusal(
                "validity",
                "\(own.notBefore.formatted(.iso8601)) to \(own.notAfter.formatted(.iso8601))",
                "It is not valid now.",
                "Check the clock of this machine, or ask the parent for another one."
            )
        }
    }

    private static func checkIsNew(_ own: Certificate, _ present: [Certificate]) throws {
        let remedy = "Give the certificate that the parent issued for this request, or ask it to issue one now."
        guard !present.contains(where: { $0.serialNumber == own.serialNumber && $0.issuer.matches(own.issuer) }) else {
            throw refusal("certificate", own.serialHex, "The authority has this certificate already.", remedy)
        }
        let newest = present.filter { $0.subjectPublicKeyInfo == own.subjectPublicKeyInfo }.map(\.notBefore).max()
        if let newest, own.notBefore <= newest {
            throw refusal(
                "validity",
                own.notBefore.formatted(.iso8601),
                "The authority has a certificate of this key that begins at \(newest.formatted(.iso8601)) and is as new or newer.",
                remedy
            )
        }
    }

    private static func refusal(_ field: String, _ value: String, _ why: String, _ remedy: String) -> CAError {
        CAError(
            .unacceptable,
            status: .certsrvInvalidCACertificate,
            why + " Nothing was changed.",
            reason: DenialReason(rule: "CertificateIsTheAuthoritys", field: field, value: String(value.prefix(200)), remedy: remedy)
        )
    }
}
