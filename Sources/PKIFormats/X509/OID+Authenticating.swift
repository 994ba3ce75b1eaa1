extension OID.KeyPurpose {
    /// The purposes by which a certificate can sign its holder in somewhere: client authentication, smart card logon, PKINIT, and the two
    /// that allow everything.
    public static let authenticating: Set<OID> = [clientAuth, smartcardLogon, pkinitClient, anyExtendedKeyUsage, anyApplicationPolicy]
}
