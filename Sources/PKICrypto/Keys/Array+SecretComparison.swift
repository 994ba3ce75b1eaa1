extension [UInt8] {
    /// Compares secrets in a time that does not depend on how many octets agree.
    package func isSameSecret(as other: [UInt8]) -> Bool { MessageAuthentication.areEqual(self, other) }
}
