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

    package var json: JSONValue {
        .members(["Message": .string(message), "ErrorCode": .string(errorCode), "CorrelationId": .string(correlationID)])
    }
}
