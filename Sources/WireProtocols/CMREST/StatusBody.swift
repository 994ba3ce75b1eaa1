import PKIFormats

/// The body of `PUT /requests/{id}` and of `PUT /requests/{id}/smartcards/{id}`. Source: "Cancel, abandon, or complete a request".
package struct StatusBody: Hashable, Sendable {
    /// As sent.
    package let status: String

    /// - Parameter words: the statuses that the route takes, for the error.
    package init(_ bytes: [UInt8], words: String = "Completed, Canceled or Abandoned") throws(InputError) {
        guard let status = try BodyProperties(bytes).word("status"), !status.isEmpty else {
            throw InputError("status", "missing; \(words) expected")
        }
        self.status = status
    }
}
