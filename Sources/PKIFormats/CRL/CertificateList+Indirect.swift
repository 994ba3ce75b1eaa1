extension CertificateList {
    /// What the list covers; `nil` when it has no such extension and so covers everything its issuer issued.
    /// - Throws: when the extension is there and cannot be read.
    public func issuingDistributionPoint() throws(FormatError) -> IssuingDistributionPoint? {
        try IssuingDistributionPoint.find(in: extensions)
    }

    /// The entry of a certificate; `nil` when the list has none.
    ///
    /// In an indirect list the issuer of an entry is the one named last at or before it (RFC 5280 §5.3.3). In a list that is not indirect,
    /// every entry is of the list's issuer.
    /// - Parameters:
    ///   - serialNumber: ``Certificate/serialNumber``.
    ///   - issuer: ``Certificate/issuer``.
    public func entry(serialNumber: [UInt8], issuer wanted: DistinguishedName) -> RevokedEntry? {
        let isIndirect = (try? issuingDistributionPoint())?.isIndirect == true
        var current = issuer
        var isWanted = issuer.matches(wanted)
        for entry in revoked {
            if isIndirect, let named = entry.certificateIssuer, named != current {
                current = named
                isWanted = named.matches(wanted)
            }
            if isWanted, entry.serialNumber == serialNumber { return entry }
        }
        return nil
    }
}
