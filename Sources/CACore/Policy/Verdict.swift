/// The result of one rule, and of the whole policy.
package enum Verdict: Sendable, Hashable {
    case allow
    /// An officer decides.
    case hold
    case deny(Denial)
}
