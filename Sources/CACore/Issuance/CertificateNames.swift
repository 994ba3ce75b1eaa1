package import PKIFormats

/// The names that will stand in a certificate, and those asked for that will not.
package struct CertificateNames: Sendable, Hashable {
    package let subject: DistinguishedName
    package let alternativeNames: [GeneralName]
    /// What the request asked for and nobody may choose for himself, in words.
    package let leftOut: [String]
    /// The SID of the account, where the names are the directory's.
    package let accountSID: String?

    package init(subject: DistinguishedName, alternativeNames: [GeneralName], leftOut: [String] = [], accountSID: String? = nil) {
        self.subject = subject
        self.alternativeNames = alternativeNames
        self.leftOut = leftOut
        self.accountSID = accountSID
    }
}
