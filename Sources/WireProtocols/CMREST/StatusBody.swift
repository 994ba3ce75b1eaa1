import PKIFormats

/// The body of `PUT /requests/{id}`. Source: "Cancel, abandon, or complete a request".
package struct StatusBody: Hashable, Sendable {
    /// As sent.
    package let status: String

    package init(_ bytes: [UInt8]) throws(InputError) {
        guard let status = try BodyProperties(bytes).word("status"), !status.isEmpty else {
            throw InputError("status", "missing; Completed, Canceled or Abandoned expected")
        }
        self.status = status
    }
}
