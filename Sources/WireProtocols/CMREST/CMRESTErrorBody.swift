package import PKIFormats

/// The body of an error answer. The published pages promise a code and a correlation id but no shape, so this shape is chosen.
package struct CMRESTErrorBody: Hashable, Sendable {
    package var message: String
    package var errorCode: String
    package var correlationID: String

    package init(message: String, errorCode: String, correlationID: String) {
        self.message = message
        self.errorCode = errorCode
        self.correlationID = correlationID
    }

    /// Reads an error answer of this interface.
    /// - Returns: nil for a body without a message.
    package init?(_ bytes: [UInt8]) {
        guard let value = try? PublishedJSON.read(bytes), case .string(let message) = value.member(inAnyCase: "Message"), !message.isEmpty
        else {
            return nil
        }
        func text(_ name: String) -> String { if case .string(let text) = value.member(inAnyCase: name) { text } else { "" } }
        self.init(message: message, errorCode: text("ErrorCode"), correlationID: text("CorrelationId"))
    }

    package var json: JSONValue {
        .members(["Message": .string(message), "ErrorCode": .string(errorCode), "CorrelationId": .string(correlationID)])
    }
}
