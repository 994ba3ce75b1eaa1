import CertEnroll
import PKIFormats
import Testing

/// The numbers are written here once more, from the pages of the enumerations, so that a slip in the table is seen.
@Suite("Enumerations of certenroll.h")
struct EnumerationTests {
    private func check<Kind: EnrollmentEnumeration>(_ kind: Kind.Type, _ members: String) { check(kind, "", members) }

    private func check<Kind: EnrollmentEnumeration>(_ kind: Kind.Type, _ prefix: String, _ members: String) {
        let expected = members.split(separator: " ").map { member -> String in
            let parts = member.split(separator: "=")
            return "\(prefix)\(parts[0]) \(parts[1])"
        }
        let found = Kind.documented.map { "\($0.name) \($0.value.rawValue)" }
        #expect(found == expected, "\(kind)")
    }

    @Test("enumerations of displays, imports and levels of safety have the documented names and numbers")
    func displays() {
        check(EnrollmentDisplayStatus.self, "DisplayNo=0 DisplayYes=1")
        check(EnrollmentSelectionStatus.self, "SelectedNo=0 SelectedYes=1")
        check(
            ImportPFXFlags.self,
            "Import",
            "None=0 MachineContext=1 ForceOverwrite=2 Silent=4 SaveProperties=8 Exportable=16 ExportableEncrypted=32"
                + " NoUserProtected=64 UserProtected=128 UserProtectedHigh=256 InstallCertificate=512 InstallChain=1024"
                + " InstallChainAndRoot=2048"
        )
        check(WebSecurityLevel.self, "LevelUnsafe=0 LevelSafe=1")
        check(WebEnrollmentFlags.self, "EnrollPrompt=1")
    }

    @Test("enumerations of keys and providers have the documented names and numbers")
    func keys() {
        check(X509KeySpec.self, "XCN_AT_", "NONE=0 KEYEXCHANGE=1 SIGNATURE=2")
        check(
            X509PrivateKeyExportFlags.self,
            "XCN_NCRYPT_ALLOW_",
            "EXPORT_NONE=0 EXPORT_FLAG=1 PLAINTEXT_EXPORT_FLAG=2 ARCHIVING_FLAG=4 PLAINTEXT_ARCHIVING_FLAG=8"
        )
        check(
            X509PrivateKeyUsageFlags.self,
            "XCN_NCRYPT_ALLOW_",
            "USAGES_NONE=0 DECRYPT_FLAG=1 SIGNING_FLAG=2 KEY_AGREEMENT_FLAG=4 KEY_IMPORT_FLAG=8 ALL_USAGES=16777215"
        )
        check(
            X509PrivateKeyProtection.self,
            "XCN_NCRYPT_UI_",
            "NO_PROTECTION_FLAG=0 PROTECT_KEY_FLAG=1 FORCE_HIGH_PROTECTION_FLAG=2 FINGERPRINT_PROTECTION_FLAG=4"
                + " APPCONTAINER_ACCESS_MEDIUM_FLAG=8"
        )
        check(X509PrivateKeyVerify.self, "VerifyNone=0 VerifySilent=1 VerifySmartCardNone=2 VerifySmartCardSilent=3 VerifyAllowUI=4")
        check(
            X509KeyUsageFlags.self,
            "XCN_CERT_",
            "NO_KEY_USAGE=0 DIGITAL_SIGNATURE_KEY_USAGE=128 NON_REPUDIATION_KEY_USAGE=64 KEY_ENCIPHERMENT_KEY_USAGE=32"
                + " DATA_ENCIPHERMENT_KEY_USAGE=16 KEY_AGREEMENT_KEY_USAGE=8 KEY_CERT_SIGN_KEY_USAGE=4"
                + " OFFLINE_CRL_SIGN_KEY_USAGE=2 CRL_SIGN_KEY_USAGE=2 ENCIPHER_ONLY_KEY_USAGE=1 DECIPHER_ONLY_KEY_USAGE=32768"
        )
        check(
            X509HardwareKeyUsageFlags.self,
            "XCN_NCRYPT_",
            "PCP_NONE=0 TPM12_PROVIDER=65536 PCP_SIGNATURE_KEY=1 PCP_ENCRYPTION_KEY=2 PCP_GENERIC_KEY=3"
                + " PCP_STORAGE_KEY=4 PCP_IDENTITY_KEY=8"
        )
        check(
            X509KeyParametersExportType.self,
            "XCN_CRYPT_OID_USE_CURVE_",
            "NONE=0 NAME_FOR_ENCODE_FLAG=536870912 PARAMETERS_FOR_ENCODE_FLAG=268435456"
        )
        check(KeyIdentifierHashAlgorithm.self, "SKIHashDefault=0 SKIHashSha1=1 SKIHashCapiSha1=2 SKIHashSha256=3 SKIHashHPKP=5")
        check(
            KeyAttestationClaimType.self,
            "XCN_NCRYPT_CLAIM_",
            "NONE=0 AUTHORITY_AND_SUBJECT=3 AUTHORITY_ONLY=1 SUBJECT_ONLY=2 UNKNOWN=4096"
        )
        check(
            X509ProviderType.self,
            "XCN_PROV_",
            "NONE=0 RSA_FULL=1 RSA_SIG=2 DSS=3 FORTEZZA=4 MS_EXCHANGE=5 SSL=6 RSA_SCHANNEL=12 DSS_DH=13 EC_ECDSA_SIG=14"
                + " EC_ECNRA_SIG=15 EC_ECDSA_FULL=16 EC_ECNRA_FULL=17 DH_SCHANNEL=18 SPYRUS_LYNKS=20 RNG=21 INTEL_SEC=22"
                + " REPLACE_OWF=23 RSA_AES=24"
        )
    }

    @Test("enumerations of algorithms and object identifiers have the documented names and numbers")
    func algorithms() {
        check(
            AlgorithmType.self,
            "XCN_BCRYPT_",
            "UNKNOWN_INTERFACE=0 CIPHER_INTERFACE=1 HASH_INTERFACE=2 ASYMMETRIC_ENCRYPTION_INTERFACE=3"
                + " SIGNATURE_INTERFACE=5 SECRET_AGREEMENT_INTERFACE=4 RNG_INTERFACE=6 KEY_DERIVATION_INTERFACE=7"
        )
        check(
            AlgorithmOperationFlags.self,
            "XCN_NCRYPT_",
            "NO_OPERATION=0 CIPHER_OPERATION=1 HASH_OPERATION=2 ASYMMETRIC_ENCRYPTION_OPERATION=4"
                + " SECRET_AGREEMENT_OPERATION=8 SIGNATURE_OPERATION=16 RNG_OPERATION=32 KEY_DERIVATION_OPERATION=64"
                + " KEY_ENCAPSULATION_OPERATION=128 ANY_ASYMMETRIC_OPERATION=156 PREFER_SIGNATURE_ONLY_OPERATION=2097152"
                + " PREFER_NON_SIGNATURE_OPERATION=4194304 EXACT_MATCH_OPERATION=8388608 PREFERENCE_MASK_OPERATION=14680064"
        )
        check(AlgorithmFlags.self, "AlgorithmFlags", "None=0 Wrap=1")
        check(
            ObjectIdGroupId.self,
            "XCN_CRYPT_",
            "ANY_GROUP_ID=0 HASH_ALG_OID_GROUP_ID=1 ENCRYPT_ALG_OID_GROUP_ID=2 PUBKEY_ALG_OID_GROUP_ID=3"
                + " SIGN_ALG_OID_GROUP_ID=4 RDN_ATTR_OID_GROUP_ID=5 EXT_OR_ATTR_OID_GROUP_ID=6 ENHKEY_USAGE_OID_GROUP_ID=7"
                + " POLICY_OID_GROUP_ID=8 TEMPLATE_OID_GROUP_ID=9 KDF_OID_GROUP_ID=10 LAST_OID_GROUP_ID=10"
                + " FIRST_ALG_OID_GROUP_ID=1 LAST_ALG_OID_GROUP_ID=4"
        )
        check(ObjectIdPublicKeyFlags.self, "XCN_CRYPT_OID_INFO_PUBKEY_", "ANY=0 SIGN_KEY_FLAG=2147483648 ENCRYPT_KEY_FLAG=1073741824")
    }

    @Test("enumerations of requests and names have the documented names and numbers")
    func requests() {
        check(
            X509RequestInheritOptions.Key.self,
            "InheritDefault=0 InheritNewDefaultKey=1 InheritNewSimilarKey=2 InheritPrivateKey=3 InheritPublicKey=4"
        )
        check(
            X509RequestInheritOptions.Flags.self,
            "InheritNone=16 InheritRenewalCertificateFlag=32 InheritTemplateFlag=64"
                + " InheritSubjectFlag=128 InheritExtensionsFlag=256 InheritSubjectAltNameFlag=512"
                + " InheritValidityPeriodFlag=1024 InheritReserved80000000=2147483648"
        )
        #expect(X509RequestInheritOptions.keyMask == 15)
        check(Pkcs10AllowedSignatureTypes.self, "AllowedKeySignature=1 AllowedNullSignature=2")
        check(
            AlternativeNameType.self,
            "XCN_CERT_ALT_NAME_",
            "UNKNOWN=0 OTHER_NAME=1 RFC822_NAME=2 DNS_NAME=3 X400_ADDRESS=4 DIRECTORY_NAME=5 EDI_PARTY_NAME=6 URL=7"
                + " IP_ADDRESS=8 REGISTERED_ID=9 GUID=10 USER_PRINCIPLE_NAME=11"
        )
        check(PolicyQualifierType.self, "PolicyQualifierType", "Unknown=0 Url=1 UserNotice=2 Flags=3")
        check(
            RequestClientInfoClientId.self,
            "ClientId",
            "None=0 XEnroll2003=1 AutoEnroll2003=2 Wizard2003=3 CertReq2003=4 DefaultRequest=5 AutoEnroll=6"
                + " RequestWizard=7 EOBO=8 CertReq=9 Test=10 WinRT=11 UserStart=1000"
        )
        check(
            CRLRevocationReason.self,
            "XCN_CRL_REASON_",
            "UNSPECIFIED=0 KEY_COMPROMISE=1 CA_COMPROMISE=2 AFFILIATION_CHANGED=3 SUPERSEDED=4 CESSATION_OF_OPERATION=5"
                + " CERTIFICATE_HOLD=6 REMOVE_FROM_CRL=8 PRIVILEGE_WITHDRAWN=9 AA_COMPROMISE=10"
        )
    }

    @Test("inherit options are one key and flags, so that two keys make no third")
    func inheritOptions() {
        let options = X509RequestInheritOptions(.privateKey, [.subjectFlag, .templateFlag])
        #expect(options.rawValue == 0xC3)
        #expect(options.key == .privateKey)
        #expect(options.flags == [.subjectFlag, .templateFlag])
        // Bits of the key that are put among the flags do not change it.
        #expect(X509RequestInheritOptions(.newDefaultKey, .init(rawValue: 2)) == .newDefaultKey)
        #expect(X509RequestInheritOptions(rawValue: 0x8000_080F).rawValue == 0x8000_080F)
        #expect(X509RequestInheritOptions.none.rawValue == 0x10)
    }

    @Test("enumerations of templates have the documented names and numbers")
    func templates() {
        check(
            X509CertificateTemplateEnrollmentFlag.self,
            "EnrollmentIncludeSymmetricAlgorithms=1 EnrollmentPendAllRequests=2 EnrollmentPublishToKRAContainer=4"
                + " EnrollmentPublishToDS=8 EnrollmentAutoEnrollmentCheckUserDSCertificate=16 EnrollmentAutoEnrollment=32"
                + " EnrollmentDomainAuthenticationNotRequired=128 EnrollmentPreviousApprovalValidateReenrollment=64"
                + " EnrollmentUserInteractionRequired=256 EnrollmentAddTemplateName=512"
                + " EnrollmentRemoveInvalidCertificateFromPersonalStore=1024 EnrollmentAllowEnrollOnBehalfOf=2048"
                + " EnrollmentAddOCSPNoCheck=4096 EnrollmentReuseKeyOnFullSmartCard=8192"
                + " EnrollmentNoRevocationInfoInCerts=16384 EnrollmentIncludeBasicConstraintsForEECerts=32768"
                + " EnrollmentPreviousApprovalKeyBasedValidateReenrollment=65536"
                + " EnrollmentCertificateIssuancePoliciesFromRequest=131072 EnrollmentSkipAutoRenewal=262144"
        )
        check(
            X509CertificateTemplateSubjectNameFlag.self,
            "SubjectNameEnrolleeSupplies=1 SubjectNameRequireDirectoryPath=2147483648"
                + " SubjectNameRequireCommonName=1073741824 SubjectNameRequireEmail=536870912 SubjectNameRequireDNS=268435456"
                + " SubjectNameAndAlternativeNameOldCertSupplies=8 SubjectAlternativeNameEnrolleeSupplies=65536"
                + " SubjectAlternativeNameRequireDirectoryGUID=16777216 SubjectAlternativeNameRequireUPN=33554432"
                + " SubjectAlternativeNameRequireEmail=67108864 SubjectAlternativeNameRequireSPN=8388608"
                + " SubjectAlternativeNameRequireDNS=134217728 SubjectAlternativeNameRequireDomainDNS=4194304"
        )
        check(
            X509CertificateTemplatePrivateKeyFlag.self,
            "PrivateKeyRequireArchival=1 PrivateKeyExportable=16 PrivateKeyRequireStrongKeyProtection=32"
                + " PrivateKeyRequireAlternateSignatureAlgorithm=64 PrivateKeyRequireSameKeyRenewal=128"
                + " PrivateKeyUseLegacyProvider=256 PrivateKeyEKTrustOnUse=512 PrivateKeyEKValidateCert=1024"
                + " PrivateKeyEKValidateKey=2048 PrivateKeyAttestNone=0 PrivateKeyAttestPreferred=4096"
                + " PrivateKeyAttestRequired=8192 PrivateKeyAttestMask=12288 PrivateKeyAttestWithoutPolicy=16384"
                + " PrivateKeyServerVersionMask=983040 PrivateKeyHelloKspKey=1048576 PrivateKeyHelloLogonKey=2097152"
                + " PrivateKeyClientVersionMask=251658240"
        )
        check(
            X509CertificateTemplateGeneralFlag.self,
            "GeneralMachineType=64 GeneralCA=128 GeneralCrossCA=2048 GeneralDefault=65536 GeneralModified=131072"
                + " GeneralDonotPersist=4096"
        )
        check(
            EnrollmentTemplateProperty.self,
            "TemplateProp",
            "CommonName=1 FriendlyName=2 EKUs=3 CryptoProviders=4 MajorRevision=5 Description=6 KeySpec=7"
                + " SchemaVersion=8 MinorRevision=9 RASignatureCount=10 MinimumKeySize=11 OID=12 Supersede=13"
                + " RACertificatePolicies=14 RAEKUs=15 CertificatePolicies=16 V1ApplicationPolicy=17 AsymmetricAlgorithm=18"
                + " KeySecurityDescriptor=19 SymmetricAlgorithm=20 SymmetricKeyLength=21 HashAlgorithm=22 KeyUsage=23"
                + " EnrollmentFlags=24 SubjectNameFlags=25 PrivateKeyFlags=26 GeneralFlags=27 SecurityDescriptor=28"
                + " Extensions=29 ValidityPeriod=30 RenewalPeriod=31"
        )
        check(
            CommitTemplateFlags.self,
            "CommitFlag",
            "SaveTemplateGenerateOID=1 SaveTemplateUseCurrentOID=2 SaveTemplateOverwrite=3 DeleteTemplate=4"
        )
    }

    @Test("enumerations of policy servers and CAs have the documented names and numbers")
    func policyServers() {
        check(X509EnrollmentAuthFlags.self, "X509Auth", "None=0 Anonymous=1 Kerberos=2 Username=4 Certificate=8")
        check(EnrollmentPolicyFlags.self, "DisableGroupPolicyList=2 DisableUserServerList=4")
        check(EnrollmentPolicyServerPropertyFlags.self, "DefaultNone=0 DefaultPolicyServer=1")
        check(
            PolicyServerUrlFlags.self,
            "Psf",
            "None=0 LocationGroupPolicy=1 LocationRegistry=2 UseClientId=4 AutoEnrollmentEnabled=16 AllowUnTrustedCA=32"
        )
        check(PolicyServerUrlPropertyID.self, "PsPolicyID=0 PsFriendlyName=1")
        check(X509EnrollmentPolicyLoadOption.self, "LoadOption", "Default=0 CacheOnly=1 Reload=2 RegisterForADChanges=4")
        check(X509EnrollmentPolicyExportFlags.self, "Export", "Templates=1 OIDs=2 CAs=4")
        check(
            EnrollmentCAProperty.self,
            "CAProp",
            "CommonName=1 DistinguishedName=2 SanitizedName=3 SanitizedShortName=4 DNSName=5 CertificateTypes=6"
                + " Certificate=7 Description=8 WebServers=9 SiteName=10 Security=11 RenewalOnly=12"
        )
    }

    @Test("enumerations of SCEP have the documented names and numbers")
    func scep() {
        check(X509SCEPDisposition.self, "SCEPDisposition", "Unknown=-1 Success=0 Failure=2 Pending=3 PendingChallenge=11")
        check(X509SCEPFailInfo.self, "SCEPFail", "Unknown=-1 BadAlgorithm=0 BadMessageCheck=1 BadRequest=2 BadTime=3 BadCertId=4")
        check(
            X509SCEPMessageType.self,
            "SCEPMessage",
            "Unknown=-1 CertResponse=3 PKCSRequest=19 GetCertInitial=20 GetCert=21 GetCRL=22 ClaimChallengeAnswer=41"
        )
        check(X509SCEPProcessMessageFlags.self, "SCEPProcess", "Default=0 SkipCertInstall=1")
        check(DelayRetryAction.self, "DelayRetry", "Unknown=0 None=1 Short=2 Long=3 Success=4 PastSuccess=5")
    }

    @Test("shifts and masks are counts and words, not members")
    func counts() {
        #expect(X509CertificateTemplatePrivateKeyFlag.serverVersionShift == 16)
        #expect(X509CertificateTemplatePrivateKeyFlag.clientVersionShift == 24)
        #expect(X509CertificateTemplatePrivateKeyFlag.serverVersionMask.rawValue == 0xF0000)
        #expect(!X509CertificateTemplatePrivateKeyFlag.documented.contains { $0.name.hasSuffix("Shift") })
    }

    @Test("numbers that the page does not have are kept, and shown as numbers")
    func unknown() {
        #expect(X509KeySpec(rawValue: 77).rawValue == 77)
        #expect("\(X509KeySpec(rawValue: 77))" == "77")
        #expect("\(X509KeySpec.signature)" == "XCN_AT_SIGNATURE")
        #expect(X509CertificateTemplateEnrollmentFlag(rawValue: 0x80_0000).rawValue == 0x80_0000)
    }

    @Test("X500NameFlags has every documented number")
    func nameFlags() {
        let styles: [X500NameFlags.Style] = [.none, .simple, .oid, .x500, .xml]
        #expect(styles.map(\.rawValue) == [0, 1, 2, 3, 4])
        #expect(styles.map { X500NameFlags($0).style } == styles)
        let options: [X500NameFlags.Options] = [
            .semicolon, .noPlus, .noQuoting, .crlf, .comma, .reverse, .forward, .ambiguousSeparators,
            .disableIE4UTF8, .enableT61, .enableUTF8, .forceUTF8, .disableForcedUTF8, .enablePunycode, .directoryEscaped,
        ]
        let numbers: [UInt32] = [
            0x4000_0000, 0x2000_0000, 0x1000_0000, 0x800_0000, 0x400_0000, 0x200_0000, 0x100_0000, 0x4C00_0000, 0x1_0000,
            0x2_0000, 0x4_0000, 0x8_0000, 0x10_0000, 0x20_0000, 0x80_0000,
        ]
        #expect(options.map(\.rawValue) == numbers)
        // Bits of the style that are put among the options do not change it.
        #expect(X500NameFlags(.simple, [.reverse, .init(rawValue: 2)]).rawValue == 0x200_0001)
    }

    @Test("the properties of certificates have the documented numbers")
    func properties() {
        let numbers: [Int32] = [
            2, 3, 4, 5, 6, 9, 10, 11, 13, 14, 15, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 64, 65, 69, 71, 87, 107, 108, 109, 110,
            111, 112, 113, 114, 115, 116, 32768, 65535,
        ]
        #expect(CertEnrollPropertyID.documented.map(\.value.rawValue) == numbers)
        #expect(CertEnrollPropertyID.keyProvInfo.rawValue == 2)
        #expect(
            [CertEnrollPropertyID.friendlyName, .description, .archived, .autoEnroll, .enrollment].map(\.rawValue) == [11, 13, 19, 21, 26]
        )
    }
}
