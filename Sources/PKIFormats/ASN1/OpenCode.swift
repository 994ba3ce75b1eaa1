/// A number of a specification whose list may grow. Every number is a value; those this library knows have names.
///
/// A reader that must refuse other numbers asks with ``init(known:)``.
public protocol OpenCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible where RawValue: FixedWidthInteger & Sendable {
    /// The numbers this library knows, in the order of the specification, with the names of their constants.
    static var names: KeyValuePairs<Self, String> { get }

    /// Any number, known or not.
    init(rawValue: RawValue)
}

extension OpenCode {
    /// The values this library knows, in the order of the specification.
    public static var known: [Self] { names.map(\.key) }

    /// The value of a number this library knows; `nil` for others.
    public init?(known number: RawValue) {
        self.init(rawValue: number)
        guard Self.names.contains(where: { $0.key == self }) else { return nil }
    }

    /// The name of the constant, for example `keyCompromise`; the number when it is not known.
    public var description: String { Self.names.first { $0.key == self }?.value ?? String(rawValue) }
}
