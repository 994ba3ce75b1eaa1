/// 19: whether the certificate is archived, which hides it where Windows lists certificates. Any value but one zero octet means
/// yes. Source:
/// "ICertPropertyArchived interface".
public final class CertPropertyArchived: CertProperty {
    override class var number: CertEnrollPropertyID? { .archived }

    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initialize(_ archived: Bool) throws { try initialize([archived ? 1 : 0]) }

    /// Whether it is archived. Source: "ICertPropertyArchived::get_Archived".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var archived: Bool { get throws { try value(for: "archived") != [0] } }
}
