import PKIFormats

import PortableFoundation

/// The rules of RFC 5280 §6.1 that concern one certificate or one link. Each returns the fault, or `nil`.
enum PathRules {
    /// Critical extensions that this validation applies, or that only give the place of something. Any other critical extension fails the
    /// path: RFC 5280 §4.2.
    static let processed: Set<OID> = [
        OID.Extensions.basicConstraints, OID.Extensions.keyUsage, OID.Extensions.extendedKeyUsage,
        OID.Extensions.subjectAlternativeName, OID.Extensions.issuerAlternativeName, OID.Extensions.certificatePolicies,
        OID.Extensions.crlDistributionPoints, OID.Extensions.subjectKeyIdentifier, OID.Extensions.authorityKeyIdentifier,
        OID.Extensions.nameConstraints, OID.Extensions.policyMappings, OID.Extensions.policyConstraints, OID.Extensions.inhibitAnyPolicy,
        ApplicationPolicies.oid,
    ]

    /// Rules for every certificate of the path.
    static func fault(in certificate: Certificate, at time: Date) -> String? {
        if time < certificate.notBefore { return "validity: not valid before \(text(certificate.notBefore))" }
        if time > certificate.notAfter { return "validity: expired at \(text(certificate.notAfter))" }
        if certificate.signatureAlgorithm != certificate.innerSignatureAlgorithm {
            return "signature: the algorithm outside the signed part differs from the one inside"
        }
        var seen: Set<OID> = []
        for entry in certificate.extensions {
            if !seen.insert(entry.oid).inserted { return "extensions: \(entry.oid.nameOrDotted) occurs twice" }
            if entry.critical && !processed.contains(entry.oid) {
                return "extensions: the critical extension \(entry.oid.nameOrDotted) is not understood"
            }
            // RFC 5280 §4.2 demands that critical extensions can be read, even if nothing here uses their value.
            if entry.critical {
                do throws(FormatError) {
                    _ = try KnownExtensions.decode(entry)
                } catch {
                    return "extensions: the critical extension \(entry.oid.nameOrDotted) cannot be read: \(error.reason)"
                }
            }
        }
        return nil
    }

    /// Rules for a certificate that issues another one.
    /// - Parameters:
    ///   - intermediatesBelow: certificates between it and the end of the path that are not self-issued (RFC 5280 §4.2.1.9).
    ///   - isAnchor: whether it is the anchor. A trusted root of X.509 version 1 has no extensions, and is a CA because it was configured
    ///     as one.
    static func fault(inIssuer issuer: Certificate, intermediatesBelow: Int, isAnchor: Bool) -> String? {
        do {
            if let constraints = try BasicConstraints.find(in: issuer.extensions) {
                guard constraints.isCA else { return "basicConstraints: the certificate is not one of a CA" }
                if let limit = constraints.pathLength, intermediatesBelow > limit {
                    return "basicConstraints: \(intermediatesBelow) CA certificates follow where pathLenConstraint allows \(limit)"
                }
            } else if !isAnchor || issuer.version >= 3 {
                return "basicConstraints: absent, so the certificate is not one of a CA"
            }
            if let usage = try KeyUsage.find(in: issuer.extensions), !usage.contains(.keyCertSign) {
                return "keyUsage: keyCertSign is missing, so the key must not sign certificates"
            }
        } catch {
            return "extensions: \(error)"
        }
        return nil
    }

    /// The rule of purposes: a certificate that lists extended key usages or application policies must list the purpose. Windows and
    /// browsers apply this to CA certificates too.
    static func fault(in certificate: Certificate, purpose: OID, isIssuer: Bool) -> String? {
        do {
            if !isIssuer, let allowed = usages[purpose], let usage = try KeyUsage.find(in: certificate.extensions),
                usage.isDisjoint(with: allowed)
            {
                return "keyUsage: none of \(allowed.names.joined(separator: ", ")) is allowed, one of which \(purpose.nameOrDotted) needs"
            }
            guard let refusing = try certificate.extensionRefusing(purpose: purpose) else { return nil }
            let rule = refusing == ApplicationPolicies.oid ? "applicationPolicies" : "extendedKeyUsage"
            return "\(rule): \(purpose.nameOrDotted) is not among the purposes of the \(isIssuer ? "CA certificate" : "certificate")"
        } catch {
            return "extensions: \(error)"
        }
    }

    /// The key usages of which a purpose needs one, if the certificate lists any (RFC 5280 §4.2.1.12).
    private static let usages: [OID: KeyUsage] = [
        OID.KeyPurpose.serverAuth: [.digitalSignature, .keyEncipherment, .keyAgreement],
        OID.KeyPurpose.clientAuth: [.digitalSignature, .keyAgreement],
        OID.KeyPurpose.codeSigning: [.digitalSignature],
        OID.KeyPurpose.emailProtection: [.digitalSignature, .nonRepudiation, .keyEncipherment, .keyAgreement],
        OID.KeyPurpose.ocspSigning: [.digitalSignature, .nonRepudiation],
    ]

    /// Whether the leaf has the names that the options ask for.
    static func fault(in leaf: Certificate, named options: PathOptions) -> String? {
        do {
            if let host = options.hostName, try !NameRules.hasHost(leaf, host) {
                return "hostName: \(host) is not among the alternative names of the certificate"
            }
            if let address = options.emailAddress, try !NameRules.hasMailbox(leaf, address) {
                return "emailAddress: \(address) is not an address of the certificate"
            }
        } catch {
            return "extensions: \(error)"
        }
        return nil
    }

    /// Whether the known revocation status is sufficient.
    static func fault(in finding: CertificateRevocation, isLeaf: Bool, demanded: PathOptions.Revocation) -> String? {
        switch finding.status {
        case .good: return nil
        case .revoked(let reason, let date):
            return "revocation: revoked at \(text(date))" + (reason.map { ", reason \($0.name)" } ?? "")
        case .unknown:
            guard demanded == .all || demanded == .leaf && isLeaf else { return nil }
            return "revocation: the status is not known: \(finding.remark)"
        }
    }

    /// Whether `issuer` can be the issuer of `certificate` by name and, where both have one, by key identifier.
    static func isCandidate(_ issuer: Certificate, for certificate: Certificate) -> Bool {
        issuer.subject == certificate.issuer || issuer.subject.matches(certificate.issuer)
    }

    /// How well the key identifiers fit `issuer`: 0 when they agree, 1 when one is absent, 2 when they differ. This only orders the
    /// attempts: RFC 4158 §3.5.12.
    static func keyIdentifierRank(of issuer: Certificate, for certificate: Certificate) -> Int {
        guard let wanted = (try? AuthorityKeyIdentifier.find(in: certificate.extensions))?.keyIdentifier,
            let offered = (try? SubjectKeyIdentifier.find(in: issuer.extensions))?.bytes
        else { return 1 }
        return wanted == offered ? 0 : 2
    }

    /// Whether the issuer's key signed the certificate.
    static func signatureFault(in certificate: Certificate, issuer: Certificate, verifier: (any SignatureVerifier)?) -> String? {
        do {
            let isValid = try Signature.isValid(
                certificate.signature,
                over: certificate.tbsBytes,
                algorithm: certificate.signatureAlgorithm,
                key: issuer.subjectPublicKeyInfo,
                verifier: verifier
            )
            return isValid ? nil : "signature: it was not made with the key of the issuer \(issuer.subject.rfc4514)"
        } catch {
            return "signature: \(error.reason)"
        }
    }

    private static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}
