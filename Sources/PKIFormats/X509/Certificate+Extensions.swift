extension Certificate {
    /// The serial number in lowercase hexadecimal, most significant octet first, as Windows shows it: without the zero octet that only keeps
    /// the INTEGER positive.
    public var serialHex: String { SerialText.hex(of: serialNumber) }

    /// Whether subject and issuer are the same name. It may still be signed with another key.
    public var isSelfIssued: Bool { subject.matches(issuer) }

    /// The extension with this identifier.
    public func `extension`(_ oid: OID) -> CertificateExtension? {
        extensions.first { $0.oid == oid }
    }

    /// Reads an extension as its type: `try certificate.value(of: KeyUsage.self)`. `nil` when absent; throws when it cannot be read.
    public func value<Value: CertificateExtensionValue>(of type: Value.Type) throws(FormatError) -> Value? {
        try Value.find(in: extensions)
    }

    // The accessors below treat an extension that cannot be read like an absent one. That is right for showing a certificate. Where a
    // decision depends on the extension, use `value(of:)`, which tells the two apart.

    /// The key usage; `nil` when absent or unreadable.
    public var keyUsage: KeyUsage? { try? value(of: KeyUsage.self) }

    /// The key purposes; `nil` when absent or unreadable.
    public var extendedKeyUsage: ExtendedKeyUsage? { try? value(of: ExtendedKeyUsage.self) }

    /// The basic constraints; `nil` when absent or unreadable.
    public var basicConstraints: BasicConstraints? { try? value(of: BasicConstraints.self) }

    /// The alternative names of the subject that can be read; empty when the extension is absent.
    public var subjectAlternativeNames: [GeneralName] {
        `extension`(SubjectAlternativeName.oid).map { SubjectAlternativeName.readableNames(in: $0.value) } ?? []
    }

    /// The subject key identifier; `nil` when absent or unreadable.
    public var subjectKeyIdentifier: [UInt8]? { (try? value(of: SubjectKeyIdentifier.self))?.bytes }

    /// The key identifier of the issuer; `nil` when absent or unreadable.
    public var authorityKeyIdentifier: [UInt8]? { (try? value(of: AuthorityKeyIdentifier.self))?.keyIdentifier }

    /// The user principal name among the alternative names.
    public var userPrincipalName: String? { subjectAlternativeNames.lazy.compactMap(\.userPrincipalName).first }
}

extension Certificate {
    /// The extension that forbids the use of the key for `purpose`: ``ExtendedKeyUsage/oid`` or ``ApplicationPolicies/oid``. `nil` when each of
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
