import CAInterface
public import PKIFormats

/// Names of a subject in an order. Source: "IAlternativeNames interface".
public final class AlternativeNames: ObjectCollection<AlternativeName> {
    /// An empty collection.
    public init() { super.init() }

    /// The collection of these names.
    public init(_ values: [GeneralName]) { super.init(values.map { AlternativeName($0) }) }

    /// Puts a name at the end.
    public func append(_ value: GeneralName) { try? add(AlternativeName(value)) }

    /// The names as plain values.
    public var values: [GeneralName] { get throws { try map { try $0.value } } }

    func requiredValues() throws -> [GeneralName] {
        guard !isEmpty else { throw CAError.empty("Alternative names need a name. Add one, or leave the extension out.") }
        return try values
    }

    override func accept(_ element: AlternativeName) throws { _ = try element.value }
}
