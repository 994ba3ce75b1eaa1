import PortableFoundation
import PKICrypto
package import PKIFormats

/// Checks a certificate against RFC 5280 before it is signed. The constant part is linted when its profile is made, the rest for each
/// certificate.
package enum CertificateLint {
    /// One rule that a body breaks.
    package struct Fault: Sendable, Hashable, CustomStringConvertible {
        /// The identifier of the rule.
        package let rule: String
        package let severity: LintSeverity
        /// The document and section of the rule.
        package let source: String
        package let detail: String
        /// The part of the request that caused the fault; nil when the authority itself caused it.
        package let cause: Cause?
        package init(_ rule: some LintRule, _ detail: String, cause: Cause? = nil) {
            self.rule = rule.id
            severity = rule.severity
            source = rule.source
            self.detail = detail
            self.cause = cause
        }

        /// The part of a request, or of the account it is for, that cannot be certified.
        package struct Cause: Sendable, Hashable {
            package let field: String
            package let value: String
            /// The remedy, as a sentence.
            package let remedy: String
        }

        /// A body larger than the RawCertificate column. Only names and the key vary in size.
        package static func size(of count: Int, atMost most: Int) -> Fault {
            Fault(
                CertificateRule.size,
                "it would have \(count) bytes, but at most \(most) can be stored",
                cause: Cause(field: "request", value: "\(count) bytes", remedy: "Ask for fewer or shorter names, or with a smaller key.")
            )
        }

        package var description: String { "\(rule): \(detail) (\(source))" }
    }

    /// Extensions that differ between certificates, so they must not be among the constant ones.
    private static let variable: Set<OID> = [SubjectKeyIdentifier.oid, SubjectAlternativeName.oid, NTDSCASecurity.oid]

    /// The constant part.
    package static func faults(ofExtensions extensions: [CertificateExtension], isCA: Bool, issuerKeyIdentifier: [UInt8]?) -> [Fault] {
        var faults: [Fault] = []
        func check(_ holds: Bool, _ rule: CertificateRule, _ detail: @autoclosure () -> String) {
            if !holds { faults.append(Fault(rule, detail())) }
        }
        let oids = extensions.map(\.oid)
        check(Set(oids).count == oids.count, .extensionsUnique, "an extension occurs twice")
        check(variable.isDisjoint(with: oids), .extensionsUnique, "an extension of the subject is among the constant ones")

        let usage = try? KeyUsage.find(in: extensions)
        check(!(usage ?? []).isEmpty, .keyUsageStated, "no bit is set")
        let onlyAgreed: KeyUsage = [.encipherOnly, .decipherOnly]
        check(
            (usage ?? []).isDisjoint(with: onlyAgreed)
                || (usage ?? []).contains(.keyAgreement) && !(usage ?? []).isSuperset(of: onlyAgreed),
            .keyUsage,
            "encipherOnly or decipherOnly without keyAgreement, or both"
        )
        check(
            (usage ?? []).contains(.keyCertSign) == isCA,
            .certificateSigning,
            "keyCertSign and basicConstraints disagree"
        )
        if let constraints = extensions.first(where: { $0.oid == BasicConstraints.oid }) {
            let value = try? BasicConstraints(value: constraints.value)
            check(value?.isCA == isCA, .basicConstraints, "cA is not as the template says")
            check(!isCA || constraints.critical, .basicConstraints, "not critical in a CA certificate")
            check((value?.pathLength ?? 0) >= 0, .basicConstraints, "the path length is below 0")
        } else {
            check(!isCA, .basicConstraints, "missing in a CA certificate")
        }
        if isCA {
            check(extensions.contains { $0.oid == KeyUsage.oid && $0.critical }, .keyUsage, "not critical in a CA certificate")
        }

        let purposes = try? ExtendedKeyUsage.find(in: extensions)
        check(isCA || !(purposes?.purposes ?? []).isEmpty, .purposes, "a certificate for any purpose")
        if let issuerKeyIdentifier {
            let authority = try? AuthorityKeyIdentifier.find(in: extensions)
            check(authority?.keyIdentifier == issuerKeyIdentifier, .authorityKeyIdentifier, "not the issuer's")
        }
        let locations =
            ((try? CRLDistributionPoints.find(in: extensions))?.uris ?? [])
            + ((try? AuthorityInformationAccess.find(in: extensions)).map { $0.caIssuers + $0.ocsp } ?? [])
        for location in locations {
            check(
                location.hasPrefix("http://") && NameSyntax.isAbsoluteURI(location),
                .locations,
                location
            )
        }
        return faults
    }

    /// The part that differs between certificates, and all of it under the rules of the template's lint profiles.
    package static func faults(of tbs: TBSCertificate, profile: CertificateProfile, issuer: IssuingGeneration?) -> [Fault] {
        var faults: [Fault] = []
        func check(_ holds: Bool, _ rule: CertificateRule, _ detail: @autoclosure () -> String) {
            if !holds { faults.append(Fault(rule, detail())) }
        }
        let serial = tbs.serialNumber
        check(
            (8...20).contains(serial.count) && (serial.first ?? 0) > 0 && (serial.first ?? 0) < 0x80,
            .serialNumber,
            "not a positive number of 8 to 20 octets"
        )
        check(tbs.notBefore < tbs.notAfter, .validity, "notAfter does not follow notBefore")
        check(!tbs.issuer.isEmpty, .issuer, "empty")
        if let issuer {
            check(tbs.issuer.derEncoded == issuer.limits.subject, .issuer, "not the subject of the issuer's certificate")
            check(
                tbs.notAfter <= issuer.limits.notAfter && tbs.notBefore >= issuer.limits.notBefore,
                .validityNests,
                "it leaves the issuer's"
            )
            check(tbs.signatureAlgorithm == issuer.signatureAlgorithm, .signatureAlgorithm, "not the issuer's")
            check(
                tbs.subjectPublicKeyInfo.derEncoded != issuer.certificate.subjectPublicKeyInfo.derEncoded,
                .issuerKey,
                "the request has the key of the authority"
            )
            check(
                !profile.isCA || profile.isSelfIssued || issuer.limits.pathLength != 0,
                .pathLength,
                "the issuer's certificate allows no CA below it"
            )
            check(
                !profile.isCA || profile.isSelfIssued || tbs.subject != tbs.issuer,
                .subject,
                "a CA certificate with its issuer's name"
            )
        } else {
            check(tbs.subject == tbs.issuer, .issuer, "a root names itself")
        }
        check(!profile.isCA || !tbs.subject.isEmpty, .subject, "empty in a CA certificate")
        faults += self.faults(ofKey: tbs.subjectPublicKeyInfo, usage: profile.keyUsage)
        faults += self.faults(ofName: tbs.subject, field: "subject")

        var keyIdentifier: CertificateExtension?
        var alternativeName: CertificateExtension?
        for item in tbs.extensions {
            switch item.oid {
            case SubjectKeyIdentifier.oid where keyIdentifier == nil: keyIdentifier = item
            case SubjectAlternativeName.oid where alternativeName == nil: alternativeName = item
            case NTDSCASecurity.oid: check(!item.critical, .accountSID, "critical")
            case PrecertificatePoison.oid:
                check(item.critical && item.value == [0x05, 0x00], .poison, "not critical, or not NULL")
            default: check(false, .extensionsUnique, "\(item.oid.nameOrDotted) does not belong here, or occurs twice")
            }
        }
        check(
            keyIdentifier.map { !$0.critical && $0.value.count == 22 } ?? false,
            .subjectKeyIdentifier,
            "missing, critical or of an odd length"
        )
        check(
            !tbs.subject.isEmpty || (alternativeName?.critical ?? false),
            .subject,
            "empty, and the alternative name is missing or not critical"
        )
        var names: [GeneralName] = []
        if let alternativeName {
            do {
                names = try SubjectAlternativeName(value: alternativeName.value).names
            } catch {
                faults.append(Fault(CertificateRule.alternativeNames, "empty or unreadable"))
            }
        }
        faults += self.faults(ofAlternativeNames: names, subject: tbs.subject)
        if let lint = profile.lint { faults += lint.faults(of: tbs, names: names) }
        return faults
    }
}
