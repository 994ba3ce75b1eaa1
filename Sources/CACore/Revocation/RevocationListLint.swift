package import PKIFormats
package import PortableFoundation

/// Judges the body of a revocation list before it is signed, by the rules of `RevocationListRule`.
package enum RevocationListLint {
    /// What a list has to be.
    package struct Expectation: Sendable {
        let issuer: IssuingGeneration
        let now: Date
        let number: Int
        /// The greatest former number; 0 for the first list.
        let former: Int
        /// Of a delta, the number of a stored complete list; nil for a complete list.
        let baseNumber: Int?
        /// The number of the newest complete list, which a delta may repeat; 0 when there is none.
        let newestBase: Int
        /// Every address that certificates of the part name; empty for a list of everything.
        let points: [String]

        package init(
            issuer: IssuingGeneration,
            now: Date,
            number: Int,
            former: Int,
            baseNumber: Int? = nil,
            newestBase: Int = 0,
            points: [String] = []
        ) {
            self.issuer = issuer
            self.now = now
            self.number = number
            self.former = former
            self.baseNumber = baseNumber
            self.newestBase = newestBase
            self.points = points
        }
    }

    package struct Fault: Sendable, Hashable {
        package let rule: RevocationListRule
        package let detail: String

        /// As one of the refusals of all lints.
        var shown: CertificateLint.Fault { CertificateLint.Fault(rule, detail) }
    }

    /// The faults of everything but the entries.
    package static func faults(of tbs: TBSCertificateList, _ expected: Expectation) -> [Fault] {
        var faults: [Fault] = []
        func require(_ holds: Bool, _ rule: RevocationListRule, _ detail: @autoclosure () -> String) {
            if !holds { faults.append(Fault(rule: rule, detail: detail())) }
        }
        let issuer = expected.issuer
        require(tbs.signatureAlgorithm == issuer.signatureAlgorithm, .signatureAlgorithm, "it is not the algorithm of the issuer's key")
        let subject = issuer.certificate.subject
        require(
            !tbs.issuer.isEmpty && tbs.issuer.derEncoded == subject.derEncoded,
            .issuer,
            "the issuer \(tbs.issuer.rfc4514) is not the authority"
        )
        require(
            tbs.thisUpdate <= expected.now && tbs.thisUpdate.timeIntervalSince1970.rounded(.down) == tbs.thisUpdate.timeIntervalSince1970,
            .thisUpdate,
            "it is in the future or has a fraction of a second"
        )
        if let nextUpdate = tbs.nextUpdate {
            require(nextUpdate.timeIntervalSince(tbs.thisUpdate) >= 1, .nextUpdate, "it is not after thisUpdate")
        } else {
            require(false, .nextUpdate, "it is absent")
        }
        let oids = tbs.extensions.map(\.oid)
        require(Set(oids).count == oids.count, .extensionsUnique, "an extension occurs twice")
        for item in tbs.extensions {
            require(known.contains(item.oid), .extensionsKnown, "\(item.oid.nameOrDotted) does not belong into a list")
            require(item.critical == critical.contains(item.oid) || !known.contains(item.oid), Self.rule(of: item.oid), "critical is wrong")
        }
        let identifier = try? AuthorityKeyIdentifier.find(in: tbs.extensions)
        require(
            identifier?.keyIdentifier == issuer.keyIdentifier,
            .authorityKeyIdentifier,
            "it is absent, or not that of the issuer's certificate"
        )
        faults += numberFaults(of: tbs, expected) + pointFaults(of: tbs, expected)
        if let next = tbs.extensions.first(where: { $0.oid == CRLNextPublish.oid }) {
            let date = (try? CRLNextPublish(value: next.value))?.date
            require(
                date.map { $0 > tbs.thisUpdate && $0 <= tbs.nextUpdate ?? $0 } ?? false,
                .nextPublish,
                "it is not between thisUpdate and nextUpdate"
            )
        }
        if let version = tbs.extensions.first(where: { $0.oid == CAVersion.oid }) {
            let own = CAVersion(certificateIndex: issuer.index, keyIndex: issuer.key.index)
            require((try? CAVersion(value: version.value)) == own, .caVersion, "it is not that of the issuer's certificate")
        }
        return faults
    }

    private static func numberFaults(of tbs: TBSCertificateList, _ expected: Expectation) -> [Fault] {
        var faults: [Fault] = []
        func require(_ holds: Bool, _ rule: RevocationListRule, _ detail: @autoclosure () -> String) {
            if !holds { faults.append(Fault(rule: rule, detail: detail())) }
        }
        let number = try? CRLNumber.find(in: tbs.extensions)
        require(number == CRLNumber(UInt64(clamping: expected.number)), .number, "the extension is absent or has another number")
        let isBesideBase = expected.baseNumber != nil && expected.number == expected.newestBase
        require(
            expected.number > expected.former || isBesideBase && expected.number == expected.former,
            .number,
            "\(expected.number) does not follow \(expected.former)"
        )
        let indicator = try? DeltaCRLIndicator.find(in: tbs.extensions)
        require(
            indicator?.baseNumber == expected.baseNumber.map { CRLNumber(UInt64(clamping: $0)) },
            .deltaIndicator,
            "it is absent, or has another number"
        )
        if let base = expected.baseNumber {
            require(base >= 1 && base <= expected.newestBase && base <= expected.number, .deltaBase, "\(base) is no complete list")
        }
        guard let freshest = tbs.extensions.first(where: { $0.oid == FreshestCRL.oid }) else { return faults }
        require(expected.baseNumber == nil, .deltaFreshest, "the delta says where deltas are")
        let points = (try? FreshestCRL(value: freshest.value))?.points ?? []
        let isSound = points.allSatisfy { point in
            point.reasons == nil && point.crlIssuer.isEmpty && !point.fullName.isEmpty && point.fullName.allSatisfy(isAddress)
        }
        require(!points.isEmpty && isSound, .freshest, "it is not a list of http addresses")
        return faults
    }

    private static func pointFaults(of tbs: TBSCertificateList, _ expected: Expectation) -> [Fault] {
        guard let item = tbs.extensions.first(where: { $0.oid == IssuingDistributionPoint.oid }) else {
            return expected.points.isEmpty ? [] : [Fault(rule: .pointName, detail: "the issuing distribution point is absent")]
        }
        guard let point = try? IssuingDistributionPoint(value: item.value), item.value.count > 2 else {
            return [Fault(rule: .pointCritical, detail: "it is empty or cannot be read")]
        }
        var faults: [Fault] = []
        if point.fullName != expected.points.map({ GeneralName.uri($0) }) {
            faults.append(Fault(rule: .pointName, detail: "its names are not those of the certificates"))
        }
        if point != IssuingDistributionPoint(fullName: point.fullName) {
            faults.append(Fault(rule: .pointScope, detail: "it leaves some certificates or reasons out"))
        }
        return faults
    }

    private static func isAddress(_ name: GeneralName) -> Bool {
        guard case .uri(let uri) = name else { return false }
        return uri.hasPrefix("http://") && NameSyntax.isAbsoluteURI(uri)
    }

    private static let critical: Set<OID> = [DeltaCRLIndicator.oid, IssuingDistributionPoint.oid]
    private static let known: Set<OID> = critical.union([
        AuthorityKeyIdentifier.oid, CRLNumber.oid, FreshestCRL.oid, CAVersion.oid, CRLNextPublish.oid, PublishedCRLLocations.oid,
    ])

    private static func rule(of oid: OID) -> RevocationListRule {
        switch oid {
        case AuthorityKeyIdentifier.oid: .authorityKeyIdentifier
        case CRLNumber.oid: .number
        case DeltaCRLIndicator.oid: .deltaIndicator
        case IssuingDistributionPoint.oid: .pointCritical
        case FreshestCRL.oid: .freshest
        case CRLNextPublish.oid: .nextPublish
        case PublishedCRLLocations.oid: .publishedLocations
        case CAVersion.oid: .caVersion
        default: .extensionsKnown
        }
    }
}
