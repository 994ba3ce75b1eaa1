import PKIFormats

/// Depth-first search from a certificate towards the anchors. It validates each link when it is made and each path when it is complete.
struct PathSearch {
    /// A path, possibly incomplete, with the fault of one of its certificates.
    private struct Fault {
        var certificate = -1
        var rule = ""
        var path: [Certificate] = []
        var revocation: [CertificateRevocation] = []
    }

    let intermediates: [Certificate]
    let anchors: [Certificate]
    let options: PathOptions
    let underway: [Certificate]
    private(set) var budget: PathBudget

    /// The fault of the path that came furthest; the first of equals.
    private var furthest = Fault()
    /// The fault of the first path that reached an anchor.
    private var judged: Fault?

    init(
        intermediates: [Certificate],
        anchors: [Certificate],
        options: PathOptions,
        budget: PathBudget = PathBudget(),
        underway: [Certificate] = []
    ) {
        self.intermediates = intermediates
        self.anchors = anchors
        self.options = options
        self.budget = budget
        self.underway = underway
    }

    mutating func report(for leaf: Certificate) -> PathReport {
        if let fault = PathRules.fault(in: leaf, at: options.time)
            ?? weakness(of: leaf)
            ?? options.purpose.flatMap({ PathRules.fault(in: leaf, purpose: $0, isIssuer: false) })
            ?? PathRules.fault(in: leaf, named: options)
        {
            note(0, fault, [leaf])
        } else if anchors.contains(where: { $0.derEncoded == leaf.derEncoded }) {
            if let report = judge([leaf]) { return report }
        } else if let report = extend([leaf]) {
            return report
        }
        let fault = judged ?? furthest
        return PathReport(
            result: .invalid(certificate: fault.certificate, rule: fault.rule),
            certificates: fault.path,
            authorityPolicies: [],
            userPolicies: [],
            revocation: fault.revocation,
            weaknesses: Self.weaknesses(of: fault.path, fault.revocation)
        )
    }

    /// Finds the rest of a path whose last certificate is not an anchor.
    private mutating func extend(_ path: [Certificate]) -> PathReport? {
        guard let last = path.last else { return nil }
        let position = path.count
        guard position < PathValidation.maximumLength else {
            note(position - 1, "path: longer than \(PathValidation.maximumLength) certificates", path)
            return nil
        }
        let trusted = candidates(for: last, among: anchors)
        for anchor in trusted where link(anchor, after: path, isAnchor: true) {
            if let report = judge(path + [anchor]) { return report }
        }
        for issuer in candidates(for: last, among: intermediates) {
            // The same name and key twice make a circle (RFC 5280 §6.1: a certificate must not appear more than once).
            guard !path.contains(where: { $0.subject == issuer.subject && $0.subjectPublicKeyInfo == issuer.subjectPublicKeyInfo }),
                !trusted.contains(where: { $0.derEncoded == issuer.derEncoded }), link(issuer, after: path, isAnchor: false)
            else { continue }
            if let found = extend(path + [issuer]) { return found }
        }
        note(position - 1, "issuer: no certificate of its issuer \(last.issuer.rfc4514) was given that leads to a trusted one", path)
        return nil
    }

    private func candidates(for certificate: Certificate, among pool: [Certificate]) -> [Certificate] {
        pool.filter { PathRules.isCandidate($0, for: certificate) }
            .map { (rank: PathRules.keyIdentifierRank(of: $0, for: certificate), certificate: $0) }
            .sorted { $0.rank < $1.rank }
            .map(\.certificate)
    }

    /// Whether `issuer` may follow `path`; a fault is noted.
    private mutating func link(_ issuer: Certificate, after path: [Certificate], isAnchor: Bool) -> Bool {
        guard let last = path.last else { return false }
        let below = path.dropFirst().count { !$0.isSelfIssued }
        if let fault = PathRules.fault(in: issuer, at: options.time)
            ?? weakness(of: issuer)
            ?? PathRules.fault(inIssuer: issuer, intermediatesBelow: below, isAnchor: isAnchor)
            ?? options.purpose.flatMap({ PathRules.fault(in: issuer, purpose: $0, isIssuer: true) })
        {
            note(path.count, fault, path + [issuer])
            return false
        }
        if !options.allowsWeakAlgorithms, let fault = PathStrength.fault(ofSignature: last.signatureAlgorithm) {
            note(path.count - 1, "strength: \(fault)", path)
            return false
        }
        guard budget.takeSignature() else {
            note(path.count - 1, "path: more than \(PathValidation.maximumSignatures) signatures would have to be verified", path)
            return false
        }
        if let fault = PathRules.signatureFault(in: last, issuer: issuer, verifier: options.verifier) {
            note(path.count - 1, fault, path + [issuer])
            return false
        }
        return true
    }

    /// Applies the rules that concern the whole path: names, policies, revocation.
    private mutating func judge(_ path: [Certificate]) -> PathReport? {
        guard budget.takeJudgment() else {
            note(path.count - 1, "path: more than \(PathValidation.maximumCompletePaths) paths would have to be judged", path)
            return nil
        }
        let policies = PathPolicies(path, options: options)
        if let fault = PathNames.fault(in: path, budget: &budget) ?? policies.fault {
            refuse(Fault(certificate: fault.certificate, rule: fault.rule, path: path))
            return nil
        }
        let revocation = revocation(of: path)
        for (index, finding) in revocation.enumerated() {
            guard let fault = PathRules.fault(in: finding, isLeaf: index == 0, demanded: options.revocation) else { continue }
            refuse(Fault(certificate: index, rule: fault, path: path, revocation: revocation))
            return nil
        }
        return PathReport(
            result: .valid(path),
            certificates: path,
            authorityPolicies: policies.authorityPolicies,
            userPolicies: policies.userPolicies,
            revocation: revocation,
            weaknesses: Self.weaknesses(of: path, revocation)
        )
    }

    private func weakness(of certificate: Certificate) -> String? {
        guard !options.allowsWeakAlgorithms else { return nil }
        return PathStrength.fault(ofKey: certificate.subjectPublicKeyInfo).map { "strength: \($0)" }
    }

    private static func weaknesses(of path: [Certificate], _ revocation: [CertificateRevocation]) -> [PathRemark] {
        PathStrength.weaknesses(of: path)
            + revocation.enumerated().compactMap { index, finding in
                finding.weakness.map { PathRemark(certificate: index, text: "its status: \($0)") }
            }
    }

    private mutating func revocation(of path: [Certificate]) -> [CertificateRevocation] {
        guard options.revocation != .off, let anchor = path.last else { return [] }
        var check = RevocationCheck(
            options: options,
            pool: path.dropFirst() + intermediates + anchors.filter { $0 == anchor },
            anchor: anchor,
            underway: underway,
            budget: budget
        )
        defer { budget = check.budget }
        return zip(path, path.dropFirst()).map { check.finding(for: $0, issuer: $1) }
    }

    private mutating func note(_ certificate: Int, _ rule: String, _ path: [Certificate]) {
        if certificate > furthest.certificate { furthest = Fault(certificate: certificate, rule: rule, path: path) }
    }

    private mutating func refuse(_ fault: Fault) {
        if judged == nil { judged = fault }
    }
}
