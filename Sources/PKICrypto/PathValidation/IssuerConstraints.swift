package import PKIFormats

/// What the certificates of a CA and of those above it allow below them, asked before a certificate is signed rather than after.
package struct IssuerConstraints: Hashable, Sendable {
    /// The name constraints of all of them.
    package let names: [NameConstraints]
    /// The only purposes that validators accept below them; `nil` when none of them limits purposes.
    package let purposes: [OID]?

    /// Whether anything is forbidden at all.
    package var isEmpty: Bool { names.isEmpty && purposes == nil }

    package static let none = IssuerConstraints(names: [], purposes: nil)

    private init(names: [NameConstraints], purposes: [OID]?) {
        self.names = names
        self.purposes = purposes
    }

    /// - Parameter certificates: the certificate of the CA and those above it.
    package init(of certificates: [Certificate]) throws(FormatError) {
        var names: [NameConstraints] = []
        var purposes: [OID]?
        for certificate in certificates {
            if let constraints = try certificate.value(of: NameConstraints.self) { names.append(constraints) }
            guard let named = try certificate.value(of: ExtendedKeyUsage.self)?.purposes,
                !named.contains(OID.KeyPurpose.anyExtendedKeyUsage)
            else { continue }
            purposes = purposes.map { $0.filter(named.contains) } ?? named
        }
        self.init(names: names, purposes: purposes)
    }

    /// Why no validator would take a certificate with these names, in words; `nil` when they are allowed.
    package func fault(subject: DistinguishedName, alternativeNames: [GeneralName]) -> String? {
        names.isEmpty ? nil : PathNames.fault(subject: subject, alternativeNames: alternativeNames, under: names)
    }

    /// The first purpose that is not allowed.
    package func firstRefused(of wanted: [OID]) -> OID? {
        guard let purposes else { return nil }
        return wanted.first { !purposes.contains($0) }
    }
}
