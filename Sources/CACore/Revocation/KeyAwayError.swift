import PKIFormats

/// A list is needed and its key is not here.
package struct KeyAwayError: Error, Sendable, CustomStringConvertible {
    package let authority: String

    package var description: String {
        "The key of \(authority.quoted) is not open, so it signs no revocation list. Open it, or sign a list with "
            + "`chancery revocation-list publish --ca \"\(authority)\" --ask-passphrase`."
    }
}
