import PKIFormats

/// The valid policies of a path and their dependence on each other (RFC 9618 §4 and §5, which replaces the tree of RFC 5280 §6.1.2).
///
/// A level has each policy once, with links to all its parents, so the size is linear in the extensions of the certificates. The tree that
/// it replaces could double with every certificate.
struct PolicyGraph {
    private struct Node {
        /// The name of the policy in the certificate of this level.
        let policy: OID
        /// The names of the policy that the next certificate may use.
        var expected: Set<OID>
        /// Places in the level above.
        let parents: [Int]
        var isAlive = true
    }

    private static let any = OID.Extensions.anyPolicy

    /// The levels, beginning with the anchor's; the first has only anyPolicy.
    private var levels: [[Node]] = [[Node(policy: any, expected: [any], parents: [])]]

    /// Whether no policy is left (the graph is NULL).
    private(set) var isEmpty = false

    /// Adds the level of a certificate (RFC 5280 §6.1.3 (d) and (e)).
    /// - Parameters:
    ///   - policies: those of the certificate; `nil` when it has no such extension.
    ///   - anyPolicyCounts: whether anyPolicy among them means every policy.
    mutating func add(_ policies: [OID]?, anyPolicyCounts: Bool) {
        guard !isEmpty, let above = levels.last else { return }
        guard let policies else {
            isEmpty = true
            return
        }
        var parentsOf: [OID: [Int]] = [:]
        var anyAbove: Int?
        for (place, node) in above.enumerated() where node.isAlive {
            for policy in node.expected { parentsOf[policy, default: []].append(place) }
            if node.policy == Self.any { anyAbove = place }
        }
        var level: [Node] = []
        var written: Set<OID> = []
        for policy in policies where policy != Self.any && written.insert(policy).inserted {
            if let parents = parentsOf[policy] {
                level.append(Node(policy: policy, expected: [policy], parents: parents))
            } else if let anyAbove {
                level.append(Node(policy: policy, expected: [policy], parents: [anyAbove]))
            }
        }
        if anyPolicyCounts, policies.contains(Self.any) {
            for (policy, parents) in parentsOf where written.insert(policy).inserted {
                level.append(Node(policy: policy, expected: [policy], parents: parents))
            }
        }
        levels.append(level)
        prune()
    }

    /// Applies the mappings of a CA certificate to its level (RFC 5280 §6.1.4 (b)).
    /// - Parameter allowed: whether mapping is allowed. If not, mapped policies end here.
    mutating func map(_ mappings: [PolicyMappings.Mapping], allowed: Bool) {
        guard !isEmpty, var level = levels.popLast() else { return }
        var targets: [OID: Set<OID>] = [:]
        for mapping in mappings { targets[mapping.issuerDomainPolicy, default: []].insert(mapping.subjectDomainPolicy) }
        let anyNode = level.first { $0.isAlive && $0.policy == Self.any }
        for place in level.indices where level[place].isAlive {
            guard let mapped = targets.removeValue(forKey: level[place].policy) else { continue }
            if allowed { level[place].expected = mapped } else { level[place].isAlive = false }
        }
        if allowed, let anyNode {
            for (policy, mapped) in targets { level.append(Node(policy: policy, expected: mapped, parents: anyNode.parents)) }
        }
        levels.append(level)
        prune()
    }

    /// Removes nodes that have no descendant in the last level.
    private mutating func prune() {
        for depth in levels.indices.dropLast().reversed() {
            var used: Set<Int> = []
            for node in levels[depth + 1] where node.isAlive { used.formUnion(node.parents) }
            for place in levels[depth].indices where !used.contains(place) { levels[depth][place].isAlive = false }
        }
        isEmpty = levels.last?.contains { $0.isAlive } != true
    }

    /// The policies that all CAs allow, by the names of the anchor's domain (RFC 9618 §5.6). It contains anyPolicy when the last
    /// certificate does.
    var authorityPolicies: Set<OID> {
        guard !isEmpty else { return [] }
        var policies: Set<OID> = []
        for depth in levels.indices.dropFirst() {
            for node in levels[depth] where node.isAlive && node.policy != Self.any {
                if node.parents.contains(where: { levels[depth - 1][$0].policy == Self.any }) { policies.insert(node.policy) }
            }
        }
        if levels.last?.contains(where: { $0.isAlive && $0.policy == Self.any }) == true { policies.insert(Self.any) }
        return policies
    }

    /// The policies among them that the caller accepts.
    static func constrain(_ policies: Set<OID>, to wanted: Set<OID>) -> Set<OID> {
        if wanted.contains(any) { return policies }
        return policies.contains(any) ? wanted : policies.intersection(wanted)
    }
}
