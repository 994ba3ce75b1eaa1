package import PKIFormats

/// The names that go into a certificate, and requested ones that do not.
package struct CertificateNames: Sendable, Hashable {
    package let subject: DistinguishedName
    package let alternativeNames: [GeneralName]
    /// Requested names that requesters may not choose, in words.
    package let leftOut: [String]
    /// The SID of the account, if the names come from the directory.
    package let accountSID: String?

    /// Every e-mail address of the subject is also an alternative name (RFC 5280 §4.1.2.6), because that is where programs look for it.
    package init(subject: DistinguishedName, alternativeNames: [GeneralName], leftOut: [String] = [], accountSID: String? = nil) {
        self.subject = subject
        self.alternativeNames = alternativeNames + Self.addresses(of: subject, missingIn: alternativeNames)
        self.leftOut = leftOut
        self.accountSID = accountSID
    }

    /// The e-mail addresses of a subject that are not among the alternative names.
    static func addresses(of subject: DistinguishedName, missingIn names: [GeneralName]) -> [GeneralName] {
        var missing: [GeneralName] = []
        // Comparing a few names is faster than hashing them.
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
