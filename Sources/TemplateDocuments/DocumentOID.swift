import CAInterface
import PKIFormats

/// An object identifier in a file: its name in this program, or dotted numbers.
enum DocumentOID {
    static func text(_ oid: OID) -> String {
        guard let name = oid.name, OID(name: name) == oid else { return oid.dotted }
        return name
    }

    static func read(_ value: YAMLValue, named: Bool) throws(DocumentValueError) -> OID {
        let text = try value.text()
        if let oid = OID(dotted: text) ?? (named ? OID(name: text) : nil) { return oid }
        let near = named ? Nearest.to(text, among: Array(OID.identifiers.keys).sorted()) : nil
        throw DocumentValueError(
            "\"\(text.prefix(80))\" is not an object identifier\(named ? " and not the name of one" : "")"
                + (near.map { "; did you mean \($0)?" } ?? "; write dotted numbers such as 1.3.6.1.5.5.7.3.2"),
            line: value.line
        )
    }
}
