/// A record of what a key outside this process is about to sign. It is committed first: if the process dies between the signature and the row of the signed
/// object, the intent shows that such a certificate or list may exist.
package struct SigningIntent: Sendable, Hashable {
    package enum Subject: Sendable, Hashable {
        /// Lowercase hexadecimal of the serial number.
        case certificate(serial: String)
        case revocationList(number: Int)
    }

    package let key: AuthorityKeyID
    package let subject: Subject
    /// DER of the body to be signed.
    package let body: [UInt8]

    package init(key: AuthorityKeyID, subject: Subject, body: [UInt8]) {
        self.key = key
        self.subject = subject
        self.body = body
    }
}
