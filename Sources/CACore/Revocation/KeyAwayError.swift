import PKIFormats

/// A list is due, but its key is not available here.
package struct KeyAwayError: Error, Sendable, CustomStringConvertible {
    package let authority: String

    package var description: String {
        "The key of \(authority.quoted) is not open, so it cannot sign a revocation list. Open it, or sign a list with "
            + "`chancery revocation-list publish --ca \"\(authority)\" --ask-passphrase --data DIR`."
    }
}
