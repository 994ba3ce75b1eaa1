package import PortableFoundation

/// A workflow of a card that stopped. The text says what, why and what to do.
package struct CardEnrollmentError: Error, Sendable, CustomStringConvertible {
    package let reason: String
    /// The request that was started and is open; nil when there is none yet.
    package let request: UUID?
    package let cause: (any Error)?

    package init(_ reason: String, request: UUID? = nil, cause: (any Error)? = nil) {
        self.reason = reason
        self.request = request
        self.cause = cause
    }

    package var description: String { reason }
}
