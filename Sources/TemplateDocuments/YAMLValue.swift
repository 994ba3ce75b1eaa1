/// A part of a YAML document with its place, and nothing of YAML beyond texts, lists and members.
struct YAMLValue: Sendable {
    struct Member: Sendable {
        let key: String
        let line: Int
        let value: YAMLValue
    }

    enum Content: Sendable {
        /// Every scalar is a text: the key decides whether it is a number.
        case text(String)
        case list([YAMLValue])
        case members([Member])
    }

    /// Counted from 1.
    let line: Int
    let content: Content

    /// The kind of the value, as an error names it.
    var kind: String {
        switch content {
        case .text: "a text"
        case .list: "a list"
        case .members: "a set of keys"
        }
    }

    func text() throws(DocumentValueError) -> String {
        guard case .text(let text) = content else { throw DocumentValueError("needs one value, but has \(kind)", line: line) }
        return text
    }

    func list() throws(DocumentValueError) -> [YAMLValue] {
        guard case .list(let list) = content else {
            throw DocumentValueError("needs a list such as [a, b], but has \(kind)", line: line)
        }
        return list
    }

    func members() throws(DocumentValueError) -> [Member] {
        guard case .members(let members) = content else { throw DocumentValueError("needs keys, but has \(kind)", line: line) }
        return members
    }
}
