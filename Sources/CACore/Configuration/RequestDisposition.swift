/// What the authority does with requests that the rules allow. Source: MS-WCCE §3.2.1.4.2.1.4.5.
package struct RequestDisposition: Sendable, Hashable {
    package enum Action: UInt32, Sendable { case hold = 0, issue, deny, followAttribute }

    package var action: Action
    /// New requests wait; a resubmission does not.
    package var holdsNew: Bool

    package init(action: Action, holdsNew: Bool) {
        self.action = action
        self.holdsNew = holdsNew
    }

    /// - Returns: nil for a number with another action or another bit.
    init?(rawValue: UInt32) {
        guard let action = Action(rawValue: rawValue & 0xFF), rawValue & ~0x1FF == 0 else { return nil }
        self.init(action: action, holdsNew: rawValue & 0x100 != 0)
    }

    package static let issue = RequestDisposition(action: .issue, holdsNew: false)
}
