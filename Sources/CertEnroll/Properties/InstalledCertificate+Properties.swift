import CAInterface
import PortableFoundation
import PKICrypto
import PKIFormats

/// The documented properties of a certificate. Names, key and template are members of the record; hashes are computed; all others are kept as
/// octets.
extension InstalledCertificate {
    /// The octets of a property; nil when the certificate has none of that number.
    public func property(_ id: CertEnrollPropertyID) -> [UInt8]? {
        switch id {
        case .friendlyName: friendlyName.map(PropertyText.octets)
        case .description: certificateDescription.map(PropertyText.octets)
        case .autoEnroll: properties[id] ?? template.map(PropertyText.octets)
        case .keyProvInfo: key.map { PropertyText.octets(of: $0.provider + "\n" + $0.name) }
        case .enrollmentPolicyServer: policyServer.map(\.octets)
        case .enrollment: properties[id] ?? EnrollmentPropertyValue(self)?.octets
        case .sha1Hash: Digest.sha1(certificate)
        case .md5Hash: Digest.of(certificate, .md5)
        case .sha256Hash: Digest.sha256(certificate)
        case .keyIdentifier:
            (try? Certificate(derEncoded: certificate)).map { $0.subjectKeyIdentifier ?? $0.subjectPublicKeyInfo.keyIdentifier }
        case .dateStamp: FileTime.octets(of: installed)
        default: properties[id]
        }
    }

    /// The numbers of the properties that the certificate has, in ascending order.
    public var propertyIds: [CertEnrollPropertyID] {
        let own: [CertEnrollPropertyID] = [
            .keyProvInfo, .sha1Hash, .md5Hash, .friendlyName, .description, .keyIdentifier, .autoEnroll, .enrollment, .dateStamp,
            .enrollmentPolicyServer, .sha256Hash,
        ]
        return Set(own.filter { property($0) != nil }).union(properties.keys).sorted { $0.rawValue < $1.rawValue }
    }

    private static let computed: Set<CertEnrollPropertyID> = [.sha1Hash, .md5Hash, .sha256Hash, .keyIdentifier, .dateStamp]

    func value(of id: CertEnrollPropertyID) throws(CAError) -> [UInt8] {
        guard let value = property(id) else { throw Self.missing(id) }
        return value
    }

    /// - Throws: `CAError` with 0x80070057 for a computed property or no number, 0x8007000D when a member of the record cannot have the value.
    mutating func setProperty(_ id: CertEnrollPropertyID, _ value: [UInt8]) throws(CAError) {
        switch id {
        case .friendlyName: friendlyName = try PropertyText.text(of: value)
        case .description: certificateDescription = try PropertyText.text(of: value)
        case .keyProvInfo: key = try CertPropertyKeyProvInfo.reference(value)
        case .enrollmentPolicyServer: policyServer = try PolicyServer(octets: value)
        default:
            guard !Self.computed.contains(id), id.rawValue > 0, id.rawValue <= 0xFFFF else {
                throw .badArgument("The property \(id.rawValue) is computed from the certificate, or is none. It cannot be set.")
            }
            properties[id] = value
        }
    }

    /// - Throws: `CAError` with 0x80092004 when there is none, 0x80070057 for a computed property.
    mutating func removeProperty(_ id: CertEnrollPropertyID) throws(CAError) {
        guard property(id) != nil else { throw Self.missing(id) }
        switch id {
        case .friendlyName: friendlyName = nil
        case .description: certificateDescription = nil
        case .keyProvInfo: key = nil
        case .enrollmentPolicyServer: policyServer = nil
        case .autoEnroll: (template, properties[id]) = (nil, nil)
        default:
            guard properties.removeValue(forKey: id) != nil else {
                throw .badArgument("The property \(id.rawValue) follows from the certificate and its request. It cannot be removed.")
            }
        }
    }

    private static func missing(_ id: CertEnrollPropertyID) -> CAError {
        CAError(.notFound, status: .cryptNotFound, "The certificate has no property \(id.rawValue).")
    }
}
