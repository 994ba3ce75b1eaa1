// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    /// Extensions of certificates and revocation lists, and the parts of their values (RFC 5280 §4.2 and §5.2).
    public enum Extensions {
        /// 2.5.29.9
        public static let subjectDirectoryAttributes: OID = "2.5.29.9"
        /// 2.5.29.14
        public static let subjectKeyIdentifier: OID = "2.5.29.14"
        /// 2.5.29.15
        public static let keyUsage: OID = "2.5.29.15"
        /// 2.5.29.16
        public static let privateKeyUsagePeriod: OID = "2.5.29.16"
        /// 2.5.29.17
        public static let subjectAlternativeName: OID = "2.5.29.17"
        /// 2.5.29.18
        public static let issuerAlternativeName: OID = "2.5.29.18"
        /// 2.5.29.19
        public static let basicConstraints: OID = "2.5.29.19"
        /// 2.5.29.20
        public static let crlNumber: OID = "2.5.29.20"
        /// 2.5.29.21
        public static let reasonCode: OID = "2.5.29.21"
        /// 2.5.29.24
        public static let invalidityDate: OID = "2.5.29.24"
        /// 2.5.29.27
        public static let deltaCRLIndicator: OID = "2.5.29.27"
        /// 2.5.29.28
        public static let issuingDistributionPoint: OID = "2.5.29.28"
        /// 2.5.29.29
        public static let certificateIssuer: OID = "2.5.29.29"
        /// 2.5.29.30
        public static let nameConstraints: OID = "2.5.29.30"
        /// 2.5.29.31
        public static let crlDistributionPoints: OID = "2.5.29.31"
        /// 2.5.29.32
        public static let certificatePolicies: OID = "2.5.29.32"
        /// 2.5.29.33
        public static let policyMappings: OID = "2.5.29.33"
        /// 2.5.29.35
        public static let authorityKeyIdentifier: OID = "2.5.29.35"
        /// 2.5.29.36
        public static let policyConstraints: OID = "2.5.29.36"
        /// 2.5.29.37
        public static let extendedKeyUsage: OID = "2.5.29.37"
        /// 2.5.29.46
        public static let freshestCRL: OID = "2.5.29.46"
        /// 2.5.29.54
        public static let inhibitAnyPolicy: OID = "2.5.29.54"
        /// 2.5.29.32.0
        public static let anyPolicy: OID = "2.5.29.32.0"
        /// 1.3.6.1.5.5.7.1.1
        public static let authorityInformationAccess: OID = "1.3.6.1.5.5.7.1.1"
        /// 1.3.6.1.5.5.7.1.11
        public static let subjectInformationAccess: OID = "1.3.6.1.5.5.7.1.11"
        /// 1.3.6.1.5.5.7.1.24
        public static let tlsFeature: OID = "1.3.6.1.5.5.7.1.24"
        /// 1.3.6.1.5.5.7.48.2
        public static let caIssuers: OID = "1.3.6.1.5.5.7.48.2"
        /// 1.3.6.1.5.5.7.48.1
        public static let ocsp: OID = "1.3.6.1.5.5.7.48.1"
        /// Time Stamping as an access method, 1.3.6.1.5.5.7.48.3.
        public static let timeStampingAccess: OID = "1.3.6.1.5.5.7.48.3"
        /// 1.3.6.1.5.5.7.48.5
        public static let caRepository: OID = "1.3.6.1.5.5.7.48.5"
        /// 1.3.6.1.5.5.7.48.1.5
        public static let ocspNoCheck: OID = "1.3.6.1.5.5.7.48.1.5"
        /// 1.3.6.1.5.5.7.48.1.2
        public static let ocspNonce: OID = "1.3.6.1.5.5.7.48.1.2"
        /// 1.3.6.1.5.5.7.2.1
        public static let cpsQualifier: OID = "1.3.6.1.5.5.7.2.1"
        /// 1.3.6.1.5.5.7.2.2
        public static let userNoticeQualifier: OID = "1.3.6.1.5.5.7.2.2"
        /// 1.2.840.113549.1.9.15
        public static let smimeCapabilities: OID = "1.2.840.113549.1.9.15"
        /// 1.3.6.1.4.1.11129.2.4.2
        public static let signedCertificateTimestamps: OID = "1.3.6.1.4.1.11129.2.4.2"
        /// 1.3.6.1.4.1.11129.2.4.3
        public static let precertificatePoison: OID = "1.3.6.1.4.1.11129.2.4.3"
        /// Signed timestamps of certificate transparency in an OCSP response, 1.3.6.1.4.1.11129.2.4.5.
        public static let ocspSignedCertificateTimestamps: OID = "1.3.6.1.4.1.11129.2.4.5"
        /// The purpose of a certificate that signs precertificates, 1.3.6.1.4.1.11129.2.4.4.
        public static let precertificateSigning: OID = "1.3.6.1.4.1.11129.2.4.4"
        /// Statements of qualified certificates, 1.3.6.1.5.5.7.1.3.
        public static let qcStatements: OID = "1.3.6.1.5.5.7.1.3"
        /// The organization identifier of the CA/Browser Forum, 2.23.140.3.1.
        public static let cabForumOrganizationIdentifier: OID = "2.23.140.3.1"
        /// 2.16.840.1.113730.1.13
        public static let netscapeComment: OID = "2.16.840.1.113730.1.13"
        /// The subject directory attribute dateOfBirth (RFC 3739 §3.2.2), 1.3.6.1.5.5.7.9.1.
        public static let dateOfBirth: OID = "1.3.6.1.5.5.7.9.1"
        /// The subject directory attribute placeOfBirth, 1.3.6.1.5.5.7.9.2.
        public static let placeOfBirth: OID = "1.3.6.1.5.5.7.9.2"
        /// The subject directory attribute gender, 1.3.6.1.5.5.7.9.3.
        public static let gender: OID = "1.3.6.1.5.5.7.9.3"
        /// The subject directory attribute countryOfCitizenship, 1.3.6.1.5.5.7.9.4.
        public static let countryOfCitizenship: OID = "1.3.6.1.5.5.7.9.4"
        /// The subject directory attribute countryOfResidence, 1.3.6.1.5.5.7.9.5.
        public static let countryOfResidence: OID = "1.3.6.1.5.5.7.9.5"
        /// The name form of internationalized mail addresses (RFC 8398), 1.3.6.1.5.5.7.8.9.
        public static let smtpUTF8Mailbox: OID = "1.3.6.1.5.5.7.8.9"
        /// The name form of services (RFC 4985), 1.3.6.1.5.5.7.8.7.
        public static let serviceName: OID = "1.3.6.1.5.5.7.8.7"
        /// The name form of Kerberos principals (RFC 4556), 1.3.6.1.5.2.2.
        public static let kerberosPrincipalName: OID = "1.3.6.1.5.2.2"
        /// 2.16.840.1.113730.1.1
        public static let netscapeCertificateType: OID = "2.16.840.1.113730.1.1"

        /// The identifiers above with the names that texts, errors and dumps print.
        static let printedNames: [(OID, String)] = [
            (subjectDirectoryAttributes, "subjectDirectoryAttributes"),
            (subjectKeyIdentifier, "subjectKeyIdentifier"),
            (keyUsage, "keyUsage"),
            (privateKeyUsagePeriod, "privateKeyUsagePeriod"),
            (subjectAlternativeName, "subjectAlternativeName"),
            (issuerAlternativeName, "issuerAlternativeName"),
            (basicConstraints, "basicConstraints"),
            (crlNumber, "crlNumber"),
            (reasonCode, "reasonCode"),
            (invalidityDate, "invalidityDate"),
            (deltaCRLIndicator, "deltaCRLIndicator"),
            (issuingDistributionPoint, "issuingDistributionPoint"),
            (certificateIssuer, "certificateIssuer"),
            (nameConstraints, "nameConstraints"),
            (crlDistributionPoints, "crlDistributionPoints"),
            (certificatePolicies, "certificatePolicies"),
            (policyMappings, "policyMappings"),
            (authorityKeyIdentifier, "authorityKeyIdentifier"),
            (policyConstraints, "policyConstraints"),
            (extendedKeyUsage, "extendedKeyUsage"),
            (freshestCRL, "freshestCRL"),
            (inhibitAnyPolicy, "inhibitAnyPolicy"),
            (anyPolicy, "anyPolicy"),
            (authorityInformationAccess, "authorityInformationAccess"),
            (subjectInformationAccess, "subjectInformationAccess"),
            (tlsFeature, "tlsFeature"),
            (caIssuers, "caIssuers"),
            (ocsp, "ocsp"),
            (timeStampingAccess, "timeStampingAccess"),
            (caRepository, "caRepository"),
            (ocspNoCheck, "ocspNoCheck"),
            (ocspNonce, "ocspNonce"),
            (cpsQualifier, "cpsQualifier"),
            (userNoticeQualifier, "userNoticeQualifier"),
            (smimeCapabilities, "smimeCapabilities"),
            (signedCertificateTimestamps, "signedCertificateTimestamps"),
            (precertificatePoison, "precertificatePoison"),
            (ocspSignedCertificateTimestamps, "ocspSignedCertificateTimestamps"),
            (precertificateSigning, "precertificateSigning"),
            (qcStatements, "qcStatements"),
            (cabForumOrganizationIdentifier, "cabForumOrganizationIdentifier"),
            (netscapeComment, "netscapeComment"),
            (dateOfBirth, "dateOfBirth"),
            (placeOfBirth, "placeOfBirth"),
            (gender, "gender"),
            (countryOfCitizenship, "countryOfCitizenship"),
            (countryOfResidence, "countryOfResidence"),
            (smtpUTF8Mailbox, "smtpUTF8Mailbox"),
            (serviceName, "serviceName"),
            (kerberosPrincipalName, "kerberosPrincipalName"),
            (netscapeCertificateType, "netscapeCertificateType"),
        ]
    }
}
