/// The short names of attribute types in the text form of names: those that RFC 4514 §3 demands, and those that OpenSSL
/// and Windows write.
enum NameKeywords {
    /// The keyword written for a type. Types not listed are written as dotted numbers with a hexadecimal value.
    static let written: [OID: String] = [
        OID.commonName: "CN", OID.locality: "L", OID.stateOrProvince: "ST", OID.organization: "O", OID.organizationalUnit: "OU",
        OID.country: "C", OID.streetAddress: "STREET", OID.domainComponent: "DC", OID.userID: "UID", OID.surname: "SN",
        OID.givenName: "GN", OID.initials: "initials", OID.title: "title", OID.serialNumber: "serialNumber",
        OID.emailAddress: "emailAddress", OID.distinguishedNameQualifier: "dnQualifier", OID.generationQualifier: "generationQualifier",
        OID.pseudonym: "pseudonym", OID.postalCode: "postalCode", OID.businessCategory: "businessCategory",
        OID.organizationIdentifier: "organizationIdentifier", OID.unstructuredName: "unstructuredName",
        OID.unstructuredAddress: "unstructuredAddress", OID.telephoneNumber: "telephoneNumber", OID.descriptionAttribute: "description",
        OID.nameAttribute: "name",
    ]

    /// The type that a case-insensitive keyword means; `nil` for an unknown keyword.
    static func type(of keyword: String) -> OID? { read[keyword.uppercased()] }

    /// The type that a keyword, a dotted number, or `OID.` and a dotted number means.
    static func requireType(of keyword: String, structure: String, at start: Int) throws(FormatError) -> OID {
        if let type = type(of: keyword) { return type }
        let dotted = keyword.uppercased().hasPrefix("OID.") ? String(keyword.dropFirst(4)) : keyword
        guard let type = OID(dotted: dotted) else {
            throw FormatError(
                structure: structure,
                offset: start,
                reason: keyword.isEmpty
                    ? "the attribute type is missing"
                    : "\"\(keyword)\" is not an attribute type; use a keyword such as CN or a dotted number"
            )
        }
        return type
    }

    private static let read: [String: OID] = {
        var table: [String: OID] = [:]
        for (type, keyword) in written { table[keyword.uppercased()] = type }
        let aliases: [(String, OID)] = [
            ("S", OID.stateOrProvince), ("SP", OID.stateOrProvince), ("E", OID.emailAddress), ("EMAIL", OID.emailAddress),
            ("G", OID.givenName), ("GIVENNAME", OID.givenName), ("I", OID.initials), ("T", OID.title), ("SURNAME", OID.surname),
            ("COMMONNAME", OID.commonName), ("COUNTRY", OID.country), ("COUNTRYNAME", OID.country), ("LOCALITY", OID.locality),
            ("LOCALITYNAME", OID.locality), ("ORGANIZATION", OID.organization), ("ORGANIZATIONNAME", OID.organization),
            ("ORGUNIT", OID.organizationalUnit), ("ORGANIZATIONALUNIT", OID.organizationalUnit),
            ("ORGANIZATIONALUNITNAME", OID.organizationalUnit), ("STATE", OID.stateOrProvince),
            ("STATEORPROVINCENAME", OID.stateOrProvince), ("STREETADDRESS", OID.streetAddress), ("DOMAINCOMPONENT", OID.domainComponent),
            ("USERID", OID.userID), ("JURISDICTIONL", OID.jurisdictionLocality),
            ("JURISDICTIONST", OID.jurisdictionStateOrProvince), ("JURISDICTIONC", OID.jurisdictionCountry),
            ("DEVICESERIALNUMBER", OID.serialNumber),
        ]
        for (keyword, type) in aliases { table[keyword] = type }
        return table
    }()
}
