package import PKIFormats

/// Extensions of a request that its certificate does not carry as asked. Extensions are the template's; the answer names those it left out.
package enum IgnoredExtensions {
    /// - Parameters:
    ///   - issued: the extensions of the certificate.
    ///   - key: the kind of the certified key. A usage that such a key cannot have was not left out by the template.
    ///   - takesNames: the alternative names were the requester's to choose; what of them was left out is told by name.
    /// - Returns: `the requested keyUsage`, in the order of the request.
    package static func named(
        in requested: [CertificateExtension],
        issued: @autoclosure () -> [CertificateExtension],
        key: CertificateProfile.KeyClass,
        takesNames: Bool
    ) -> [String] {
        guard !requested.isEmpty else { return [] }
        let issued = issued()
        return requested.filter { item in
            // These two say which template is meant; that they did.
            if item.oid == MicrosoftTemplateName.oid || item.oid == CertificateTemplateInformation.oid { return false }
            if takesNames, item.oid == SubjectAlternativeName.oid { return false }
            return !issued.contains { $0.oid == item.oid && isSame($0, item, key) }
        }.map { "the requested \($0.oid.shown)" }
    }

    /// The order of purposes means nothing. Clients ask for the template's key usage before they know the key: `enroll` with an elliptic
    /// key asks for key encipherment and gets key agreement, which is all such a key can do.
    private static func isSame(_ issued: CertificateExtension, _ requested: CertificateExtension, _ key: CertificateProfile.KeyClass)
        -> Bool
    {
        if issued.value == requested.value { return true }
        if issued.oid == KeyUsage.oid, let ours = try? KeyUsage(value: issued.value), let theirs = try? KeyUsage(value: requested.value) {
            return ours == theirs.possible(with: key)
        }
        guard issued.oid == ExtendedKeyUsage.oid, let ours = try? ExtendedKeyUsage(value: issued.value),
            let theirs = try? ExtendedKeyUsage(value: requested.value)
        else { return false }
        return Set(ours.purposes) == Set(theirs.purposes)
    }
}
