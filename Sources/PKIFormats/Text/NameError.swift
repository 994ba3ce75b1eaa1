/// The fault of one name, and the remedy.
package struct NameError: Error, Sendable, Hashable {
    /// The end of a sentence that begins with the name: `is empty`, `has a control character (U+0085)`.
    package let text: String
    /// One sentence for the person who makes the request.
    package let remedy: String

    package init(_ text: String, remedy: String) {
        self.text = text
        self.remedy = remedy
    }
}
