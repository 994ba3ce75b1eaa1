extension Certificate {
    /// Which extension keeps the key from being used for `purpose`: ``ExtendedKeyUsage/oid`` or ``ApplicationPolicies/oid``. `nil` when each of
    /// the two that is present lists the purpose, or any purpose; both bind, as they do on Windows.
    /// - Throws: `FormatError` when one of them cannot be read.
    public func extensionRefusing(purpose: OID) throws(FormatError) -> OID? {
        let any = [OID.KeyPurpose.anyExtendedKeyUsage, OID.KeyPurpose.anyApplicationPolicy]
        if let listed = try value(of: ExtendedKeyUsage.self)?.purposes, !listed.contains(purpose), !listed.contains(any[0]) {
            return ExtendedKeyUsage.oid
        }
        if let listed = try value(of: ApplicationPolicies.self)?.policies, !listed.contains(purpose), !listed.contains(where: any.contains)
        {
            return ApplicationPolicies.oid
        }
        return nil
    }
}
