import CAInterface
public import PKIFormats

/// 2.5.29.19: whether the key may sign certificates, and how many follow. Source: "IX509ExtensionBasicConstraints interface".
public final class X509ExtensionBasicConstraints: KnownX509Extension<BasicConstraints> {
    /// - Parameter pathLenConstraint: the number of CA certificates that may follow; -1 for any number.
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80070057 for a number below -1, or for a number without `isCA`.
    public func initializeEncode(_ isCA: Bool, pathLenConstraint: Int) throws {
        try initialize(encoding: try Self.value(isCA, pathLenConstraint))
    }

    /// Whether the key may sign certificates. Source: "IX509ExtensionBasicConstraints::get_IsCA".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var isCA: Bool { get throws { try known(for: "isCA").isCA } }

    /// The number of CA certificates that may follow; -1 for any number. Source: "IX509ExtensionBasicConstraints::get_PathLenConstraint".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var pathLenConstraint: Int { get throws { try known(for: "pathLenConstraint").pathLength ?? -1 } }

    private static func value(_ isCA: Bool, _ length: Int) throws -> BasicConstraints {
        guard length >= -1, isCA || length == -1 else {
            throw CAError.badArgument("A path length of \(length) is not possible here. Use -1 for none, and 0 or more for a CA only.")
        }
        return BasicConstraints(isCA: isCA, pathLength: length < 0 ? nil : length)
    }
}
