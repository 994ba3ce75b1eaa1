extension Certificate {
    /// The serial number in lowercase hexadecimal, most significant octet first, as Windows shows it: without the zero octet that only keeps
    /// the INTEGER positive.
    public var serialHex: String {
        serialNumber.count > 1 && serialNumber[0] == 0 ? Hex.encode(serialNumber.dropFirst()) : Hex.encode(serialNumber)
    }

    /// Whether subject and issuer are the same name. That says nothing about who signed it.
    public var isSelfIssued: Bool { subject.matches(issuer) }

    /// The extension with this identifier.
    public func `extension`(_ oid: OID) -> CertificateExtension? {
        extensions.first { $0.oid == oid }
    }

    /// Reads an extension as its type: `try certificate.value(of: KeyUsage.self)`. `nil` when absent; throws when it cannot be read.
    public func value<Value: CertificateExtensionValue>(of type: Value.Type) throws(FormatError) -> Value? {
        try Value.find(in: extensions)
    }

    // The accessors below treat an extension that cannot be read like an absent one. That is right for showing a certificate; where a
    // decision depends on it, use `value(of:)`, which tells the two apart.

    /// The key usage; `nil` when absent or unreadable.
    public var keyUsage: KeyUsage? { try? value(of: KeyUsage.self) }

    /// The key purposes; `nil` when absent or unreadable.
    public var extendedKeyUsage: ExtendedKeyUsage? { try? value(of: ExtendedKeyUsage.self) }

    /// The basic constraints; `nil` when absent or unreadable.
    public var basicConstraints: BasicConstraints? { try? value(of: BasicConstraints.self) }

    /// The alternative names of the subject, as far as they can be read; empty when absent.
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
