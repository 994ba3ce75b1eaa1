import CAInterface

/// One attribute of a request. Source: "IX509NameValuePair interface".
///
/// Names that CAs know: `CertificateTemplate`, `SAN`, `CertificateUsage`, `ValidityPeriod` (the unit), `ValidityPeriodUnits` (the number),
/// `ExpirationDate`, `RequestId`, `CRLPartitionIndex`, `cdc`, `rmd`. They are compared without case.
public final class X509NameValuePair {
    private var pair = InitializedOnce<(name: String, value: String)>("The name-value pair")

    public init() {}

    /// Sets both texts. Source: "IX509NameValuePair::Initialize".
    /// - Throws: `CAError`: 0x800704DF the second time; 0x80070057 for a name that is empty or has a colon, and for line breaks, because
    ///   each line of the attribute string is one pair.
    public func initialize(name: String, value: String) throws {
        try pair.initialize(try Self.checked(name, value))
    }

    /// Throws 0x80040007 before initialization. Source: "IX509NameValuePair::get_Name".
    public var name: String { get throws { try pair.value(for: "name").name } }

    /// Throws 0x80040007 before initialization. Source: "IX509NameValuePair::get_Value".
    public var value: String { get throws { try pair.value(for: "value").value } }

    private static func checked(_ name: String, _ value: String) throws(CAError) -> (name: String, value: String) {
        guard !name.isEmpty, !name.contains(":"), !(name + value).contains(where: \.isNewline) else {
            throw .badArgument(
                "The pair \"\(name.prefix(40))\" cannot be written into an attribute string: a name is not empty and has no colon, and neither "
                    + "text has line breaks. Give each attribute a pair of its own."
            )
        }
        return (name, value)
    }
}
