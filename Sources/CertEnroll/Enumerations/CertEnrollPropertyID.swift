// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// CERTENROLL_PROPERTYID: the properties that a store keeps beside a certificate. Open: unknown numbers are kept. Source: "CertEnrollPropertyID enumeration".
public struct CertEnrollPropertyID: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `XCN_CERT_KEY_PROV_INFO_PROP_ID` 2: the key's place.
    public static let keyProvInfo = Self(rawValue: 2)
    /// `XCN_CERT_SHA1_HASH_PROP_ID` 3: the thumbprint.
    public static let sha1Hash = Self(rawValue: 3)
    /// `XCN_CERT_MD5_HASH_PROP_ID` 4.
    public static let md5Hash = Self(rawValue: 4)
    /// `XCN_CERT_KEY_CONTEXT_PROP_ID` 5.
    public static let keyContext = Self(rawValue: 5)
    /// `XCN_CERT_KEY_SPEC_PROP_ID` 6.
    public static let keySpec = Self(rawValue: 6)
    /// `XCN_CERT_ENHKEY_USAGE_PROP_ID` 9.
    public static let enhancedKeyUsage = Self(rawValue: 9)
    /// `XCN_CERT_NEXT_UPDATE_LOCATION_PROP_ID` 10.
    public static let nextUpdateLocation = Self(rawValue: 10)
    /// `XCN_CERT_FRIENDLY_NAME_PROP_ID` 11: the name for people.
    public static let friendlyName = Self(rawValue: 11)
    /// `XCN_CERT_DESCRIPTION_PROP_ID` 13.
    public static let description = Self(rawValue: 13)
    /// `XCN_CERT_ACCESS_STATE_PROP_ID` 14.
    public static let accessState = Self(rawValue: 14)
    /// `XCN_CERT_SIGNATURE_HASH_PROP_ID` 15.
    public static let signatureHash = Self(rawValue: 15)
    /// `XCN_CERT_ARCHIVED_PROP_ID` 19: hidden where certificates are listed.
    public static let archived = Self(rawValue: 19)
    /// `XCN_CERT_KEY_IDENTIFIER_PROP_ID` 20: the subject key identifier.
    public static let keyIdentifier = Self(rawValue: 20)
    /// `XCN_CERT_AUTO_ENROLL_PROP_ID` 21: the template.
    public static let autoEnroll = Self(rawValue: 21)
    /// `XCN_CERT_PUBKEY_ALG_PARA_PROP_ID` 22.
    public static let publicKeyParameters = Self(rawValue: 22)
    /// `XCN_CERT_CROSS_CERT_DIST_POINTS_PROP_ID` 23.
    public static let crossCertificateDistributionPoints = Self(rawValue: 23)
    /// `XCN_CERT_ISSUER_PUBLIC_KEY_MD5_HASH_PROP_ID` 24.
    public static let issuerPublicKeyMD5Hash = Self(rawValue: 24)
    /// `XCN_CERT_SUBJECT_PUBLIC_KEY_MD5_HASH_PROP_ID` 25.
    public static let subjectPublicKeyMD5Hash = Self(rawValue: 25)
    /// `XCN_CERT_ENROLLMENT_PROP_ID` 26: the CA that was asked.
    public static let enrollment = Self(rawValue: 26)
    /// `XCN_CERT_DATE_STAMP_PROP_ID` 27: the time of installation.
    public static let dateStamp = Self(rawValue: 27)
    /// `XCN_CERT_ISSUER_SERIAL_NUMBER_MD5_HASH_PROP_ID` 28.
    public static let issuerSerialNumberMD5Hash = Self(rawValue: 28)
    /// `XCN_CERT_SUBJECT_NAME_MD5_HASH_PROP_ID` 29.
    public static let subjectNameMD5Hash = Self(rawValue: 29)
    /// `XCN_CERT_EXTENDED_ERROR_INFO_PROP_ID` 30.
    public static let extendedErrorInformation = Self(rawValue: 30)
    /// `XCN_CERT_RENEWAL_PROP_ID` 64: the thumbprint of the renewed or renewing certificate.
    public static let renewal = Self(rawValue: 64)
    /// `XCN_CERT_ARCHIVED_KEY_HASH_PROP_ID` 65: the hash of the encrypted private key.
    public static let archivedKeyHash = Self(rawValue: 65)
    /// `XCN_CERT_BACKED_UP_PROP_ID` 69.
    public static let backedUp = Self(rawValue: 69)
    /// `XCN_CERT_REQUEST_ORIGINATOR_PROP_ID` 71: the machine that made the request.
    public static let requestOriginator = Self(rawValue: 71)
    /// `XCN_CERT_CEP_PROP_ID` 87: the policy server.
    public static let enrollmentPolicyServer = Self(rawValue: 87)
    /// `XCN_CERT_SHA256_HASH_PROP_ID` 107.
    public static let sha256Hash = Self(rawValue: 107)
    /// `XCN_CERT_SCEP_SERVER_CERTS_PROP_ID` 108.
    public static let scepServerCertificates = Self(rawValue: 108)
    /// `XCN_CERT_SCEP_RA_SIGNATURE_CERT_PROP_ID` 109.
    public static let scepRASignatureCertificate = Self(rawValue: 109)
    /// `XCN_CERT_SCEP_RA_ENCRYPTION_CERT_PROP_ID` 110.
    public static let scepRAEncryptionCertificate = Self(rawValue: 110)
    /// `XCN_CERT_SCEP_CA_CERT_PROP_ID` 111.
    public static let scepCACertificate = Self(rawValue: 111)
    /// `XCN_CERT_SCEP_SIGNER_CERT_PROP_ID` 112.
    public static let scepSignerCertificate = Self(rawValue: 112)
    /// `XCN_CERT_SCEP_NONCE_PROP_ID` 113.
    public static let scepNonce = Self(rawValue: 113)
    /// `XCN_CERT_SCEP_ENCRYPT_HASH_CNG_ALG_PROP_ID` 114.
    public static let scepAlgorithms = Self(rawValue: 114)
    /// `XCN_CERT_SCEP_FLAGS_PROP_ID` 115.
    public static let scepFlags = Self(rawValue: 115)
    /// `XCN_CERT_SCEP_GUID_PROP_ID` 116.
    public static let scepGUID = Self(rawValue: 116)
    /// `XCN_CERT_FIRST_USER_PROP_ID` 32768: the first number for programs.
    public static let firstUser = Self(rawValue: 32768)
    /// `XCN_CERT_LAST_USER_PROP_ID` 65535: the last number for programs.
    public static let lastUser = Self(rawValue: 65535)

    public static let documented: [(name: String, value: CertEnrollPropertyID)] = [
        ("XCN_CERT_KEY_PROV_INFO_PROP_ID", .keyProvInfo),
        ("XCN_CERT_SHA1_HASH_PROP_ID", .sha1Hash),
        ("XCN_CERT_MD5_HASH_PROP_ID", .md5Hash),
        ("XCN_CERT_KEY_CONTEXT_PROP_ID", .keyContext),
        ("XCN_CERT_KEY_SPEC_PROP_ID", .keySpec),
        ("XCN_CERT_ENHKEY_USAGE_PROP_ID", .enhancedKeyUsage),
        ("XCN_CERT_NEXT_UPDATE_LOCATION_PROP_ID", .nextUpdateLocation),
        ("XCN_CERT_FRIENDLY_NAME_PROP_ID", .friendlyName),
        ("XCN_CERT_DESCRIPTION_PROP_ID", .description),
        ("XCN_CERT_ACCESS_STATE_PROP_ID", .accessState),
        ("XCN_CERT_SIGNATURE_HASH_PROP_ID", .signatureHash),
        ("XCN_CERT_ARCHIVED_PROP_ID", .archived),
        ("XCN_CERT_KEY_IDENTIFIER_PROP_ID", .keyIdentifier),
        ("XCN_CERT_AUTO_ENROLL_PROP_ID", .autoEnroll),
        ("XCN_CERT_PUBKEY_ALG_PARA_PROP_ID", .publicKeyParameters),
        ("XCN_CERT_CROSS_CERT_DIST_POINTS_PROP_ID", .crossCertificateDistributionPoints),
        ("XCN_CERT_ISSUER_PUBLIC_KEY_MD5_HASH_PROP_ID", .issuerPublicKeyMD5Hash),
        ("XCN_CERT_SUBJECT_PUBLIC_KEY_MD5_HASH_PROP_ID", .subjectPublicKeyMD5Hash),
        ("XCN_CERT_ENROLLMENT_PROP_ID", .enrollment),
        ("XCN_CERT_DATE_STAMP_PROP_ID", .dateStamp),
        ("XCN_CERT_ISSUER_SERIAL_NUMBER_MD5_HASH_PROP_ID", .issuerSerialNumberMD5Hash),
        ("XCN_CERT_SUBJECT_NAME_MD5_HASH_PROP_ID", .subjectNameMD5Hash),
        ("XCN_CERT_EXTENDED_ERROR_INFO_PROP_ID", .extendedErrorInformation),
        ("XCN_CERT_RENEWAL_PROP_ID", .renewal),
        ("XCN_CERT_ARCHIVED_KEY_HASH_PROP_ID", .archivedKeyHash),
        ("XCN_CERT_BACKED_UP_PROP_ID", .backedUp),
        ("XCN_CERT_REQUEST_ORIGINATOR_PROP_ID", .requestOriginator),
        ("XCN_CERT_CEP_PROP_ID", .enrollmentPolicyServer),
        ("XCN_CERT_SHA256_HASH_PROP_ID", .sha256Hash),
        ("XCN_CERT_SCEP_SERVER_CERTS_PROP_ID", .scepServerCertificates),
        ("XCN_CERT_SCEP_RA_SIGNATURE_CERT_PROP_ID", .scepRASignatureCertificate),
        ("XCN_CERT_SCEP_RA_ENCRYPTION_CERT_PROP_ID", .scepRAEncryptionCertificate),
        ("XCN_CERT_SCEP_CA_CERT_PROP_ID", .scepCACertificate),
        ("XCN_CERT_SCEP_SIGNER_CERT_PROP_ID", .scepSignerCertificate),
        ("XCN_CERT_SCEP_NONCE_PROP_ID", .scepNonce),
        ("XCN_CERT_SCEP_ENCRYPT_HASH_CNG_ALG_PROP_ID", .scepAlgorithms),
        ("XCN_CERT_SCEP_FLAGS_PROP_ID", .scepFlags),
        ("XCN_CERT_SCEP_GUID_PROP_ID", .scepGUID),
        ("XCN_CERT_FIRST_USER_PROP_ID", .firstUser),
        ("XCN_CERT_LAST_USER_PROP_ID", .lastUser),
    ]
}
