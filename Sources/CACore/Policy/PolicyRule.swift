/// One rule. It looks only at the question: no I/O, no clock, no state.
package protocol PolicyRule: Sendable {
    func judge(_ question: Question) -> Verdict
}
