import CertificateTemplates
import PKIFormats
import PortableFoundation

/// CA/Browser Forum, "Baseline Requirements for the Issuance and Management of Publicly-Trusted TLS Server Certificates", version 2.2.6: certificates of
/// subscribers. The names are in `ProfileRule+TLSNames.swift`.
extension ProfileRule {
    static let tls = tlsFrame + tlsExtensions + tlsSubject + tlsNames

    private static let tlsFrame: [ProfileRule] = [
        ProfileRule("tls.serial-number", .tlsServer, "TLS BR §7.1.2.7", "the serial number has 64 random bits") { subject in
            CertificateIssuance.time(of: subject.body.serialNumber) != nil
                ? nil : .ofAuthority("serialNumber", Hex.encode(subject.body.serialNumber))
        },
        ProfileRule("tls.signature-algorithm", .tlsServer, "TLS BR §7.1.3.2", "the authority signs with RSA or ECDSA and SHA-2") {
            subject in
            subject.hasCommonSignature ? nil : .ofAuthority("signature", subject.body.signatureAlgorithm.name)
        },
        ProfileRule("tls.key", .tlsServer, "TLS BR §6.1.5", "the key is RSA from 2048 bits, divisible by 8, or on P-256, P-384 or P-521") {
            subject in
            subject.hasCommonKey
                ? nil : Finding("subjectPublicKeyInfo", subject.body.subjectPublicKeyInfo.algorithm.name, "Make another key.")
        },
        ProfileRule("tls.not-before", .tlsServer, "TLS BR §7.1.2.7", "the certificate begins within 48 hours of its signature") { subject in
            abs(subject.body.notBefore.timeIntervalSince(subject.issued)) <= 48 * 3600
                ? nil : .ofAuthority("notBefore", subject.body.notBefore.formatted(.iso8601))
        },
        ProfileRule(
            "tls.validity",
            .tlsServer,
            "TLS BR §6.3.2",
            "at most 398 days, 200 from 2026-03-15, 100 from 2027-03-15, 47 from 2029-03-15"
        ) {
            $0.days > longest(at: $0.issued) ? tooLong($0, longest(at: $0.issued)) : nil
        },
        ProfileRule("tls.validity-margin", .tlsServer, .warning, "TLS BR §6.3.2", "a day less than the longest validity") {
            $0.days == longest(at: $0.issued) ? tooLong($0, longest(at: $0.issued)) : nil
        },
    ]

    private static let tlsExtensions: [ProfileRule] = [
        ProfileRule("tls.purposes", .tlsServer, "TLS BR §7.1.2.7.10", "serverAuth, and none of the purposes that exclude it") { subject in
            let excluded: Set<OID> = [
                OID.KeyPurpose.codeSigning, OID.KeyPurpose.emailProtection, OID.KeyPurpose.timeStamping, OID.KeyPurpose.ocspSigning,
                OID.KeyPurpose.anyExtendedKeyUsage, "1.3.6.1.4.1.11129.2.4.4",
            ]
            return subject.isFor(OID.KeyPurpose.serverAuth) && excluded.isDisjoint(with: subject.purposes)
                ? nil : .ofTemplate("extendedKeyUsage", subject.purposes.listed)
        },
        ProfileRule("tls.other-purposes", .tlsServer, .warning, "TLS BR §7.1.2.7.10", "no purpose but serverAuth and clientAuth") {
            subject in
            let others = subject.purposes.filter { $0 != OID.KeyPurpose.serverAuth && $0 != OID.KeyPurpose.clientAuth }
            return others.isEmpty ? nil : .ofTemplate("extendedKeyUsage", others.listed)
        },
        ProfileRule(
            "tls.key-usage",
            .tlsServer,
            "TLS BR §7.1.2.7.11",
            "digitalSignature, of RSA also or only keyEncipherment and dataEncipherment, of a curve also keyAgreement"
        ) { subject in
            let (usage, isRSA) = (subject.profile.usage, subject.isRSA)
            let allowed: KeyUsage = isRSA ? [.digitalSignature, .keyEncipherment, .dataEncipherment] : [.digitalSignature, .keyAgreement]
            let isSound = usage.isSubset(of: allowed) && !usage.isEmpty && (isRSA || usage.contains(.digitalSignature))
            return isSound ? nil : .ofTemplate("keyUsage", usage.names.joined(separator: ", "))
        },
        ProfileRule(
            "tls.key-usage-advice",
            .tlsServer,
            .warning,
            "TLS BR §7.1.2.7.11",
            "digitalSignature, and neither dataEncipherment nor keyAgreement"
        ) { subject in
            let usage = subject.profile.usage
            let isAdvised = usage.contains(.digitalSignature) && usage.isDisjoint(with: [.dataEncipherment, .keyAgreement])
            return isAdvised ? nil : .ofTemplate("keyUsage", usage.names.joined(separator: ", "))
        },
        ProfileRule(
            "tls.reserved-policy",
            .tlsServer,
            "TLS BR §7.1.2.7.9",
            "exactly one of 2.23.140.1.2.1 (domain), .2 (organization), .3 (individual)"
        ) {
            // Extended validation has guidelines of its own, which nobody judges here.
            let reserved = $0.policies.filter { $0 == extendedValidation || validations[$0] != nil }
            return reserved.count == 1 && reserved[0] != extendedValidation ? nil : .ofTemplate("certificatePolicies", $0.policies.listed)
        },
        ProfileRule("tls.any-policy", .tlsServer, "TLS BR §7.1.2.7.9", "anyPolicy is not named") { subject in
            subject.policies.contains(OID.Extensions.anyPolicy) ? .ofTemplate("certificatePolicies", subject.policies.listed) : nil
        },
        ProfileRule("tls.first-policy", .tlsServer, .warning, "TLS BR §7.1.2.7.9", "the reserved policy is the first") { subject in
            guard let first = subject.policies.first, validations[first] == nil else { return nil }
            return .ofTemplate("certificatePolicies", subject.policies.listed)
        },
        ProfileRule(
            "tls.policy-qualifiers",
            .tlsServer,
            "TLS BR §7.1.2.7.9",
            "no policy has a qualifier but a web address of its statement"
        ) { subject in
            subject.profile.policies.first { !hasSoundQualifiers($0) }.map {
                .ofTemplate("certificatePolicies", "\($0.policy.shown) with a qualifier")
            }
        },
        ProfileRule("tls.policy-qualifiers-advice", .tlsServer, .warning, "TLS BR §7.1.2.7.9", "no policy has a qualifier") { subject in
            subject.profile.policies.first { $0.qualifiers != nil }.map {
                .ofTemplate("certificatePolicies", "\($0.policy.shown) with a qualifier")
            }
        },
        ProfileRule(
            "tls.issuer-access",
            .tlsServer,
            "TLS BR §7.1.2.7.6, §7.1.2.7.7",
            "addresses of the issuer's certificate or its OCSP, each once"
        ) { subject in
            let locations = subject.profile.access?.descriptions.map(\.location) ?? []
            let methods = Set(subject.profile.access?.descriptions.map(\.method) ?? [])
            let isSound =
                !locations.isEmpty && Set(locations).count == locations.count
                && methods.isSubset(of: [OID.Extensions.caIssuers, OID.Extensions.ocsp])
            return isSound
                ? nil
                : .ofAuthority(
                    "authorityInformationAccess",
                    locations.isEmpty ? "none" : locations.map(\.description).joined(separator: ", ")
                )
        },
        ProfileRule("tls.issuer-certificate", .tlsServer, .warning, "TLS BR §7.1.2.7.7", "an address of the issuer's certificate") {
            subject in
            subject.profile.access?.caIssuers.isEmpty == false ? nil : .ofAuthority("authorityInformationAccess", "without caIssuers")
        },
        ProfileRule(
            "tls.revocation",
            .tlsServer,
            "TLS BR §7.1.2.11.2",
            "a list or OCSP is named, unless the certificate lasts 7 days at most"
        ) { subject in
            subject.days <= 7 || subject.has(CRLDistributionPoints.oid) || subject.profile.access?.ocsp.isEmpty == false
                ? nil : .ofTemplate("cRLDistributionPoints", "none")
        },
        ProfileRule("tls.basic-constraints", .tlsServer, "TLS BR §7.1.2.7.8", "the certificate is no CA's, and has no path length") {
            subject in
            subject.profile.constraints.map { !$0.isCA && $0.pathLength == nil } ?? true ? nil : .ofTemplate("basicConstraints", "of a CA")
        },
        ProfileRule("tls.critical", .tlsServer, "TLS BR §7.1.2.7.6", "keyUsage and basicConstraints are critical") { subject in
            subject.first(of: [KeyUsage.oid, BasicConstraints.oid], critical: false).map { .ofTemplate($0.nameOrDotted, "not critical") }
        },
        ProfileRule(
            "tls.not-critical",
            .tlsServer,
            "TLS BR §7.1.2.7.6",
            "policies, purposes, key identifiers, lists and addresses are not critical"
        ) {
            let never = [
                CertificatePolicies.oid, ExtendedKeyUsage.oid, AuthorityKeyIdentifier.oid, SubjectKeyIdentifier.oid,
                CRLDistributionPoints.oid, AuthorityInformationAccess.oid,
            ]
            return $0.first(of: never, critical: true).map { .ofTemplate($0.nameOrDotted, "critical") }
        },
        ProfileRule("tls.name-constraints", .tlsServer, "TLS BR §7.1.2.7.6", "nameConstraints are for CAs") { subject in
            subject.has(OID.Extensions.nameConstraints) ? .ofTemplate("nameConstraints", "there") : nil
        },
        ProfileRule("tls.other-extensions", .tlsServer, .warning, "TLS BR §7.1.2.7.6", "no extension but those of the profile") { subject in
            let others = (subject.profile.extensions + subject.body.extensions).map(\.oid).filter { !usual.contains($0) }
            return others.isEmpty ? nil : .ofTemplate("extensions", others.listed)
        },
    ]

    private static func hasSoundQualifiers(_ policy: CertificatePolicies.PolicyInformation) -> Bool {
        guard let qualifiers = try? policy.policyQualifiers() else { return false }
        return qualifiers.allSatisfy { qualifier in
            guard case .practiceStatement(let uri) = qualifier else { return false }
            return (uri.hasPrefix("http://") || uri.hasPrefix("https://")) && NameSyntax.isAbsoluteURI(uri)
        }
    }

    /// Those of TLS BR §7.1.2.7.6. The key identifier of the subject is not recommended there; RFC 5280 §4.2.1.2 recommends it, and every certificate has it.
    private static let usual: Set<OID> = [
        AuthorityInformationAccess.oid, AuthorityKeyIdentifier.oid, CertificatePolicies.oid, ExtendedKeyUsage.oid,
        SubjectAlternativeName.oid, KeyUsage.oid, BasicConstraints.oid, CRLDistributionPoints.oid, SubjectKeyIdentifier.oid,
        SignedCertificateTimestampList.oid, PrecertificatePoison.oid,
    ]

    private static let extendedValidation: OID = "2.23.140.1.1"
    /// What each kind of validation wants of the subject.
    private static let validations: [OID: SubjectDemand] = [
        "2.23.140.1.2.1": SubjectDemand(only: [OID.country, OID.commonName]),
        "2.23.140.1.2.2": SubjectDemand(
            required: [OID.country, OID.organization],
            anyOf: [OID.stateOrProvince, OID.locality],
            forbidden: [OID.organizationalUnit, OID.surname, OID.givenName]
        ),
        "2.23.140.1.2.3": SubjectDemand(
            required: [OID.country, OID.surname, OID.givenName],
            anyOf: [OID.stateOrProvince, OID.locality],
            forbidden: [OID.organizationalUnit]
        ),
    ]

    /// From when how many days are allowed: 2029-03-15, 2027-03-15, 2026-03-15.
    private static let limits: [(since: Date, days: Int)] = [
        (Date(timeIntervalSince1970: 1_868_227_200), 47), (Date(timeIntervalSince1970: 1_805_068_800), 100),
        (Date(timeIntervalSince1970: 1_773_532_800), 200),
    ]

    /// The days that a certificate may last which is made at a time.
    static func longest(at time: Date) -> Int { limits.first { time >= $0.since }?.days ?? 398 }

    private static func tooLong(_ subject: LintSubject, _ most: Int) -> Finding {
        Finding("validity", "\(subject.days) days", "Ask an administrator to make the template's validity \(most - 1) days at most.")
    }

    private static let tlsSubject: [ProfileRule] = [
        ProfileRule(
            "tls.subject-attributes",
            .tlsServer,
            "TLS BR §7.1.2.7.2 to §7.1.2.7.4",
            "the attributes of the policy's kind of validation"
        ) { subject in
            subject.policies.lazy.compactMap { validations[$0] }.first?.finding(in: subject)
        },
        ProfileRule(
            "tls.attribute-order",
            .tlsServer,
            "TLS BR §7.1.4.2",
            "DC, C, ST, L, postalCode, street, O, SN, G, OU and CN in this order"
        ) { subject in
            let order = [
                OID.domainComponent, OID.country, OID.stateOrProvince, OID.locality, OID.postalCode, OID.streetAddress, OID.organization,
                OID.surname, OID.givenName, OID.organizationalUnit, OID.commonName,
            ]
            let places = subject.attributes.compactMap { order.firstIndex(of: $0.type) }
            return places == places.sorted() ? nil : subjectFinding(subject, "Ask for the parts of the subject in this order, C first.")
        },
        ProfileRule(
            "tls.attribute-once",
            .tlsServer,
            "TLS BR §7.1.4.1",
            "one attribute in each part, and each attribute once but DC and street"
        ) { subject in
            let types = subject.attributes.map(\.type).filter { $0 != OID.domainComponent && $0 != OID.streetAddress }
            let isSound = Set(types).count == types.count && subject.body.subject.rdns.allSatisfy { $0.attributes.count == 1 }
            return isSound ? nil : subjectFinding(subject, "Name each attribute once, in a part of its own.")
        },
        ProfileRule("tls.attribute-means-something", .tlsServer, "TLS BR §7.1.2.7.3, §7.1.2.7.4", "no value consists of signs alone") {
            insignificant($0)
        },
        ProfileRule("tls.country", .tlsServer, "TLS BR §7.1.2.7.2", "the country is one of ISO 3166-1, or XX") { country($0) },
    ]

    static func subjectFinding(_ subject: LintSubject, _ remedy: String) -> Finding {
        Finding("subject", subject.body.subject.rfc4514, remedy)
    }

    static func insignificant(_ subject: LintSubject) -> Finding? {
        let none = subject.attributes.first { $0.value.string.allSatisfy { !$0.isLetter && !$0.isNumber } }
        return none.map { Finding("subject", "\($0.type.shown)=\($0.value.string)", "Omit \($0.type.shown).") }
    }

    static func country(_ subject: LintSubject) -> Finding? {
        let unknown = subject.values(of: OID.country).first { $0 != "XX" && !CountryCode.all.contains($0) }
        return unknown.map { Finding("subject", "C=\($0)", "Name the country by its two capital letters, or omit it.") }
    }
}
