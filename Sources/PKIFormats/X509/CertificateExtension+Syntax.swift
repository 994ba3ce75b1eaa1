extension CertificateExtension {
    /// Why the value is not exactly one DER element; nil when it is. Every extension of RFC 5280 and its kin is one.
    public var syntaxFault: FormatError? {
        do throws(FormatError) {
            _ = try DERElement(parsing: value, structure: "extension", field: oid.nameOrDotted)
            return nil
        } catch {
            return error
        }
    }
}
