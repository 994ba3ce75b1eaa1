/// One judge. It looks at the question alone: no I/O, no clock, no state.
package protocol PolicyRule: Sendable {
    func judge(_ question: Question) -> Verdict
}
