package import PKIFormats

/// The names that will stand in a certificate, and those asked for that will not.
package struct CertificateNames: Sendable, Hashable {
    package let subject: DistinguishedName
    package let alternativeNames: [GeneralName]
    /// What the request asked for and nobody may choose for himself, in words.
    package let leftOut: [String]
    /// The SID of the account, where the names are the directory's.
    package let accountSID: String?

    /// Every e-mail address of the subject is also an alternative name (RFC 5280 §4.1.2.6): whoever reads names reads them there.
    package init(subject: DistinguishedName, alternativeNames: [GeneralName], leftOut: [String] = [], accountSID: String? = nil) {
        self.subject = subject
        self.alternativeNames = alternativeNames + Self.addresses(of: subject, missingIn: alternativeNames)
        self.leftOut = leftOut
        self.accountSID = accountSID
    }

    /// The e-mail addresses of a subject that are not among the alternative names.
    static func addresses(of subject: DistinguishedName, missingIn names: [GeneralName]) -> [GeneralName] {
        var missing: [GeneralName] = []
        // Few names are compared faster than hashed.
        let many = names.count > 16 ? Set(names) : []
        for rdn in subject.rdns {
            for attribute in rdn.attributes where attribute.type == OID.emailAddress {
                let name = GeneralName.rfc822Name(attribute.value.string)
                let isThere = names.count > 16 ? many.contains(name) : names.contains(name)
                if !isThere, !missing.contains(name) { missing.append(name) }
            }
        }
        return missing
    }
}
