package import CAInterface

/// A refusal by policy: the code for the caller, one sentence, and the rule, field, value and remedy.
package struct Denial: Sendable, Hashable {
    package let status: HRESULT
    /// One or two sentences: what was found, and what was requested.
    package let text: String
    package let reason: DenialReason

    package init(_ status: HRESULT, rule: String, field: String, value: String, text: String, remedy: String) {
        self.status = status
        self.text = text
        reason = DenialReason(rule: rule, field: field, value: value, remedy: remedy)
    }
}
