import CAInterface

/// Properties of a certificate, one of each number. Source: "ICertProperties interface".
public final class CertProperties: ObjectCollection<any ICertProperty> {
    private let lookup: CertificateLookup
    private var isInitialized = false

    /// An empty collection.
    /// - Parameter lookup: where the certificates are found.
    public init(lookup: CertificateLookup = .standard) {
        self.lookup = lookup
        super.init()
    }

    /// Takes every property that the store has beside a certificate. Source: "ICertProperties::InitializeFromCertificate".
    /// - Throws: `CAError`: 0x800704DF the second time, 0x80092004 when the certificate is not in the store.
    public func initializeFromCertificate(_ machineContext: Bool, encoding: EncodingType, certificate: [UInt8]) throws {
        guard !isInitialized else { throw CAError.alreadyInitialized("The collection of properties") }
        let installed = try lookup.installed(certificate, encoding, machineContext).installed
        for id in installed.propertyIds {
            if let value = installed.property(id) { try add(CertProperty.of(id, value, lookup: lookup)) }
        }
        isInitialized = true
    }

    override func accept(_ element: any ICertProperty) throws {
        let id = try element.propertyId
        _ = try element.rawData(.binary)
        guard try !contains(where: { try $0.propertyId == id }) else {
            throw CAError(.conflict, status: .fileExists, "The collection has property \(id.rawValue) already. Remove it first.")
        }
    }
}
