/// The keys Windows writes for attribute types in the text of a name: those of "CertNameToStr" and "Creating a Subject Name", the further ones of
/// MS-OSCO ("the Subject name field … is converted to a string") and of the package manifest's Publisher, and the TPM's. All others are
/// `OID.` and dotted numbers.
enum X500NameKeys {
    static let written: [OID: String] = [
        OID.commonName: "CN", OID.surname: "SN", OID.country: "C", OID.locality: "L", OID.stateOrProvince: "S",
        OID.streetAddress: "STREET", OID.organization: "O", OID.organizationalUnit: "OU", OID.emailAddress: "E",
        OID.domainComponent: "DC", OID.title: "T", OID.givenName: "G", OID.initials: "I", OID.serialNumber: "SERIALNUMBER",
        OID.descriptionAttribute: "Description", OID.postalCode: "PostalCode", "2.5.4.18": "POBox", OID.telephoneNumber: "Phone",
        "2.5.4.24": "X21Address", OID.distinguishedNameQualifier: "dnQualifier", "2.23.133.2.1": "TPMManufacturer",
        "2.23.133.2.2": "TPMModel", "2.23.133.2.3": "TPMVersion",
    ]

    static func key(of type: OID, style: X500NameFlags.Style) -> String {
        switch style {
        case .oid: type.dotted
        default: written[type] ?? "OID." + type.dotted
        }
    }

    /// The type a key means in any case of letters: one of those written, another keyword of names, or a dotted number.
    static func requireType(of key: String, at start: Int) throws(FormatError) -> OID {
        if let type = read[key.uppercased()] { return type }
        return try NameKeywords.requireType(of: key, structure: "X.500 name", at: start)
    }

    private static let read: [String: OID] = Dictionary(uniqueKeysWithValues: written.map { ($0.value.uppercased(), $0.key) })
}
