/// The answer of a function of a module (PKCS #11 2.40 §5.1). The table has the values with their meaning.
package struct ReturnValue: Sendable, Hashable, CustomStringConvertible {
    /// One line of the table.
    package struct Name: Sendable {
        package let value: ReturnValue
        /// For example `CKR_PIN_INCORRECT`.
        package let symbol: String
        /// A sentence.
        package let meaning: String

        init(_ value: ReturnValue, _ symbol: String, _ meaning: String) {
            self.value = value
            self.symbol = symbol
            self.meaning = meaning
        }
    }

    package let rawValue: UInt

    package init(_ rawValue: UInt) { self.rawValue = rawValue }

    private static let byValue = Dictionary(uniqueKeysWithValues: names.map { ($0.value, $0) })

    /// For example `The PIN is wrong (CKR_PIN_INCORRECT)`; the number of a value that is not in the table, such as a maker's own.
    package var description: String {
        guard let name = Self.byValue[self] else { return "The module answered 0x\(String(rawValue, radix: 16, uppercase: true))" }
        return "\(name.meaning.dropLast()) (\(name.symbol))"
    }

    /// The session, the login or a handle was lost, or the device was away for a moment: a new session may do what this one could not.
    var isLostConnection: Bool {
        [
            .sessionHandleInvalid, .sessionClosed, .userNotLoggedIn, .keyHandleInvalid, .objectHandleInvalid, .operationNotInitialized,
            .operationActive, .deviceRemoved, .deviceError, .tokenNotPresent, .tokenNotRecognized, .slotIDInvalid, .generalError,
            .functionFailed, .cryptokiNotInitialized,
        ].contains(self)
    }

    /// The PIN was not accepted, and giving the same one again may lock the token.
    var refusesPIN: Bool { [.pinIncorrect, .pinInvalid, .pinLengthRange, .pinExpired, .pinLocked, .userPINNotInitialized].contains(self) }
}
