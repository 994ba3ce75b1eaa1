package import PKIFormats

/// Requested extensions that the certificate does not have as requested. The template decides about extensions, and the answer names those
/// it omitted.
package enum IgnoredExtensions {
    /// - Parameters:
    ///   - issued: the extensions of the certificate.
    ///     - key: the kind of the certified key. The template did not omit a usage that such a key cannot have.
    ///     - takesNames: true if the requester chose the alternative names. Omitted ones are named separately.
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
            // These two only say which template is meant.
            if item.oid == MicrosoftTemplateName.oid || item.oid == CertificateTemplateInformation.oid { return false }
            if takesNames, item.oid == SubjectAlternativeName.oid { return false }
            return !issued.contains { $0.oid == item.oid && isSame($0, item, key) }
        }.map { "the requested \($0.oid.shown)" }
    }

    /// The order of purposes has no meaning. Clients ask for the template's key usage before they know the key: `enroll` with an elliptic
    /// key asks for key encipherment and gets key agreement, which is all that such a key can do.
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
