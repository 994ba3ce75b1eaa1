// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    // Attribute types of distinguished names (RFC 5280 appendix A.1, RFC 4519, X.520).

    /// 2.5.4.3
    public static let commonName: OID = "2.5.4.3"
    /// 2.5.4.4
    public static let surname: OID = "2.5.4.4"
    /// 2.5.4.5
    public static let serialNumber: OID = "2.5.4.5"
    /// 2.5.4.6
    public static let country: OID = "2.5.4.6"
    /// 2.5.4.7
    public static let locality: OID = "2.5.4.7"
    /// 2.5.4.8
    public static let stateOrProvince: OID = "2.5.4.8"
    /// 2.5.4.9
    public static let streetAddress: OID = "2.5.4.9"
    /// 2.5.4.10
    public static let organization: OID = "2.5.4.10"
    /// 2.5.4.11
    public static let organizationalUnit: OID = "2.5.4.11"
    /// 2.5.4.12
    public static let title: OID = "2.5.4.12"
    /// 2.5.4.13
    public static let descriptionAttribute: OID = "2.5.4.13"
    /// 2.5.4.17
    public static let postalCode: OID = "2.5.4.17"
    /// 2.5.4.20
    public static let telephoneNumber: OID = "2.5.4.20"
    /// 2.5.4.41
    public static let nameAttribute: OID = "2.5.4.41"
    /// 2.5.4.42
    public static let givenName: OID = "2.5.4.42"
    /// 2.5.4.43
    public static let initials: OID = "2.5.4.43"
    /// 2.5.4.44
    public static let generationQualifier: OID = "2.5.4.44"
    /// 2.5.4.46
    public static let distinguishedNameQualifier: OID = "2.5.4.46"
    /// 2.5.4.65
    public static let pseudonym: OID = "2.5.4.65"
    /// 2.5.4.97
    public static let organizationIdentifier: OID = "2.5.4.97"
    /// 0.9.2342.19200300.100.1.1
    public static let userID: OID = "0.9.2342.19200300.100.1.1"
    /// 0.9.2342.19200300.100.1.25
    public static let domainComponent: OID = "0.9.2342.19200300.100.1.25"
    /// 1.2.840.113549.1.9.1
    public static let emailAddress: OID = "1.2.840.113549.1.9.1"
    /// 1.2.840.113549.1.9.2
    public static let unstructuredName: OID = "1.2.840.113549.1.9.2"
    /// 1.2.840.113549.1.9.8
    public static let unstructuredAddress: OID = "1.2.840.113549.1.9.8"
    /// 1.3.6.1.4.1.311.60.2.1.1
    public static let jurisdictionLocality: OID = "1.3.6.1.4.1.311.60.2.1.1"
    /// 1.3.6.1.4.1.311.60.2.1.2
    public static let jurisdictionStateOrProvince: OID = "1.3.6.1.4.1.311.60.2.1.2"
    /// 1.3.6.1.4.1.311.60.2.1.3
    public static let jurisdictionCountry: OID = "1.3.6.1.4.1.311.60.2.1.3"
    /// 2.5.4.15
    public static let businessCategory: OID = "2.5.4.15"

    /// The identifiers above with the names that texts, errors and dumps print.
    static let printedAttributeNames: [(OID, String)] = [
        (commonName, "commonName"),
        (surname, "surname"),
        (serialNumber, "serialNumber"),
        (country, "country"),
        (locality, "locality"),
        (stateOrProvince, "stateOrProvince"),
        (streetAddress, "streetAddress"),
        (organization, "organization"),
        (organizationalUnit, "organizationalUnit"),
        (title, "title"),
        (descriptionAttribute, "description"),
        (postalCode, "postalCode"),
        (telephoneNumber, "telephoneNumber"),
        (nameAttribute, "name"),
        (givenName, "givenName"),
        (initials, "initials"),
        (generationQualifier, "generationQualifier"),
        (distinguishedNameQualifier, "distinguishedNameQualifier"),
        (pseudonym, "pseudonym"),
        (organizationIdentifier, "organizationIdentifier"),
        (userID, "userID"),
        (domainComponent, "domainComponent"),
        (emailAddress, "emailAddress"),
        (unstructuredName, "unstructuredName"),
        (unstructuredAddress, "unstructuredAddress"),
        (jurisdictionLocality, "jurisdictionLocality"),
        (jurisdictionStateOrProvince, "jurisdictionStateOrProvince"),
        (jurisdictionCountry, "jurisdictionCountry"),
        (businessCategory, "businessCategory"),
    ]
}
