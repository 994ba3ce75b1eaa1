/// A body or path cannot be read: the field, its value and the reason. It becomes `CAError.malformed`, status 400.
package struct BodyError: Error, Hashable, Sendable {
    package let field: String
    package let value: String
    package let reason: String

    package init(field: String, value: String, reason: String) {
        self.field = field
        self.value = value
        self.reason = reason
    }
}
