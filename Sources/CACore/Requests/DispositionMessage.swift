import CAInterface

/// The texts of the DispositionMessage column. Scripts look for their beginnings, so these never change; the text after two spaces is for
/// people.
///
/// Sources: MS-WCCE product notes 82 and 90.
package enum DispositionMessage {
    package static let pending = "Taken Under Submission"
    package static let possessionNotShown = "Error Verifying Request Signature or Signing Certificate"

    package static func issued(
        officer: String?,
        ignoredAttributes: [String],
        leftOut: [String],
        validityWasShortened: Bool,
        warnings: [String] = []
    ) -> String {
        var message = "Issued"
        if let officer { message += "  Resubmitted by " + officer }
        if let sentence = IgnoredAttributes.sentence(for: ignoredAttributes) { message += "  " + sentence }
        if !leftOut.isEmpty { message += "  Left out of the certificate: " + listed(leftOut) + "." }
        if validityWasShortened { message += "  The validity ends with that of the authority's certificate." }
        if !warnings.isEmpty {
            let more = warnings.count > 4 ? "; and \(warnings.count - 4) more" : ""
            message += "  Lint: " + warnings.prefix(4).joined(separator: "; ") + more + "."
        }
        return message
    }

    /// At most sixteen, without repetitions: a request may ask for thousands.
    private static func listed(_ words: [String]) -> String {
        var seen: Set<String> = []
        let unique = words.filter { seen.insert($0).inserted }
        let rest = unique.count - 16
        return unique.prefix(16).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    private static let waiting = "  The precertificate waits for its signed certificate timestamps."

    /// - Parameter issued: the text of an issued request, whose remarks go on.
    package static func waitingForTimestamps(_ issued: String) -> String { pending + issued.dropFirst("Issued".count) + waiting }

    /// - Parameter issued: the text of an issued request, whose remarks go on.
    package static func waitingForConfirmation(_ issued: String) -> String {
        pending + issued.dropFirst("Issued".count) + "  The pre-signed certificate waits to be confirmed."
    }

    /// The text after `waitingForTimestamps`.
    package static func completed(_ message: String) -> String {
        guard message.hasPrefix(pending), message.hasSuffix(waiting) else { return "Issued" }
        return "Issued" + message.dropFirst(pending.count).dropLast(waiting.count)
    }

    package static let waitingForModule = pending + "  The security module that holds the key has a challenge to answer."

    package static func denied(by policy: Denial) -> String { "Denied by Policy Module  " + policy.text + " " + policy.reason.remedy }
    package static func denied(by officer: String) -> String { "Denied by " + officer }
    package static func revoked(by officer: String) -> String { "Revoked by " + officer }
    package static func pending(resubmittedBy officer: String?) -> String { officer.map { pending + "  Resubmitted by " + $0 } ?? pending }
}
