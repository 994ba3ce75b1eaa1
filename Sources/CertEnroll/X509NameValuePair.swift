/// One attribute of a request. Source: "IX509NameValuePair interface".
///
/// Names that CAs know: `CertificateTemplate`, `SAN`, `CertificateUsage`, `ValidityPeriod` (the unit), `ValidityPeriodUnits` (the number),
/// `ExpirationDate`, `RequestId`, `CRLPartitionIndex`, `cdc`, `rmd`. They are compared without case.
public final class X509NameValuePair {
    private var pair = InitializedOnce<(name: String, value: String)>("The name-value pair")

    public init() {}

    convenience init(_ name: String, _ value: String) {
        self.init()
        try? initialize(name: name, value: value)
    }

    /// Sets both texts. Source: "IX509NameValuePair::Initialize".
    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initialize(name: String, value: String) throws { try pair.initialize((name, value)) }

    /// Throws 0x80040007 before initialization. Source: "IX509NameValuePair::get_Name".
    public var name: String { get throws { try pair.value(for: "name").name } }

    /// Throws 0x80040007 before initialization. Source: "IX509NameValuePair::get_Value".
    public var value: String { get throws { try pair.value(for: "value").value } }
}
