/// The `{{variables}}` of a document.
package enum DocumentVariables {
    /// Those that every request has.
    package static let common = [
        "request.id", "request.operation", "request.status", "request.comment", "request.submitted", "request.priority",
        "profileTemplate.name", "originator.account", "target.account", "target.name", "target.mail", "printed",
    ]

    /// Those that a policy's documents may have: each question has one, too.
    package static func names(_ policy: WorkflowPolicy) -> [String] { common + policy.dataItems.map { "data." + $0.name } }

    /// The text with every `{{name}}` replaced once: a value is never read for variables again. A name without a value stays as it is, so that nothing
    /// is lost. Blanks around a name do not count.
    package static func filled(_ template: String, with values: [String: String]) -> String {
        pieces(of: template).map { piece in
            guard let name = piece.name else { return String(piece.text) }
            return values[name] ?? String(piece.text)
        }.joined()
    }

    /// The names in a text, in their order.
    package static func named(in template: String) -> [String] { pieces(of: template).compactMap(\.name) }

    /// The text in its parts; those with a name are variables.
    private static func pieces(of template: String) -> [(text: Substring, name: String?)] {
        var pieces: [(text: Substring, name: String?)] = []
        var rest = template[...]
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            pieces.append((rest[..<open.lowerBound], nil))
            var name = rest[open.upperBound..<close.lowerBound].drop(while: \.isWhitespace)
            while name.last?.isWhitespace == true { name.removeLast() }
            pieces.append((rest[open.lowerBound..<close.upperBound], String(name)))
            rest = rest[close.upperBound...]
        }
        return pieces + [(rest, nil)]
    }
}
