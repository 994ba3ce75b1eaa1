package import CAInterface

/// Request attributes that would change a certificate elsewhere but change nothing here. They are kept in the row, and the answer names
/// them.
///
/// The class of attack is ESC6: an attribute beside the request that adds names to the certificate.
package enum IgnoredAttributes {
    /// The names found, in the caller's spelling and order, without repetitions.
    /// - Parameters:
    ///   - taken: names in lowercase that counted this time.
    ///   - validityIsTaken: the validity ends when the request asked.
    package static func named(in pairs: [RequestAttributes.Pair], besides taken: [String] = [], validityIsTaken: Bool = false) -> [String] {
        var found: [String] = []
        for pair in pairs {
            let lowered = pair.name.lowercased()
            switch RequestAttributeEffect.byName[lowered] {
            case .ignored?: break
            case .shortens? where !validityIsTaken: break
            default: continue
            }
            if !taken.contains(lowered), !found.contains(where: { $0.lowercased() == lowered }) { found.append(pair.name) }
        }
        return found
    }

    /// The sentence for the disposition message; nil when nothing was ignored.
    package static func sentence(for found: [String]) -> String? {
        switch found.count {
        case 0: nil
        case 1: "The request attribute \(found[0]) was ignored."
        default: "The request attributes \(found.joined(separator: ", ")) were ignored."
        }
    }
}
