extension OID {
    // MARK: Attribute types of distinguished names (RFC 5280 appendix A.1, RFC 4519, X.520).

    /// Attribute type commonName, 2.5.4.3.
    public static let commonName: OID = "2.5.4.3"
    /// Attribute type surname, 2.5.4.4.
    public static let surname: OID = "2.5.4.4"
    /// Attribute type serialNumber, 2.5.4.5.
    public static let serialNumber: OID = "2.5.4.5"
    /// Attribute type country, 2.5.4.6.
    public static let country: OID = "2.5.4.6"
    /// Attribute type locality, 2.5.4.7.
    public static let locality: OID = "2.5.4.7"
    /// Attribute type stateOrProvince, 2.5.4.8.
    public static let stateOrProvince: OID = "2.5.4.8"
    /// Attribute type streetAddress, 2.5.4.9.
    public static let streetAddress: OID = "2.5.4.9"
    /// Attribute type organization, 2.5.4.10.
    public static let organization: OID = "2.5.4.10"
    /// Attribute type organizationalUnit, 2.5.4.11.
    public static let organizationalUnit: OID = "2.5.4.11"
    /// Attribute type title, 2.5.4.12.
    public static let title: OID = "2.5.4.12"
    /// Attribute type description, 2.5.4.13.
    public static let descriptionAttribute: OID = "2.5.4.13"
    /// Attribute type postalCode, 2.5.4.17.
    public static let postalCode: OID = "2.5.4.17"
    /// Attribute type telephoneNumber, 2.5.4.20.
    public static let telephoneNumber: OID = "2.5.4.20"
    /// Attribute type name, 2.5.4.41.
    public static let nameAttribute: OID = "2.5.4.41"
    /// Attribute type givenName, 2.5.4.42.
    public static let givenName: OID = "2.5.4.42"
    /// Attribute type initials, 2.5.4.43.
    public static let initials: OID = "2.5.4.43"
    /// Attribute type generationQualifier, 2.5.4.44.
    public static let generationQualifier: OID = "2.5.4.44"
    /// Attribute type distinguishedNameQualifier, 2.5.4.46.
    public static let distinguishedNameQualifier: OID = "2.5.4.46"
    /// Attribute type pseudonym, 2.5.4.65.
    public static let pseudonym: OID = "2.5.4.65"
    /// Attribute type organizationIdentifier, 2.5.4.97.
    public static let organizationIdentifier: OID = "2.5.4.97"
    /// Attribute type userID, 0.9.2342.19200300.100.1.1.
    public static let userID: OID = "0.9.2342.19200300.100.1.1"
    /// Attribute type domainComponent, 0.9.2342.19200300.100.1.25.
    public static let domainComponent: OID = "0.9.2342.19200300.100.1.25"
    /// Attribute type emailAddress, 1.2.840.113549.1.9.1.
    public static let emailAddress: OID = "1.2.840.113549.1.9.1"
    /// Attribute type unstructuredName, 1.2.840.113549.1.9.2.
    public static let unstructuredName: OID = "1.2.840.113549.1.9.2"
    /// Attribute type unstructuredAddress, 1.2.840.113549.1.9.8.
    public static let unstructuredAddress: OID = "1.2.840.113549.1.9.8"
    /// Attribute type jurisdictionLocality, 1.3.6.1.4.1.311.60.2.1.1.
    public static let jurisdictionLocality: OID = "1.3.6.1.4.1.311.60.2.1.1"
    /// Attribute type jurisdictionStateOrProvince, 1.3.6.1.4.1.311.60.2.1.2.
    public static let jurisdictionStateOrProvince: OID = "1.3.6.1.4.1.311.60.2.1.2"
    /// Attribute type jurisdictionCountry, 1.3.6.1.4.1.311.60.2.1.3.
    public static let jurisdictionCountry: OID = "1.3.6.1.4.1.311.60.2.1.3"
    /// Attribute type businessCategory, 2.5.4.15.
    public static let businessCategory: OID = "2.5.4.15"
}
