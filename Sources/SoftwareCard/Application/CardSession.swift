/// The security status, which ends with the power (SP 800-73-4 part 1 §5).
struct CardSession: Hashable, Sendable {
    var isSelected = false
    var isPINVerified = false
    /// The command before this one verified the PIN.
    var isPINFresh = false
    /// The management key was proved.
    var isAdministrator = false
    /// The number whose answer, in the next command, proves the management key.
    var expectation: Expectation?

    enum Expectation: Hashable, Sendable {
        /// The card's number, which the other side has to return decrypted.
        case witness([UInt8])
        /// The card's number, which the other side has to return encrypted.
        case challenge([UInt8])
    }
}
