import CAInterface
import Foundation

/// The suggestion in a complaint about an unknown option. The argument parser also suggests options that have nothing in common with it.
enum Suggestion {
    /// The complaint without a suggestion that is not near.
    static func withoutNonsense(_ complaint: String) -> String {
        let pattern = /Unknown option '(?<unknown>[^']*)'(?<suggestion>\. Did you mean '(?<meant>[^']*)'\?)/
        guard let match = complaint.firstMatch(of: pattern) else { return complaint }
        let (unknown, meant) = (match.output.unknown.drop { $0 == "-" }, match.output.meant.drop { $0 == "-" })
        guard Nearest.to(String(unknown), among: [String(meant)]) == nil else { return complaint }
        return complaint.replacing(match.output.suggestion, with: "", maxReplacements: 1)
    }
}
