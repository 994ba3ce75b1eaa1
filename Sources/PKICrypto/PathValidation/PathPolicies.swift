import PKIFormats

/// The processing of policies along a path: RFC 5280 §6.1.2 to §6.1.5 as amended by RFC 9618.
struct PathPolicies {
    private(set) var authorityPolicies: Set<OID> = []
    private(set) var userPolicies: Set<OID> = []
    /// The fault and the certificate that has it.
    private(set) var fault: (certificate: Int, rule: String)?

    /// - Parameter path: the leaf first, the anchor last; the anchor's policies are ignored.
    init(_ path: [Certificate], options: PathOptions) {
        let count = path.count - 1
        var graph = PolicyGraph()
        var explicit = options.requiresExplicitPolicy ? 0 : count + 1
        var mapping = options.inhibitsPolicyMapping ? 0 : count + 1
        var anyPolicy = options.inhibitsAnyPolicy ? 0 : count + 1
        for index in stride(from: count - 1, through: 0, by: -1) {
            let certificate = path[index]
            let isSelfIssued = certificate.isSelfIssued
            do {
                let policies = try certificate.value(of: CertificatePolicies.self)?.policies
                graph.add(policies, anyPolicyCounts: anyPolicy > 0 || index > 0 && isSelfIssued)
                guard explicit > 0 || !graph.isEmpty else {
                    fault = (index, "policies: an acceptable policy is required, and none of the path is valid down to this certificate")
                    return
                }
                let constraints = try certificate.value(of: PolicyConstraints.self)
                guard index > 0 else {
                    if explicit > 0 { explicit -= 1 }
                    if constraints?.requireExplicitPolicy == 0 { explicit = 0 }
                    break
                }
                if let mappings = try certificate.value(of: PolicyMappings.self)?.mappings {
                    let any = OID.Extensions.anyPolicy
                    if mappings.contains(where: { $0.issuerDomainPolicy == any || $0.subjectDomainPolicy == any }) {
                        fault = (index, "policyMappings: anyPolicy is mapped, which is not allowed")
                        return
                    }
                    graph.map(mappings, allowed: mapping > 0)
                }
                if !isSelfIssued {
                    explicit = max(explicit - 1, 0)
                    mapping = max(mapping - 1, 0)
                    anyPolicy = max(anyPolicy - 1, 0)
                }
                if let limit = constraints?.requireExplicitPolicy { explicit = min(explicit, limit) }
                if let limit = constraints?.inhibitPolicyMapping { mapping = min(mapping, limit) }
                if let limit = try certificate.value(of: InhibitAnyPolicy.self)?.skipCertificates { anyPolicy = min(anyPolicy, limit) }
            } catch {
                fault = (index, "extensions: \(error)")
                return
            }
        }
        authorityPolicies = count > 0 ? graph.authorityPolicies : [OID.Extensions.anyPolicy]
        userPolicies = PolicyGraph.constrain(authorityPolicies, to: options.initialPolicies)
        if explicit == 0, userPolicies.isEmpty {
            fault = (0, "policies: an acceptable policy is required, and the path is valid for none of those asked for")
        }
    }
}
