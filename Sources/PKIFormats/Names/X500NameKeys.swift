/// The keys Windows writes for attribute types in the text of a name ("Creating a Subject Name"). All others are `OID.` and dotted numbers.
enum X500NameKeys {
    static let written: [OID: String] = [
        OID.commonName: "CN", OID.surname: "SN", OID.country: "C", OID.locality: "L", OID.stateOrProvince: "S",
        OID.streetAddress: "STREET", OID.organization: "O", OID.organizationalUnit: "OU", OID.emailAddress: "E",
        OID.domainComponent: "DC", OID.title: "T", OID.givenName: "G", OID.initials: "I", OID.serialNumber: "SERIALNUMBER",
    ]

    static func key(of type: OID, style: X500NameFlags.Style) -> String {
        switch style {
        case .oid: type.dotted
        default: written[type] ?? "OID." + type.dotted
        }
    }
}
