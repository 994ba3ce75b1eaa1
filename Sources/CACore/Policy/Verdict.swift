/// What a rule, and the whole policy, says.
package enum Verdict: Sendable, Hashable {
    case allow
    /// An officer decides.
    case hold
    case deny(Denial)
}
