package import CAInterface

/// Request attributes that would change a certificate elsewhere but change nothing here. They are kept in the row, and the answer names
/// them.
///
/// The class of attack is ESC6: an attribute beside the request that adds names to the certificate.
package enum IgnoredAttributes {
    private static let names: [String] = [
        "san", "validityperiod", "validityperiodunits", "expirationdate", "certificateusage", "requestername",
    ]

    /// The names found, in the caller's spelling and order, without repetitions.
    package static func named(in pairs: [RequestAttributes.Pair]) -> [String] {
        var found: [String] = []
        for pair in pairs {
            let lowered = pair.name.lowercased()
            if names.contains(lowered), !found.contains(where: { $0.lowercased() == lowered }) { found.append(pair.name) }
        }
        return found
    }

    /// The sentence for the disposition message; nil when nothing was ignored.
    package static func sentence(for pairs: [RequestAttributes.Pair]) -> String? {
        guard !pairs.isEmpty else { return nil }
        let found = named(in: pairs)
        switch found.count {
        case 0: return nil
        case 1: return "The request attribute \(found[0]) was ignored."
        default: return "The request attributes \(found.joined(separator: ", ")) were ignored."
        }
    }
}
