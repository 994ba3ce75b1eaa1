// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/certenroll-object-ids.txt: change the table, then run the script.

extension CertEnrollObjectID {
    /// `XCN_OID_NONE` 0: no identifier
    public static let none = CertEnrollObjectID(rawValue: 0)
    /// `XCN_OID_RSA` 1: 1.2.840.113549
    public static let rsa = CertEnrollObjectID(rawValue: 1)
    /// `XCN_OID_PKCS` 2: 1.2.840.113549.1
    public static let pkcs = CertEnrollObjectID(rawValue: 2)
    /// `XCN_OID_RSA_HASH` 3: 1.2.840.113549.2
    public static let rsaHash = CertEnrollObjectID(rawValue: 3)
    /// `XCN_OID_RSA_ENCRYPT` 4: 1.2.840.113549.3
    public static let rsaEncrypt = CertEnrollObjectID(rawValue: 4)
    /// `XCN_OID_PKCS_1` 5: 1.2.840.113549.1.1
    public static let pkcs1 = CertEnrollObjectID(rawValue: 5)
    /// `XCN_OID_PKCS_2` 6: 1.2.840.113549.1.2
    public static let pkcs2 = CertEnrollObjectID(rawValue: 6)
    /// `XCN_OID_PKCS_3` 7: 1.2.840.113549.1.3
    public static let pkcs3 = CertEnrollObjectID(rawValue: 7)
    /// `XCN_OID_PKCS_4` 8: 1.2.840.113549.1.4
    public static let pkcs4 = CertEnrollObjectID(rawValue: 8)
    /// `XCN_OID_PKCS_5` 9: 1.2.840.113549.1.5
    public static let pkcs5 = CertEnrollObjectID(rawValue: 9)
    /// `XCN_OID_PKCS_6` 10: 1.2.840.113549.1.6
    public static let pkcs6 = CertEnrollObjectID(rawValue: 10)
    /// `XCN_OID_PKCS_7` 11: 1.2.840.113549.1.7
    public static let pkcs7 = CertEnrollObjectID(rawValue: 11)
    /// `XCN_OID_PKCS_8` 12: 1.2.840.113549.1.8
    public static let pkcs8 = CertEnrollObjectID(rawValue: 12)
    /// `XCN_OID_PKCS_9` 13: 1.2.840.113549.1.9
    public static let pkcs9 = CertEnrollObjectID(rawValue: 13)
    /// `XCN_OID_PKCS_10` 14: 1.2.840.113549.1.10
    public static let pkcs10 = CertEnrollObjectID(rawValue: 14)
    /// `XCN_OID_PKCS_12` 15: 1.2.840.113549.1.12
    public static let pkcs12 = CertEnrollObjectID(rawValue: 15)
    /// `XCN_OID_RSA_RSA` 16: 1.2.840.113549.1.1.1
    public static let rsaRSA = CertEnrollObjectID(rawValue: 16)
    /// `XCN_OID_RSA_MD2RSA` 17: 1.2.840.113549.1.1.2
    public static let rsaMD2RSA = CertEnrollObjectID(rawValue: 17)
    /// `XCN_OID_RSA_MD4RSA` 18: 1.2.840.113549.1.1.3
    public static let rsaMD4RSA = CertEnrollObjectID(rawValue: 18)
    /// `XCN_OID_RSA_MD5RSA` 19: 1.2.840.113549.1.1.4
    public static let rsaMD5RSA = CertEnrollObjectID(rawValue: 19)
    /// `XCN_OID_RSA_SHA1RSA` 20: 1.2.840.113549.1.1.5
    public static let rsaSHA1RSA = CertEnrollObjectID(rawValue: 20)
    /// `XCN_OID_RSA_SETOAEP_RSA` 21: 1.2.840.113549.1.1.6
    public static let rsaSetoaepRSA = CertEnrollObjectID(rawValue: 21)
    /// `XCN_OID_RSA_DH` 22: 1.2.840.113549.1.3.1
    public static let rsaDH = CertEnrollObjectID(rawValue: 22)
    /// `XCN_OID_RSA_data` 23: 1.2.840.113549.1.7.1
    public static let rsaData = CertEnrollObjectID(rawValue: 23)
    /// `XCN_OID_RSA_signedData` 24: 1.2.840.113549.1.7.2
    public static let rsaSignedData = CertEnrollObjectID(rawValue: 24)
    /// `XCN_OID_RSA_envelopedData` 25: 1.2.840.113549.1.7.3
    public static let rsaEnvelopedData = CertEnrollObjectID(rawValue: 25)
    /// `XCN_OID_RSA_signEnvData` 26: 1.2.840.113549.1.7.4
    public static let rsaSignEnvData = CertEnrollObjectID(rawValue: 26)
    /// `XCN_OID_RSA_digestedData` 27: 1.2.840.113549.1.7.5
    public static let rsaDigestedData = CertEnrollObjectID(rawValue: 27)
    /// `XCN_OID_RSA_hashedData` 28: 1.2.840.113549.1.7.5
    public static let rsaHashedData = CertEnrollObjectID(rawValue: 28)
    /// `XCN_OID_RSA_encryptedData` 29: 1.2.840.113549.1.7.6
    public static let rsaEncryptedData = CertEnrollObjectID(rawValue: 29)
    /// `XCN_OID_RSA_emailAddr` 30: 1.2.840.113549.1.9.1
    public static let rsaEmailAddr = CertEnrollObjectID(rawValue: 30)
    /// `XCN_OID_RSA_unstructName` 31: 1.2.840.113549.1.9.2
    public static let rsaUnstructName = CertEnrollObjectID(rawValue: 31)
    /// `XCN_OID_RSA_contentType` 32: 1.2.840.113549.1.9.3
    public static let rsaContentType = CertEnrollObjectID(rawValue: 32)
    /// `XCN_OID_RSA_messageDigest` 33: 1.2.840.113549.1.9.4
    public static let rsaMessageDigest = CertEnrollObjectID(rawValue: 33)
    /// `XCN_OID_RSA_signingTime` 34: 1.2.840.113549.1.9.5
    public static let rsaSigningTime = CertEnrollObjectID(rawValue: 34)
    /// `XCN_OID_RSA_counterSign` 35: 1.2.840.113549.1.9.6
    public static let rsaCounterSign = CertEnrollObjectID(rawValue: 35)
    /// `XCN_OID_RSA_challengePwd` 36: 1.2.840.113549.1.9.7
    public static let rsaChallengePwd = CertEnrollObjectID(rawValue: 36)
    /// `XCN_OID_RSA_unstructAddr` 37: 1.2.840.113549.1.9.8
    public static let rsaUnstructAddr = CertEnrollObjectID(rawValue: 37)
    /// `XCN_OID_RSA_extCertAttrs` 38: 1.2.840.113549.1.9.9
    public static let rsaExtCertAttrs = CertEnrollObjectID(rawValue: 38)
    /// `XCN_OID_RSA_certExtensions` 39: 1.2.840.113549.1.9.14
    public static let rsaCertExtensions = CertEnrollObjectID(rawValue: 39)
    /// `XCN_OID_RSA_SMIMECapabilities` 40: 1.2.840.113549.1.9.15
    public static let rsaSMIMECapabilities = CertEnrollObjectID(rawValue: 40)
    /// `XCN_OID_RSA_preferSignedData` 41: 1.2.840.113549.1.9.15.1
    public static let rsaPreferSignedData = CertEnrollObjectID(rawValue: 41)
    /// `XCN_OID_RSA_SMIMEalg` 42: 1.2.840.113549.1.9.16.3
    public static let rsaSMIMEalg = CertEnrollObjectID(rawValue: 42)
    /// `XCN_OID_RSA_SMIMEalgESDH` 43: 1.2.840.113549.1.9.16.3.5
    public static let rsaSMIMEalgESDH = CertEnrollObjectID(rawValue: 43)
    /// `XCN_OID_RSA_SMIMEalgCMS3DESwrap` 44: 1.2.840.113549.1.9.16.3.6
    public static let rsaSMIMEalgCMS3DESwrap = CertEnrollObjectID(rawValue: 44)
    /// `XCN_OID_RSA_SMIMEalgCMSRC2wrap` 45: 1.2.840.113549.1.9.16.3.7
    public static let rsaSMIMEalgCMSRC2wrap = CertEnrollObjectID(rawValue: 45)
    /// `XCN_OID_RSA_MD2` 46: 1.2.840.113549.2.2
    public static let rsaMD2 = CertEnrollObjectID(rawValue: 46)
    /// `XCN_OID_RSA_MD4` 47: 1.2.840.113549.2.4
    public static let rsaMD4 = CertEnrollObjectID(rawValue: 47)
    /// `XCN_OID_RSA_MD5` 48: 1.2.840.113549.2.5
    public static let rsaMD5 = CertEnrollObjectID(rawValue: 48)
    /// `XCN_OID_RSA_RC2CBC` 49: 1.2.840.113549.3.2
    public static let rsaRC2CBC = CertEnrollObjectID(rawValue: 49)
    /// `XCN_OID_RSA_RC4` 50: 1.2.840.113549.3.4
    public static let rsaRC4 = CertEnrollObjectID(rawValue: 50)
    /// `XCN_OID_RSA_DES_EDE3_CBC` 51: 1.2.840.113549.3.7
    public static let rsaDESEDE3CBC = CertEnrollObjectID(rawValue: 51)
    /// `XCN_OID_RSA_RC5_CBCPad` 52: 1.2.840.113549.3.9
    public static let rsaRC5CBCPad = CertEnrollObjectID(rawValue: 52)
    /// `XCN_OID_ANSI_X942` 53: 1.2.840.10046
    public static let ansiX942 = CertEnrollObjectID(rawValue: 53)
    /// `XCN_OID_ANSI_X942_DH` 54: 1.2.840.10046.2.1
    public static let ansiX942DH = CertEnrollObjectID(rawValue: 54)
    /// `XCN_OID_X957` 55: 1.2.840.10040
    public static let x957 = CertEnrollObjectID(rawValue: 55)
    /// `XCN_OID_X957_DSA` 56: 1.2.840.10040.4.1
    public static let x957DSA = CertEnrollObjectID(rawValue: 56)
    /// `XCN_OID_X957_SHA1DSA` 57: 1.2.840.10040.4.3
    public static let x957SHA1DSA = CertEnrollObjectID(rawValue: 57)
    /// `XCN_OID_DS` 58: 2.5
    public static let ds = CertEnrollObjectID(rawValue: 58)
    /// `XCN_OID_DSALG` 59: 2.5.8
    public static let dsalg = CertEnrollObjectID(rawValue: 59)
    /// `XCN_OID_DSALG_CRPT` 60: 2.5.8.1
    public static let dsalgCrpt = CertEnrollObjectID(rawValue: 60)
    /// `XCN_OID_DSALG_HASH` 61: 2.5.8.2
    public static let dsalgHash = CertEnrollObjectID(rawValue: 61)
    /// `XCN_OID_DSALG_SIGN` 62: 2.5.8.3
    public static let dsalgSign = CertEnrollObjectID(rawValue: 62)
    /// `XCN_OID_DSALG_RSA` 63: 2.5.8.1.1
    public static let dsalgRSA = CertEnrollObjectID(rawValue: 63)
    /// `XCN_OID_OIW` 64: 1.3.14
    public static let oiw = CertEnrollObjectID(rawValue: 64)
    /// `XCN_OID_OIWSEC` 65: 1.3.14.3.2
    public static let oiwsec = CertEnrollObjectID(rawValue: 65)
    /// `XCN_OID_OIWSEC_md4RSA` 66: 1.3.14.3.2.2
    public static let oiwsecMd4RSA = CertEnrollObjectID(rawValue: 66)
    /// `XCN_OID_OIWSEC_md5RSA` 67: 1.3.14.3.2.3
    public static let oiwsecMd5RSA = CertEnrollObjectID(rawValue: 67)
    /// `XCN_OID_OIWSEC_md4RSA2` 68: 1.3.14.3.2.4
    public static let oiwsecMd4RSA2 = CertEnrollObjectID(rawValue: 68)
    /// `XCN_OID_OIWSEC_desECB` 69: 1.3.14.3.2.6
    public static let oiwsecDesECB = CertEnrollObjectID(rawValue: 69)
    /// `XCN_OID_OIWSEC_desCBC` 70: 1.3.14.3.2.7
    public static let oiwsecDesCBC = CertEnrollObjectID(rawValue: 70)
    /// `XCN_OID_OIWSEC_desOFB` 71: 1.3.14.3.2.8
    public static let oiwsecDesOFB = CertEnrollObjectID(rawValue: 71)
    /// `XCN_OID_OIWSEC_desCFB` 72: 1.3.14.3.2.9
    public static let oiwsecDesCFB = CertEnrollObjectID(rawValue: 72)
    /// `XCN_OID_OIWSEC_desMAC` 73: 1.3.14.3.2.10
    public static let oiwsecDesMAC = CertEnrollObjectID(rawValue: 73)
    /// `XCN_OID_OIWSEC_rsaSign` 74: 1.3.14.3.2.11
    public static let oiwsecRsaSign = CertEnrollObjectID(rawValue: 74)
    /// `XCN_OID_OIWSEC_dsa` 75: 1.3.14.3.2.12
    public static let oiwsecDsa = CertEnrollObjectID(rawValue: 75)
    /// `XCN_OID_OIWSEC_shaDSA` 76: 1.3.14.3.2.13
    public static let oiwsecShaDSA = CertEnrollObjectID(rawValue: 76)
    /// `XCN_OID_OIWSEC_mdc2RSA` 77: 1.3.14.3.2.14
    public static let oiwsecMdc2RSA = CertEnrollObjectID(rawValue: 77)
    /// `XCN_OID_OIWSEC_shaRSA` 78: 1.3.14.3.2.15
    public static let oiwsecShaRSA = CertEnrollObjectID(rawValue: 78)
    /// `XCN_OID_OIWSEC_dhCommMod` 79: 1.3.14.3.2.16
    public static let oiwsecDhCommMod = CertEnrollObjectID(rawValue: 79)
    /// `XCN_OID_OIWSEC_desEDE` 80: 1.3.14.3.2.17
    public static let oiwsecDesEDE = CertEnrollObjectID(rawValue: 80)
    /// `XCN_OID_OIWSEC_sha` 81: 1.3.14.3.2.18
    public static let oiwsecSha = CertEnrollObjectID(rawValue: 81)
    /// `XCN_OID_OIWSEC_mdc2` 82: 1.3.14.3.2.19
    public static let oiwsecMdc2 = CertEnrollObjectID(rawValue: 82)
    /// `XCN_OID_OIWSEC_dsaComm` 83: 1.3.14.3.2.20
    public static let oiwsecDsaComm = CertEnrollObjectID(rawValue: 83)
    /// `XCN_OID_OIWSEC_dsaCommSHA` 84: 1.3.14.3.2.21
    public static let oiwsecDsaCommSHA = CertEnrollObjectID(rawValue: 84)
    /// `XCN_OID_OIWSEC_rsaXchg` 85: 1.3.14.3.2.22
    public static let oiwsecRsaXchg = CertEnrollObjectID(rawValue: 85)
    /// `XCN_OID_OIWSEC_keyHashSeal` 86: 1.3.14.3.2.23
    public static let oiwsecKeyHashSeal = CertEnrollObjectID(rawValue: 86)
    /// `XCN_OID_OIWSEC_md2RSASign` 87: 1.3.14.3.2.24
    public static let oiwsecMd2RSASign = CertEnrollObjectID(rawValue: 87)
    /// `XCN_OID_OIWSEC_md5RSASign` 88: 1.3.14.3.2.25
    public static let oiwsecMd5RSASign = CertEnrollObjectID(rawValue: 88)
    /// `XCN_OID_OIWSEC_sha1` 89: 1.3.14.3.2.26
    public static let oiwsecSha1 = CertEnrollObjectID(rawValue: 89)
    /// `XCN_OID_OIWSEC_dsaSHA1` 90: 1.3.14.3.2.27
    public static let oiwsecDsaSHA1 = CertEnrollObjectID(rawValue: 90)
    /// `XCN_OID_OIWSEC_dsaCommSHA1` 91: 1.3.14.3.2.28
    public static let oiwsecDsaCommSHA1 = CertEnrollObjectID(rawValue: 91)
    /// `XCN_OID_OIWSEC_sha1RSASign` 92: 1.3.14.3.2.29
    public static let oiwsecSha1RSASign = CertEnrollObjectID(rawValue: 92)
    /// `XCN_OID_OIWDIR` 93: 1.3.14.7.2
    public static let oiwdir = CertEnrollObjectID(rawValue: 93)
    /// `XCN_OID_OIWDIR_CRPT` 94: 1.3.14.7.2.1
    public static let oiwdirCrpt = CertEnrollObjectID(rawValue: 94)
    /// `XCN_OID_OIWDIR_HASH` 95: 1.3.14.7.2.2
    public static let oiwdirHash = CertEnrollObjectID(rawValue: 95)
    /// `XCN_OID_OIWDIR_SIGN` 96: 1.3.14.7.2.3
    public static let oiwdirSign = CertEnrollObjectID(rawValue: 96)
    /// `XCN_OID_OIWDIR_md2` 97: 1.3.14.7.2.2.1
    public static let oiwdirMd2 = CertEnrollObjectID(rawValue: 97)
    /// `XCN_OID_OIWDIR_md2RSA` 98: 1.3.14.7.2.3.1
    public static let oiwdirMd2RSA = CertEnrollObjectID(rawValue: 98)
    /// `XCN_OID_INFOSEC` 99: 2.16.840.1.101.2.1
    public static let infosec = CertEnrollObjectID(rawValue: 99)
    /// `XCN_OID_INFOSEC_sdnsSignature` 100: 2.16.840.1.101.2.1.1.1
    public static let infosecSdnsSignature = CertEnrollObjectID(rawValue: 100)
    /// `XCN_OID_INFOSEC_mosaicSignature` 101: 2.16.840.1.101.2.1.1.2
    public static let infosecMosaicSignature = CertEnrollObjectID(rawValue: 101)
    /// `XCN_OID_INFOSEC_sdnsConfidentiality` 102: 2.16.840.1.101.2.1.1.3
    public static let infosecSdnsConfidentiality = CertEnrollObjectID(rawValue: 102)
    /// `XCN_OID_INFOSEC_mosaicConfidentiality` 103: 2.16.840.1.101.2.1.1.4
    public static let infosecMosaicConfidentiality = CertEnrollObjectID(rawValue: 103)
    /// `XCN_OID_INFOSEC_sdnsIntegrity` 104: 2.16.840.1.101.2.1.1.5
    public static let infosecSdnsIntegrity = CertEnrollObjectID(rawValue: 104)
    /// `XCN_OID_INFOSEC_mosaicIntegrity` 105: 2.16.840.1.101.2.1.1.6
    public static let infosecMosaicIntegrity = CertEnrollObjectID(rawValue: 105)
    /// `XCN_OID_INFOSEC_sdnsTokenProtection` 106: 2.16.840.1.101.2.1.1.7
    public static let infosecSdnsTokenProtection = CertEnrollObjectID(rawValue: 106)
    /// `XCN_OID_INFOSEC_mosaicTokenProtection` 107: 2.16.840.1.101.2.1.1.8
    public static let infosecMosaicTokenProtection = CertEnrollObjectID(rawValue: 107)
    /// `XCN_OID_INFOSEC_sdnsKeyManagement` 108: 2.16.840.1.101.2.1.1.9
    public static let infosecSdnsKeyManagement = CertEnrollObjectID(rawValue: 108)
    /// `XCN_OID_INFOSEC_mosaicKeyManagement` 109: 2.16.840.1.101.2.1.1.10
    public static let infosecMosaicKeyManagement = CertEnrollObjectID(rawValue: 109)
    /// `XCN_OID_INFOSEC_sdnsKMandSig` 110: 2.16.840.1.101.2.1.1.11
    public static let infosecSdnsKMandSig = CertEnrollObjectID(rawValue: 110)
    /// `XCN_OID_INFOSEC_mosaicKMandSig` 111: 2.16.840.1.101.2.1.1.12
    public static let infosecMosaicKMandSig = CertEnrollObjectID(rawValue: 111)
    /// `XCN_OID_INFOSEC_SuiteASignature` 112: 2.16.840.1.101.2.1.1.13
    public static let infosecSuiteASignature = CertEnrollObjectID(rawValue: 112)
    /// `XCN_OID_INFOSEC_SuiteAConfidentiality` 113: 2.16.840.1.101.2.1.1.14
    public static let infosecSuiteAConfidentiality = CertEnrollObjectID(rawValue: 113)
    /// `XCN_OID_INFOSEC_SuiteAIntegrity` 114: 2.16.840.1.101.2.1.1.15
    public static let infosecSuiteAIntegrity = CertEnrollObjectID(rawValue: 114)
    /// `XCN_OID_INFOSEC_SuiteATokenProtection` 115: 2.16.840.1.101.2.1.1.16
    public static let infosecSuiteATokenProtection = CertEnrollObjectID(rawValue: 115)
    /// `XCN_OID_INFOSEC_SuiteAKeyManagement` 116: 2.16.840.1.101.2.1.1.17
    public static let infosecSuiteAKeyManagement = CertEnrollObjectID(rawValue: 116)
    /// `XCN_OID_INFOSEC_SuiteAKMandSig` 117: 2.16.840.1.101.2.1.1.18
    public static let infosecSuiteAKMandSig = CertEnrollObjectID(rawValue: 117)
    /// `XCN_OID_INFOSEC_mosaicUpdatedSig` 118: 2.16.840.1.101.2.1.1.19
    public static let infosecMosaicUpdatedSig = CertEnrollObjectID(rawValue: 118)
    /// `XCN_OID_INFOSEC_mosaicKMandUpdSig` 119: 2.16.840.1.101.2.1.1.20
    public static let infosecMosaicKMandUpdSig = CertEnrollObjectID(rawValue: 119)
    /// `XCN_OID_INFOSEC_mosaicUpdatedInteg` 120: 2.16.840.1.101.2.1.1.21
    public static let infosecMosaicUpdatedInteg = CertEnrollObjectID(rawValue: 120)
    /// `XCN_OID_COMMON_NAME` 121: 2.5.4.3
    public static let commonName = CertEnrollObjectID(rawValue: 121)
    /// `XCN_OID_SUR_NAME` 122: 2.5.4.4
    public static let surName = CertEnrollObjectID(rawValue: 122)
    /// `XCN_OID_DEVICE_SERIAL_NUMBER` 123: 2.5.4.5
    public static let deviceSerialNumber = CertEnrollObjectID(rawValue: 123)
    /// `XCN_OID_COUNTRY_NAME` 124: 2.5.4.6
    public static let countryName = CertEnrollObjectID(rawValue: 124)
    /// `XCN_OID_LOCALITY_NAME` 125: 2.5.4.7
    public static let localityName = CertEnrollObjectID(rawValue: 125)
    /// `XCN_OID_STATE_OR_PROVINCE_NAME` 126: 2.5.4.8
    public static let stateOrProvinceName = CertEnrollObjectID(rawValue: 126)
    /// `XCN_OID_STREET_ADDRESS` 127: 2.5.4.9
    public static let streetAddress = CertEnrollObjectID(rawValue: 127)
    /// `XCN_OID_ORGANIZATION_NAME` 128: 2.5.4.10
    public static let organizationName = CertEnrollObjectID(rawValue: 128)
    /// `XCN_OID_ORGANIZATIONAL_UNIT_NAME` 129: 2.5.4.11
    public static let organizationalUnitName = CertEnrollObjectID(rawValue: 129)
    /// `XCN_OID_TITLE` 130: 2.5.4.12
    public static let title = CertEnrollObjectID(rawValue: 130)
    /// `XCN_OID_DESCRIPTION` 131: 2.5.4.13
    public static let description = CertEnrollObjectID(rawValue: 131)
    /// `XCN_OID_SEARCH_GUIDE` 132: 2.5.4.14
    public static let searchGuide = CertEnrollObjectID(rawValue: 132)
    /// `XCN_OID_BUSINESS_CATEGORY` 133: 2.5.4.15
    public static let businessCategory = CertEnrollObjectID(rawValue: 133)
    /// `XCN_OID_POSTAL_ADDRESS` 134: 2.5.4.16
    public static let postalAddress = CertEnrollObjectID(rawValue: 134)
    /// `XCN_OID_POSTAL_CODE` 135: 2.5.4.17
    public static let postalCode = CertEnrollObjectID(rawValue: 135)
    /// `XCN_OID_POST_OFFICE_BOX` 136: 2.5.4.18
    public static let postOfficeBox = CertEnrollObjectID(rawValue: 136)
    /// `XCN_OID_PHYSICAL_DELIVERY_OFFICE_NAME` 137: 2.5.4.19
    public static let physicalDeliveryOfficeName = CertEnrollObjectID(rawValue: 137)
    /// `XCN_OID_TELEPHONE_NUMBER` 138: 2.5.4.20
    public static let telephoneNumber = CertEnrollObjectID(rawValue: 138)
    /// `XCN_OID_TELEX_NUMBER` 139: 2.5.4.21
    public static let telexNumber = CertEnrollObjectID(rawValue: 139)
    /// `XCN_OID_TELETEXT_TERMINAL_IDENTIFIER` 140: 2.5.4.22
    public static let teletextTerminalIdentifier = CertEnrollObjectID(rawValue: 140)
    /// `XCN_OID_FACSIMILE_TELEPHONE_NUMBER` 141: 2.5.4.23
    public static let facsimileTelephoneNumber = CertEnrollObjectID(rawValue: 141)
    /// `XCN_OID_X21_ADDRESS` 142: 2.5.4.24
    public static let x21Address = CertEnrollObjectID(rawValue: 142)
    /// `XCN_OID_INTERNATIONAL_ISDN_NUMBER` 143: 2.5.4.25
    public static let internationalIsdnNumber = CertEnrollObjectID(rawValue: 143)
    /// `XCN_OID_REGISTERED_ADDRESS` 144: 2.5.4.26
    public static let registeredAddress = CertEnrollObjectID(rawValue: 144)
    /// `XCN_OID_DESTINATION_INDICATOR` 145: 2.5.4.27
    public static let destinationIndicator = CertEnrollObjectID(rawValue: 145)
    /// `XCN_OID_PREFERRED_DELIVERY_METHOD` 146: 2.5.4.28
    public static let preferredDeliveryMethod = CertEnrollObjectID(rawValue: 146)
    /// `XCN_OID_PRESENTATION_ADDRESS` 147: 2.5.4.29
    public static let presentationAddress = CertEnrollObjectID(rawValue: 147)
    /// `XCN_OID_SUPPORTED_APPLICATION_CONTEXT` 148: 2.5.4.30
    public static let supportedApplicationContext = CertEnrollObjectID(rawValue: 148)
    /// `XCN_OID_MEMBER` 149: 2.5.4.31
    public static let member = CertEnrollObjectID(rawValue: 149)
    /// `XCN_OID_OWNER` 150: 2.5.4.32
    public static let owner = CertEnrollObjectID(rawValue: 150)
    /// `XCN_OID_ROLE_OCCUPANT` 151: 2.5.4.33
    public static let roleOccupant = CertEnrollObjectID(rawValue: 151)
    /// `XCN_OID_SEE_ALSO` 152: 2.5.4.34
    public static let seeAlso = CertEnrollObjectID(rawValue: 152)
    /// `XCN_OID_USER_PASSWORD` 153: 2.5.4.35
    public static let userPassword = CertEnrollObjectID(rawValue: 153)
    /// `XCN_OID_USER_CERTIFICATE` 154: 2.5.4.36
    public static let userCertificate = CertEnrollObjectID(rawValue: 154)
    /// `XCN_OID_CA_CERTIFICATE` 155: 2.5.4.37
    public static let caCertificate = CertEnrollObjectID(rawValue: 155)
    /// `XCN_OID_AUTHORITY_REVOCATION_LIST` 156: 2.5.4.38
    public static let authorityRevocationList = CertEnrollObjectID(rawValue: 156)
    /// `XCN_OID_CERTIFICATE_REVOCATION_LIST` 157: 2.5.4.39
    public static let certificateRevocationList = CertEnrollObjectID(rawValue: 157)
    /// `XCN_OID_CROSS_CERTIFICATE_PAIR` 158: 2.5.4.40
    public static let crossCertificatePair = CertEnrollObjectID(rawValue: 158)
    /// `XCN_OID_GIVEN_NAME` 159: 2.5.4.42
    public static let givenName = CertEnrollObjectID(rawValue: 159)
    /// `XCN_OID_INITIALS` 160: 2.5.4.43
    public static let initials = CertEnrollObjectID(rawValue: 160)
    /// `XCN_OID_DN_QUALIFIER` 161: 2.5.4.46
    public static let dnQualifier = CertEnrollObjectID(rawValue: 161)
    /// `XCN_OID_DOMAIN_COMPONENT` 162: 0.9.2342.19200300.100.1.25
    public static let domainComponent = CertEnrollObjectID(rawValue: 162)
    /// `XCN_OID_PKCS_12_FRIENDLY_NAME_ATTR` 163: 1.2.840.113549.1.9.20
    public static let pkcs12FriendlyNameAttr = CertEnrollObjectID(rawValue: 163)
    /// `XCN_OID_PKCS_12_LOCAL_KEY_ID` 164: 1.2.840.113549.1.9.21
    public static let pkcs12LocalKeyID = CertEnrollObjectID(rawValue: 164)
    /// `XCN_OID_PKCS_12_KEY_PROVIDER_NAME_ATTR` 165: 1.3.6.1.4.1.311.17.1
    public static let pkcs12KeyProviderNameAttr = CertEnrollObjectID(rawValue: 165)
    /// `XCN_OID_LOCAL_MACHINE_KEYSET` 166: 1.3.6.1.4.1.311.17.2
    public static let localMachineKeyset = CertEnrollObjectID(rawValue: 166)
    /// `XCN_OID_PKCS_12_EXTENDED_ATTRIBUTES` 167: 1.3.6.1.4.1.311.17.3
    public static let pkcs12ExtendedAttributes = CertEnrollObjectID(rawValue: 167)
    /// `XCN_OID_KEYID_RDN` 168: 1.3.6.1.4.1.311.10.7.1
    public static let keyidRDN = CertEnrollObjectID(rawValue: 168)
    /// `XCN_OID_AUTHORITY_KEY_IDENTIFIER` 169: 2.5.29.1
    public static let authorityKeyIdentifier = CertEnrollObjectID(rawValue: 169)
    /// `XCN_OID_KEY_ATTRIBUTES` 170: 2.5.29.2
    public static let keyAttributes = CertEnrollObjectID(rawValue: 170)
    /// `XCN_OID_CERT_POLICIES_95` 171: 2.5.29.3
    public static let certPolicies95 = CertEnrollObjectID(rawValue: 171)
    /// `XCN_OID_KEY_USAGE_RESTRICTION` 172: 2.5.29.4
    public static let keyUsageRestriction = CertEnrollObjectID(rawValue: 172)
    /// `XCN_OID_SUBJECT_ALT_NAME` 173: 2.5.29.7
    public static let subjectAltName = CertEnrollObjectID(rawValue: 173)
    /// `XCN_OID_ISSUER_ALT_NAME` 174: 2.5.29.8
    public static let issuerAltName = CertEnrollObjectID(rawValue: 174)
    /// `XCN_OID_BASIC_CONSTRAINTS` 175: 2.5.29.10
    public static let basicConstraints = CertEnrollObjectID(rawValue: 175)
    /// `XCN_OID_KEY_USAGE` 176: 2.5.29.15
    public static let keyUsage = CertEnrollObjectID(rawValue: 176)
    /// `XCN_OID_PRIVATEKEY_USAGE_PERIOD` 177: 2.5.29.16
    public static let privatekeyUsagePeriod = CertEnrollObjectID(rawValue: 177)
    /// `XCN_OID_BASIC_CONSTRAINTS2` 178: 2.5.29.19
    public static let basicConstraints2 = CertEnrollObjectID(rawValue: 178)
    /// `XCN_OID_CERT_POLICIES` 179: 2.5.29.32
    public static let certPolicies = CertEnrollObjectID(rawValue: 179)
    /// `XCN_OID_ANY_CERT_POLICY` 180: 2.5.29.32.0
    public static let anyCertPolicy = CertEnrollObjectID(rawValue: 180)
    /// `XCN_OID_AUTHORITY_KEY_IDENTIFIER2` 181: 2.5.29.35
    public static let authorityKeyIdentifier2 = CertEnrollObjectID(rawValue: 181)
    /// `XCN_OID_SUBJECT_KEY_IDENTIFIER` 182: 2.5.29.14
    public static let subjectKeyIdentifier = CertEnrollObjectID(rawValue: 182)
    /// `XCN_OID_SUBJECT_ALT_NAME2` 183: 2.5.29.17
    public static let subjectAltName2 = CertEnrollObjectID(rawValue: 183)
    /// `XCN_OID_ISSUER_ALT_NAME2` 184: 2.5.29.18
    public static let issuerAltName2 = CertEnrollObjectID(rawValue: 184)
    /// `XCN_OID_CRL_REASON_CODE` 185: 2.5.29.21
    public static let crlReasonCode = CertEnrollObjectID(rawValue: 185)
    /// `XCN_OID_REASON_CODE_HOLD` 186: 2.5.29.23
    public static let reasonCodeHold = CertEnrollObjectID(rawValue: 186)
    /// `XCN_OID_CRL_DIST_POINTS` 187: 2.5.29.31
    public static let crlDistPoints = CertEnrollObjectID(rawValue: 187)
    /// `XCN_OID_ENHANCED_KEY_USAGE` 188: 2.5.29.37
    public static let enhancedKeyUsage = CertEnrollObjectID(rawValue: 188)
    /// `XCN_OID_CRL_NUMBER` 189: 2.5.29.20
    public static let crlNumber = CertEnrollObjectID(rawValue: 189)
    /// `XCN_OID_DELTA_CRL_INDICATOR` 190: 2.5.29.27
    public static let deltaCRLIndicator = CertEnrollObjectID(rawValue: 190)
    /// `XCN_OID_ISSUING_DIST_POINT` 191: 2.5.29.28
    public static let issuingDistPoint = CertEnrollObjectID(rawValue: 191)
    /// `XCN_OID_FRESHEST_CRL` 192: 2.5.29.46
    public static let freshestCRL = CertEnrollObjectID(rawValue: 192)
    /// `XCN_OID_NAME_CONSTRAINTS` 193: 2.5.29.30
    public static let nameConstraints = CertEnrollObjectID(rawValue: 193)
    /// `XCN_OID_POLICY_MAPPINGS` 194: 2.5.29.33
    public static let policyMappings = CertEnrollObjectID(rawValue: 194)
    /// `XCN_OID_LEGACY_POLICY_MAPPINGS` 195: 2.5.29.5
    public static let legacyPolicyMappings = CertEnrollObjectID(rawValue: 195)
    /// `XCN_OID_POLICY_CONSTRAINTS` 196: 2.5.29.36
    public static let policyConstraints = CertEnrollObjectID(rawValue: 196)
    /// `XCN_OID_RENEWAL_CERTIFICATE` 197: 1.3.6.1.4.1.311.13.1
    public static let renewalCertificate = CertEnrollObjectID(rawValue: 197)
    /// `XCN_OID_ENROLLMENT_NAME_VALUE_PAIR` 198: 1.3.6.1.4.1.311.13.2.1
    public static let enrollmentNameValuePair = CertEnrollObjectID(rawValue: 198)
    /// `XCN_OID_ENROLLMENT_CSP_PROVIDER` 199: 1.3.6.1.4.1.311.13.2.2
    public static let enrollmentCSPProvider = CertEnrollObjectID(rawValue: 199)
    /// `XCN_OID_OS_VERSION` 200: 1.3.6.1.4.1.311.13.2.3
    public static let osVersion = CertEnrollObjectID(rawValue: 200)
    /// `XCN_OID_ENROLLMENT_AGENT` 201: 1.3.6.1.4.1.311.20.2.1
    public static let enrollmentAgent = CertEnrollObjectID(rawValue: 201)
    /// `XCN_OID_PKIX` 202: 1.3.6.1.5.5.7
    public static let pkix = CertEnrollObjectID(rawValue: 202)
    /// `XCN_OID_PKIX_PE` 203: 1.3.6.1.5.5.7.1
    public static let pkixPE = CertEnrollObjectID(rawValue: 203)
    /// `XCN_OID_AUTHORITY_INFO_ACCESS` 204: 1.3.6.1.5.5.7.1.1
    public static let authorityInfoAccess = CertEnrollObjectID(rawValue: 204)
    /// `XCN_OID_BIOMETRIC_EXT` 205: 1.3.6.1.5.5.7.1.2
    public static let biometricExt = CertEnrollObjectID(rawValue: 205)
    /// `XCN_OID_LOGOTYPE_EXT` 206: 1.3.6.1.5.5.7.1.12
    public static let logotypeExt = CertEnrollObjectID(rawValue: 206)
    /// `XCN_OID_CERT_EXTENSIONS` 207: 1.3.6.1.4.1.311.2.1.14
    public static let certExtensions = CertEnrollObjectID(rawValue: 207)
    /// `XCN_OID_NEXT_UPDATE_LOCATION` 208: 1.3.6.1.4.1.311.10.2
    public static let nextUpdateLocation = CertEnrollObjectID(rawValue: 208)
    /// `XCN_OID_REMOVE_CERTIFICATE` 209: 1.3.6.1.4.1.311.10.8.1
    public static let removeCertificate = CertEnrollObjectID(rawValue: 209)
    /// `XCN_OID_CROSS_CERT_DIST_POINTS` 210: 1.3.6.1.4.1.311.10.9.1
    public static let crossCertDistPoints = CertEnrollObjectID(rawValue: 210)
    /// `XCN_OID_CTL` 211: 1.3.6.1.4.1.311.10.1
    public static let ctl = CertEnrollObjectID(rawValue: 211)
    /// `XCN_OID_SORTED_CTL` 212: 1.3.6.1.4.1.311.10.1.1
    public static let sortedCTL = CertEnrollObjectID(rawValue: 212)
    /// `XCN_OID_SERIALIZED` 213: 1.3.6.1.4.1.311.10.3.3.1
    public static let serialized = CertEnrollObjectID(rawValue: 213)
    /// `XCN_OID_NT_PRINCIPAL_NAME` 214: 1.3.6.1.4.1.311.20.2.3
    public static let ntPrincipalName = CertEnrollObjectID(rawValue: 214)
    /// `XCN_OID_PRODUCT_UPDATE` 215: 1.3.6.1.4.1.311.31.1
    public static let productUpdate = CertEnrollObjectID(rawValue: 215)
    /// `XCN_OID_ANY_APPLICATION_POLICY` 216: 1.3.6.1.4.1.311.10.12.1
    public static let anyApplicationPolicy = CertEnrollObjectID(rawValue: 216)
    /// `XCN_OID_AUTO_ENROLL_CTL_USAGE` 217: 1.3.6.1.4.1.311.20.1
    public static let autoEnrollCTLUsage = CertEnrollObjectID(rawValue: 217)
    /// `XCN_OID_ENROLL_CERTTYPE_EXTENSION` 218: 1.3.6.1.4.1.311.20.2
    public static let enrollCerttypeExtension = CertEnrollObjectID(rawValue: 218)
    /// `XCN_OID_CERT_MANIFOLD` 219: 1.3.6.1.4.1.311.20.3
    public static let certManifold = CertEnrollObjectID(rawValue: 219)
    /// `XCN_OID_CERTSRV_CA_VERSION` 220: 1.3.6.1.4.1.311.21.1
    public static let certsrvCAVersion = CertEnrollObjectID(rawValue: 220)
    /// `XCN_OID_CERTSRV_PREVIOUS_CERT_HASH` 221: 1.3.6.1.4.1.311.21.2
    public static let certsrvPreviousCertHash = CertEnrollObjectID(rawValue: 221)
    /// `XCN_OID_CRL_VIRTUAL_BASE` 222: 1.3.6.1.4.1.311.21.3
    public static let crlVirtualBase = CertEnrollObjectID(rawValue: 222)
    /// `XCN_OID_CRL_NEXT_PUBLISH` 223: 1.3.6.1.4.1.311.21.4
    public static let crlNextPublish = CertEnrollObjectID(rawValue: 223)
    /// `XCN_OID_KP_CA_EXCHANGE` 224: 1.3.6.1.4.1.311.21.5
    public static let kpCAExchange = CertEnrollObjectID(rawValue: 224)
    /// `XCN_OID_KP_KEY_RECOVERY_AGENT` 225: 1.3.6.1.4.1.311.21.6
    public static let kpKeyRecoveryAgent = CertEnrollObjectID(rawValue: 225)
    /// `XCN_OID_CERTIFICATE_TEMPLATE` 226: 1.3.6.1.4.1.311.21.7
    public static let certificateTemplate = CertEnrollObjectID(rawValue: 226)
    /// `XCN_OID_ENTERPRISE_OID_ROOT` 227: 1.3.6.1.4.1.311.21.8
    public static let enterpriseOIDRoot = CertEnrollObjectID(rawValue: 227)
    /// `XCN_OID_RDN_DUMMY_SIGNER` 228: 1.3.6.1.4.1.311.21.9
    public static let rdnDummySigner = CertEnrollObjectID(rawValue: 228)
    /// `XCN_OID_APPLICATION_CERT_POLICIES` 229: 1.3.6.1.4.1.311.21.10
    public static let applicationCertPolicies = CertEnrollObjectID(rawValue: 229)
    /// `XCN_OID_APPLICATION_POLICY_MAPPINGS` 230: 1.3.6.1.4.1.311.21.11
    public static let applicationPolicyMappings = CertEnrollObjectID(rawValue: 230)
    /// `XCN_OID_APPLICATION_POLICY_CONSTRAINTS` 231: 1.3.6.1.4.1.311.21.12
    public static let applicationPolicyConstraints = CertEnrollObjectID(rawValue: 231)
    /// `XCN_OID_ARCHIVED_KEY_ATTR` 232: 1.3.6.1.4.1.311.21.13
    public static let archivedKeyAttr = CertEnrollObjectID(rawValue: 232)
    /// `XCN_OID_CRL_SELF_CDP` 233: 1.3.6.1.4.1.311.21.14
    public static let crlSelfCDP = CertEnrollObjectID(rawValue: 233)
    /// `XCN_OID_REQUIRE_CERT_CHAIN_POLICY` 234: 1.3.6.1.4.1.311.21.15
    public static let requireCertChainPolicy = CertEnrollObjectID(rawValue: 234)
    /// `XCN_OID_ARCHIVED_KEY_CERT_HASH` 235: 1.3.6.1.4.1.311.21.16
    public static let archivedKeyCertHash = CertEnrollObjectID(rawValue: 235)
    /// `XCN_OID_ISSUED_CERT_HASH` 236: 1.3.6.1.4.1.311.21.17
    public static let issuedCertHash = CertEnrollObjectID(rawValue: 236)
    /// `XCN_OID_DS_EMAIL_REPLICATION` 237: 1.3.6.1.4.1.311.21.19
    public static let dsEmailReplication = CertEnrollObjectID(rawValue: 237)
    /// `XCN_OID_REQUEST_CLIENT_INFO` 238: 1.3.6.1.4.1.311.21.20
    public static let requestClientInfo = CertEnrollObjectID(rawValue: 238)
    /// `XCN_OID_ENCRYPTED_KEY_HASH` 239: 1.3.6.1.4.1.311.21.21
    public static let encryptedKeyHash = CertEnrollObjectID(rawValue: 239)
    /// `XCN_OID_CERTSRV_CROSSCA_VERSION` 240: 1.3.6.1.4.1.311.21.22
    public static let certsrvCrossCAVersion = CertEnrollObjectID(rawValue: 240)
    /// `XCN_OID_NTDS_REPLICATION` 241: 1.3.6.1.4.1.311.25.1
    public static let ntdsReplication = CertEnrollObjectID(rawValue: 241)
    /// `XCN_OID_SUBJECT_DIR_ATTRS` 242: 2.5.29.9
    public static let subjectDirAttrs = CertEnrollObjectID(rawValue: 242)
    /// `XCN_OID_PKIX_KP` 243: 1.3.6.1.5.5.7.3
    public static let pkixKP = CertEnrollObjectID(rawValue: 243)
    /// `XCN_OID_PKIX_KP_SERVER_AUTH` 244: 1.3.6.1.5.5.7.3.1
    public static let pkixKPServerAuth = CertEnrollObjectID(rawValue: 244)
    /// `XCN_OID_PKIX_KP_CLIENT_AUTH` 245: 1.3.6.1.5.5.7.3.2
    public static let pkixKPClientAuth = CertEnrollObjectID(rawValue: 245)
    /// `XCN_OID_PKIX_KP_CODE_SIGNING` 246: 1.3.6.1.5.5.7.3.3
    public static let pkixKPCodeSigning = CertEnrollObjectID(rawValue: 246)
    /// `XCN_OID_PKIX_KP_EMAIL_PROTECTION` 247: 1.3.6.1.5.5.7.3.4
    public static let pkixKPEmailProtection = CertEnrollObjectID(rawValue: 247)
    /// `XCN_OID_PKIX_KP_IPSEC_END_SYSTEM` 248: 1.3.6.1.5.5.7.3.5
    public static let pkixKPIPSECEndSystem = CertEnrollObjectID(rawValue: 248)
    /// `XCN_OID_PKIX_KP_IPSEC_TUNNEL` 249: 1.3.6.1.5.5.7.3.6
    public static let pkixKPIPSECTunnel = CertEnrollObjectID(rawValue: 249)
    /// `XCN_OID_PKIX_KP_IPSEC_USER` 250: 1.3.6.1.5.5.7.3.7
    public static let pkixKPIPSECUser = CertEnrollObjectID(rawValue: 250)
    /// `XCN_OID_PKIX_KP_TIMESTAMP_SIGNING` 251: 1.3.6.1.5.5.7.3.8
    public static let pkixKPTimestampSigning = CertEnrollObjectID(rawValue: 251)
    /// `XCN_OID_PKIX_KP_OCSP_SIGNING` 252: 1.3.6.1.5.5.7.3.9
    public static let pkixKPOCSPSigning = CertEnrollObjectID(rawValue: 252)
    /// `XCN_OID_PKIX_OCSP_NOCHECK` 253: 1.3.6.1.5.5.7.48.1.5
    public static let pkixOCSPNocheck = CertEnrollObjectID(rawValue: 253)
    /// `XCN_OID_IPSEC_KP_IKE_INTERMEDIATE` 254: 1.3.6.1.5.5.8.2.2
    public static let ipsecKPIKEIntermediate = CertEnrollObjectID(rawValue: 254)
    /// `XCN_OID_KP_CTL_USAGE_SIGNING` 255: 1.3.6.1.4.1.311.10.3.1
    public static let kpCTLUsageSigning = CertEnrollObjectID(rawValue: 255)
    /// `XCN_OID_KP_TIME_STAMP_SIGNING` 256: 1.3.6.1.4.1.311.10.3.2
    public static let kpTimeStampSigning = CertEnrollObjectID(rawValue: 256)
    /// `XCN_OID_SERVER_GATED_CRYPTO` 257: 1.3.6.1.4.1.311.10.3.3
    public static let serverGatedCrypto = CertEnrollObjectID(rawValue: 257)
    /// `XCN_OID_SGC_NETSCAPE` 258: 2.16.840.1.113730.4.1
    public static let sgcNetscape = CertEnrollObjectID(rawValue: 258)
    /// `XCN_OID_KP_EFS` 259: 1.3.6.1.4.1.311.10.3.4
    public static let kpEFS = CertEnrollObjectID(rawValue: 259)
    /// `XCN_OID_EFS_RECOVERY` 260: 1.3.6.1.4.1.311.10.3.4.1
    public static let efsRecovery = CertEnrollObjectID(rawValue: 260)
    /// `XCN_OID_WHQL_CRYPTO` 261: 1.3.6.1.4.1.311.10.3.5
    public static let whqlCrypto = CertEnrollObjectID(rawValue: 261)
    /// `XCN_OID_NT5_CRYPTO` 262: 1.3.6.1.4.1.311.10.3.6
    public static let nt5Crypto = CertEnrollObjectID(rawValue: 262)
    /// `XCN_OID_OEM_WHQL_CRYPTO` 263: 1.3.6.1.4.1.311.10.3.7
    public static let oemWHQLCrypto = CertEnrollObjectID(rawValue: 263)
    /// `XCN_OID_EMBEDDED_NT_CRYPTO` 264: 1.3.6.1.4.1.311.10.3.8
    public static let embeddedNTCrypto = CertEnrollObjectID(rawValue: 264)
    /// `XCN_OID_ROOT_LIST_SIGNER` 265: 1.3.6.1.4.1.311.10.3.9
    public static let rootListSigner = CertEnrollObjectID(rawValue: 265)
    /// `XCN_OID_KP_QUALIFIED_SUBORDINATION` 266: 1.3.6.1.4.1.311.10.3.10
    public static let kpQualifiedSubordination = CertEnrollObjectID(rawValue: 266)
    /// `XCN_OID_KP_KEY_RECOVERY` 267: 1.3.6.1.4.1.311.10.3.11
    public static let kpKeyRecovery = CertEnrollObjectID(rawValue: 267)
    /// `XCN_OID_KP_DOCUMENT_SIGNING` 268: 1.3.6.1.4.1.311.10.3.12
    public static let kpDocumentSigning = CertEnrollObjectID(rawValue: 268)
    /// `XCN_OID_KP_LIFETIME_SIGNING` 269: 1.3.6.1.4.1.311.10.3.13
    public static let kpLifetimeSigning = CertEnrollObjectID(rawValue: 269)
    /// `XCN_OID_KP_MOBILE_DEVICE_SOFTWARE` 270: 1.3.6.1.4.1.311.10.3.14
    public static let kpMobileDeviceSoftware = CertEnrollObjectID(rawValue: 270)
    /// `XCN_OID_KP_SMART_DISPLAY` 271: 1.3.6.1.4.1.311.10.3.15
    public static let kpSmartDisplay = CertEnrollObjectID(rawValue: 271)
    /// `XCN_OID_KP_CSP_SIGNATURE` 272: 1.3.6.1.4.1.311.10.3.16
    public static let kpCSPSignature = CertEnrollObjectID(rawValue: 272)
    /// `XCN_OID_DRM` 273: 1.3.6.1.4.1.311.10.5.1
    public static let drm = CertEnrollObjectID(rawValue: 273)
    /// `XCN_OID_DRM_INDIVIDUALIZATION` 274: 1.3.6.1.4.1.311.10.5.2
    public static let drmIndividualization = CertEnrollObjectID(rawValue: 274)
    /// `XCN_OID_LICENSES` 275: 1.3.6.1.4.1.311.10.6.1
    public static let licenses = CertEnrollObjectID(rawValue: 275)
    /// `XCN_OID_LICENSE_SERVER` 276: 1.3.6.1.4.1.311.10.6.2
    public static let licenseServer = CertEnrollObjectID(rawValue: 276)
    /// `XCN_OID_KP_SMARTCARD_LOGON` 277: 1.3.6.1.4.1.311.20.2.2
    public static let kpSmartcardLogon = CertEnrollObjectID(rawValue: 277)
    /// `XCN_OID_YESNO_TRUST_ATTR` 278: 1.3.6.1.4.1.311.10.4.1
    public static let yesnoTrustAttr = CertEnrollObjectID(rawValue: 278)
    /// `XCN_OID_PKIX_POLICY_QUALIFIER_CPS` 279: 1.3.6.1.5.5.7.2.1
    public static let pkixPolicyQualifierCPS = CertEnrollObjectID(rawValue: 279)
    /// `XCN_OID_PKIX_POLICY_QUALIFIER_USERNOTICE` 280: 1.3.6.1.5.5.7.2.2
    public static let pkixPolicyQualifierUsernotice = CertEnrollObjectID(rawValue: 280)
    /// `XCN_OID_CERT_POLICIES_95_QUALIFIER1` 281: 2.16.840.1.113733.1.7.1.1
    public static let certPolicies95Qualifier1 = CertEnrollObjectID(rawValue: 281)
    /// `XCN_OID_PKIX_ACC_DESCR` 282: 1.3.6.1.5.5.7.48
    public static let pkixACCDescr = CertEnrollObjectID(rawValue: 282)
    /// `XCN_OID_PKIX_OCSP` 283: 1.3.6.1.5.5.7.48.1
    public static let pkixOCSP = CertEnrollObjectID(rawValue: 283)
    /// `XCN_OID_PKIX_CA_ISSUERS` 284: 1.3.6.1.5.5.7.48.2
    public static let pkixCAIssuers = CertEnrollObjectID(rawValue: 284)
    /// `XCN_OID_VERISIGN_PRIVATE_6_9` 285: 2.16.840.1.113733.1.6.9
    public static let verisignPrivate6_9 = CertEnrollObjectID(rawValue: 285)
    /// `XCN_OID_VERISIGN_ONSITE_JURISDICTION_HASH` 286: 2.16.840.1.113733.1.6.11
    public static let verisignOnsiteJurisdictionHash = CertEnrollObjectID(rawValue: 286)
    /// `XCN_OID_VERISIGN_BITSTRING_6_13` 287: 2.16.840.1.113733.1.6.13
    public static let verisignBitstring6_13 = CertEnrollObjectID(rawValue: 287)
    /// `XCN_OID_VERISIGN_ISS_STRONG_CRYPTO` 288: 2.16.840.1.113733.1.8.1
    public static let verisignISSStrongCrypto = CertEnrollObjectID(rawValue: 288)
    /// `XCN_OID_NETSCAPE` 289: 2.16.840.1.113730
    public static let netscape = CertEnrollObjectID(rawValue: 289)
    /// `XCN_OID_NETSCAPE_CERT_EXTENSION` 290: 2.16.840.1.113730.1
    public static let netscapeCertExtension = CertEnrollObjectID(rawValue: 290)
    /// `XCN_OID_NETSCAPE_CERT_TYPE` 291: 2.16.840.1.113730.1.1
    public static let netscapeCertType = CertEnrollObjectID(rawValue: 291)
    /// `XCN_OID_NETSCAPE_BASE_URL` 292: 2.16.840.1.113730.1.2
    public static let netscapeBaseURL = CertEnrollObjectID(rawValue: 292)
    /// `XCN_OID_NETSCAPE_REVOCATION_URL` 293: 2.16.840.1.113730.1.3
    public static let netscapeRevocationURL = CertEnrollObjectID(rawValue: 293)
    /// `XCN_OID_NETSCAPE_CA_REVOCATION_URL` 294: 2.16.840.1.113730.1.4
    public static let netscapeCARevocationURL = CertEnrollObjectID(rawValue: 294)
    /// `XCN_OID_NETSCAPE_CERT_RENEWAL_URL` 295: 2.16.840.1.113730.1.7
    public static let netscapeCertRenewalURL = CertEnrollObjectID(rawValue: 295)
    /// `XCN_OID_NETSCAPE_CA_POLICY_URL` 296: 2.16.840.1.113730.1.8
    public static let netscapeCAPolicyURL = CertEnrollObjectID(rawValue: 296)
    /// `XCN_OID_NETSCAPE_SSL_SERVER_NAME` 297: 2.16.840.1.113730.1.12
    public static let netscapeSSLServerName = CertEnrollObjectID(rawValue: 297)
    /// `XCN_OID_NETSCAPE_COMMENT` 298: 2.16.840.1.113730.1.13
    public static let netscapeComment = CertEnrollObjectID(rawValue: 298)
    /// `XCN_OID_NETSCAPE_DATA_TYPE` 299: 2.16.840.1.113730.2
    public static let netscapeDataType = CertEnrollObjectID(rawValue: 299)
    /// `XCN_OID_NETSCAPE_CERT_SEQUENCE` 300: 2.16.840.1.113730.2.5
    public static let netscapeCertSequence = CertEnrollObjectID(rawValue: 300)
    /// `XCN_OID_CT_PKI_DATA` 301: 1.3.6.1.5.5.7.12.2
    public static let ctPKIData = CertEnrollObjectID(rawValue: 301)
    /// `XCN_OID_CT_PKI_RESPONSE` 302: 1.3.6.1.5.5.7.12.3
    public static let ctPKIResponse = CertEnrollObjectID(rawValue: 302)
    /// `XCN_OID_PKIX_NO_SIGNATURE` 303: 1.3.6.1.5.5.7.6.2
    public static let pkixNoSignature = CertEnrollObjectID(rawValue: 303)
    /// `XCN_OID_CMC` 304: 1.3.6.1.5.5.7.7
    public static let cmc = CertEnrollObjectID(rawValue: 304)
    /// `XCN_OID_CMC_STATUS_INFO` 305: 1.3.6.1.5.5.7.7.1
    public static let cmcStatusInfo = CertEnrollObjectID(rawValue: 305)
    /// `XCN_OID_CMC_IDENTIFICATION` 306: 1.3.6.1.5.5.7.7.2
    public static let cmcIdentification = CertEnrollObjectID(rawValue: 306)
    /// `XCN_OID_CMC_IDENTITY_PROOF` 307: 1.3.6.1.5.5.7.7.3
    public static let cmcIdentityProof = CertEnrollObjectID(rawValue: 307)
    /// `XCN_OID_CMC_DATA_RETURN` 308: 1.3.6.1.5.5.7.7.4
    public static let cmcDataReturn = CertEnrollObjectID(rawValue: 308)
    /// `XCN_OID_CMC_TRANSACTION_ID` 309: 1.3.6.1.5.5.7.7.5
    public static let cmcTransactionID = CertEnrollObjectID(rawValue: 309)
    /// `XCN_OID_CMC_SENDER_NONCE` 310: 1.3.6.1.5.5.7.7.6
    public static let cmcSenderNonce = CertEnrollObjectID(rawValue: 310)
    /// `XCN_OID_CMC_RECIPIENT_NONCE` 311: 1.3.6.1.5.5.7.7.7
    public static let cmcRecipientNonce = CertEnrollObjectID(rawValue: 311)
    /// `XCN_OID_CMC_ADD_EXTENSIONS` 312: 1.3.6.1.5.5.7.7.8
    public static let cmcAddExtensions = CertEnrollObjectID(rawValue: 312)
    /// `XCN_OID_CMC_ENCRYPTED_POP` 313: 1.3.6.1.5.5.7.7.9
    public static let cmcEncryptedPOP = CertEnrollObjectID(rawValue: 313)
    /// `XCN_OID_CMC_DECRYPTED_POP` 314: 1.3.6.1.5.5.7.7.10
    public static let cmcDecryptedPOP = CertEnrollObjectID(rawValue: 314)
    /// `XCN_OID_CMC_LRA_POP_WITNESS` 315: 1.3.6.1.5.5.7.7.11
    public static let cmcLRAPOPWitness = CertEnrollObjectID(rawValue: 315)
    /// `XCN_OID_CMC_GET_CERT` 316: 1.3.6.1.5.5.7.7.15
    public static let cmcGetCert = CertEnrollObjectID(rawValue: 316)
    /// `XCN_OID_CMC_GET_CRL` 317: 1.3.6.1.5.5.7.7.16
    public static let cmcGetCRL = CertEnrollObjectID(rawValue: 317)
    /// `XCN_OID_CMC_REVOKE_REQUEST` 318: 1.3.6.1.5.5.7.7.17
    public static let cmcRevokeRequest = CertEnrollObjectID(rawValue: 318)
    /// `XCN_OID_CMC_REG_INFO` 319: 1.3.6.1.5.5.7.7.18
    public static let cmcRegInfo = CertEnrollObjectID(rawValue: 319)
    /// `XCN_OID_CMC_RESPONSE_INFO` 320: 1.3.6.1.5.5.7.7.19
    public static let cmcResponseInfo = CertEnrollObjectID(rawValue: 320)
    /// `XCN_OID_CMC_QUERY_PENDING` 321: 1.3.6.1.5.5.7.7.21
    public static let cmcQueryPending = CertEnrollObjectID(rawValue: 321)
    /// `XCN_OID_CMC_ID_POP_LINK_RANDOM` 322: 1.3.6.1.5.5.7.7.22
    public static let cmcIDPOPLinkRandom = CertEnrollObjectID(rawValue: 322)
    /// `XCN_OID_CMC_ID_POP_LINK_WITNESS` 323: 1.3.6.1.5.5.7.7.23
    public static let cmcIDPOPLinkWitness = CertEnrollObjectID(rawValue: 323)
    /// `XCN_OID_CMC_ID_CONFIRM_CERT_ACCEPTANCE` 324: 1.3.6.1.5.5.7.7.24
    public static let cmcIDConfirmCertAcceptance = CertEnrollObjectID(rawValue: 324)
    /// `XCN_OID_CMC_ADD_ATTRIBUTES` 325: 1.3.6.1.4.1.311.10.10.1
    public static let cmcAddAttributes = CertEnrollObjectID(rawValue: 325)
    /// `XCN_OID_LOYALTY_OTHER_LOGOTYPE` 326: 1.3.6.1.5.5.7.20.1
    public static let loyaltyOtherLogotype = CertEnrollObjectID(rawValue: 326)
    /// `XCN_OID_BACKGROUND_OTHER_LOGOTYPE` 327: 1.3.6.1.5.5.7.20.2
    public static let backgroundOtherLogotype = CertEnrollObjectID(rawValue: 327)
    /// `XCN_OID_PKIX_OCSP_BASIC_SIGNED_RESPONSE` 328: 1.3.6.1.5.5.7.48.1.1
    public static let pkixOCSPBasicSignedResponse = CertEnrollObjectID(rawValue: 328)
    /// `XCN_OID_PKCS_7_DATA` 329: 1.2.840.113549.1.7.1
    public static let pkcs7Data = CertEnrollObjectID(rawValue: 329)
    /// `XCN_OID_PKCS_7_SIGNED` 330: 1.2.840.113549.1.7.2
    public static let pkcs7Signed = CertEnrollObjectID(rawValue: 330)
    /// `XCN_OID_PKCS_7_ENVELOPED` 331: 1.2.840.113549.1.7.3
    public static let pkcs7Enveloped = CertEnrollObjectID(rawValue: 331)
    /// `XCN_OID_PKCS_7_SIGNEDANDENVELOPED` 332: 1.2.840.113549.1.7.4
    public static let pkcs7SignedAndEnveloped = CertEnrollObjectID(rawValue: 332)
    /// `XCN_OID_PKCS_7_DIGESTED` 333: 1.2.840.113549.1.7.5
    public static let pkcs7Digested = CertEnrollObjectID(rawValue: 333)
    /// `XCN_OID_PKCS_7_ENCRYPTED` 334: 1.2.840.113549.1.7.6
    public static let pkcs7Encrypted = CertEnrollObjectID(rawValue: 334)
    /// `XCN_OID_PKCS_9_CONTENT_TYPE` 335: 1.2.840.113549.1.9.3
    public static let pkcs9ContentType = CertEnrollObjectID(rawValue: 335)
    /// `XCN_OID_PKCS_9_MESSAGE_DIGEST` 336: 1.2.840.113549.1.9.4
    public static let pkcs9MessageDigest = CertEnrollObjectID(rawValue: 336)
    /// `XCN_OID_CERT_PROP_ID_PREFIX` 337: 1.3.6.1.4.1.311.10.11.
    public static let certPropIDPrefix = CertEnrollObjectID(rawValue: 337)
    /// `XCN_OID_CERT_KEY_IDENTIFIER_PROP_ID` 338: 1.3.6.1.4.1.311.10.11.20
    public static let certKeyIdentifierPropID = CertEnrollObjectID(rawValue: 338)
    /// `XCN_OID_CERT_ISSUER_SERIAL_NUMBER_MD5_HASH_PROP_ID` 339: 1.3.6.1.4.1.311.10.11.28
    public static let certIssuerSerialNumberMD5HashPropID = CertEnrollObjectID(rawValue: 339)
    /// `XCN_OID_CERT_SUBJECT_NAME_MD5_HASH_PROP_ID` 340: 1.3.6.1.4.1.311.10.11.29
    public static let certSubjectNameMD5HashPropID = CertEnrollObjectID(rawValue: 340)
    /// `XCN_OID_CERT_MD5_HASH_PROP_ID` 341: 1.3.6.1.4.1.311.10.11.4
    public static let certMD5HashPropID = CertEnrollObjectID(rawValue: 341)
    /// `XCN_OID_RSA_SHA256RSA` 342: 1.2.840.113549.1.1.11
    public static let rsaSHA256RSA = CertEnrollObjectID(rawValue: 342)
    /// `XCN_OID_RSA_SHA384RSA` 343: 1.2.840.113549.1.1.12
    public static let rsaSHA384RSA = CertEnrollObjectID(rawValue: 343)
    /// `XCN_OID_RSA_SHA512RSA` 344: 1.2.840.113549.1.1.13
    public static let rsaSHA512RSA = CertEnrollObjectID(rawValue: 344)
    /// `XCN_OID_NIST_sha256` 345: 2.16.840.1.101.3.4.2.1
    public static let nistSha256 = CertEnrollObjectID(rawValue: 345)
    /// `XCN_OID_NIST_sha384` 346: 2.16.840.1.101.3.4.2.2
    public static let nistSha384 = CertEnrollObjectID(rawValue: 346)
    /// `XCN_OID_NIST_sha512` 347: 2.16.840.1.101.3.4.2.3
    public static let nistSha512 = CertEnrollObjectID(rawValue: 347)
    /// `XCN_OID_RSA_MGF1` 348: 1.2.840.113549.1.1.8
    public static let rsaMGF1 = CertEnrollObjectID(rawValue: 348)
    /// `XCN_OID_ECC_PUBLIC_KEY` 349: 1.2.840.10045.2.1
    public static let eccPublicKey = CertEnrollObjectID(rawValue: 349)
    /// `XCN_OID_ECDSA_SHA1` 350: 1.2.840.10045.4.1
    public static let ecdsaSHA1 = CertEnrollObjectID(rawValue: 350)
    /// `XCN_OID_ECDSA_SPECIFIED` 351: 1.2.840.10045.4.3
    public static let ecdsaSpecified = CertEnrollObjectID(rawValue: 351)
    /// `XCN_OID_ANY_ENHANCED_KEY_USAGE` 352: 2.5.29.37.0
    public static let anyEnhancedKeyUsage = CertEnrollObjectID(rawValue: 352)
    /// `XCN_OID_RSA_SSA_PSS` 353: 1.2.840.113549.1.1.10
    public static let rsaSSAPSS = CertEnrollObjectID(rawValue: 353)
    /// `XCN_OID_ATTR_SUPPORTED_ALGORITHMS` 355: 2.5.4.52
    public static let attrSupportedAlgorithms = CertEnrollObjectID(rawValue: 355)
    /// `XCN_OID_ATTR_TPM_SECURITY_ASSERTIONS` 356: 2.23.133.2.18
    public static let attrTPMSecurityAssertions = CertEnrollObjectID(rawValue: 356)
    /// `XCN_OID_ATTR_TPM_SPECIFICATION` 357: 2.23.133.2.16
    public static let attrTPMSpecification = CertEnrollObjectID(rawValue: 357)
    /// `XCN_OID_CERT_DISALLOWED_FILETIME_PROP_ID` 358: 1.3.6.1.4.1.311.10.11.104
    public static let certDisallowedFiletimePropID = CertEnrollObjectID(rawValue: 358)
    /// `XCN_OID_CERT_SIGNATURE_HASH_PROP_ID` 359: 1.3.6.1.4.1.311.10.11.15
    public static let certSignatureHashPropID = CertEnrollObjectID(rawValue: 359)
    /// `XCN_OID_CERT_STRONG_KEY_OS_1` 360: 1.3.6.1.4.1.311.72.2.1
    public static let certStrongKeyOS1 = CertEnrollObjectID(rawValue: 360)
    /// `XCN_OID_CERT_STRONG_KEY_OS_CURRENT` 361: 1.3.6.1.4.1.311.72.2.1
    public static let certStrongKeyOSCurrent = CertEnrollObjectID(rawValue: 361)
    /// `XCN_OID_CERT_STRONG_KEY_OS_PREFIX` 362: 1.3.6.1.4.1.311.72.2.
    public static let certStrongKeyOSPrefix = CertEnrollObjectID(rawValue: 362)
    /// `XCN_OID_CERT_STRONG_SIGN_OS_1` 363: 1.3.6.1.4.1.311.72.1.1
    public static let certStrongSignOS1 = CertEnrollObjectID(rawValue: 363)
    /// `XCN_OID_CERT_STRONG_SIGN_OS_CURRENT` 364: 1.3.6.1.4.1.311.72.1.1
    public static let certStrongSignOSCurrent = CertEnrollObjectID(rawValue: 364)
    /// `XCN_OID_CERT_STRONG_SIGN_OS_PREFIX` 365: 1.3.6.1.4.1.311.72.1.
    public static let certStrongSignOSPrefix = CertEnrollObjectID(rawValue: 365)
    /// `XCN_OID_DH_SINGLE_PASS_STDDH_SHA1_KDF` 366: 1.3.133.16.840.63.0.2
    public static let dhSinglePassStdDHSHA1KDF = CertEnrollObjectID(rawValue: 366)
    /// `XCN_OID_DH_SINGLE_PASS_STDDH_SHA256_KDF` 367: 1.3.132.1.11.1
    public static let dhSinglePassStdDHSHA256KDF = CertEnrollObjectID(rawValue: 367)
    /// `XCN_OID_DH_SINGLE_PASS_STDDH_SHA384_KDF` 368: 1.3.132.1.11.2
    public static let dhSinglePassStdDHSHA384KDF = CertEnrollObjectID(rawValue: 368)
    /// `XCN_OID_DISALLOWED_HASH` 369: 1.3.6.1.4.1.311.10.11.15
    public static let disallowedHash = CertEnrollObjectID(rawValue: 369)
    /// `XCN_OID_DISALLOWED_LIST` 370: 1.3.6.1.4.1.311.10.3.30
    public static let disallowedList = CertEnrollObjectID(rawValue: 370)
    /// `XCN_OID_ECC_CURVE_P256` 371: 1.2.840.10045.3.1.7
    public static let eccCurveP256 = CertEnrollObjectID(rawValue: 371)
    /// `XCN_OID_ECC_CURVE_P384` 372: 1.3.132.0.34
    public static let eccCurveP384 = CertEnrollObjectID(rawValue: 372)
    /// `XCN_OID_ECC_CURVE_P521` 373: 1.3.132.0.35
    public static let eccCurveP521 = CertEnrollObjectID(rawValue: 373)
    /// `XCN_OID_ECDSA_SHA256` 374: 1.2.840.10045.4.3.2
    public static let ecdsaSHA256 = CertEnrollObjectID(rawValue: 374)
    /// `XCN_OID_ECDSA_SHA384` 375: 1.2.840.10045.4.3.3
    public static let ecdsaSHA384 = CertEnrollObjectID(rawValue: 375)
    /// `XCN_OID_ECDSA_SHA512` 376: 1.2.840.10045.4.3.4
    public static let ecdsaSHA512 = CertEnrollObjectID(rawValue: 376)
    /// `XCN_OID_ENROLL_CAXCHGCERT_HASH` 377: 1.3.6.1.4.1.311.21.27
    public static let enrollCAExchangeCertHash = CertEnrollObjectID(rawValue: 377)
    /// `XCN_OID_ENROLL_EK_INFO` 378: 1.3.6.1.4.1.311.21.23
    public static let enrollEKInfo = CertEnrollObjectID(rawValue: 378)
    /// `XCN_OID_ENROLL_EKPUB_CHALLENGE` 379: 1.3.6.1.4.1.311.21.26
    public static let enrollEKPubChallenge = CertEnrollObjectID(rawValue: 379)
    /// `XCN_OID_ENROLL_EKVERIFYCERT` 380: 1.3.6.1.4.1.311.21.31
    public static let enrollEKVerifyCert = CertEnrollObjectID(rawValue: 380)
    /// `XCN_OID_ENROLL_EKVERIFYCREDS` 381: 1.3.6.1.4.1.311.21.32
    public static let enrollEKVerifyCreds = CertEnrollObjectID(rawValue: 381)
    /// `XCN_OID_ENROLL_EKVERIFYKEY` 382: 1.3.6.1.4.1.311.21.30
    public static let enrollEKVerifyKey = CertEnrollObjectID(rawValue: 382)
    /// `XCN_OID_EV_RDN_COUNTRY` 383: 1.3.6.1.4.1.311.60.2.1.3
    public static let evRDNCountry = CertEnrollObjectID(rawValue: 383)
    /// `XCN_OID_EV_RDN_LOCALE` 384: 1.3.6.1.4.1.311.60.2.1.1
    public static let evRDNLocale = CertEnrollObjectID(rawValue: 384)
    /// `XCN_OID_EV_RDN_STATE_OR_PROVINCE` 385: 1.3.6.1.4.1.311.60.2.1.2
    public static let evRDNStateOrProvince = CertEnrollObjectID(rawValue: 385)
    /// `XCN_OID_INHIBIT_ANY_POLICY` 386: 2.5.29.54
    public static let inhibitAnyPolicy = CertEnrollObjectID(rawValue: 386)
    /// `XCN_OID_INTERNATIONALIZED_EMAIL_ADDRESS` 387: 1.3.6.1.4.1.311.20.2.4
    public static let internationalizedEmailAddress = CertEnrollObjectID(rawValue: 387)
    /// `XCN_OID_KP_KERNEL_MODE_CODE_SIGNING` 388: 1.3.6.1.4.1.311.61.1.1
    public static let kpKernelModeCodeSigning = CertEnrollObjectID(rawValue: 388)
    /// `XCN_OID_KP_KERNEL_MODE_HAL_EXTENSION_SIGNING` 389: 1.3.6.1.4.1.311.61.5.1
    public static let kpKernelModeHALExtensionSigning = CertEnrollObjectID(rawValue: 389)
    /// `XCN_OID_KP_KERNEL_MODE_TRUSTED_BOOT_SIGNING` 390: 1.3.6.1.4.1.311.61.4.1
    public static let kpKernelModeTrustedBootSigning = CertEnrollObjectID(rawValue: 390)
    /// `XCN_OID_KP_TPM_AIK_CERTIFICATE` 391: 2.23.133.8.3
    public static let kpTPMAIKCertificate = CertEnrollObjectID(rawValue: 391)
    /// `XCN_OID_KP_TPM_EK_CERTIFICATE` 392: 2.23.133.8.1
    public static let kpTPMEKCertificate = CertEnrollObjectID(rawValue: 392)
    /// `XCN_OID_KP_TPM_PLATFORM_CERTIFICATE` 393: 2.23.133.8.2
    public static let kpTPMPlatformCertificate = CertEnrollObjectID(rawValue: 393)
    /// `XCN_OID_NIST_AES128_CBC` 394: 2.16.840.1.101.3.4.1.2
    public static let nistAES128CBC = CertEnrollObjectID(rawValue: 394)
    /// `XCN_OID_NIST_AES128_WRAP` 395: 2.16.840.1.101.3.4.1.5
    public static let nistAES128Wrap = CertEnrollObjectID(rawValue: 395)
    /// `XCN_OID_NIST_AES192_CBC` 396: 2.16.840.1.101.3.4.1.22
    public static let nistAES192CBC = CertEnrollObjectID(rawValue: 396)
    /// `XCN_OID_NIST_AES192_WRAP` 397: 2.16.840.1.101.3.4.1.25
    public static let nistAES192Wrap = CertEnrollObjectID(rawValue: 397)
    /// `XCN_OID_NIST_AES256_CBC` 398: 2.16.840.1.101.3.4.1.42
    public static let nistAES256CBC = CertEnrollObjectID(rawValue: 398)
    /// `XCN_OID_NIST_AES256_WRAP` 399: 2.16.840.1.101.3.4.1.45
    public static let nistAES256Wrap = CertEnrollObjectID(rawValue: 399)
    /// `XCN_OID_PKCS_12_PbeIds` 400: 1.2.840.113549.1.12.1
    public static let pkcs12PbeIds = CertEnrollObjectID(rawValue: 400)
    /// `XCN_OID_PKCS_12_pbeWithSHA1And128BitRC2` 401: 1.2.840.113549.1.12.1.5
    public static let pkcs12PbeWithSHA1And128BitRC2 = CertEnrollObjectID(rawValue: 401)
    /// `XCN_OID_PKCS_12_pbeWithSHA1And128BitRC4` 402: 1.2.840.113549.1.12.1.1
    public static let pkcs12PbeWithSHA1And128BitRC4 = CertEnrollObjectID(rawValue: 402)
    /// `XCN_OID_PKCS_12_pbeWithSHA1And2KeyTripleDES` 403: 1.2.840.113549.1.12.1.4
    public static let pkcs12PbeWithSHA1And2KeyTripleDES = CertEnrollObjectID(rawValue: 403)
    /// `XCN_OID_PKCS_12_pbeWithSHA1And3KeyTripleDES` 404: 1.2.840.113549.1.12.1.3
    public static let pkcs12PbeWithSHA1And3KeyTripleDES = CertEnrollObjectID(rawValue: 404)
    /// `XCN_OID_PKCS_12_pbeWithSHA1And40BitRC2` 405: 1.2.840.113549.1.12.1.6
    public static let pkcs12PbeWithSHA1And40BitRC2 = CertEnrollObjectID(rawValue: 405)
    /// `XCN_OID_PKCS_12_pbeWithSHA1And40BitRC4` 406: 1.2.840.113549.1.12.1.2
    public static let pkcs12PbeWithSHA1And40BitRC4 = CertEnrollObjectID(rawValue: 406)
    /// `XCN_OID_PKCS_12_PROTECTED_PASSWORD_SECRET_BAG_TYPE_ID` 407: 1.3.6.1.4.1.311.17.4
    public static let pkcs12ProtectedPasswordSecretBagTypeID = CertEnrollObjectID(rawValue: 407)
    /// `XCN_OID_PKINIT_KP_KDC` 408: 1.3.6.1.5.2.3.5
    public static let pkinitKPKDC = CertEnrollObjectID(rawValue: 408)
    /// `XCN_OID_PKIX_CA_REPOSITORY` 409: 1.3.6.1.5.5.7.48.5
    public static let pkixCARepository = CertEnrollObjectID(rawValue: 409)
    /// `XCN_OID_PKIX_OCSP_NONCE` 410: 1.3.6.1.5.5.7.48.1.2
    public static let pkixOCSPNonce = CertEnrollObjectID(rawValue: 410)
    /// `XCN_OID_PKIX_TIME_STAMPING` 411: 1.3.6.1.5.5.7.48.3
    public static let pkixTimeStamping = CertEnrollObjectID(rawValue: 411)
    /// `XCN_OID_QC_EU_COMPLIANCE` 412: 0.4.0.1862.1.1
    public static let qcEUCompliance = CertEnrollObjectID(rawValue: 412)
    /// `XCN_OID_QC_SSCD` 413: 0.4.0.1862.1.4
    public static let qcSSCD = CertEnrollObjectID(rawValue: 413)
    /// `XCN_OID_QC_STATEMENTS_EXT` 414: 1.3.6.1.5.5.7.1.3
    public static let qcStatementsExt = CertEnrollObjectID(rawValue: 414)
    /// `XCN_OID_RDN_TPM_MANUFACTURER` 415: 2.23.133.2.1
    public static let rdnTPMManufacturer = CertEnrollObjectID(rawValue: 415)
    /// `XCN_OID_RDN_TPM_MODEL` 416: 2.23.133.2.2
    public static let rdnTPMModel = CertEnrollObjectID(rawValue: 416)
    /// `XCN_OID_RDN_TPM_VERSION` 417: 2.23.133.2.3
    public static let rdnTPMVersion = CertEnrollObjectID(rawValue: 417)
    /// `XCN_OID_REVOKED_LIST_SIGNER` 418: 1.3.6.1.4.1.311.10.3.19
    public static let revokedListSigner = CertEnrollObjectID(rawValue: 418)
    /// `XCN_OID_RFC3161_counterSign` 419: 1.3.6.1.4.1.311.3.3.1
    public static let rfc3161CounterSign = CertEnrollObjectID(rawValue: 419)
    /// `XCN_OID_ROOT_PROGRAM_AUTO_UPDATE_CA_REVOCATION` 420: 1.3.6.1.4.1.311.60.3.1
    public static let rootProgramAutoUpdateCARevocation = CertEnrollObjectID(rawValue: 420)
    /// `XCN_OID_ROOT_PROGRAM_AUTO_UPDATE_END_REVOCATION` 421: 1.3.6.1.4.1.311.60.3.2
    public static let rootProgramAutoUpdateEndRevocation = CertEnrollObjectID(rawValue: 421)
    /// `XCN_OID_ROOT_PROGRAM_FLAGS` 422: 1.3.6.1.4.1.311.60.1.1
    public static let rootProgramFlags = CertEnrollObjectID(rawValue: 422)
    /// `XCN_OID_ROOT_PROGRAM_NO_OCSP_FAILOVER_TO_CRL` 423: 1.3.6.1.4.1.311.60.3.3
    public static let rootProgramNoOCSPFailoverToCRL = CertEnrollObjectID(rawValue: 423)
    /// `XCN_OID_RSA_PSPECIFIED` 424: 1.2.840.113549.1.1.9
    public static let rsaPspecified = CertEnrollObjectID(rawValue: 424)
    /// `XCN_OID_RSAES_OAEP` 425: 1.2.840.113549.1.1.7
    public static let rsaesOAEP = CertEnrollObjectID(rawValue: 425)
    /// `XCN_OID_SUBJECT_INFO_ACCESS` 426: 1.3.6.1.5.5.7.1.11
    public static let subjectInfoAccess = CertEnrollObjectID(rawValue: 426)
    /// `XCN_OID_TIMESTAMP_TOKEN` 427: 1.2.840.113549.1.9.16.1.4
    public static let timestampToken = CertEnrollObjectID(rawValue: 427)
    /// `XCN_OID_ENROLL_SCEP_ERROR` 428: 1.3.6.1.4.1.311.21.33
    public static let enrollSCEPError = CertEnrollObjectID(rawValue: 428)
    /// `XCN_OID_ENROLL_ATTESTATION_CHALLENGE` 435: 1.3.6.1.4.1.311.21.28
    public static let enrollAttestationChallenge = CertEnrollObjectID(rawValue: 435)
    /// `XCN_OID_ENROLL_ATTESTATION_STATEMENT` 436: 1.3.6.1.4.1.311.21.24
    public static let enrollAttestationStatement = CertEnrollObjectID(rawValue: 436)
    /// `XCN_OID_ENROLL_ENCRYPTION_ALGORITHM` 437: 1.3.6.1.4.1.311.21.29
    public static let enrollEncryptionAlgorithm = CertEnrollObjectID(rawValue: 437)
    /// `XCN_OID_ENROLL_KSP_NAME` 438: 1.3.6.1.4.1.311.21.25
    public static let enrollKSPName = CertEnrollObjectID(rawValue: 438)

    /// Every ordinal with its name in the header and its identifier, in ascending order; nil where it has none.
    static let table: [Entry] = [
        Entry(.none, "XCN_OID_NONE", nil),
        Entry(.rsa, "XCN_OID_RSA", "1.2.840.113549"),
        Entry(.pkcs, "XCN_OID_PKCS", "1.2.840.113549.1"),
        Entry(.rsaHash, "XCN_OID_RSA_HASH", "1.2.840.113549.2"),
        Entry(.rsaEncrypt, "XCN_OID_RSA_ENCRYPT", "1.2.840.113549.3"),
        Entry(.pkcs1, "XCN_OID_PKCS_1", "1.2.840.113549.1.1"),
        Entry(.pkcs2, "XCN_OID_PKCS_2", "1.2.840.113549.1.2"),
        Entry(.pkcs3, "XCN_OID_PKCS_3", "1.2.840.113549.1.3"),
        Entry(.pkcs4, "XCN_OID_PKCS_4", "1.2.840.113549.1.4"),
        Entry(.pkcs5, "XCN_OID_PKCS_5", "1.2.840.113549.1.5"),
        Entry(.pkcs6, "XCN_OID_PKCS_6", "1.2.840.113549.1.6"),
        Entry(.pkcs7, "XCN_OID_PKCS_7", "1.2.840.113549.1.7"),
        Entry(.pkcs8, "XCN_OID_PKCS_8", "1.2.840.113549.1.8"),
        Entry(.pkcs9, "XCN_OID_PKCS_9", "1.2.840.113549.1.9"),
        Entry(.pkcs10, "XCN_OID_PKCS_10", "1.2.840.113549.1.10"),
        Entry(.pkcs12, "XCN_OID_PKCS_12", "1.2.840.113549.1.12"),
        Entry(.rsaRSA, "XCN_OID_RSA_RSA", "1.2.840.113549.1.1.1"),
        Entry(.rsaMD2RSA, "XCN_OID_RSA_MD2RSA", "1.2.840.113549.1.1.2"),
        Entry(.rsaMD4RSA, "XCN_OID_RSA_MD4RSA", "1.2.840.113549.1.1.3"),
        Entry(.rsaMD5RSA, "XCN_OID_RSA_MD5RSA", "1.2.840.113549.1.1.4"),
        Entry(.rsaSHA1RSA, "XCN_OID_RSA_SHA1RSA", "1.2.840.113549.1.1.5"),
        Entry(.rsaSetoaepRSA, "XCN_OID_RSA_SETOAEP_RSA", "1.2.840.113549.1.1.6"),
        Entry(.rsaDH, "XCN_OID_RSA_DH", "1.2.840.113549.1.3.1"),
        Entry(.rsaData, "XCN_OID_RSA_data", "1.2.840.113549.1.7.1"),
        Entry(.rsaSignedData, "XCN_OID_RSA_signedData", "1.2.840.113549.1.7.2"),
        Entry(.rsaEnvelopedData, "XCN_OID_RSA_envelopedData", "1.2.840.113549.1.7.3"),
        Entry(.rsaSignEnvData, "XCN_OID_RSA_signEnvData", "1.2.840.113549.1.7.4"),
        Entry(.rsaDigestedData, "XCN_OID_RSA_digestedData", "1.2.840.113549.1.7.5"),
        Entry(.rsaHashedData, "XCN_OID_RSA_hashedData", "1.2.840.113549.1.7.5"),
        Entry(.rsaEncryptedData, "XCN_OID_RSA_encryptedData", "1.2.840.113549.1.7.6"),
        Entry(.rsaEmailAddr, "XCN_OID_RSA_emailAddr", "1.2.840.113549.1.9.1"),
        Entry(.rsaUnstructName, "XCN_OID_RSA_unstructName", "1.2.840.113549.1.9.2"),
        Entry(.rsaContentType, "XCN_OID_RSA_contentType", "1.2.840.113549.1.9.3"),
        Entry(.rsaMessageDigest, "XCN_OID_RSA_messageDigest", "1.2.840.113549.1.9.4"),
        Entry(.rsaSigningTime, "XCN_OID_RSA_signingTime", "1.2.840.113549.1.9.5"),
        Entry(.rsaCounterSign, "XCN_OID_RSA_counterSign", "1.2.840.113549.1.9.6"),
        Entry(.rsaChallengePwd, "XCN_OID_RSA_challengePwd", "1.2.840.113549.1.9.7"),
        Entry(.rsaUnstructAddr, "XCN_OID_RSA_unstructAddr", "1.2.840.113549.1.9.8"),
        Entry(.rsaExtCertAttrs, "XCN_OID_RSA_extCertAttrs", "1.2.840.113549.1.9.9"),
        Entry(.rsaCertExtensions, "XCN_OID_RSA_certExtensions", "1.2.840.113549.1.9.14"),
        Entry(.rsaSMIMECapabilities, "XCN_OID_RSA_SMIMECapabilities", "1.2.840.113549.1.9.15"),
        Entry(.rsaPreferSignedData, "XCN_OID_RSA_preferSignedData", "1.2.840.113549.1.9.15.1"),
        Entry(.rsaSMIMEalg, "XCN_OID_RSA_SMIMEalg", "1.2.840.113549.1.9.16.3"),
        Entry(.rsaSMIMEalgESDH, "XCN_OID_RSA_SMIMEalgESDH", "1.2.840.113549.1.9.16.3.5"),
        Entry(.rsaSMIMEalgCMS3DESwrap, "XCN_OID_RSA_SMIMEalgCMS3DESwrap", "1.2.840.113549.1.9.16.3.6"),
        Entry(.rsaSMIMEalgCMSRC2wrap, "XCN_OID_RSA_SMIMEalgCMSRC2wrap", "1.2.840.113549.1.9.16.3.7"),
        Entry(.rsaMD2, "XCN_OID_RSA_MD2", "1.2.840.113549.2.2"),
        Entry(.rsaMD4, "XCN_OID_RSA_MD4", "1.2.840.113549.2.4"),
        Entry(.rsaMD5, "XCN_OID_RSA_MD5", "1.2.840.113549.2.5"),
        Entry(.rsaRC2CBC, "XCN_OID_RSA_RC2CBC", "1.2.840.113549.3.2"),
        Entry(.rsaRC4, "XCN_OID_RSA_RC4", "1.2.840.113549.3.4"),
        Entry(.rsaDESEDE3CBC, "XCN_OID_RSA_DES_EDE3_CBC", "1.2.840.113549.3.7"),
        Entry(.rsaRC5CBCPad, "XCN_OID_RSA_RC5_CBCPad", "1.2.840.113549.3.9"),
        Entry(.ansiX942, "XCN_OID_ANSI_X942", "1.2.840.10046"),
        Entry(.ansiX942DH, "XCN_OID_ANSI_X942_DH", "1.2.840.10046.2.1"),
        Entry(.x957, "XCN_OID_X957", "1.2.840.10040"),
        Entry(.x957DSA, "XCN_OID_X957_DSA", "1.2.840.10040.4.1"),
        Entry(.x957SHA1DSA, "XCN_OID_X957_SHA1DSA", "1.2.840.10040.4.3"),
        Entry(.ds, "XCN_OID_DS", "2.5"),
        Entry(.dsalg, "XCN_OID_DSALG", "2.5.8"),
        Entry(.dsalgCrpt, "XCN_OID_DSALG_CRPT", "2.5.8.1"),
        Entry(.dsalgHash, "XCN_OID_DSALG_HASH", "2.5.8.2"),
        Entry(.dsalgSign, "XCN_OID_DSALG_SIGN", "2.5.8.3"),
        Entry(.dsalgRSA, "XCN_OID_DSALG_RSA", "2.5.8.1.1"),
        Entry(.oiw, "XCN_OID_OIW", "1.3.14"),
        Entry(.oiwsec, "XCN_OID_OIWSEC", "1.3.14.3.2"),
        Entry(.oiwsecMd4RSA, "XCN_OID_OIWSEC_md4RSA", "1.3.14.3.2.2"),
        Entry(.oiwsecMd5RSA, "XCN_OID_OIWSEC_md5RSA", "1.3.14.3.2.3"),
        Entry(.oiwsecMd4RSA2, "XCN_OID_OIWSEC_md4RSA2", "1.3.14.3.2.4"),
        Entry(.oiwsecDesECB, "XCN_OID_OIWSEC_desECB", "1.3.14.3.2.6"),
        Entry(.oiwsecDesCBC, "XCN_OID_OIWSEC_desCBC", "1.3.14.3.2.7"),
        Entry(.oiwsecDesOFB, "XCN_OID_OIWSEC_desOFB", "1.3.14.3.2.8"),
        Entry(.oiwsecDesCFB, "XCN_OID_OIWSEC_desCFB", "1.3.14.3.2.9"),
        Entry(.oiwsecDesMAC, "XCN_OID_OIWSEC_desMAC", "1.3.14.3.2.10"),
        Entry(.oiwsecRsaSign, "XCN_OID_OIWSEC_rsaSign", "1.3.14.3.2.11"),
        Entry(.oiwsecDsa, "XCN_OID_OIWSEC_dsa", "1.3.14.3.2.12"),
        Entry(.oiwsecShaDSA, "XCN_OID_OIWSEC_shaDSA", "1.3.14.3.2.13"),
        Entry(.oiwsecMdc2RSA, "XCN_OID_OIWSEC_mdc2RSA", "1.3.14.3.2.14"),
        Entry(.oiwsecShaRSA, "XCN_OID_OIWSEC_shaRSA", "1.3.14.3.2.15"),
        Entry(.oiwsecDhCommMod, "XCN_OID_OIWSEC_dhCommMod", "1.3.14.3.2.16"),
        Entry(.oiwsecDesEDE, "XCN_OID_OIWSEC_desEDE", "1.3.14.3.2.17"),
        Entry(.oiwsecSha, "XCN_OID_OIWSEC_sha", "1.3.14.3.2.18"),
        Entry(.oiwsecMdc2, "XCN_OID_OIWSEC_mdc2", "1.3.14.3.2.19"),
        Entry(.oiwsecDsaComm, "XCN_OID_OIWSEC_dsaComm", "1.3.14.3.2.20"),
        Entry(.oiwsecDsaCommSHA, "XCN_OID_OIWSEC_dsaCommSHA", "1.3.14.3.2.21"),
        Entry(.oiwsecRsaXchg, "XCN_OID_OIWSEC_rsaXchg", "1.3.14.3.2.22"),
        Entry(.oiwsecKeyHashSeal, "XCN_OID_OIWSEC_keyHashSeal", "1.3.14.3.2.23"),
        Entry(.oiwsecMd2RSASign, "XCN_OID_OIWSEC_md2RSASign", "1.3.14.3.2.24"),
        Entry(.oiwsecMd5RSASign, "XCN_OID_OIWSEC_md5RSASign", "1.3.14.3.2.25"),
        Entry(.oiwsecSha1, "XCN_OID_OIWSEC_sha1", "1.3.14.3.2.26"),
        Entry(.oiwsecDsaSHA1, "XCN_OID_OIWSEC_dsaSHA1", "1.3.14.3.2.27"),
        Entry(.oiwsecDsaCommSHA1, "XCN_OID_OIWSEC_dsaCommSHA1", "1.3.14.3.2.28"),
        Entry(.oiwsecSha1RSASign, "XCN_OID_OIWSEC_sha1RSASign", "1.3.14.3.2.29"),
        Entry(.oiwdir, "XCN_OID_OIWDIR", "1.3.14.7.2"),
        Entry(.oiwdirCrpt, "XCN_OID_OIWDIR_CRPT", "1.3.14.7.2.1"),
        Entry(.oiwdirHash, "XCN_OID_OIWDIR_HASH", "1.3.14.7.2.2"),
        Entry(.oiwdirSign, "XCN_OID_OIWDIR_SIGN", "1.3.14.7.2.3"),
        Entry(.oiwdirMd2, "XCN_OID_OIWDIR_md2", "1.3.14.7.2.2.1"),
        Entry(.oiwdirMd2RSA, "XCN_OID_OIWDIR_md2RSA", "1.3.14.7.2.3.1"),
        Entry(.infosec, "XCN_OID_INFOSEC", "2.16.840.1.101.2.1"),
        Entry(.infosecSdnsSignature, "XCN_OID_INFOSEC_sdnsSignature", "2.16.840.1.101.2.1.1.1"),
        Entry(.infosecMosaicSignature, "XCN_OID_INFOSEC_mosaicSignature", "2.16.840.1.101.2.1.1.2"),
        Entry(.infosecSdnsConfidentiality, "XCN_OID_INFOSEC_sdnsConfidentiality", "2.16.840.1.101.2.1.1.3"),
        Entry(.infosecMosaicConfidentiality, "XCN_OID_INFOSEC_mosaicConfidentiality", "2.16.840.1.101.2.1.1.4"),
        Entry(.infosecSdnsIntegrity, "XCN_OID_INFOSEC_sdnsIntegrity", "2.16.840.1.101.2.1.1.5"),
        Entry(.infosecMosaicIntegrity, "XCN_OID_INFOSEC_mosaicIntegrity", "2.16.840.1.101.2.1.1.6"),
        Entry(.infosecSdnsTokenProtection, "XCN_OID_INFOSEC_sdnsTokenProtection", "2.16.840.1.101.2.1.1.7"),
        Entry(.infosecMosaicTokenProtection, "XCN_OID_INFOSEC_mosaicTokenProtection", "2.16.840.1.101.2.1.1.8"),
        Entry(.infosecSdnsKeyManagement, "XCN_OID_INFOSEC_sdnsKeyManagement", "2.16.840.1.101.2.1.1.9"),
        Entry(.infosecMosaicKeyManagement, "XCN_OID_INFOSEC_mosaicKeyManagement", "2.16.840.1.101.2.1.1.10"),
        Entry(.infosecSdnsKMandSig, "XCN_OID_INFOSEC_sdnsKMandSig", "2.16.840.1.101.2.1.1.11"),
        Entry(.infosecMosaicKMandSig, "XCN_OID_INFOSEC_mosaicKMandSig", "2.16.840.1.101.2.1.1.12"),
        Entry(.infosecSuiteASignature, "XCN_OID_INFOSEC_SuiteASignature", "2.16.840.1.101.2.1.1.13"),
        Entry(.infosecSuiteAConfidentiality, "XCN_OID_INFOSEC_SuiteAConfidentiality", "2.16.840.1.101.2.1.1.14"),
        Entry(.infosecSuiteAIntegrity, "XCN_OID_INFOSEC_SuiteAIntegrity", "2.16.840.1.101.2.1.1.15"),
        Entry(.infosecSuiteATokenProtection, "XCN_OID_INFOSEC_SuiteATokenProtection", "2.16.840.1.101.2.1.1.16"),
        Entry(.infosecSuiteAKeyManagement, "XCN_OID_INFOSEC_SuiteAKeyManagement", "2.16.840.1.101.2.1.1.17"),
        Entry(.infosecSuiteAKMandSig, "XCN_OID_INFOSEC_SuiteAKMandSig", "2.16.840.1.101.2.1.1.18"),
        Entry(.infosecMosaicUpdatedSig, "XCN_OID_INFOSEC_mosaicUpdatedSig", "2.16.840.1.101.2.1.1.19"),
        Entry(.infosecMosaicKMandUpdSig, "XCN_OID_INFOSEC_mosaicKMandUpdSig", "2.16.840.1.101.2.1.1.20"),
        Entry(.infosecMosaicUpdatedInteg, "XCN_OID_INFOSEC_mosaicUpdatedInteg", "2.16.840.1.101.2.1.1.21"),
        Entry(.commonName, "XCN_OID_COMMON_NAME", "2.5.4.3"),
        Entry(.surName, "XCN_OID_SUR_NAME", "2.5.4.4"),
        Entry(.deviceSerialNumber, "XCN_OID_DEVICE_SERIAL_NUMBER", "2.5.4.5"),
        Entry(.countryName, "XCN_OID_COUNTRY_NAME", "2.5.4.6"),
        Entry(.localityName, "XCN_OID_LOCALITY_NAME", "2.5.4.7"),
        Entry(.stateOrProvinceName, "XCN_OID_STATE_OR_PROVINCE_NAME", "2.5.4.8"),
        Entry(.streetAddress, "XCN_OID_STREET_ADDRESS", "2.5.4.9"),
        Entry(.organizationName, "XCN_OID_ORGANIZATION_NAME", "2.5.4.10"),
        Entry(.organizationalUnitName, "XCN_OID_ORGANIZATIONAL_UNIT_NAME", "2.5.4.11"),
        Entry(.title, "XCN_OID_TITLE", "2.5.4.12"),
        Entry(.description, "XCN_OID_DESCRIPTION", "2.5.4.13"),
        Entry(.searchGuide, "XCN_OID_SEARCH_GUIDE", "2.5.4.14"),
        Entry(.businessCategory, "XCN_OID_BUSINESS_CATEGORY", "2.5.4.15"),
        Entry(.postalAddress, "XCN_OID_POSTAL_ADDRESS", "2.5.4.16"),
        Entry(.postalCode, "XCN_OID_POSTAL_CODE", "2.5.4.17"),
        Entry(.postOfficeBox, "XCN_OID_POST_OFFICE_BOX", "2.5.4.18"),
        Entry(.physicalDeliveryOfficeName, "XCN_OID_PHYSICAL_DELIVERY_OFFICE_NAME", "2.5.4.19"),
        Entry(.telephoneNumber, "XCN_OID_TELEPHONE_NUMBER", "2.5.4.20"),
        Entry(.telexNumber, "XCN_OID_TELEX_NUMBER", "2.5.4.21"),
        Entry(.teletextTerminalIdentifier, "XCN_OID_TELETEXT_TERMINAL_IDENTIFIER", "2.5.4.22"),
        Entry(.facsimileTelephoneNumber, "XCN_OID_FACSIMILE_TELEPHONE_NUMBER", "2.5.4.23"),
        Entry(.x21Address, "XCN_OID_X21_ADDRESS", "2.5.4.24"),
        Entry(.internationalIsdnNumber, "XCN_OID_INTERNATIONAL_ISDN_NUMBER", "2.5.4.25"),
        Entry(.registeredAddress, "XCN_OID_REGISTERED_ADDRESS", "2.5.4.26"),
        Entry(.destinationIndicator, "XCN_OID_DESTINATION_INDICATOR", "2.5.4.27"),
        Entry(.preferredDeliveryMethod, "XCN_OID_PREFERRED_DELIVERY_METHOD", "2.5.4.28"),
        Entry(.presentationAddress, "XCN_OID_PRESENTATION_ADDRESS", "2.5.4.29"),
        Entry(.supportedApplicationContext, "XCN_OID_SUPPORTED_APPLICATION_CONTEXT", "2.5.4.30"),
        Entry(.member, "XCN_OID_MEMBER", "2.5.4.31"),
        Entry(.owner, "XCN_OID_OWNER", "2.5.4.32"),
        Entry(.roleOccupant, "XCN_OID_ROLE_OCCUPANT", "2.5.4.33"),
        Entry(.seeAlso, "XCN_OID_SEE_ALSO", "2.5.4.34"),
        Entry(.userPassword, "XCN_OID_USER_PASSWORD", "2.5.4.35"),
        Entry(.userCertificate, "XCN_OID_USER_CERTIFICATE", "2.5.4.36"),
        Entry(.caCertificate, "XCN_OID_CA_CERTIFICATE", "2.5.4.37"),
        Entry(.authorityRevocationList, "XCN_OID_AUTHORITY_REVOCATION_LIST", "2.5.4.38"),
        Entry(.certificateRevocationList, "XCN_OID_CERTIFICATE_REVOCATION_LIST", "2.5.4.39"),
        Entry(.crossCertificatePair, "XCN_OID_CROSS_CERTIFICATE_PAIR", "2.5.4.40"),
        Entry(.givenName, "XCN_OID_GIVEN_NAME", "2.5.4.42"),
        Entry(.initials, "XCN_OID_INITIALS", "2.5.4.43"),
        Entry(.dnQualifier, "XCN_OID_DN_QUALIFIER", "2.5.4.46"),
        Entry(.domainComponent, "XCN_OID_DOMAIN_COMPONENT", "0.9.2342.19200300.100.1.25"),
        Entry(.pkcs12FriendlyNameAttr, "XCN_OID_PKCS_12_FRIENDLY_NAME_ATTR", "1.2.840.113549.1.9.20"),
        Entry(.pkcs12LocalKeyID, "XCN_OID_PKCS_12_LOCAL_KEY_ID", "1.2.840.113549.1.9.21"),
        Entry(.pkcs12KeyProviderNameAttr, "XCN_OID_PKCS_12_KEY_PROVIDER_NAME_ATTR", "1.3.6.1.4.1.311.17.1"),
        Entry(.localMachineKeyset, "XCN_OID_LOCAL_MACHINE_KEYSET", "1.3.6.1.4.1.311.17.2"),
        Entry(.pkcs12ExtendedAttributes, "XCN_OID_PKCS_12_EXTENDED_ATTRIBUTES", "1.3.6.1.4.1.311.17.3"),
        Entry(.keyidRDN, "XCN_OID_KEYID_RDN", "1.3.6.1.4.1.311.10.7.1"),
        Entry(.authorityKeyIdentifier, "XCN_OID_AUTHORITY_KEY_IDENTIFIER", "2.5.29.1"),
        Entry(.keyAttributes, "XCN_OID_KEY_ATTRIBUTES", "2.5.29.2"),
        Entry(.certPolicies95, "XCN_OID_CERT_POLICIES_95", "2.5.29.3"),
        Entry(.keyUsageRestriction, "XCN_OID_KEY_USAGE_RESTRICTION", "2.5.29.4"),
        Entry(.subjectAltName, "XCN_OID_SUBJECT_ALT_NAME", "2.5.29.7"),
        Entry(.issuerAltName, "XCN_OID_ISSUER_ALT_NAME", "2.5.29.8"),
        Entry(.basicConstraints, "XCN_OID_BASIC_CONSTRAINTS", "2.5.29.10"),
        Entry(.keyUsage, "XCN_OID_KEY_USAGE", "2.5.29.15"),
        Entry(.privatekeyUsagePeriod, "XCN_OID_PRIVATEKEY_USAGE_PERIOD", "2.5.29.16"),
        Entry(.basicConstraints2, "XCN_OID_BASIC_CONSTRAINTS2", "2.5.29.19"),
        Entry(.certPolicies, "XCN_OID_CERT_POLICIES", "2.5.29.32"),
        Entry(.anyCertPolicy, "XCN_OID_ANY_CERT_POLICY", "2.5.29.32.0"),
        Entry(.authorityKeyIdentifier2, "XCN_OID_AUTHORITY_KEY_IDENTIFIER2", "2.5.29.35"),
        Entry(.subjectKeyIdentifier, "XCN_OID_SUBJECT_KEY_IDENTIFIER", "2.5.29.14"),
        Entry(.subjectAltName2, "XCN_OID_SUBJECT_ALT_NAME2", "2.5.29.17"),
        Entry(.issuerAltName2, "XCN_OID_ISSUER_ALT_NAME2", "2.5.29.18"),
        Entry(.crlReasonCode, "XCN_OID_CRL_REASON_CODE", "2.5.29.21"),
        Entry(.reasonCodeHold, "XCN_OID_REASON_CODE_HOLD", "2.5.29.23"),
        Entry(.crlDistPoints, "XCN_OID_CRL_DIST_POINTS", "2.5.29.31"),
        Entry(.enhancedKeyUsage, "XCN_OID_ENHANCED_KEY_USAGE", "2.5.29.37"),
        Entry(.crlNumber, "XCN_OID_CRL_NUMBER", "2.5.29.20"),
        Entry(.deltaCRLIndicator, "XCN_OID_DELTA_CRL_INDICATOR", "2.5.29.27"),
        Entry(.issuingDistPoint, "XCN_OID_ISSUING_DIST_POINT", "2.5.29.28"),
        Entry(.freshestCRL, "XCN_OID_FRESHEST_CRL", "2.5.29.46"),
        Entry(.nameConstraints, "XCN_OID_NAME_CONSTRAINTS", "2.5.29.30"),
        Entry(.policyMappings, "XCN_OID_POLICY_MAPPINGS", "2.5.29.33"),
        Entry(.legacyPolicyMappings, "XCN_OID_LEGACY_POLICY_MAPPINGS", "2.5.29.5"),
        Entry(.policyConstraints, "XCN_OID_POLICY_CONSTRAINTS", "2.5.29.36"),
        Entry(.renewalCertificate, "XCN_OID_RENEWAL_CERTIFICATE", "1.3.6.1.4.1.311.13.1"),
        Entry(.enrollmentNameValuePair, "XCN_OID_ENROLLMENT_NAME_VALUE_PAIR", "1.3.6.1.4.1.311.13.2.1"),
        Entry(.enrollmentCSPProvider, "XCN_OID_ENROLLMENT_CSP_PROVIDER", "1.3.6.1.4.1.311.13.2.2"),
        Entry(.osVersion, "XCN_OID_OS_VERSION", "1.3.6.1.4.1.311.13.2.3"),
        Entry(.enrollmentAgent, "XCN_OID_ENROLLMENT_AGENT", "1.3.6.1.4.1.311.20.2.1"),
        Entry(.pkix, "XCN_OID_PKIX", "1.3.6.1.5.5.7"),
        Entry(.pkixPE, "XCN_OID_PKIX_PE", "1.3.6.1.5.5.7.1"),
        Entry(.authorityInfoAccess, "XCN_OID_AUTHORITY_INFO_ACCESS", "1.3.6.1.5.5.7.1.1"),
        Entry(.biometricExt, "XCN_OID_BIOMETRIC_EXT", "1.3.6.1.5.5.7.1.2"),
        Entry(.logotypeExt, "XCN_OID_LOGOTYPE_EXT", "1.3.6.1.5.5.7.1.12"),
        Entry(.certExtensions, "XCN_OID_CERT_EXTENSIONS", "1.3.6.1.4.1.311.2.1.14"),
        Entry(.nextUpdateLocation, "XCN_OID_NEXT_UPDATE_LOCATION", "1.3.6.1.4.1.311.10.2"),
        Entry(.removeCertificate, "XCN_OID_REMOVE_CERTIFICATE", "1.3.6.1.4.1.311.10.8.1"),
        Entry(.crossCertDistPoints, "XCN_OID_CROSS_CERT_DIST_POINTS", "1.3.6.1.4.1.311.10.9.1"),
        Entry(.ctl, "XCN_OID_CTL", "1.3.6.1.4.1.311.10.1"),
        Entry(.sortedCTL, "XCN_OID_SORTED_CTL", "1.3.6.1.4.1.311.10.1.1"),
        Entry(.serialized, "XCN_OID_SERIALIZED", "1.3.6.1.4.1.311.10.3.3.1"),
        Entry(.ntPrincipalName, "XCN_OID_NT_PRINCIPAL_NAME", "1.3.6.1.4.1.311.20.2.3"),
        Entry(.productUpdate, "XCN_OID_PRODUCT_UPDATE", "1.3.6.1.4.1.311.31.1"),
        Entry(.anyApplicationPolicy, "XCN_OID_ANY_APPLICATION_POLICY", "1.3.6.1.4.1.311.10.12.1"),
        Entry(.autoEnrollCTLUsage, "XCN_OID_AUTO_ENROLL_CTL_USAGE", "1.3.6.1.4.1.311.20.1"),
        Entry(.enrollCerttypeExtension, "XCN_OID_ENROLL_CERTTYPE_EXTENSION", "1.3.6.1.4.1.311.20.2"),
        Entry(.certManifold, "XCN_OID_CERT_MANIFOLD", "1.3.6.1.4.1.311.20.3"),
        Entry(.certsrvCAVersion, "XCN_OID_CERTSRV_CA_VERSION", "1.3.6.1.4.1.311.21.1"),
        Entry(.certsrvPreviousCertHash, "XCN_OID_CERTSRV_PREVIOUS_CERT_HASH", "1.3.6.1.4.1.311.21.2"),
        Entry(.crlVirtualBase, "XCN_OID_CRL_VIRTUAL_BASE", "1.3.6.1.4.1.311.21.3"),
        Entry(.crlNextPublish, "XCN_OID_CRL_NEXT_PUBLISH", "1.3.6.1.4.1.311.21.4"),
        Entry(.kpCAExchange, "XCN_OID_KP_CA_EXCHANGE", "1.3.6.1.4.1.311.21.5"),
        Entry(.kpKeyRecoveryAgent, "XCN_OID_KP_KEY_RECOVERY_AGENT", "1.3.6.1.4.1.311.21.6"),
        Entry(.certificateTemplate, "XCN_OID_CERTIFICATE_TEMPLATE", "1.3.6.1.4.1.311.21.7"),
        Entry(.enterpriseOIDRoot, "XCN_OID_ENTERPRISE_OID_ROOT", "1.3.6.1.4.1.311.21.8"),
        Entry(.rdnDummySigner, "XCN_OID_RDN_DUMMY_SIGNER", "1.3.6.1.4.1.311.21.9"),
        Entry(.applicationCertPolicies, "XCN_OID_APPLICATION_CERT_POLICIES", "1.3.6.1.4.1.311.21.10"),
        Entry(.applicationPolicyMappings, "XCN_OID_APPLICATION_POLICY_MAPPINGS", "1.3.6.1.4.1.311.21.11"),
        Entry(.applicationPolicyConstraints, "XCN_OID_APPLICATION_POLICY_CONSTRAINTS", "1.3.6.1.4.1.311.21.12"),
        Entry(.archivedKeyAttr, "XCN_OID_ARCHIVED_KEY_ATTR", "1.3.6.1.4.1.311.21.13"),
        Entry(.crlSelfCDP, "XCN_OID_CRL_SELF_CDP", "1.3.6.1.4.1.311.21.14"),
        Entry(.requireCertChainPolicy, "XCN_OID_REQUIRE_CERT_CHAIN_POLICY", "1.3.6.1.4.1.311.21.15"),
        Entry(.archivedKeyCertHash, "XCN_OID_ARCHIVED_KEY_CERT_HASH", "1.3.6.1.4.1.311.21.16"),
        Entry(.issuedCertHash, "XCN_OID_ISSUED_CERT_HASH", "1.3.6.1.4.1.311.21.17"),
        Entry(.dsEmailReplication, "XCN_OID_DS_EMAIL_REPLICATION", "1.3.6.1.4.1.311.21.19"),
        Entry(.requestClientInfo, "XCN_OID_REQUEST_CLIENT_INFO", "1.3.6.1.4.1.311.21.20"),
        Entry(.encryptedKeyHash, "XCN_OID_ENCRYPTED_KEY_HASH", "1.3.6.1.4.1.311.21.21"),
        Entry(.certsrvCrossCAVersion, "XCN_OID_CERTSRV_CROSSCA_VERSION", "1.3.6.1.4.1.311.21.22"),
        Entry(.ntdsReplication, "XCN_OID_NTDS_REPLICATION", "1.3.6.1.4.1.311.25.1"),
        Entry(.subjectDirAttrs, "XCN_OID_SUBJECT_DIR_ATTRS", "2.5.29.9"),
        Entry(.pkixKP, "XCN_OID_PKIX_KP", "1.3.6.1.5.5.7.3"),
        Entry(.pkixKPServerAuth, "XCN_OID_PKIX_KP_SERVER_AUTH", "1.3.6.1.5.5.7.3.1"),
        Entry(.pkixKPClientAuth, "XCN_OID_PKIX_KP_CLIENT_AUTH", "1.3.6.1.5.5.7.3.2"),
        Entry(.pkixKPCodeSigning, "XCN_OID_PKIX_KP_CODE_SIGNING", "1.3.6.1.5.5.7.3.3"),
        Entry(.pkixKPEmailProtection, "XCN_OID_PKIX_KP_EMAIL_PROTECTION", "1.3.6.1.5.5.7.3.4"),
        Entry(.pkixKPIPSECEndSystem, "XCN_OID_PKIX_KP_IPSEC_END_SYSTEM", "1.3.6.1.5.5.7.3.5"),
        Entry(.pkixKPIPSECTunnel, "XCN_OID_PKIX_KP_IPSEC_TUNNEL", "1.3.6.1.5.5.7.3.6"),
        Entry(.pkixKPIPSECUser, "XCN_OID_PKIX_KP_IPSEC_USER", "1.3.6.1.5.5.7.3.7"),
        Entry(.pkixKPTimestampSigning, "XCN_OID_PKIX_KP_TIMESTAMP_SIGNING", "1.3.6.1.5.5.7.3.8"),
        Entry(.pkixKPOCSPSigning, "XCN_OID_PKIX_KP_OCSP_SIGNING", "1.3.6.1.5.5.7.3.9"),
        Entry(.pkixOCSPNocheck, "XCN_OID_PKIX_OCSP_NOCHECK", "1.3.6.1.5.5.7.48.1.5"),
        Entry(.ipsecKPIKEIntermediate, "XCN_OID_IPSEC_KP_IKE_INTERMEDIATE", "1.3.6.1.5.5.8.2.2"),
        Entry(.kpCTLUsageSigning, "XCN_OID_KP_CTL_USAGE_SIGNING", "1.3.6.1.4.1.311.10.3.1"),
        Entry(.kpTimeStampSigning, "XCN_OID_KP_TIME_STAMP_SIGNING", "1.3.6.1.4.1.311.10.3.2"),
        Entry(.serverGatedCrypto, "XCN_OID_SERVER_GATED_CRYPTO", "1.3.6.1.4.1.311.10.3.3"),
        Entry(.sgcNetscape, "XCN_OID_SGC_NETSCAPE", "2.16.840.1.113730.4.1"),
        Entry(.kpEFS, "XCN_OID_KP_EFS", "1.3.6.1.4.1.311.10.3.4"),
        Entry(.efsRecovery, "XCN_OID_EFS_RECOVERY", "1.3.6.1.4.1.311.10.3.4.1"),
        Entry(.whqlCrypto, "XCN_OID_WHQL_CRYPTO", "1.3.6.1.4.1.311.10.3.5"),
        Entry(.nt5Crypto, "XCN_OID_NT5_CRYPTO", "1.3.6.1.4.1.311.10.3.6"),
        Entry(.oemWHQLCrypto, "XCN_OID_OEM_WHQL_CRYPTO", "1.3.6.1.4.1.311.10.3.7"),
        Entry(.embeddedNTCrypto, "XCN_OID_EMBEDDED_NT_CRYPTO", "1.3.6.1.4.1.311.10.3.8"),
        Entry(.rootListSigner, "XCN_OID_ROOT_LIST_SIGNER", "1.3.6.1.4.1.311.10.3.9"),
        Entry(.kpQualifiedSubordination, "XCN_OID_KP_QUALIFIED_SUBORDINATION", "1.3.6.1.4.1.311.10.3.10"),
        Entry(.kpKeyRecovery, "XCN_OID_KP_KEY_RECOVERY", "1.3.6.1.4.1.311.10.3.11"),
        Entry(.kpDocumentSigning, "XCN_OID_KP_DOCUMENT_SIGNING", "1.3.6.1.4.1.311.10.3.12"),
        Entry(.kpLifetimeSigning, "XCN_OID_KP_LIFETIME_SIGNING", "1.3.6.1.4.1.311.10.3.13"),
        Entry(.kpMobileDeviceSoftware, "XCN_OID_KP_MOBILE_DEVICE_SOFTWARE", "1.3.6.1.4.1.311.10.3.14"),
        Entry(.kpSmartDisplay, "XCN_OID_KP_SMART_DISPLAY", "1.3.6.1.4.1.311.10.3.15"),
        Entry(.kpCSPSignature, "XCN_OID_KP_CSP_SIGNATURE", "1.3.6.1.4.1.311.10.3.16"),
        Entry(.drm, "XCN_OID_DRM", "1.3.6.1.4.1.311.10.5.1"),
        Entry(.drmIndividualization, "XCN_OID_DRM_INDIVIDUALIZATION", "1.3.6.1.4.1.311.10.5.2"),
        Entry(.licenses, "XCN_OID_LICENSES", "1.3.6.1.4.1.311.10.6.1"),
        Entry(.licenseServer, "XCN_OID_LICENSE_SERVER", "1.3.6.1.4.1.311.10.6.2"),
        Entry(.kpSmartcardLogon, "XCN_OID_KP_SMARTCARD_LOGON", "1.3.6.1.4.1.311.20.2.2"),
        Entry(.yesnoTrustAttr, "XCN_OID_YESNO_TRUST_ATTR", "1.3.6.1.4.1.311.10.4.1"),
        Entry(.pkixPolicyQualifierCPS, "XCN_OID_PKIX_POLICY_QUALIFIER_CPS", "1.3.6.1.5.5.7.2.1"),
        Entry(.pkixPolicyQualifierUsernotice, "XCN_OID_PKIX_POLICY_QUALIFIER_USERNOTICE", "1.3.6.1.5.5.7.2.2"),
        Entry(.certPolicies95Qualifier1, "XCN_OID_CERT_POLICIES_95_QUALIFIER1", "2.16.840.1.113733.1.7.1.1"),
        Entry(.pkixACCDescr, "XCN_OID_PKIX_ACC_DESCR", "1.3.6.1.5.5.7.48"),
        Entry(.pkixOCSP, "XCN_OID_PKIX_OCSP", "1.3.6.1.5.5.7.48.1"),
        Entry(.pkixCAIssuers, "XCN_OID_PKIX_CA_ISSUERS", "1.3.6.1.5.5.7.48.2"),
        Entry(.verisignPrivate6_9, "XCN_OID_VERISIGN_PRIVATE_6_9", "2.16.840.1.113733.1.6.9"),
        Entry(.verisignOnsiteJurisdictionHash, "XCN_OID_VERISIGN_ONSITE_JURISDICTION_HASH", "2.16.840.1.113733.1.6.11"),
        Entry(.verisignBitstring6_13, "XCN_OID_VERISIGN_BITSTRING_6_13", "2.16.840.1.113733.1.6.13"),
        Entry(.verisignISSStrongCrypto, "XCN_OID_VERISIGN_ISS_STRONG_CRYPTO", "2.16.840.1.113733.1.8.1"),
        Entry(.netscape, "XCN_OID_NETSCAPE", "2.16.840.1.113730"),
        Entry(.netscapeCertExtension, "XCN_OID_NETSCAPE_CERT_EXTENSION", "2.16.840.1.113730.1"),
        Entry(.netscapeCertType, "XCN_OID_NETSCAPE_CERT_TYPE", "2.16.840.1.113730.1.1"),
        Entry(.netscapeBaseURL, "XCN_OID_NETSCAPE_BASE_URL", "2.16.840.1.113730.1.2"),
        Entry(.netscapeRevocationURL, "XCN_OID_NETSCAPE_REVOCATION_URL", "2.16.840.1.113730.1.3"),
        Entry(.netscapeCARevocationURL, "XCN_OID_NETSCAPE_CA_REVOCATION_URL", "2.16.840.1.113730.1.4"),
        Entry(.netscapeCertRenewalURL, "XCN_OID_NETSCAPE_CERT_RENEWAL_URL", "2.16.840.1.113730.1.7"),
        Entry(.netscapeCAPolicyURL, "XCN_OID_NETSCAPE_CA_POLICY_URL", "2.16.840.1.113730.1.8"),
        Entry(.netscapeSSLServerName, "XCN_OID_NETSCAPE_SSL_SERVER_NAME", "2.16.840.1.113730.1.12"),
        Entry(.netscapeComment, "XCN_OID_NETSCAPE_COMMENT", "2.16.840.1.113730.1.13"),
        Entry(.netscapeDataType, "XCN_OID_NETSCAPE_DATA_TYPE", "2.16.840.1.113730.2"),
        Entry(.netscapeCertSequence, "XCN_OID_NETSCAPE_CERT_SEQUENCE", "2.16.840.1.113730.2.5"),
        Entry(.ctPKIData, "XCN_OID_CT_PKI_DATA", "1.3.6.1.5.5.7.12.2"),
        Entry(.ctPKIResponse, "XCN_OID_CT_PKI_RESPONSE", "1.3.6.1.5.5.7.12.3"),
        Entry(.pkixNoSignature, "XCN_OID_PKIX_NO_SIGNATURE", "1.3.6.1.5.5.7.6.2"),
        Entry(.cmc, "XCN_OID_CMC", "1.3.6.1.5.5.7.7"),
        Entry(.cmcStatusInfo, "XCN_OID_CMC_STATUS_INFO", "1.3.6.1.5.5.7.7.1"),
        Entry(.cmcIdentification, "XCN_OID_CMC_IDENTIFICATION", "1.3.6.1.5.5.7.7.2"),
        Entry(.cmcIdentityProof, "XCN_OID_CMC_IDENTITY_PROOF", "1.3.6.1.5.5.7.7.3"),
        Entry(.cmcDataReturn, "XCN_OID_CMC_DATA_RETURN", "1.3.6.1.5.5.7.7.4"),
        Entry(.cmcTransactionID, "XCN_OID_CMC_TRANSACTION_ID", "1.3.6.1.5.5.7.7.5"),
        Entry(.cmcSenderNonce, "XCN_OID_CMC_SENDER_NONCE", "1.3.6.1.5.5.7.7.6"),
        Entry(.cmcRecipientNonce, "XCN_OID_CMC_RECIPIENT_NONCE", "1.3.6.1.5.5.7.7.7"),
        Entry(.cmcAddExtensions, "XCN_OID_CMC_ADD_EXTENSIONS", "1.3.6.1.5.5.7.7.8"),
        Entry(.cmcEncryptedPOP, "XCN_OID_CMC_ENCRYPTED_POP", "1.3.6.1.5.5.7.7.9"),
        Entry(.cmcDecryptedPOP, "XCN_OID_CMC_DECRYPTED_POP", "1.3.6.1.5.5.7.7.10"),
        Entry(.cmcLRAPOPWitness, "XCN_OID_CMC_LRA_POP_WITNESS", "1.3.6.1.5.5.7.7.11"),
        Entry(.cmcGetCert, "XCN_OID_CMC_GET_CERT", "1.3.6.1.5.5.7.7.15"),
        Entry(.cmcGetCRL, "XCN_OID_CMC_GET_CRL", "1.3.6.1.5.5.7.7.16"),
        Entry(.cmcRevokeRequest, "XCN_OID_CMC_REVOKE_REQUEST", "1.3.6.1.5.5.7.7.17"),
        Entry(.cmcRegInfo, "XCN_OID_CMC_REG_INFO", "1.3.6.1.5.5.7.7.18"),
        Entry(.cmcResponseInfo, "XCN_OID_CMC_RESPONSE_INFO", "1.3.6.1.5.5.7.7.19"),
        Entry(.cmcQueryPending, "XCN_OID_CMC_QUERY_PENDING", "1.3.6.1.5.5.7.7.21"),
        Entry(.cmcIDPOPLinkRandom, "XCN_OID_CMC_ID_POP_LINK_RANDOM", "1.3.6.1.5.5.7.7.22"),
        Entry(.cmcIDPOPLinkWitness, "XCN_OID_CMC_ID_POP_LINK_WITNESS", "1.3.6.1.5.5.7.7.23"),
        Entry(.cmcIDConfirmCertAcceptance, "XCN_OID_CMC_ID_CONFIRM_CERT_ACCEPTANCE", "1.3.6.1.5.5.7.7.24"),
        Entry(.cmcAddAttributes, "XCN_OID_CMC_ADD_ATTRIBUTES", "1.3.6.1.4.1.311.10.10.1"),
        Entry(.loyaltyOtherLogotype, "XCN_OID_LOYALTY_OTHER_LOGOTYPE", "1.3.6.1.5.5.7.20.1"),
        Entry(.backgroundOtherLogotype, "XCN_OID_BACKGROUND_OTHER_LOGOTYPE", "1.3.6.1.5.5.7.20.2"),
        Entry(.pkixOCSPBasicSignedResponse, "XCN_OID_PKIX_OCSP_BASIC_SIGNED_RESPONSE", "1.3.6.1.5.5.7.48.1.1"),
        Entry(.pkcs7Data, "XCN_OID_PKCS_7_DATA", "1.2.840.113549.1.7.1"),
        Entry(.pkcs7Signed, "XCN_OID_PKCS_7_SIGNED", "1.2.840.113549.1.7.2"),
        Entry(.pkcs7Enveloped, "XCN_OID_PKCS_7_ENVELOPED", "1.2.840.113549.1.7.3"),
        Entry(.pkcs7SignedAndEnveloped, "XCN_OID_PKCS_7_SIGNEDANDENVELOPED", "1.2.840.113549.1.7.4"),
        Entry(.pkcs7Digested, "XCN_OID_PKCS_7_DIGESTED", "1.2.840.113549.1.7.5"),
        Entry(.pkcs7Encrypted, "XCN_OID_PKCS_7_ENCRYPTED", "1.2.840.113549.1.7.6"),
        Entry(.pkcs9ContentType, "XCN_OID_PKCS_9_CONTENT_TYPE", "1.2.840.113549.1.9.3"),
        Entry(.pkcs9MessageDigest, "XCN_OID_PKCS_9_MESSAGE_DIGEST", "1.2.840.113549.1.9.4"),
        Entry(.certPropIDPrefix, "XCN_OID_CERT_PROP_ID_PREFIX", "1.3.6.1.4.1.311.10.11."),
        Entry(.certKeyIdentifierPropID, "XCN_OID_CERT_KEY_IDENTIFIER_PROP_ID", "1.3.6.1.4.1.311.10.11.20"),
        Entry(.certIssuerSerialNumberMD5HashPropID, "XCN_OID_CERT_ISSUER_SERIAL_NUMBER_MD5_HASH_PROP_ID", "1.3.6.1.4.1.311.10.11.28"),
        Entry(.certSubjectNameMD5HashPropID, "XCN_OID_CERT_SUBJECT_NAME_MD5_HASH_PROP_ID", "1.3.6.1.4.1.311.10.11.29"),
        Entry(.certMD5HashPropID, "XCN_OID_CERT_MD5_HASH_PROP_ID", "1.3.6.1.4.1.311.10.11.4"),
        Entry(.rsaSHA256RSA, "XCN_OID_RSA_SHA256RSA", "1.2.840.113549.1.1.11"),
        Entry(.rsaSHA384RSA, "XCN_OID_RSA_SHA384RSA", "1.2.840.113549.1.1.12"),
        Entry(.rsaSHA512RSA, "XCN_OID_RSA_SHA512RSA", "1.2.840.113549.1.1.13"),
        Entry(.nistSha256, "XCN_OID_NIST_sha256", "2.16.840.1.101.3.4.2.1"),
        Entry(.nistSha384, "XCN_OID_NIST_sha384", "2.16.840.1.101.3.4.2.2"),
        Entry(.nistSha512, "XCN_OID_NIST_sha512", "2.16.840.1.101.3.4.2.3"),
        Entry(.rsaMGF1, "XCN_OID_RSA_MGF1", "1.2.840.113549.1.1.8"),
        Entry(.eccPublicKey, "XCN_OID_ECC_PUBLIC_KEY", "1.2.840.10045.2.1"),
        Entry(.ecdsaSHA1, "XCN_OID_ECDSA_SHA1", "1.2.840.10045.4.1"),
        Entry(.ecdsaSpecified, "XCN_OID_ECDSA_SPECIFIED", "1.2.840.10045.4.3"),
        Entry(.anyEnhancedKeyUsage, "XCN_OID_ANY_ENHANCED_KEY_USAGE", "2.5.29.37.0"),
        Entry(.rsaSSAPSS, "XCN_OID_RSA_SSA_PSS", "1.2.840.113549.1.1.10"),
        Entry(.attrSupportedAlgorithms, "XCN_OID_ATTR_SUPPORTED_ALGORITHMS", "2.5.4.52"),
        Entry(.attrTPMSecurityAssertions, "XCN_OID_ATTR_TPM_SECURITY_ASSERTIONS", "2.23.133.2.18"),
        Entry(.attrTPMSpecification, "XCN_OID_ATTR_TPM_SPECIFICATION", "2.23.133.2.16"),
        Entry(.certDisallowedFiletimePropID, "XCN_OID_CERT_DISALLOWED_FILETIME_PROP_ID", "1.3.6.1.4.1.311.10.11.104"),
        Entry(.certSignatureHashPropID, "XCN_OID_CERT_SIGNATURE_HASH_PROP_ID", "1.3.6.1.4.1.311.10.11.15"),
        Entry(.certStrongKeyOS1, "XCN_OID_CERT_STRONG_KEY_OS_1", "1.3.6.1.4.1.311.72.2.1"),
        Entry(.certStrongKeyOSCurrent, "XCN_OID_CERT_STRONG_KEY_OS_CURRENT", "1.3.6.1.4.1.311.72.2.1"),
        Entry(.certStrongKeyOSPrefix, "XCN_OID_CERT_STRONG_KEY_OS_PREFIX", "1.3.6.1.4.1.311.72.2."),
        Entry(.certStrongSignOS1, "XCN_OID_CERT_STRONG_SIGN_OS_1", "1.3.6.1.4.1.311.72.1.1"),
        Entry(.certStrongSignOSCurrent, "XCN_OID_CERT_STRONG_SIGN_OS_CURRENT", "1.3.6.1.4.1.311.72.1.1"),
        Entry(.certStrongSignOSPrefix, "XCN_OID_CERT_STRONG_SIGN_OS_PREFIX", "1.3.6.1.4.1.311.72.1."),
        Entry(.dhSinglePassStdDHSHA1KDF, "XCN_OID_DH_SINGLE_PASS_STDDH_SHA1_KDF", "1.3.133.16.840.63.0.2"),
        Entry(.dhSinglePassStdDHSHA256KDF, "XCN_OID_DH_SINGLE_PASS_STDDH_SHA256_KDF", "1.3.132.1.11.1"),
        Entry(.dhSinglePassStdDHSHA384KDF, "XCN_OID_DH_SINGLE_PASS_STDDH_SHA384_KDF", "1.3.132.1.11.2"),
        Entry(.disallowedHash, "XCN_OID_DISALLOWED_HASH", "1.3.6.1.4.1.311.10.11.15"),
        Entry(.disallowedList, "XCN_OID_DISALLOWED_LIST", "1.3.6.1.4.1.311.10.3.30"),
        Entry(.eccCurveP256, "XCN_OID_ECC_CURVE_P256", "1.2.840.10045.3.1.7"),
        Entry(.eccCurveP384, "XCN_OID_ECC_CURVE_P384", "1.3.132.0.34"),
        Entry(.eccCurveP521, "XCN_OID_ECC_CURVE_P521", "1.3.132.0.35"),
        Entry(.ecdsaSHA256, "XCN_OID_ECDSA_SHA256", "1.2.840.10045.4.3.2"),
        Entry(.ecdsaSHA384, "XCN_OID_ECDSA_SHA384", "1.2.840.10045.4.3.3"),
        Entry(.ecdsaSHA512, "XCN_OID_ECDSA_SHA512", "1.2.840.10045.4.3.4"),
        Entry(.enrollCAExchangeCertHash, "XCN_OID_ENROLL_CAXCHGCERT_HASH", "1.3.6.1.4.1.311.21.27"),
        Entry(.enrollEKInfo, "XCN_OID_ENROLL_EK_INFO", "1.3.6.1.4.1.311.21.23"),
        Entry(.enrollEKPubChallenge, "XCN_OID_ENROLL_EKPUB_CHALLENGE", "1.3.6.1.4.1.311.21.26"),
        Entry(.enrollEKVerifyCert, "XCN_OID_ENROLL_EKVERIFYCERT", "1.3.6.1.4.1.311.21.31"),
        Entry(.enrollEKVerifyCreds, "XCN_OID_ENROLL_EKVERIFYCREDS", "1.3.6.1.4.1.311.21.32"),
        Entry(.enrollEKVerifyKey, "XCN_OID_ENROLL_EKVERIFYKEY", "1.3.6.1.4.1.311.21.30"),
        Entry(.evRDNCountry, "XCN_OID_EV_RDN_COUNTRY", "1.3.6.1.4.1.311.60.2.1.3"),
        Entry(.evRDNLocale, "XCN_OID_EV_RDN_LOCALE", "1.3.6.1.4.1.311.60.2.1.1"),
        Entry(.evRDNStateOrProvince, "XCN_OID_EV_RDN_STATE_OR_PROVINCE", "1.3.6.1.4.1.311.60.2.1.2"),
        Entry(.inhibitAnyPolicy, "XCN_OID_INHIBIT_ANY_POLICY", "2.5.29.54"),
        Entry(.internationalizedEmailAddress, "XCN_OID_INTERNATIONALIZED_EMAIL_ADDRESS", "1.3.6.1.4.1.311.20.2.4"),
        Entry(.kpKernelModeCodeSigning, "XCN_OID_KP_KERNEL_MODE_CODE_SIGNING", "1.3.6.1.4.1.311.61.1.1"),
        Entry(.kpKernelModeHALExtensionSigning, "XCN_OID_KP_KERNEL_MODE_HAL_EXTENSION_SIGNING", "1.3.6.1.4.1.311.61.5.1"),
        Entry(.kpKernelModeTrustedBootSigning, "XCN_OID_KP_KERNEL_MODE_TRUSTED_BOOT_SIGNING", "1.3.6.1.4.1.311.61.4.1"),
        Entry(.kpTPMAIKCertificate, "XCN_OID_KP_TPM_AIK_CERTIFICATE", "2.23.133.8.3"),
        Entry(.kpTPMEKCertificate, "XCN_OID_KP_TPM_EK_CERTIFICATE", "2.23.133.8.1"),
        Entry(.kpTPMPlatformCertificate, "XCN_OID_KP_TPM_PLATFORM_CERTIFICATE", "2.23.133.8.2"),
        Entry(.nistAES128CBC, "XCN_OID_NIST_AES128_CBC", "2.16.840.1.101.3.4.1.2"),
        Entry(.nistAES128Wrap, "XCN_OID_NIST_AES128_WRAP", "2.16.840.1.101.3.4.1.5"),
        Entry(.nistAES192CBC, "XCN_OID_NIST_AES192_CBC", "2.16.840.1.101.3.4.1.22"),
        Entry(.nistAES192Wrap, "XCN_OID_NIST_AES192_WRAP", "2.16.840.1.101.3.4.1.25"),
        Entry(.nistAES256CBC, "XCN_OID_NIST_AES256_CBC", "2.16.840.1.101.3.4.1.42"),
        Entry(.nistAES256Wrap, "XCN_OID_NIST_AES256_WRAP", "2.16.840.1.101.3.4.1.45"),
        Entry(.pkcs12PbeIds, "XCN_OID_PKCS_12_PbeIds", "1.2.840.113549.1.12.1"),
        Entry(.pkcs12PbeWithSHA1And128BitRC2, "XCN_OID_PKCS_12_pbeWithSHA1And128BitRC2", "1.2.840.113549.1.12.1.5"),
        Entry(.pkcs12PbeWithSHA1And128BitRC4, "XCN_OID_PKCS_12_pbeWithSHA1And128BitRC4", "1.2.840.113549.1.12.1.1"),
        Entry(.pkcs12PbeWithSHA1And2KeyTripleDES, "XCN_OID_PKCS_12_pbeWithSHA1And2KeyTripleDES", "1.2.840.113549.1.12.1.4"),
        Entry(.pkcs12PbeWithSHA1And3KeyTripleDES, "XCN_OID_PKCS_12_pbeWithSHA1And3KeyTripleDES", "1.2.840.113549.1.12.1.3"),
        Entry(.pkcs12PbeWithSHA1And40BitRC2, "XCN_OID_PKCS_12_pbeWithSHA1And40BitRC2", "1.2.840.113549.1.12.1.6"),
        Entry(.pkcs12PbeWithSHA1And40BitRC4, "XCN_OID_PKCS_12_pbeWithSHA1And40BitRC4", "1.2.840.113549.1.12.1.2"),
        Entry(.pkcs12ProtectedPasswordSecretBagTypeID, "XCN_OID_PKCS_12_PROTECTED_PASSWORD_SECRET_BAG_TYPE_ID", "1.3.6.1.4.1.311.17.4"),
        Entry(.pkinitKPKDC, "XCN_OID_PKINIT_KP_KDC", "1.3.6.1.5.2.3.5"),
        Entry(.pkixCARepository, "XCN_OID_PKIX_CA_REPOSITORY", "1.3.6.1.5.5.7.48.5"),
        Entry(.pkixOCSPNonce, "XCN_OID_PKIX_OCSP_NONCE", "1.3.6.1.5.5.7.48.1.2"),
        Entry(.pkixTimeStamping, "XCN_OID_PKIX_TIME_STAMPING", "1.3.6.1.5.5.7.48.3"),
        Entry(.qcEUCompliance, "XCN_OID_QC_EU_COMPLIANCE", "0.4.0.1862.1.1"),
        Entry(.qcSSCD, "XCN_OID_QC_SSCD", "0.4.0.1862.1.4"),
        Entry(.qcStatementsExt, "XCN_OID_QC_STATEMENTS_EXT", "1.3.6.1.5.5.7.1.3"),
        Entry(.rdnTPMManufacturer, "XCN_OID_RDN_TPM_MANUFACTURER", "2.23.133.2.1"),
        Entry(.rdnTPMModel, "XCN_OID_RDN_TPM_MODEL", "2.23.133.2.2"),
        Entry(.rdnTPMVersion, "XCN_OID_RDN_TPM_VERSION", "2.23.133.2.3"),
        Entry(.revokedListSigner, "XCN_OID_REVOKED_LIST_SIGNER", "1.3.6.1.4.1.311.10.3.19"),
        Entry(.rfc3161CounterSign, "XCN_OID_RFC3161_counterSign", "1.3.6.1.4.1.311.3.3.1"),
        Entry(.rootProgramAutoUpdateCARevocation, "XCN_OID_ROOT_PROGRAM_AUTO_UPDATE_CA_REVOCATION", "1.3.6.1.4.1.311.60.3.1"),
        Entry(.rootProgramAutoUpdateEndRevocation, "XCN_OID_ROOT_PROGRAM_AUTO_UPDATE_END_REVOCATION", "1.3.6.1.4.1.311.60.3.2"),
        Entry(.rootProgramFlags, "XCN_OID_ROOT_PROGRAM_FLAGS", "1.3.6.1.4.1.311.60.1.1"),
        Entry(.rootProgramNoOCSPFailoverToCRL, "XCN_OID_ROOT_PROGRAM_NO_OCSP_FAILOVER_TO_CRL", "1.3.6.1.4.1.311.60.3.3"),
        Entry(.rsaPspecified, "XCN_OID_RSA_PSPECIFIED", "1.2.840.113549.1.1.9"),
        Entry(.rsaesOAEP, "XCN_OID_RSAES_OAEP", "1.2.840.113549.1.1.7"),
        Entry(.subjectInfoAccess, "XCN_OID_SUBJECT_INFO_ACCESS", "1.3.6.1.5.5.7.1.11"),
        Entry(.timestampToken, "XCN_OID_TIMESTAMP_TOKEN", "1.2.840.113549.1.9.16.1.4"),
        Entry(.enrollSCEPError, "XCN_OID_ENROLL_SCEP_ERROR", "1.3.6.1.4.1.311.21.33"),
        Entry(.enrollAttestationChallenge, "XCN_OID_ENROLL_ATTESTATION_CHALLENGE", "1.3.6.1.4.1.311.21.28"),
        Entry(.enrollAttestationStatement, "XCN_OID_ENROLL_ATTESTATION_STATEMENT", "1.3.6.1.4.1.311.21.24"),
        Entry(.enrollEncryptionAlgorithm, "XCN_OID_ENROLL_ENCRYPTION_ALGORITHM", "1.3.6.1.4.1.311.21.29"),
        Entry(.enrollKSPName, "XCN_OID_ENROLL_KSP_NAME", "1.3.6.1.4.1.311.21.25"),
    ]
}
