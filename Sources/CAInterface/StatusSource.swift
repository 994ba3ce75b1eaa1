package import PortableFoundation

/// Answers OCSP requests (RFC 6960). The engine implements it, and the front end serves it.
package protocol StatusSource: Sendable {
    /// - Parameter request: the DER of an OCSPRequest, or anything that somebody sent in its place.
    /// - Returns: an answer in any case: a request that cannot be answered gets one of the statuses of errors.
    func status(answering request: [UInt8]) async -> StatusAnswer
}

/// The DER of an OCSPResponse, and how long others may keep it.
package struct StatusAnswer: Sendable, Hashable {
    /// For an answer that says the same to everybody: no nonce, and only certificates that the authority issued.
    package struct Caching: Sendable, Hashable {
        package let producedAt: Date
        package let nextUpdate: Date
        /// SHA-256 of the answer in lowercase hexadecimal.
        package let tag: String

        package init(producedAt: Date, nextUpdate: Date, tag: String) {
            self.producedAt = producedAt
            self.nextUpdate = nextUpdate
            self.tag = tag
        }
    }

    package let bytes: [UInt8]
    /// nil when nobody may keep the answer.
    package let caching: Caching?

    package init(_ bytes: [UInt8], caching: Caching? = nil) {
        self.bytes = bytes
        self.caching = caching
    }
}
