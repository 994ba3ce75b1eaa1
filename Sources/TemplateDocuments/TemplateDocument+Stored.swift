package import CertificateTemplates
package import PKIDirectory
package import PKIFormats

extension TemplateDocument {
    /// The document with the identifier under which the server knows the name: certificates that were issued here name it. Nil when there is
    /// nothing to change.
    package func keepingIdentifier(_ stored: OID) -> TemplateDocument? {
        guard template.oid != CertificateTemplate.standard.oid, template.oid != stored else { return nil }
        var document = self
        document.template.oid = stored
        return document
    }

    /// The template with the name, identifier and revision of the stored one wherever the document leaves them to the server.
    package func completed(by stored: CertificateTemplate) -> CertificateTemplate {
        var template = template
        template.name = stored.name
        if template.oid == CertificateTemplate.absentOID { template.oid = stored.oid }
        if (template.majorVersion, template.minorVersion) <= (stored.majorVersion, stored.minorVersion) {
            (template.majorVersion, template.minorVersion) = (stored.majorVersion, stored.minorVersion)
        }
        return template
    }

    /// Trustees that are accounts of another domain than the one with these three numbers.
    package func foreignTrustees(domain: (UInt32, UInt32, UInt32)) -> [SecurityIdentifier] {
        template.access.entries.map(\.trustee).filter { trustee in
            guard let other = trustee.domain else { return false }
            return other != domain
        }
    }
}

extension CertificateTemplate {
    /// The same template with its access list in the form that files have, so that two lists of the same rights are equal.
    package var withCanonicalAccess: CertificateTemplate {
        var template = self
        template.access = access.canonical
        return template
    }
}
